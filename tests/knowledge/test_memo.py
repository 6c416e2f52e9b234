"""What is remembered of questions that come again: outcomes, as many as there is room for, and no words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from knowledge import Context
from knowledge.memo import Memo

if TYPE_CHECKING:
    from knowledge import Engine


def test_a_value_is_made_once_and_the_longest_unused_is_dropped() -> None:
    memo, made = Memo[str](capacity=2), list[str]()

    def ask(text: str, rest: str = "") -> str:
        return memo.get(text, rest, lambda: made.append(text + rest) or text + rest)  # type: ignore[func-returns-value]

    assert [ask("a"), ask("b"), ask("a"), ask("c"), ask("a"), ask("b")] == ["a", "b", "a", "c", "a", "b"]
    assert made == ["a", "b", "c", "b"]
    assert ask("b", "x") == "bx"


def test_the_same_question_in_another_language_is_another_question(engine: Engine) -> None:
    english = engine.ask("Optence", Context(language="en"))
    assert engine.ask("Optence", Context(language="de")) != english
    assert engine.ask("Optence", Context(language="en")) == english


def test_words_are_not_kept() -> None:
    memo = Memo[int]()
    memo.get("a private word", None, lambda: 1)
    assert "private" not in repr(vars(memo))
