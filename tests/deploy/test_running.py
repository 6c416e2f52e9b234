"""docs/running.md keeps up with the program and with the files that it tells of."""

from __future__ import annotations

import re

import pytest

from bot import run, settings
from tests.deploy.files import ROOT, unknown

PAGE = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
OTHERS = {"POSTGRES_PASSWORD"}


def anchors(page: str) -> set[str]:
    """What the headings of a page can be linked by."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_all_variables_that_it_names_are_known() -> None:
    names = set(re.findall(r"\b([A-Z]+(?:_[A-Z]+)+)\b", PAGE))
    assert names >= {"TELEGRAM_BOT_TOKEN", "WEBHOOK_URL"}
    assert unknown(names - OTHERS) == set()


@pytest.mark.parametrize("line", [settings.MISSING, run.REFUSED, run.CONFLICT, run.UNREACHABLE])
def test_it_explains_every_line_that_ends_the_start(line: str) -> None:
    first = re.split(r"[.(]", line)[0].strip()
    assert f"`{first}" in PAGE


def test_the_files_that_it_names_are_there() -> None:
    named = set(re.findall(r"\b((?:deploy|knowledge)/(?!tls)[\w/.-]+\.\w+|compose\.yaml)", PAGE))
    assert named >= {"deploy/cluster-answers.service", "deploy/kubernetes.yaml", "compose.yaml"}
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def test_its_links_lead_somewhere() -> None:
    assert set(re.findall(r"\]\(#([\w-]+)\)", PAGE)) <= anchors(PAGE)
    elsewhere = set(re.findall(r"\]\(\.\./README\.md#([\w-]+)\)", PAGE))
    assert elsewhere
    assert elsewhere <= anchors(README)
