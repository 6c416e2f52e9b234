"""Settings: where they come from, what is refused, and that nothing secret is shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.place import SettingsError
from bot.settings import Settings, read_settings
from tests.conftest import TOKEN

EXAMPLE = Path(__file__).parents[2] / ".env.example"


def test_without_anything_set_all_have_defaults() -> None:
    settings = read_settings()
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.knowledge_dir is None
    assert settings.log_level == "INFO"
    assert (settings.webhook_url, settings.webhook_secret, settings.database_url) == (None, None, None)
    assert (settings.listen, settings.port) == ("127.0.0.1", None)
    assert (settings.admin_chat_ids, settings.keep_days) == ((), 180)


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
        pytest.param("WEBHOOK_URL", "hunter2.example.org/telegram", id="no scheme of a webhook"),
        pytest.param("WEBHOOK_URL", "http://hunter2.example.org/telegram", id="a webhook in the open"),
        pytest.param("WEBHOOK_URL", "https://hunter2.example.org/", id="a webhook without a path"),
        pytest.param("WEBHOOK_URL", "https://[hunter2.example.org]/telegram", id="a webhook at no host"),
        pytest.param("WEBHOOK_URL", "https://[::1/hunter2", id="a webhook at half a host"),
        pytest.param("WEBHOOK_URL", "https://hunter2.example.org:65536/telegram", id="a webhook at no port"),
        pytest.param("WEBHOOK_URL", "https://hunter2.example.org/healthz", id="a webhook in a probe's place"),
        pytest.param("WEBHOOK_SECRET", "hunter 2", id="a space in the secret"),
        pytest.param("WEBHOOK_SECRET", "hunter2" * 37, id="a secret too long"),
        pytest.param("PORT", "-7", id="no port"),
        pytest.param("PORT", "65536", id="a port too high"),
        pytest.param("PORT", "http", id="a port by its name"),
        pytest.param("DATABASE_URL", "mysql://ada:hunter2@host/name", id="another database"),
        pytest.param("DATABASE_URL", "postgresql://ada:hunter2@/name", id="a database at no host"),
        pytest.param("DATABASE_URL", "hunter2", id="no database"),
        pytest.param("ADMIN_CHAT_IDS", "12345,@hunter2", id="an admin by name"),
        pytest.param("ADMIN_CHAT_IDS", "12345,,678", id="an admin too few"),
        pytest.param("KEEP_DAYS", "-1", id="less than no days"),
        pytest.param("KEEP_DAYS", "3651", id="more than ten years"),
        pytest.param("KEEP_DAYS", "for ever", id="no number of days"),
    ],
)
def test_a_bad_value_is_named_and_not_shown(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert re.match(rf"{name} [a-z]", str(caught.value))
    assert value not in str(caught.value).removeprefix(name)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    ("name", "value", "meant"),
    [
        ("WEBHOOK_URL", " https://bot.example.org/telegram/ ", "https://bot.example.org/telegram"),
        ("WEBHOOK_URL", "http://127.0.0.1:8081/telegram", "http://127.0.0.1:8081/telegram"),
        ("WEBHOOK_URL", "http://localhost/telegram", "http://localhost/telegram"),
        ("LISTEN", "0.0.0.0", "0.0.0.0"),  # noqa: S104 - as behind another machine's nginx
        ("PORT", "65535", 65535),
        ("ADMIN_CHAT_IDS", " 12345 , -10098765", (12345, -10098765)),
        ("KEEP_DAYS", "0", 0),
        ("KEEP_DAYS", "3650", 3650),
        ("KNOWLEDGE_DIR", "elsewhere", Path("elsewhere")),
    ],
)
def test_a_good_value_is_taken(name: str, value: str, meant: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    assert getattr(read_settings(), name.lower()) == meant


@pytest.mark.parametrize("path", [TOKEN, TOKEN.partition(":")[2], TOKEN.replace(":", "%3A"), f"bot{TOKEN}/updates"])
def test_an_address_with_the_token_in_it_is_refused(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", TOKEN)
    monkeypatch.setenv("WEBHOOK_URL", f"https://bot.example.org/{path}")
    with pytest.raises(SettingsError, match=r"^WEBHOOK_URL holds the token") as caught:
        read_settings()
    assert TOKEN.partition(":")[2] not in str(caught.value)


def test_a_file_that_is_not_utf_8_is_said_to_be_none() -> None:
    Path(".env").write_bytes("# Schlüssel\nLOG_LEVEL=DEBUG\n".encode("latin-1"))
    with pytest.raises(SettingsError, match=r"^The file \.env cannot be read\. Save it as text in UTF-8") as caught:
        read_settings()
    assert caught.value.__context__ is None


def made(**values: object) -> Settings:
    return Settings.model_validate({"telegram_bot_token": TOKEN, **values})


def test_the_secret_follows_from_the_token_and_does_not_show_it() -> None:
    derived = made().secret()
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,256}", derived)
    assert derived == made(webhook_url="https://bot.example.org/telegram").secret()
    assert derived != Settings.model_validate({"telegram_bot_token": f"{TOKEN}x"}).secret()
    assert not any(part in derived for part in TOKEN.split(":"))


def test_a_secret_of_ones_own_goes_before_the_derived_one() -> None:
    assert made(webhook_secret="A-z_0" * 51).secret() == "A-z_0" * 51


def test_all_that_no_log_may_show_is_known() -> None:
    assert made().secrets() == [TOKEN, made().secret()]
    given = {"webhook_secret": "hunter2", "database_url": "postgresql://ada:p%40ss@host/name"}
    own = made(**given)
    assert own.secrets() == [TOKEN, "hunter2", "p@ss"]
    assert not any(secret in repr(own) for secret in ("hunter2", "p@ss", "p%40ss", TOKEN))


def test_the_database_is_a_file_of_this_bots_own_unless_said_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert made().database().database == "/data/cluster-answers/123456789.sqlite3"
    assert made(database_url="sqlite:////data/bot.sqlite3").database().database == "/data/bot.sqlite3"


@pytest.mark.parametrize(
    ("values", "port", "path"),
    [
        ({}, None, ""),
        ({"port": 9000}, 9000, ""),
        ({"webhook_url": "https://bot.example.org/telegram"}, 8080, "/telegram"),
        ({"webhook_url": "https://bot.example.org/a/b", "port": 9000}, 9000, "/a/b"),
    ],
)
def test_it_serves_where_it_has_to(values: dict[str, object], port: int | None, path: str) -> None:
    assert (made(**values).serving_port, made(**values).webhook_path) == (port, path)


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
