"""Analysis: what each stretch of a question mentions, in the presence of typing errors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.folding import digits, stems, typo_budget, words
from knowledge.lexicon import MATCHED, PROPER, SUBJECTS, Lexicon, Meaning

_SENTENCE = re.compile(r"(?:[^?!.\n]|\.(?=\S))+[?!.\n]*")
_MAX_WORDS = 120  # a longer message is a text, not a question; what follows is left unread and unexplained
_WINDOW = 6  # words in a misspelled or differently spaced name
_LONG = 7  # letters of a foreign name that may be misspelled
_SHORT = 0.4  # what an unknown word of up to three letters says: too short to put right, mostly a slip or a particle
_COMMON = 0.8  # a word of the dictionary that says less is what it says; a rarer one may be a slip of a word of grammar
_LINKS = ("", "s", "es", "n", "en", "er")  # what German puts between the parts of a compound

_GRAMMAR = frozenset({"function", "filler", "kind", "pronoun", "ellipsis"})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text that means one thing.

    `units` are what it may be matched by (meanings, word stems, numbers), `inner` those of a phrase's words (which match it
    by half), `slips` the typing errors put right in it, `read_as` what it was taken for, `surprise` how much it says where
    nothing is known of it (0.1 an everyday word, 1 a rare one). `aside` marks what stands in a statement beside the question
    ("We are a firm in Ohio.").
    """

    tokens: tuple[str, ...]
    meanings: frozenset[Meaning]
    units: frozenset[str]
    inner: frozenset[str] = frozenset()
    slips: int = 0
    read_as: str = ""
    surprise: float = 1.0
    aside: bool = False

    @property
    def text(self) -> str:
        return " ".join(self.tokens)

    def ids(self, kind: str) -> frozenset[str]:
        return frozenset(meaning.id for meaning in self.meanings if meaning.kind == kind)

    def has(self, kind: str) -> bool:
        return any(meaning.kind == kind for meaning in self.meanings)

    @property
    def empty(self) -> bool:
        """Whether it carries no subject at all: grammar, politeness, a word for the kind of thing."""
        return bool(self.meanings) and not any(meaning.kind in SUBJECTS for meaning in self.meanings)

    @property
    def optional(self) -> bool:
        """Whether it may as well be grammar or politeness, so that nothing is missing when it stays unexplained."""
        return not self.has("asking") and any(meaning.kind in _GRAMMAR for meaning in self.meanings)

    @property
    def numeral(self) -> bool:
        """Whether it is a number written as a word, which says less than one in digits."""
        return not self.meanings and len(self.tokens) == 1 and not digits(self.text) and any(map(digits, self.units))


