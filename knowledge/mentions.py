"""Mentions: what the words of a stretch mean by the lexicon, made into a part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from knowledge.folding import digits, stems
from knowledge.lexicon import Lexicon
from knowledge.meaning import MATCHED, PROPER, SUBJECTS, Meaning
from knowledge.part import Part

_RARE = 0.95  # a word that says less is too common to mention a record by itself
_SUBSTANCE, _NAMES, _LIGHT = SUBJECTS | {"kind"}, {"facet", "name", "record"}, {"function", "filler"}
_REMEMBERED = 50_000  # words; only such as mean something, so that nothing of what people write stays
_SHORT = 0.4  # what an unknown word of up to three letters says: too short to put right, mostly a slip or a particle


class Mentions:
    """Makes parts of words. `ordinary` says of everyday words how much they say."""

    def __init__(self, lexicon: Lexicon, ordinary: Mapping[str, float]) -> None:
        self.lexicon = lexicon
        self.ordinary = ordinary
        self._meanings: dict[str, tuple[Meaning, ...]] = {}
        self._kinds: dict[str, frozenset[str]] = {}
        self._parts: dict[tuple[str, ...], Part] = {}

    def meanings(self, word: str) -> tuple[Meaning, ...]:
        """What one word may mean; a word of one record's names alone mentions that record."""
        if word in self._meanings:
            return self._meanings[word]
        found = self._found(word)
        if found and len(self._meanings) < _REMEMBERED:
            self._meanings[word] = found
        return found

    def kinds(self, word: str) -> frozenset[str]:
        """Of which kinds a word's meanings are."""
        if word in self._kinds:
            return self._kinds[word]
        found = frozenset(meaning.kind for meaning in self.meanings(word))
        if found and len(self._kinds) < _REMEMBERED:
            self._kinds[word] = found
        return found

    def _found(self, word: str) -> tuple[Meaning, ...]:
        found = self.lexicon.meanings((word,))
        owner = self.lexicon.partial.get(word) if self.ordinary.get(word, 1.0) > _RARE else None
        if owner and not any(meaning.kind in SUBJECTS or meaning.kind == "kind" for meaning in found):
            return (*found, Meaning("record", owner))
        return found

    def is_subject(self, word: str) -> bool:
        return not self.kinds(word).isdisjoint(_SUBSTANCE)

    def is_name(self, word: str) -> bool:
        return not self.kinds(word).isdisjoint(_NAMES)

    def is_grammatical(self, words: Iterable[str]) -> bool:
        """Whether a function word is among some words: words run apart ("lab factory") are no such."""
        return any("function" in self.kinds(word) for word in words)

    def is_light(self, word: str) -> bool:
        """Whether a word may be grammar or politeness."""
        return not self.kinds(word).isdisjoint(_LIGHT)

    def part(self, words: tuple[str, ...]) -> Part:
        """The part that these words are together."""
        if words in self._parts:
            return self._parts[words]
        part = self._part(words)
        if part.meanings and len(self._parts) < _REMEMBERED:
            self._parts[words] = part
        return part

    def mended(self, parts: Sequence[Part]) -> Part:
        """The part that some parts are together, of which some had to be put right."""
        words = tuple(part.read for part in parts)
        typed = tuple(token for part in parts for token in part.tokens)
        return replace(self.part(words), tokens=typed, slips=sum(part.slips for part in parts), read_as=" ".join(words))

    def _part(self, words: tuple[str, ...]) -> Part:
        meanings = self.meanings(words[0]) if len(words) == 1 else self.lexicon.meanings(words)
        kinds = {meaning.kind for meaning in meanings}
        units = frozenset(meaning.unit for meaning in meanings if meaning.kind in MATCHED)
        inner: frozenset[str] = frozenset()
        if len(words) == 1:
            units |= self.units_of(words) if kinds.isdisjoint(PROPER) and kinds != {"absent"} else inner
        elif kinds.isdisjoint(PROPER | {"facet", "absent"}):
            inner = self.units_of(words)
        return Part(words, frozenset(meanings), units, inner, surprise=max(map(self._surprise, words)))

    def units_of(self, words: tuple[str, ...]) -> frozenset[str]:
        """What the single words of a stretch mean, and their stems."""
        units = set()
        for word in words:
            meanings = self.meanings(word)
            if len(words) > 1:
                units |= {meaning.unit for meaning in meanings if meaning.kind in MATCHED - PROPER - {"absent"}}
            if not self.is_light(word):
                units |= {f"word:{stem}" for stem in stems(self.lexicon.numeral(word))}
        return frozenset(units)

    def _surprise(self, word: str) -> float:
        if len(word) < 4 and not digits(word):
            return min(self.ordinary.get(word, 1.0), _SHORT if len(word) > 1 else _SHORT / 4)
        return self.ordinary.get(word, 1.0)
