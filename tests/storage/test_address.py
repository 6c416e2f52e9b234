"""Where the database is: what may be written, what becomes of it, and that nothing of it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import address, default


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sqlite:////data/bot.sqlite3", "sqlite+aiosqlite:////data/bot.sqlite3"),
        ("sqlite:///here.sqlite3", "sqlite+aiosqlite:///here.sqlite3"),
        ("postgresql://ada:pw@host/name", "postgresql+asyncpg://ada:pw@host/name"),
        ("postgres://ada:pw@host:5433/name", "postgresql+asyncpg://ada:pw@host:5433/name"),
        ("postgresql://ada:pw@host/name?sslmode=require", "postgresql+asyncpg://ada:pw@host/name?ssl=require"),
        ("postgresql+psycopg2://ada:p%40w@host/name", "postgresql+asyncpg://ada:p%40w@host/name"),
    ],
)
def test_an_address_gets_a_driver_of_ours(written: str, meant: str) -> None:
    assert address(written).render_as_string(hide_password=False) == meant


@pytest.mark.parametrize(
    "written",
    [
        "hunter2",
        "mysql://ada:hunter2@host/name",
        "postgresql:///hunter2",
        "postgresql://ada:hunter2@/name",
        "postgresql://ada:p@ss:hunter2@host/name",
        "postgresql://ada:pw@host/name?hunter2=1",
        "sqlite://ada:hunter2@host/name",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
    ],
)
def test_any_other_is_refused_without_being_shown(written: str) -> None:
    with pytest.raises(ValueError, match=r"is neither|no option but|names no file") as caught:
        address(written)
    assert "hunter2" not in str(caught.value)


def test_a_password_is_not_shown_with_its_address() -> None:
    assert "hunter2" not in f"{address('postgresql://ada:hunter2@host/name')}"


def test_each_bot_has_a_file_of_its_own_in_the_users_data_directory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default(4242).database == str(tmp_path / "cluster-answers" / "4242.sqlite3")
    assert len({default(4242, server).database for server in ("", "http://127.0.0.1:1", "http://127.0.0.1:2")}) == 3
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default(7).database == str(tmp_path / ".local" / "share" / "cluster-answers" / "7.sqlite3")
