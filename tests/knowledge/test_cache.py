"""The cache of the built engine: quick, never stale, never trusted when somebody else could have written it."""

from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from knowledge import Answer, KnowledgeError, open_engine

LIBRARY = Path(__file__).parent / "library"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(LIBRARY, tmp_path / "library"))


def cached(library: Path) -> list[Path]:
    return sorted(library.parent.glob("cache/*/*.pickle"))


def test_a_built_engine_is_read_back_and_answers_alike(library: Path) -> None:
    first = open_engine(library)
    (file,) = cached(library)
    before = file.stat().st_mtime_ns
    second = open_engine(library)
    assert cached(library)[0].stat().st_mtime_ns == before
    assert second.ask("library card") == first.ask("library card")


def test_a_changed_file_is_seen(library: Path) -> None:
    open_engine(library)
    path = library / "faq" / "questions.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("twenty cents", "thirty cents"), encoding="utf-8")
    answer = open_engine(library).ask("fine for an overdue book")
    assert isinstance(answer, Answer)
    assert "thirty cents" in answer.paragraphs[0]


@pytest.mark.parametrize("content", [b"", b"rubbish", pickle.dumps("no engine")])
def test_a_broken_cache_is_passed_over(library: Path, content: bytes) -> None:
    open_engine(library)
    cached(library)[0].write_bytes(content)
    assert isinstance(open_engine(library).ask("library card"), Answer)


def test_a_cache_that_others_may_write_is_not_trusted(library: Path) -> None:
    open_engine(library)
    file = cached(library)[0]
    file.write_bytes(pickle.dumps("no engine"))
    file.chmod(0o666)
    assert isinstance(open_engine(library).ask("library card"), Answer)


def test_a_place_that_cannot_be_written_is_no_hindrance(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (library.parent / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(library.parent / "file"))
    assert isinstance(open_engine(library).ask("library card"), Answer)


def test_a_broken_knowledge_is_told_and_not_kept(library: Path) -> None:
    (library / "sources.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="there is no source “rules”"):
        open_engine(library)
    assert cached(library) == []


def test_a_file_that_cannot_be_read_is_told(library: Path) -> None:
    (library / "faq" / "unreadable.yaml").mkdir()  # for root too, who may read any file
    with pytest.raises(KnowledgeError, match=r"unreadable\.yaml: cannot be read"):
        open_engine(library)
