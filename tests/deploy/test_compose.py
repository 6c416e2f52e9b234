"""compose.yaml: it sets what the bot knows, gives nobody more than is needed, and agrees with nginx's configuration."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network

import pytest

from tests.deploy.files import DEPLOY, ROOT, Tree, documents, unknown

(COMPOSE,) = documents(ROOT / "compose.yaml")
SERVICES: dict[str, Tree] = COMPOSE["services"]
BOTS = ("bot-1", "bot-2")
OWN = {"POSTGRES_PASSWORD"}  # of PostgreSQL, not of the bot


@pytest.mark.parametrize("name", BOTS)
def test_a_bot_sets_only_what_it_knows(name: str) -> None:
    assert unknown(set(SERVICES[name]["environment"])) == set()


def test_all_that_is_taken_from_the_environment_is_known() -> None:
    taken = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    assert taken >= {"TELEGRAM_BOT_TOKEN", "WEBHOOK_URL"} | OWN
    assert unknown(taken - OWN) == set()


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_as_little_as_it_needs(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "cap_add" not in service
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"mem_limit", "pids_limit", "tmpfs"} <= service.keys()


def test_only_nginx_is_reachable_from_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    assert COMPOSE["networks"]["back"]["internal"] is True
    assert SERVICES["postgres"]["networks"] == ["back"]


def test_the_replicas_differ_in_their_address_alone() -> None:
    one, other = ({key: value for key, value in SERVICES[name].items() if key != "networks"} for name in BOTS)
    assert one == other


def test_nginx_knows_the_replicas_by_the_addresses_that_they_have() -> None:
    known = dict(host.split(":") for host in SERVICES["nginx"]["extra_hosts"])
    assert known == {name: SERVICES[name]["networks"]["front"]["ipv4_address"] for name in BOTS}
    network = ip_network(COMPOSE["networks"]["front"]["ipam"]["config"][0]["subnet"])
    assert all(ip_address(address) in network for address in known.values())
    servers = re.findall(r"server (\S+):8080", (DEPLOY / "nginx.conf").read_text(encoding="utf-8"))
    assert servers == list(BOTS)


def test_the_port_that_is_published_is_the_one_that_nginx_listens_on() -> None:
    (published,) = SERVICES["nginx"]["ports"]
    assert f"listen {published.partition(':')[2]} ssl;" in (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def test_what_is_mounted_from_here_is_here() -> None:
    mounts = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])]
    here = {mount for mount in mounts if mount.startswith("./")}
    assert here == {"./deploy/nginx.conf", "./deploy/tls"}
    assert (ROOT / "deploy" / "nginx.conf").is_file()
    assert "deploy/tls/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
