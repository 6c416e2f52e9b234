"""The wording whose embedding is nearest to that of the question, by cosine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.matchers.embedded import EMBEDDERS, Embed
from benchmarks.reply import Reply, Shelf

if TYPE_CHECKING:
    from knowledge.export import Exported


class Nearest:
    """All wordings as vectors of length one."""

    def __init__(self, shelf: Shelf, embed: Embed) -> None:
        self._shelf = shelf
        self._embed = embed
        self._known = embed(shelf.wordings)

    def reply(self, question: str) -> Reply:
        likeness = self._known @ self._embed([question])[0]
        number = int(np.argmax(likeness))
        return self._shelf.reply(number, float(likeness[number]))


def load(entries: Sequence[Exported], option: str) -> Nearest:
    """The nearest wording by the embedder of this name."""
    return Nearest(Shelf(entries), EMBEDDERS[option]())
