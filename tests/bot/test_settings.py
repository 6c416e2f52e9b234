"""Settings: where they come from, what is refused, and that nothing secret is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings, SettingsError, read_settings
from tests.conftest import TOKEN

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_without_anything_set_all_have_defaults() -> None:
    settings = read_settings()
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.knowledge_dir is None
    assert settings.log_level == "INFO"


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(f"TELEGRAM_BOT_TOKEN={TOKEN}\nLOG_LEVEL=ERROR\n", encoding="utf-8")
    monkeypatch.setenv("LOG_LEVEL", "debug")
    settings = read_settings()
    assert settings.token() == TOKEN
    assert settings.log_level == "DEBUG"


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
def test_an_empty_value_counts_as_none(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "")
    assert read_settings() == Settings()


def test_what_others_set_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("SOMETHING_ELSE=1\n", encoding="utf-8")
    monkeypatch.setenv("ANOTHER_THING", "2")
    assert read_settings() == Settings()


def test_a_missing_token_is_explained() -> None:
    with pytest.raises(SettingsError, match=r"TELEGRAM_BOT_TOKEN.*@BotFather"):
        read_settings().token()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("TELEGRAM_BOT_TOKEN", "hunter2-is-no-token", id="no colon"),
        pytest.param("TELEGRAM_BOT_TOKEN", "123456789:", id="nothing behind the colon"),
        pytest.param("TELEGRAM_BOT_TOKEN", "abc:AAF-secret-secret", id="no digits"),
        pytest.param("TELEGRAM_BOT_TOKEN", "123456789:AAF secret", id="a space"),
        pytest.param("TELEGRAM_API_URL", "my.server.example", id="no scheme"),
        pytest.param("TELEGRAM_API_URL", "ftp://my.server.example", id="another scheme"),
        pytest.param("LOG_LEVEL", "CHATTY", id="no level"),
    ],
)
def test_a_bad_value_is_named_and_not_shown(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert str(caught.value).startswith(f"{name} ")
    assert value not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_all_bad_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "no")
    monkeypatch.setenv("LOG_LEVEL", "CHATTY")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert [line.split()[0] for line in str(caught.value).splitlines()] == ["TELEGRAM_BOT_TOKEN", "LOG_LEVEL"]


def test_a_token_with_spaces_around_it_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", f" {TOKEN}\n")
    assert read_settings().token() == TOKEN


def test_a_slash_at_the_end_of_the_address_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")
    assert read_settings().telegram_api_url == "http://127.0.0.1:8081"


def test_settings_do_not_change_and_hide_the_token(settings: Settings) -> None:
    assert TOKEN not in repr(settings)
    with pytest.raises(ValidationError, match="frozen"):
        settings.log_level = "DEBUG"  # type: ignore[misc]


def test_the_example_has_every_setting_with_a_comment_and_works(tmp_path: Path) -> None:
    blocks = [block.splitlines() for block in EXAMPLE.read_text(encoding="utf-8").strip().split("\n\n")[1:]]
    assert [block[-1].partition("=")[0] for block in blocks] == [name.upper() for name in Settings.model_fields]
    assert all(line.startswith("# ") for block in blocks for line in block[:-1])
    assert all(len(block) > 1 for block in blocks)
    (tmp_path / ".env").write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    assert read_settings() == Settings()