class Analyser:
    """Cuts texts into parts by a lexicon. `learn` the words of the entries first: misspellings are put right to them."""

    def __init__(self, lexicon: Lexicon, ordinary: Mapping[str, float] | None = None) -> None:
        self._lexicon = lexicon
        self._ordinary = ordinary or {}
        self._known: dict[int, dict[str, None]] = {}
        self._names = tuple(key for key, found in lexicon.proper.items() if len(key) >= 5 and _ours(found))
        self._cache: dict[tuple[str, ...], Part] = {}
        for word in sorted(lexicon.words):
            self._learn_word(word)

    def learn(self, tokens: Iterable[str]) -> None:
        for token in tokens:
            self._learn_word(token)

    def forget(self) -> None:
        """Let go of what was remembered while the knowledge's own texts were read."""
        self._cache.clear()

    def _learn_word(self, word: str) -> None:
        if not digits(word):
            self._known.setdefault(len(word), {})[word] = None

    # ---- texts of the knowledge: spelled right, so looked up word by word and quickly

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

    # ---- questions: any spelling

    def parts(self, text: str) -> list[Part]:
        """The parts of a question, misspelled and differently spaced ones included."""
        asides, questions = _sentences(text)
        return [replace(part, aside=True) for part in self._parts(asides)] + self._parts(questions)

    def _parts(self, text: str) -> list[Part]:
        tokens = self._lexicon.tokens(text)[:_MAX_WORDS]
        spans = self._exact_spans(tokens)
        spans = self._misspelled_names(tokens, spans)
        parts = [self._read(tokens[start:end], known) for start, end, known in spans]
        return [part for group in parts for part in group]

    def _exact_spans(self, tokens: tuple[str, ...]) -> list[tuple[int, int, Part | None]]:
        spans: list[tuple[int, int, Part | None]] = []
        start = 0
        while start < len(tokens):
            length = self._longest_match(tokens, start)
            part = self._part(tokens[start : start + length]) if length else None
            spans.append((start, start + max(length, 1), part))
            start += max(length, 1)
        return spans

    def _longest_match(self, tokens: tuple[str, ...], start: int) -> int:
        longest = min(self._lexicon.longest, len(tokens) - start)
        for length in range(longest, 1, -1):
            window = tokens[start : start + length]
            if (self._lexicon.opens(window) or not self._grammatical(window)) and self._lexicon.meanings(window):
                return length
        return 1 if self.word_meanings(tokens[start]) else 0

    def _grammatical(self, tokens: Iterable[str]) -> bool:
        """Whether a function word is among some words: words run apart ("lab factory") are no such."""
        return any(meaning.kind == "function" for token in tokens for meaning in self.word_meanings(token))

    def _misspelled_names(
        self, tokens: tuple[str, ...], spans: list[tuple[int, int, Part | None]]
    ) -> list[tuple[int, int, Part | None]]:
        """Find the one or more stretches that are a name with slips, the closest first, and put them in place."""
        while found := self._closest_name(tokens, spans):
            first, last, part = found
            spans = [*spans[:first], (spans[first][0], spans[last][1], part), *spans[last + 1 :]]
        return spans

    def _closest_name(self, tokens: tuple[str, ...], spans: list[tuple[int, int, Part | None]]) -> tuple[int, int, Part] | None:
        best: tuple[float, int, int, Part] | None = None
        for first in range(len(spans)):
            for last in range(first, min(first + _WINDOW, len(spans))):
                stretch = spans[first : last + 1]
                if not _may_hide_a_name(stretch):
                    continue
                part = self._as_name(tokens[stretch[0][0] : stretch[-1][1]])
                if part and (best is None or (part.slips - 0.3 * len(part.tokens), first) < best[:2]):
                    best = (part.slips - 0.3 * len(part.tokens), first, last, part)
        return best[1:] if best else None

    def _as_name(self, tokens: tuple[str, ...]) -> Part | None:
        key = self._lexicon.key(tokens)
        budget = typo_budget(len(key))
        if not budget or len(key) > 80:
            return None
        for name, distance, _ in process.extract(key, self._names, scorer=OSA.distance, score_cutoff=budget, limit=3):
            if distance and digits(name) == digits(key) and distance <= typo_budget(len(name)):
                meanings = frozenset(self._lexicon.exact[name])
                return Part(
                    tokens,
                    meanings,
                    frozenset(m.unit for m in meanings if m.kind in MATCHED),
                    slips=int(distance),
                    read_as=name,
                )
        return None

    def _read(self, tokens: tuple[str, ...], known: Part | None) -> list[Part]:
        if known:
            return [known]
        (token,) = tokens
        if parts := self._compound(token):
            return parts
        part = self._corrected(token) or self._part(tokens)
        return (self._compound(part.read_as) if part.read_as and not part.meanings else []) or [part]

    def _compound(self, token: str) -> list[Part]:
        """The two parts of a compound or of words run together, when both are known subjects."""
        if token in self._ordinary:
            return []
        for cut in range(len(token) - 3, 2, -1):
            head, tail = token[:cut], token[cut:]
            if not self._subject(tail):
                continue
            for link in _LINKS:
                stem = head.removesuffix(link) if link else head
                if len(stem) >= 3 and (not link or stem != head) and self._subject(stem):
                    return [self._part((stem,)), self._part((tail,))]
        return []

    def _subject(self, word: str) -> bool:
        return any(meaning.kind in SUBJECTS or meaning.kind == "kind" for meaning in self.word_meanings(word))

    def _swapped(self, token: str) -> Part | None:
        """A known word of three letters of which two are swapped ("teh"); nothing else is tried on so short a word."""
        if len(token) != 3 or token in self._ordinary:
            return None
        for word in self._known.get(3, ()):
            if sorted(word) == sorted(token) and word[0] == token[0]:
                return replace(self._part((word,)), tokens=(token,), slips=1, read_as=word)
        return None

    def _preference(self, token: str, word: str) -> tuple[bool, bool, bool, int]:
        """Between words equally near: letters swapped, the first letter right, a name, the longer word."""
        return (sorted(token) != sorted(word), token[0] != word[0], not self._named(word), -len(word))

    def _named(self, word: str) -> bool:
        return any(meaning.kind in {"facet", "name", "record"} for meaning in self.word_meanings(word))

    def _corrected(self, token: str) -> Part | None:
        """The known word nearest to a misspelled one, within the budget of its length; digits are never touched."""
        budget = typo_budget(len(token))
        if not budget or digits(token) or token in self._known.get(len(token), ()):
            return self._swapped(token)
        near = [word for size in range(len(token) - budget, len(token) + budget + 1) for word in self._known.get(size, ())]
        matches = process.extract(token, near, scorer=OSA.distance, score_cutoff=budget, limit=8)
        if not matches:
            return None
        word, distance, _ = min(matches, key=lambda match: (match[1], *self._preference(token, match[0])))
        part = self._part((word,))
        return replace(part, tokens=(token,), slips=int(distance), read_as=word)

    # ---- parts

    def _known_part(self, tokens: tuple[str, ...]) -> Part:
        """A part of our own texts, also found by its single words. Texts repeat themselves, so each part is made once."""
        if tokens not in self._cache:
            part = self._part(tokens)
            inner = frozenset() if part.has("record") else self._words_of(tokens)
            self._cache[tokens] = replace(part, units=part.units | inner)
        return self._cache[tokens]

    def word_meanings(self, word: str) -> tuple[Meaning, ...]:
        found = self._lexicon.meanings((word,))
        owner = self._lexicon.partial.get(word)
        if owner and not any(meaning.kind in SUBJECTS or meaning.kind == "kind" for meaning in found):
            return (*found, Meaning("record", owner))
        return found

    def _part(self, tokens: tuple[str, ...]) -> Part:
        meanings = self.word_meanings(tokens[0]) if len(tokens) == 1 else self._lexicon.meanings(tokens)
        kinds = {meaning.kind for meaning in meanings}
        units = {meaning.unit for meaning in meanings if meaning.kind in MATCHED}
        inner: frozenset[str] = frozenset()
        if len(tokens) == 1:
            units |= self._words_of(tokens) if kinds.isdisjoint(PROPER) and kinds != {"absent"} else set()
        elif kinds.isdisjoint(PROPER | {"facet", "absent"}):
            inner = self._words_of(tokens)
        surprise = self._surprise(tokens[0]) if len(tokens) == 1 else 1.0
        return Part(tokens, frozenset(meanings), frozenset(units), inner, surprise=surprise)

    def _surprise(self, word: str) -> float:
        if len(word) < 4 and not digits(word):
            return _SHORT if len(word) > 1 else _SHORT / 4
        return self._ordinary.get(word, 1.0)

    def _words_of(self, tokens: tuple[str, ...]) -> frozenset[str]:
        """What the single words of a stretch mean, and their stems."""
        units = set()
        for token in tokens:
            meanings = self.word_meanings(token)
            if len(tokens) > 1:
                units |= {meaning.unit for meaning in meanings if meaning.kind in MATCHED - PROPER - {"absent"}}
            if not any(meaning.kind in {"function", "filler"} for meaning in meanings):
                units |= {f"word:{stem}" for stem in stems(self._lexicon.numeral(token))}
        return frozenset(units)


def _sentences(text: str) -> tuple[str, str]:
    """A message's statements and its questions; where no sentence is marked as a question, or all are, there is no aside."""
    sentences = _SENTENCE.findall(text)
    questions = [sentence for sentence in sentences if "?" in sentence]
    if not questions or len(questions) == len(sentences):
        return "", text
    return " ".join(sentence for sentence in sentences if "?" not in sentence), " ".join(questions)


def _ours(meanings: Iterable[Meaning]) -> bool:
    """Whether a name is one of the knowledge: short ones of others count only when they are spelled right."""
    return any(meaning.kind != "foreign" or len(meaning.id) >= _LONG for meaning in meanings)


def _may_hide_a_name(stretch: list[tuple[int, int, Part | None]]) -> bool:
    """A name with slips begins and ends in a word of substance, and holds one that is unknown or a loose piece."""
    if any(part and (part.has("record") or (len(stretch) == 1 and part.has("name"))) for _, _, part in stretch):
        return False
    edges = (stretch[0][2], stretch[-1][2])
    return not any(part and part.empty for part in edges) and (len(stretch) > 1 or stretch[0][2] is None)
