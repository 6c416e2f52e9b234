"""The themes: what each entry is about, by the facet values that its title or most of its wordings name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from knowledge.analysis import Analyser
from knowledge.knowledge import Item
from knowledge.wordings import Wording

_FACET = "facet:"


class Themes:
    """For each entry, by its position, its own facet values (`round:2`) under their facets."""

    def __init__(self, items: Sequence[Item], wordings: Iterable[Wording], analyser: Analyser) -> None:
        named: list[Counter[str]] = [Counter() for _ in items]
        sizes = Counter[int]()
        for wording in wordings:
            sizes[wording.owner] += 1
            named[wording.owner].update(_values(wording.units))
        self._about = [
            _by_facet(
                value for value, count in counts.items() if count * 2 >= sizes[position] or value in _titled(item, analyser)
            )
            for position, (item, counts) in enumerate(zip(items, named, strict=True))
        ]

    def is_another(self, position: int, values: Iterable[str]) -> bool:
        """Whether an entry is about another value of a facet than all those asked for ("round 3" when asked for round 2)."""
        for facet, own in self._about[position].items():
            asked = {value for value in values if value.startswith(f"{facet}:")}
            if asked and not asked & own:
                return True
        return False

    def is_special(self, position: int, values: Iterable[str]) -> bool:
        """Whether an entry is about a facet value when none of its facet is asked for (one country, when asked for any)."""
        return not self._about[position].keys() <= {_facet(value) for value in values}


def _titled(item: Item, analyser: Analyser) -> set[str]:
    title = item.entry.title
    return {value for text in (title.en, title.de) for part in analyser.known_parts(text) for value in _values(part.units)}


def _values(units: Iterable[str]) -> set[str]:
    return {unit.removeprefix(_FACET) for unit in units if unit.startswith(_FACET)}


def _by_facet(values: Iterable[str]) -> Mapping[str, set[str]]:
    grouped: dict[str, set[str]] = {}
    for value in values:
        grouped.setdefault(_facet(value), set()).add(value)
    return grouped


def _facet(value: str) -> str:
    return value.split(":")[0]
