"""The lexicon: every form by which people may mention something, and what each form may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from knowledge.folding import joined, stems, words
from knowledge.meaning import PROPER, Meaning
from knowledge.model import Record, lines
from knowledge.vocabulary import Vocabulary, forms

# A date in figures: day, month and year.
_DATE = re.compile(r"\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b")
# A word of a record's names must have so many letters to mention the record by itself.
_TELLING = 4
# The first letters by which is told, for most stretches of words, that no form goes on like this.
_HEAD = 8


class Lexicon:
    """Forms by their joined letters ("konzept phase" and "Konzeptphase" are one key), and by their joined stems."""

    def __init__(self, vocabulary: Vocabulary, records: Iterable[Record]) -> None:
        self._numbers = {
            word: digit for digit, text in vocabulary.numbers.items() for form in forms(text) for word in _single(form)
        }
        self._months = forms(vocabulary.months)
        self._written = {form: f" {meant} " for form, meant in vocabulary.written.items()}
        # What each key may mean (as an ordered set): by its letters, of these the proper names, and by its stems.
        self.exact: dict[str, dict[Meaning, None]] = {}
        self.proper: dict[str, dict[Meaning, None]] = {}
        self._stemmed: dict[str, dict[Meaning, None]] = {}
        # The record in whose names alone a word stands; the forms of one word; facet values of several ("south korea"), which
        # are misspelled like names; the words of the longest form.
        self.partial: dict[str, str] = {}
        self.words: set[str] = set()
        self.spaced: set[str] = set()
        self.longest = 1
        self._openings: set[tuple[str, ...]] = set()
        self._heads: set[str] = set()
        self._add_records(tuple(records))
        self._add_vocabulary(vocabulary)

    def numeral(self, word: str) -> str:
        """`3` for "third" or "drei"; any other word as it is."""
        return self._numbers.get(word, word)

    def tokens(self, text: str) -> tuple[str, ...]:
        """The words of a question, with spellings that capitals tell apart ("US") written out."""
        text = _DATE.sub(self._date, text)
        for form, meant in self._written.items():
            if form in text:
                text = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", meant, text)
        return tuple(words(text))

    def _date(self, match: re.Match[str]) -> str:
        """A date in figures as our texts write it: "27.06.2017" as the 27th of the sixth month."""
        day, month, year = match.groups()
        known = 1 <= int(month) <= len(self._months)
        return f" {int(day)} {self._months[int(month) - 1]} {year} " if known else match.group()

    def key(self, tokens: Iterable[str]) -> str:
        """The joined letters of some words, numbers as digits: what forms are looked up by."""
        return "".join(map(self.numeral, tokens))

    def add(self, form: str, meaning: Meaning) -> None:
        """Enter one form; forms without any letter or digit are passed over."""
        tokens = words(form)
        if not tokens:
            return
        self.longest = max(self.longest, len(tokens))
        plain = tuple(map(self.numeral, tokens))
        self._openings.update(plain[:length] for length in range(1, len(plain) + 1))
        self._heads.update(key[:_HEAD] for key in (self.key(tokens), *self.stem_keys(tokens)))
        self.exact.setdefault(self.key(tokens), {})[meaning] = None
        if len(tokens) == 1:
            self.words.add(self.key(tokens))
        if len(tokens) > 1 and meaning.kind == "facet":
            self.spaced.add(self.key(tokens))
        if meaning.kind in PROPER:
            self.proper.setdefault(self.key(tokens), {})[meaning] = None
        elif meaning.kind != "function":
            for key in self.stem_keys(tokens):
                self._stemmed.setdefault(key, {})[meaning] = None

    def opens(self, tokens: Iterable[str]) -> bool:
        """Whether some form begins with just these words."""
        return tuple(map(self.numeral, tokens)) in self._openings

    def stem_keys(self, tokens: Iterable[str]) -> set[str]:
        """The joined English and the joined German stems of some words."""
        pairs = [stems(self.numeral(token)) for token in tokens]
        return {"".join(pair[0] for pair in pairs), "".join(pair[-1] for pair in pairs)}

    def meanings(self, tokens: tuple[str, ...]) -> tuple[Meaning, ...]:
        """What these words together may mean: by their letters, else by their stems, else a name with a genitive s."""
        key = self.key(tokens)
        if key in self.exact:
            return tuple(self.exact[key])
        if key.endswith("s") and key[:-1] in self.proper:
            return tuple(self.proper[key[:-1]])
        found: dict[Meaning, None] = {}
        for stem_key in self.stem_keys(tokens):
            found |= self._stemmed.get(stem_key, {})
        # A word that only shares its stem with something never known ("persönlich" with "Personal") may well be another one.
        known = tuple(meaning for meaning in found if meaning.kind != "absent")
        return known or tuple(found)

    def stretches(self, tokens: tuple[str, ...]) -> Iterator[int]:
        """For how many of these words, from the first on, two or more of them together mean something; the most first."""
        letters = english = german = ""
        found = []
        for length, token in enumerate(tokens[: self.longest], 1):
            plain = self.numeral(token)
            stemmed = stems(plain)
            letters, english, german = letters + plain, english + stemmed[0], german + stemmed[-1]
            if not self._may_go_on(letters, english, german):
                break
            named = letters in self.exact or (letters.endswith("s") and letters[:-1] in self.proper)
            if length > 1 and (named or english in self._stemmed or german in self._stemmed):
                found.append(length)
        return reversed(found)

    def _may_go_on(self, *begun: str) -> bool:
        """Whether a form may begin with some letters, or its stems with some letters, however it goes on."""
        heads = {letters[:_HEAD] for letters in begun}
        return min(map(len, heads)) < _HEAD or not heads.isdisjoint(self._heads)

    def _add_records(self, records: tuple[Record, ...]) -> None:
        for record in records:
            for form in (record.short, *lines(record.names), record.name.en, record.name.de):
                self.add(form, Meaning("record", record.id))
            for entry in record.entries:
                for name in entry.names:
                    self.add(name, Meaning("name", joined(name)))
        self._add_parts_of_names(records)

    def _add_parts_of_names(self, records: tuple[Record, ...]) -> None:
        """A word that stands in the names of one record only ("mechatronik", "labfactory") mentions that record."""
        owners: dict[str, set[str]] = {}
        for record in records:
            for form in (record.short, *lines(record.names)):
                for word in words(form):
                    owners.setdefault(word, set()).add(record.id)
        self.partial = {word: next(iter(ids)) for word, ids in owners.items() if len(ids) == 1 and len(word) >= _TELLING}

    def _add_vocabulary(self, vocabulary: Vocabulary) -> None:
        for kind, table in _tables(vocabulary):
            for identifier, text in table.items():
                for form in forms(text):
                    self.add(form, Meaning(kind, identifier))


def _tables(vocabulary: Vocabulary) -> Iterable[tuple[str, Mapping[str, str]]]:
    """Every kind of meaning that the vocabulary has, with the forms of each of its ids."""
    yield "attribute", {name: attribute.forms for name, attribute in vocabulary.attributes.items() if not attribute.absent}
    yield "absent", {name: attribute.forms for name, attribute in vocabulary.attributes.items() if attribute.absent}
    yield "concept", vocabulary.concepts
    for name, facet in vocabulary.facets.items():
        yield "facet", {f"{name}:{value}": entry.forms for value, entry in facet.values.items()}
    yield "asking", {str(name): text for name, text in vocabulary.asking.items()}
    # What is excepted ("who else than …") must be explained like a subject; the other operators need no explaining.
    yield "operator", {str(name): text for name, text in vocabulary.operators.items() if name != "except"}
    yield "exception", {"": vocabulary.operators.get("except", "")}
    yield "kind", vocabulary.kinds
    yield "chatter", {item.id: item.forms for item in vocabulary.chatter}
    yield "pronoun", {"": vocabulary.reference.pronouns}
    yield "ellipsis", {"": vocabulary.reference.ellipsis}
    yield "correction", {"": vocabulary.reference.correction}
    yield "filler", {"": vocabulary.filler}
    yield "foreign", {form: form for form in forms(vocabulary.foreign)}
    yield "outside", {"": vocabulary.outside}
    yield "function", {language: getattr(vocabulary.function, language) for language in ("en", "de", "both")}


def _single(form: str) -> list[str]:
    """The word that a form is; a form of several words ("thirty-two") says nothing of each of them."""
    split = words(form)
    return split if len(split) == 1 else []
