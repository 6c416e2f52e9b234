"""The command line, as scripts and people use it."""

from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from storage import Rating, address, open_store

ROOT = Path(__file__).parent.parent.parent
LIBRARY = ROOT / "tests" / "knowledge" / "library"


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The small knowledge directory, and a cache of the test's own."""
    monkeypatch.setenv("KNOWLEDGE_DIR", str(LIBRARY))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def said(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_ask_prints_the_answer_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "How do I get a library card?"]) == 0
    out = capsys.readouterr().out
    assert "identity card" in out
    assert "Rules of the library" in out


def test_ask_reads_standard_input_line_by_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said(monkeypatch, "loan period\n\nWie wird das Wetter?\n")
    assert main(["ask", "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["outcome"] for line in lines] == ["answer", "declined", "declined"]
    assert set(lines[0]) == {"question", "outcome", "text", "html", "entries", "language", "score", "choices", "sources"}
    assert lines[0]["entries"] == ["questions.loan"]
    assert lines[0]["sources"] == ["https://library.example/rules"]
    assert lines[2]["language"] == "de"


def test_chat_as_json_gives_no_line_for_an_empty_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said(monkeypatch, "loan period\n\nfine for an overdue book\n")
    assert main(["chat", "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_chat_reads_piped_input_and_ends_with_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    said(monkeypatch, "loan period\nexit\nnever asked\n")
    assert main(["chat"]) == 0
    out = capsys.readouterr().out
    assert "four weeks" in out
    assert "<b>" not in out


def test_without_a_token_the_bare_command_says_how_to_go_live_and_talks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said(monkeypatch, "loan period\n")
    assert main([]) == 0
    out = capsys.readouterr().out
    assert "TELEGRAM_BOT_TOKEN" in out.splitlines()[0]
    assert "four weeks" in out


def test_trace_and_check_and_export(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "leihfrsit"]) == 0
    assert "read as" in capsys.readouterr().out
    assert main(["check", str(LIBRARY)]) == 0
    assert "6 entries" in capsys.readouterr().out
    assert main(["export"]) == 0
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(entries) == 6
    assert set(entries[0]) == {"id", "title", "questions", "text", "sources"}


def test_a_broken_knowledge_directory_stops_with_a_report(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(tmp_path))
    assert main(["ask", "anything"]) == 1
    error = capsys.readouterr().err
    assert "knowledge.yaml: is missing" in error
    assert "Traceback" not in error


@pytest.mark.parametrize("command", [[], ["run"], ["chat"], ["ask"], ["trace"], ["check"], ["export"], ["feedback"]])
def test_every_command_has_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([*command, "--help"])
    assert stop.value.code == 0
    assert "usage:" in capsys.readouterr().out


def test_settings_that_cannot_be_read_are_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KNOWLEDGE_DIR", raising=False)
    Path(".env").write_bytes("# Schlüssel\n".encode("utf-16"))
    for command in (["check"], ["ask", "Optence"], ["run"]):
        assert main(command) == 2
        assert capsys.readouterr().err.startswith("The file .env cannot be read.")


def test_ask_imports_neither_telegram_nor_the_settings_machinery() -> None:
    code = (
        "import sys; from bot.cli import main; main(['check']); main(['ask', 'loan period']);"
        "bad = {'telegram', 'httpx', 'pydantic_settings', 'prompt_toolkit', 'rich'} & set(sys.modules);"
        "sys.exit(f'imported: {bad}' if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr


async def test_feedback_tells_editors_what_people_told_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = f"sqlite:///{tmp_path}/bot.sqlite3"
    monkeypatch.setenv("DATABASE_URL", database)
    assert await asyncio.to_thread(main, ["feedback"]) == 2
    assert "DATABASE_URL" in capsys.readouterr().err
    async with open_store(address(database)) as store:
        await store.rate(Rating(1, 2, 3, "optence.partners", helpful=True))
        await store.keep("Which cluster has a canteen?", "en")
        assert await asyncio.to_thread(main, ["feedback"]) == 0  # also while the bot runs
    rated, kept = map(json.loads, capsys.readouterr().out.splitlines())
    assert rated == {"told": "optence.partners", "helpful": 1, "unhelpful": 0}
    assert (kept["question"], kept["language"]) == ("Which cluster has a canteen?", "en")
