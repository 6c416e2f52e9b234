"""The themes: what each entry is about, by the facet values that its title or most of its wordings name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from knowledge.analysis import Analyser
from knowledge.knowledge import Item
from knowledge.wordings import Wording

_FACET = "facet:"

Flags = npt.NDArray[np.bool_]


class Themes:
    """The facet values (`round:2`) that each entry is about; arrays have one value for each entry."""

    def __init__(self, items: Sequence[Item], wordings: Iterable[Wording], analyser: Analyser) -> None:
        named: list[Counter[str]] = [Counter() for _ in items]
        sizes = Counter[int]()
        for wording in wordings:
            sizes[wording.owner] += 1
            named[wording.owner].update(_values(wording.units))
        self._about: dict[str, Flags] = {}
        self._having: dict[str, Flags] = {}
        for position, (item, counts) in enumerate(zip(items, named, strict=True)):
            titled = _titled(item, analyser)
            for value, count in counts.items():
                if count * 2 >= sizes[position] or value in titled:
                    for flags, key in ((self._about, _facet(value)), (self._having, value)):
                        flags.setdefault(key, np.zeros(len(items), bool))[position] = True
        self._none = np.zeros(len(items), bool)

    def another(self, values: Iterable[str]) -> Flags:
        """Which entries are about another value of a facet than all those asked for ("round 3" when asked for round 2)."""
        found = self._none.copy()
        asked = set(values)
        for facet in {_facet(value) for value in asked} & self._about.keys():
            own = [self._having.get(value, self._none) for value in asked if _facet(value) == facet]
            found |= self._about[facet] & ~_any(own)
        return found

    def special(self, values: Iterable[str]) -> Flags:
        """Which entries are about a facet value when none of its facet is asked for (one country, when asked for any)."""
        asked = {_facet(value) for value in values}
        unasked = [flags for facet, flags in self._about.items() if facet not in asked]
        return _any([self._none, *unasked])


def _any(flags: Sequence[Flags]) -> Flags:
    found: Flags = np.logical_or.reduce(flags)
    return found


def _titled(item: Item, analyser: Analyser) -> set[str]:
    title = item.entry.title
    return {value for text in (title.en, title.de) for part in analyser.known_parts(text) for value in _values(part.units)}


def _values(units: Iterable[str]) -> set[str]:
    return {unit.removeprefix(_FACET) for unit in units if unit.startswith(_FACET)}


def _facet(value: str) -> str:
    return value.split(":")[0]
