"""What a form may mean, and what the kinds of meaning are to the engine."""

from __future__ import annotations

from typing import NamedTuple


class Meaning(NamedTuple):
    """What a form may mean: its kind (record, name, facet, attribute, concept, asking, exception, absent, operator,
    kind, pronoun, ellipsis, correction, chatter, filler, function, foreign, outside) and the id within that kind."""

    kind: str
    id: str

    @property
    def unit(self) -> str:
        """The meaning as what entries are found by: `attribute:partners`."""
        return f"{self.kind}:{self.id}"


# Kinds whose meaning is a subject: a question that uses one wants it explained.
SUBJECTS = frozenset({"record", "name", "facet", "attribute", "concept", "asking", "exception", "absent", "foreign", "outside"})
# Subjects that entries are found by; what is foreign or from outside is found by its own words only.
MATCHED = SUBJECTS - {"foreign", "outside"}
# Kinds that are proper names: they are compared letter by letter, never by stem.
PROPER = frozenset({"record", "name", "foreign"})
