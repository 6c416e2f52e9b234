"""Which language a question is in: by its grammar first, then by the words the entries share with it."""

from __future__ import annotations

from collections.abc import Iterable

from knowledge.folding import words
from knowledge.index import Index
from knowledge.outcome import LANGUAGES, Language
from knowledge.part import Part
from knowledge.vocabulary import FunctionWords, forms


class LanguageGuesser:
    """Counts words that only one of the languages has."""

    def __init__(self, function: FunctionWords, index: Index) -> None:
        shared = _words(function.both)
        known = {"en": _words(function.en) - shared, "de": _words(function.de) - shared}
        self._grammar = {language: known[language] - known[other] for language, other in (("en", "de"), ("de", "en"))}
        self._index = index

    def guess(self, text: str, parts: Iterable[Part], fallback: Language) -> Language:
        """The language of a question; `fallback` where nothing tells."""
        tokens = words(text)
        counts = {language: sum(token in self._grammar[language] for token in tokens) for language in LANGUAGES}
        if counts["en"] != counts["de"]:
            return max(LANGUAGES, key=lambda language: counts[language])
        if any(character in "äöüß" for character in text.lower()):
            return "de"
        read = (token for part in parts for token in (words(part.read_as) if part.read_as else part.tokens))
        return self._index.language_of(read) or fallback


def _words(text: str) -> set[str]:
    return {word for form in forms(text) for word in words(form)}
