"""What chats choose: kept, forgotten, and moved with a group that becomes a supergroup."""

from __future__ import annotations

from handlers import keys
from handlers.preferences import Preference, Preferences
from storage import Notes

KEYS = frozenset(keys.chosen(chat) for chat in (1, 2, -5, -1005))


def test_a_choice_is_kept_until_it_is_taken_back() -> None:
    preferences = Preferences(Notes(KEYS))
    preferences.choose_language(1, "de")
    preferences.choose_quiet(1, True)
    assert preferences.of(1) == Preference("de", True)
    preferences.choose_language(1, None)
    assert (preferences.language(1), preferences.is_quiet(1)) == (None, True)
    preferences.choose_quiet(1, False)
    assert preferences.of(1) == Preference()


def test_chats_do_not_mix() -> None:
    preferences = Preferences(Notes(KEYS))
    preferences.choose_language(1, "de")
    assert preferences.language(2) is None


def test_a_forgotten_chat_is_as_new() -> None:
    preferences = Preferences(Notes(KEYS))
    preferences.choose_quiet(1, True)
    preferences.forget(1)
    preferences.forget(1)
    assert not preferences.is_quiet(1)


def test_choices_move_with_the_group_however_often_we_are_told() -> None:
    preferences = Preferences(Notes(KEYS))
    preferences.choose_quiet(-5, True)
    preferences.move(-5, -1005)
    preferences.move(-5, -1005)
    assert preferences.is_quiet(-1005)
    assert not preferences.is_quiet(-5)
