"""Analysis: a text cut into parts, each of which mentions one thing, in the presence of typing errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import accumulate, takewhile

from knowledge.folding import words
from knowledge.lexicon import Lexicon
from knowledge.mentions import Mentions
from knowledge.part import Part
from knowledge.spans import Span, with_misspelled_names
from knowledge.spelling import Speller

_SENTENCE = re.compile(r"(?:[^?!.\n]|\.(?=\S)|(?<=\b[^\W\d])\.)+[?!.\n]*")  # "e. V." ends none
# A longer message is a text, not a question, and a longer word none of ours: what follows is left unread. This bounds the work
# that any message can make.
_MAX_WORDS, _MAX_LETTERS, _MAX_WORD = 48, 280, 80
_TORN = 5  # letters from which on a word is told from two that only look like it together


class Analyser:
    """Cuts texts into parts by a lexicon. `learn` the words of the entries first: misspellings are put right to them."""

    def __init__(self, lexicon: Lexicon, ordinary: Mapping[str, float] | None = None) -> None:
        self._lexicon = lexicon
        self._mentions = Mentions(lexicon, ordinary or {})
        self._speller = Speller(self._mentions)
        self._cache: dict[tuple[str, ...], Part] = {}

    def learn(self, known: Iterable[str]) -> None:
        self._speller.learn(known)

    def forget(self) -> None:
        """Let go of what was remembered while the knowledge's own texts were read."""
        self._cache.clear()

    # ---- texts of the knowledge: spelled right, so looked up phrase by phrase and quickly

    def known_parts(self, text: str) -> list[Part]:
        """The parts of a text of our own: the longest known phrases, and the words between them."""
        tokens = tuple(words(text))
        parts, start = [], 0
        while start < len(tokens):
            length = self._known_length(tokens, start)
            parts.append(self._known_part(tokens[start : start + length]))
            start += length
        return parts

    def _known_length(self, tokens: tuple[str, ...], start: int) -> int:
        best = length = 1
        while start + length <= len(tokens) and self._lexicon.opens(tokens[start : start + length]):
            if self._lexicon.key(tokens[start : start + length]) in self._lexicon.exact:
                best = length
            length += 1
        return best

    def _known_part(self, tokens: tuple[str, ...]) -> Part:
        """A part of our own texts, also found by its single words. Texts repeat themselves, so each part is made once."""
        if tokens not in self._cache:
            part = self._mentions.part(tokens)
            inner = frozenset[str]() if part.has("record") else self._mentions.units_of(tokens)
            self._cache[tokens] = replace(part, units=part.units | inner)
        return self._cache[tokens]

    # ---- questions: any spelling

    def parts(self, text: str) -> list[Part]:
        """The parts of a question, misspelled and differently spaced ones included."""
        asides, questions = map(self._lexicon.tokens, _sentences(text))
        read = _readable((*questions, *asides))
        before = self._parts(read[len(questions) :])
        return [replace(part, aside=True) for part in before] + self._parts(read[: len(questions)])

    def place(self, text: str) -> int | None:
        """The number that a text names when all else in it is grammar ("the second one"); None if there is more, or none."""
        tokens = self._lexicon.tokens(text)
        numbers = [self._lexicon.numeral(token) for token in tokens if self._lexicon.numeral(token).isdecimal()]
        others = [token for token in tokens if not self._lexicon.numeral(token).isdecimal()]
        return int(numbers[0][:3]) if numbers and all(map(self._mentions.is_light, others)) else None

    def _parts(self, tokens: tuple[str, ...]) -> list[Part]:
        spans = with_misspelled_names(tokens, self._exact_spans(tokens), self._speller)
        parts = [part for span in spans for part in ([span.part] if span.part else self._speller.read(tokens[span.start]))]
        return self._with_mended_phrases(parts) if any(part.read_as for part in parts) else parts

    def _with_mended_phrases(self, parts: list[Part]) -> list[Part]:
        """The parts with each phrase made one part that is whole only now that words in it have been put right."""
        mended, start = [], 0
        while start < len(parts):
            length = self._mended_phrase(parts[start : start + self._lexicon.longest])
            phrase = parts[start : start + length]
            mended.append(self._mentions.mended(phrase) if length > 1 else phrase[0])
            start += length
        return mended

    def _mended_phrase(self, parts: list[Part]) -> int:
        """How many parts, from the first on, are a phrase that holds a word put right; 1 if there is none."""
        single = list(takewhile(lambda part: len(part.tokens) == 1, parts))
        tokens = tuple(part.read for part in single)
        for length in self._lexicon.stretches(tokens):
            window = tokens[:length]
            apart = self._lexicon.opens(window) or not self._mentions.is_grammatical(window)
            if apart and any(part.read_as for part in single[:length]):
                return length
        return 1

    def _exact_spans(self, tokens: tuple[str, ...]) -> list[Span]:
        spans, start = [], 0
        while start < len(tokens):
            length = self._longest_match(tokens, start)
            part = self._mentions.part(tokens[start : start + length]) if length else None
            spans.append(Span(start, start + max(length, 1), part))
            start += max(length, 1)
        return spans

    def _longest_match(self, tokens: tuple[str, ...], start: int) -> int:
        for length in self._lexicon.stretches(tokens[start : start + self._lexicon.longest]):
            window = tokens[start : start + length]
            if self._lexicon.opens(window) or not self._mentions.is_grammatical(window) or self._is_torn(window):
                return length
        return 1 if self._mentions.meanings(tokens[start]) else 0

    def _is_torn(self, window: tuple[str, ...]) -> bool:
        """Whether some words are one that was torn apart ("pro jekt"): a piece of it is no word of its own."""
        unknown = any(not self._mentions.meanings(word) and word not in self._mentions.ordinary for word in window)
        return unknown and len(window) == 2 and sum(map(len, window)) >= _TORN


def _sentences(text: str) -> tuple[str, str]:
    """A message's statements and its questions; where no sentence is marked as a question, or all are, there is no aside."""
    sentences = _SENTENCE.findall(text)
    questions = [sentence for sentence in sentences if "?" in sentence]
    if not questions or len(questions) == len(sentences):
        return "", text
    return " ".join(sentence for sentence in sentences if "?" not in sentence), " ".join(questions)


def _readable(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """As many of the words of a message, from the first on, as a question may have."""
    words = [word[:_MAX_WORD] for word in tokens[:_MAX_WORDS]]
    return tuple(word for word, letters in zip(words, accumulate(map(len, words)), strict=True) if letters <= _MAX_LETTERS)
