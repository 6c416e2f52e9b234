"""Loading: every mistake of an editor is told with its file, its place and what to do, all at once and never as a traceback."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from knowledge import KnowledgeError, load
from knowledge.check import check

LIBRARY = Path(__file__).parent / "library"
ENTRY = """
id: reading
kind: club
short: Reading club
name: {en: Reading club, de: Lesekreis}
names: Reading club
entries:
  - id: profile
    title: {en: Profile, de: Steckbrief}
    text: {en: The club meets on Mondays., de: Der Kreis trifft sich montags.}
    questions: when does the reading club meet
    sources: [rules]
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


def write(library: Path, text: str, name: str = "clubs/reading.yaml") -> None:
    (library / name).parent.mkdir(exist_ok=True)
    (library / name).write_text(text, encoding="utf-8")


def mistakes(library: Path) -> list[str]:
    try:
        return [str(problem) for problem in check(load(library))]
    except KnowledgeError as error:
        return [str(problem) for problem in error.problems]


def test_a_sound_directory_has_no_mistakes(library: Path) -> None:
    write(library, ENTRY)
    assert mistakes(library) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: club", "kind: club\ncolour: red", "clubs/reading.yaml: colour: is not a known key"),
        (", de: Der Kreis trifft sich montags.", "", "clubs/reading.yaml: entries[profile].text.de: is missing"),
        ("short: Reading club", "", "clubs/reading.yaml: short: is missing"),
        ("title: {en", "title: [en", "clubs/reading.yaml: line"),
        ("sources: [rules]", "sources: [rumour]", "entries[profile].sources: there is no source “rumour”"),
        (
            "    sources: [rules]",
            "    asks: [colour]\n    sources: [rules]",
            "entries[profile].asks: there is no attribute “colour”",
        ),
        ("entries:", "facets: {colour: [red]}\nentries:", "facets.colour: there is no such facet"),
        ("when does the reading club meet", "opening hours", "also leads to"),
        ("id: profile", "id: Profile!", "use small letters, digits and single hyphens"),
        ("names: Reading club", "names: '!!!'", "has no letter or digit"),
        ("text: {en: The club meets on Mondays.", "text: {en: '" + "x" * 800 + "'", "has 800 characters"),
        ("    sources: [rules]", "    periods: [{of: {en: a, de: b}, start: soon}]\n    sources: [rules]", "“soon” is no date"),
        ("    sources: [rules]", "    amounts: [{euro: many, of: {en: a, de: b}}]\n    sources: [rules]", "amounts[0].euro"),
        ("    sources: [rules]", "    checked: yesterday\n    sources: [rules]", "entries[profile].checked"),
    ],
)
def test_a_mistake_is_told_with_its_place(library: Path, old: str, new: str, told: str) -> None:
    assert old in ENTRY
    write(library, ENTRY.replace(old, new, 1))
    assert any(told in mistake for mistake in mistakes(library)), mistakes(library)


def test_all_mistakes_are_told_at_once(library: Path) -> None:
    write(library, ENTRY.replace("kind: club", "colour: red").replace("short: Reading club", ""))
    write(library, "id: [", "clubs/broken.yaml")
    (library / "sources.yaml").unlink()
    told = mistakes(library)
    assert len(told) >= 5
    assert {line.split(":")[0] for line in told} >= {"clubs/reading.yaml", "clubs/broken.yaml", "sources.yaml"}


def test_names_of_two_records_that_a_slip_would_swap_are_told(library: Path) -> None:
    write(library, ENTRY)
    write(library, ENTRY.replace("id: reading", "id: riding").replace("Reading club", "Riading club"), "clubs/riding.yaml")
    assert any("is nearly" in mistake for mistake in mistakes(library))


def test_texts_with_different_placeholders_are_told(library: Path) -> None:
    (library / "texts.yaml").write_text("hello: {en: 'Hello {name}', de: 'Hallo {nam}'}\n", encoding="utf-8")
    assert any("placeholders" in mistake for mistake in mistakes(library))


def test_a_file_that_is_no_text_is_told(library: Path) -> None:
    (library / "clubs").mkdir()
    (library / "clubs" / "image.yaml").write_bytes(b"\xff\xfe\x00")
    assert any("not UTF-8" in mistake for mistake in mistakes(library))


@pytest.mark.parametrize("name", ["nowhere", "library/knowledge.yaml"])
def test_a_directory_that_is_none_is_told(tmp_path: Path, name: str) -> None:
    shutil.copytree(LIBRARY, tmp_path / "library")
    with pytest.raises(KnowledgeError, match="is no directory"):
        load(tmp_path / name)


def test_an_empty_directory_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"knowledge\.yaml: is missing"):
        load(tmp_path)


def test_the_built_in_knowledge_is_sound() -> None:
    assert check(load()) == []
