"""deploy/kubernetes.yaml: its parts agree with one another, with the image and with the settings."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.deploy.files import DEPLOY, ROOT, Tree, documents, unknown

PARTS: dict[str, Tree] = {part["kind"]: part for part in documents(DEPLOY / "kubernetes.yaml")}
POD: Tree = PARTS["Deployment"]["spec"]["template"]
(BOT,) = POD["spec"]["containers"]
LABELS = POD["metadata"]["labels"]


def test_all_that_it_sets_is_known() -> None:
    sets = {variable["name"] for variable in BOT["env"]} | PARTS["Secret"]["stringData"].keys()
    assert {"TELEGRAM_BOT_TOKEN", "WEBHOOK_URL"} <= sets
    assert unknown(sets) == set()


def test_its_secret_holds_no_secret() -> None:
    assert all("<" in value for value in PARTS["Secret"]["stringData"].values())


def test_all_is_in_its_namespace() -> None:
    name = PARTS["Namespace"]["metadata"]["name"]
    assert {part["metadata"]["namespace"] for kind, part in PARTS.items() if kind != "Namespace"} == {name}


@pytest.mark.parametrize(
    "selector",
    [
        pytest.param(PARTS["Deployment"]["spec"]["selector"]["matchLabels"], id="Deployment"),
        pytest.param(PARTS["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"], id="PodDisruptionBudget"),
        pytest.param(PARTS["Service"]["spec"]["selector"], id="Service"),
        pytest.param(PARTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"], id="NetworkPolicy"),
    ],
)
def test_whatever_selects_the_pods_selects_these(selector: dict[str, str]) -> None:
    assert selector.items() <= LABELS.items()


def test_it_may_do_as_little_as_possible() -> None:
    assert POD["spec"]["securityContext"]["runAsNonRoot"] is True
    assert POD["spec"]["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert POD["spec"]["automountServiceAccountToken"] is False
    assert BOT["securityContext"]["readOnlyRootFilesystem"] is True
    assert BOT["securityContext"]["allowPrivilegeEscalation"] is False
    assert BOT["securityContext"]["capabilities"] == {"drop": ["ALL"]}


def test_it_runs_as_the_user_of_the_image() -> None:
    context = POD["spec"]["securityContext"]
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert f"\nUSER {context['runAsUser']}:{context['runAsGroup']}\n" in dockerfile
    assert f"\nEXPOSE {BOT['ports'][0]['containerPort']}\n" in dockerfile


@pytest.mark.parametrize(
    ("probe", "path"), [("startupProbe", "/healthz"), ("livenessProbe", "/healthz"), ("readinessProbe", "/readyz")]
)
def test_it_is_probed_where_it_answers(probe: str, path: str) -> None:
    assert BOT[probe]["httpGet"] == {"path": path, "port": BOT["ports"][0]["name"]}


def test_only_the_path_of_the_webhook_is_public() -> None:
    (address,) = (urlsplit(variable["value"]) for variable in BOT["env"] if variable["name"] == "WEBHOOK_URL")
    (rule,) = PARTS["Ingress"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    assert (rule["host"], path["path"], path["pathType"]) == (address.hostname, address.path, "Exact")
    assert path["backend"]["service"]["name"] == PARTS["Service"]["metadata"]["name"]
    assert PARTS["Service"]["spec"]["ports"][0]["targetPort"] == BOT["ports"][0]["name"]


def test_one_replica_is_always_left() -> None:
    assert PARTS["Deployment"]["spec"]["replicas"] > PARTS["PodDisruptionBudget"]["spec"]["minAvailable"] >= 1
    assert PARTS["Deployment"]["spec"]["strategy"]["rollingUpdate"]["maxUnavailable"] == 0
