"""Which language a question is in: by its grammar first, then by the words the entries share with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from knowledge.folding import words
from knowledge.knowledge import Item
from knowledge.outcome import LANGUAGES, Language
from knowledge.part import Part
from knowledge.vocabulary import FunctionWords, forms


class LanguageGuesser:
    """Counts words that only one of the languages has."""

    def __init__(self, function: FunctionWords, items: Iterable[Item]) -> None:
        shared = _words(function.both)
        known = {"en": _words(function.en) - shared, "de": _words(function.de) - shared}
        self._grammar = {language: known[language] - known[other] for language, other in (("en", "de"), ("de", "en"))}
        # The language in whose texts alone a word stands; None for a word of both.
        self._told: dict[str, Language | None] = {}
        for item in items:
            for language in LANGUAGES:
                self._learn(item.entry.text.in_(language), language)

    def _learn(self, text: str, language: Language) -> None:
        for word in words(text):
            self._told[word] = language if self._told.get(word, language) == language else None

    def guess(self, text: str, parts: Iterable[Part], fallback: Language) -> Language:
        """The language of a question; `fallback` where nothing tells."""
        tokens = words(text)
        if found := _leading({language: sum(token in self._grammar[language] for token in tokens) for language in LANGUAGES}):
            return found
        if any(character in "äöüß" for character in text.lower()):
            return "de"
        read = [token for part in parts for token in (words(part.read_as) if part.read_as else part.tokens)]
        told = [self._told.get(token) for token in read]
        return _leading({language: told.count(language) for language in LANGUAGES}) or fallback


def _leading(counts: Mapping[Language, int]) -> Language | None:
    """The language with the higher count; None where they are equal."""
    return None if counts["en"] == counts["de"] else "en" if counts["en"] > counts["de"] else "de"


def _words(text: str) -> set[str]:
    return {word for form in forms(text) for word in words(form)}
