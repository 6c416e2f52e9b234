"""What is remembered of conversations, as it is noted and read back."""

from __future__ import annotations

from handlers import keys
from handlers.dialogue import after
from handlers.keys import Conversation
from handlers.memory import Memory
from storage import Note, Notes
from tests.handlers.outcomes import answer, choices

HERE, THERE = Conversation(1), Conversation(-100, 1, 40)
KEYS = frozenset(make(each) for make in (keys.turn, keys.album) for each in (HERE, THERE))


def noted(notes: Notes) -> Notes:
    """What the next update finds of what was noted."""
    return Notes.of(KEYS, {key: note.value for key, note in notes.changes.items() if note})


def test_a_turn_is_read_back_as_it_was() -> None:
    for outcome in (answer(related=3), choices()):
        notes = Notes(KEYS)
        Memory(notes).remember(HERE, after(None, outcome))
        assert Memory(notes).recall(HERE) == Memory(noted(notes)).recall(HERE) == after(None, outcome)


def test_conversations_do_not_mix() -> None:
    notes = Notes(KEYS)
    Memory(notes).remember(HERE, after(None, answer()))
    assert Memory(notes).recall(THERE) is None


def test_what_an_older_program_noted_otherwise_is_as_good_as_nothing() -> None:
    notes = Notes(KEYS)
    notes.put(keys.turn(HERE), Note('{"topic": 1}', 1))
    assert Memory(notes).recall(HERE) is None


def test_the_first_message_of_an_album_is_new() -> None:
    memory = Memory(Notes(KEYS))
    assert [memory.is_new_album(HERE, album) for album in ("a", "a", "b")] == [True, False, True]
