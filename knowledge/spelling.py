"""Spelling: misspelled words and names put right, and compounds taken apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz.distance import OSA

from knowledge.folding import digits, typo_budget
from knowledge.meaning import MATCHED, Meaning
from knowledge.mentions import Mentions
from knowledge.nearby import Nearby
from knowledge.part import Part

_LONG = 7  # letters of a foreign name that may be misspelled
_COMMON = 0.8  # a word of the dictionary that says less is what it says; a rarer one may be a slip of a word of grammar
_LINKS = ("", "s", "es", "n", "en", "er")  # what German puts between the parts of a compound
_BRIEF = 4  # letters of a word that is rather grammar than a subject
_MAX_NAME = 80  # letters


class Speller:
    """Knows every word and name that may have been meant."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions
        proper = mentions.lexicon.proper
        ours = (key for key, found in proper.items() if len(key) >= 5 and _ours(found))
        self._names = Nearby((*ours, *sorted(mentions.lexicon.spaced)))
        self.learn(())

    def learn(self, words: Iterable[str]) -> None:
        """Words that misspellings may be put right to, besides the forms of the lexicon."""
        known = [word for word in (*sorted(self._mentions.lexicon.words), *words) if not digits(word)]
        self._words = Nearby(known)
        self._brief = [word for word in dict.fromkeys(known) if 3 <= len(word) <= 4]

    def read(self, word: str) -> list[Part]:
        """What a word of no known meaning is: all but a known word, a compound, two run together, a slip, or unknown."""
        corrected = self._corrected(word)
        if not (corrected and corrected.slips == 1 and _begins_alike(corrected)) and (parts := self._compound(word)):
            return parts
        if (corrected is None or corrected.slips > 1) and (parts := self._run_together(word)):
            return parts
        part = corrected or self._mentions.part((word,))
        return (self._compound(part.read_as) if part.read_as and not part.meanings else []) or [part]

    def _run_together(self, word: str) -> list[Part]:
        """The two words of which the space between was missed, one of them grammar; the most ordinary ones."""
        if word in self._mentions.ordinary:
            return []
        cuts = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)]
        pairs = [pair for pair in cuts if self._mentions.is_grammatical(pair) and all(map(self._is_word, pair))]
        if not pairs:
            return []
        best = min(pairs, key=lambda pair: sum(self._mentions.ordinary.get(each, 1.0) for each in pair))
        return [self._put_right(each) for each in best]

    def _is_word(self, word: str) -> bool:
        """Whether it stands for itself: a word of the knowledge or the dictionary; of two letters only one of grammar."""
        if len(word) < 3:
            return self._mentions.is_grammatical((word,))
        if word in self._mentions.ordinary:
            return True
        return not self._mentions.is_light(word) and (word in self._words or bool(self._mentions.meanings(word)))

    def _put_right(self, word: str) -> Part:
        return replace(self._mentions.part((word,)), read_as=word)

    def name(self, words: tuple[str, ...]) -> Part | None:
        """The name that some words are but for a few slips, never for a digit; None if they are none."""
        key = self._mentions.lexicon.key(words)
        budget = typo_budget(len(key))
        if not budget or len(key) > _MAX_NAME:
            return None
        for name, distance in self._names.within(key, budget, limit=3):
            if distance and digits(name) == digits(key) and distance <= typo_budget(len(name)):
                meanings = frozenset(self._mentions.lexicon.exact[name])
                units = frozenset(meaning.unit for meaning in meanings if meaning.kind in MATCHED)
                return Part(words, meanings, units, slips=distance, read_as=name)
        return None

    def _compound(self, word: str) -> list[Part]:
        """The two parts of a compound or of words run together, when both are known subjects."""
        if word in self._mentions.ordinary:
            return []
        for cut in range(len(word) - 3, 2, -1):
            head, tail = word[:cut], word[cut:]
            if not self._mentions.is_subject(tail):
                continue
            for link in _LINKS:
                stem = head.removesuffix(link) if link else head
                if len(stem) >= 3 and (not link or stem != head) and self._mentions.is_subject(stem):
                    return [self._put_right(stem), self._put_right(tail)]
        return []

    def _corrected(self, word: str) -> Part | None:
        """The known word nearest to a misspelled one, within the budget of its length; digits are never touched."""
        budget = typo_budget(len(word))
        if not budget or digits(word) or word in self._words:
            return self._swapped(word)
        matches = self._words.within(word, budget, limit=8)
        if not matches:
            return None
        known, distance = min(matches, key=lambda match: (match[1], *self._preference(word, match[0])))
        part = self._mentions.part((known,))
        surprise = self._mentions.ordinary.get(word, 1.0)
        if word in self._mentions.ordinary and not (part.optional and surprise > _COMMON):
            return None
        return replace(part, tokens=(word,), slips=distance, read_as=known)

    def _swapped(self, word: str) -> Part | None:
        """A known word of three letters of which two are swapped ("teh"), or a word of grammar that lacks one ("wan")."""
        if len(word) != 3 or self._mentions.ordinary.get(word, 1.0) < _COMMON:
            return None
        begun = [known for known in self._brief if known[0] == word[0]]
        swapped = (known for known in begun if sorted(known) == sorted(word))
        longer = (known for known in begun if len(known) == 4 and OSA.distance(known, word) == 1)
        for known in (*swapped, *(known for known in longer if self._mentions.is_grammatical((known,)))):
            return replace(self._mentions.part((known,)), tokens=(word,), slips=1, read_as=known)
        return None

    def _preference(self, word: str, known: str) -> tuple[int, ...]:
        """Between words equally near: for a short one a word of grammar; letters swapped, the first letter right, a name,
        the longer word."""
        grammar = len(word) <= _BRIEF and self._mentions.is_light(known)
        return (sorted(word) != sorted(known), not grammar, word[0] != known[0], not self._mentions.is_name(known), -len(known))


def _ours(meanings: Iterable[Meaning]) -> bool:
    """Whether a name is one of the knowledge: short ones of others count only when they are spelled right."""
    return any(meaning.kind != "foreign" or len(meaning.id) >= _LONG for meaning in meanings)


def _begins_alike(part: Part) -> bool:
    """Whether a word that was put right begins as it was typed, as slips mostly leave it."""
    return part.text[:1] == part.read_as[:1]
