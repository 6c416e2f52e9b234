"""tantivy: a search index in memory, BM25 with its default tokeniser. A document is an entry whole, as for `sparse`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import tantivy

from benchmarks.reply import Reply, Shelf

if TYPE_CHECKING:
    from knowledge.export import Exported

HEAP = 50_000_000  # bytes for the writer; its least is 15 MB


class Indexed:
    """The document that the index ranks first for the words of the question."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        schema = tantivy.SchemaBuilder().add_text_field("words").add_integer_field("number", stored=True).build()
        self._index = tantivy.Index(schema)
        writer = self._index.writer(HEAP, 1)
        for number, document in enumerate(shelf.documents):
            writer.add_document(tantivy.Document(words=document, number=number))
        writer.commit()
        self._index.reload()
        self._searcher = self._index.searcher()

    def reply(self, question: str) -> Reply:
        asked = " ".join(re.findall(r"\w+", question.lower()))  # no word is taken for the syntax of queries
        query, _ = self._index.parse_query_lenient(asked, ["words"])
        hits = self._searcher.search(query, 1).hits
        if not hits:
            return self._shelf.of_entry(0, 0.0)
        score, address = hits[0]
        return self._shelf.of_entry(int(self._searcher.doc(address)["number"][0]), float(score))


def load(entries: Sequence[Exported], _: str) -> Indexed:
    """An index of all entries."""
    return Indexed(Shelf(entries))
