"""`docs/benchmarks.md`: the tables with all that one must know to read them, a part for each benchmark that writes there."""

from __future__ import annotations

import datetime as dt
import platform
import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.matchers import Peer

FILE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PARTS = ("peers", "faq")
_PART = re.compile(rf"^<!-- ({'|'.join(PARTS)}) -->\n", re.MULTILINE)
PEERS = """\
# Beside what one would pick instead

Written by `make bench` on {date}. Asked were {questions:,} golden questions and {noise} messages that are no questions,
over {entries} entries with {wordings:,} wordings. Every second line was used to choose thresholds; the table is over the
others: {tested} questions, of which {answerable} have an answer and {foreign} must be declined, and {quiet} messages.

{results}
{missing}
## What our scores are worth

All answers that this engine gave, to both halves and to noise, by their score:

{calibrated}

## How to read it

**What is counted.** Every matcher gets the same questions and is judged by the same labels: an answer is right if it shows
what the label asks for, a refusal if the label asks for one. *right* is over all questions, *answerable right* over those
that have an answer, *false answers* over those that must be declined, *noise answered* over the messages; *right with a
slip* is *right* once more, with one typing slip (seed {seed}) in each question. A peer finds an entry of
`python -m bot export` by its wordings and titles (bm25s and tantivy also by its texts, which the development half liked
much better) and is judged by the entry's title and text in the question's language, in either for a mixed question; below
its threshold it declines. The threshold is the one with the most right replies minus false answers (noise included) on the
development half. Times are wall clock for single questions, each asked once, on one thread; ours include writing the reply.
Memory is the peak of a process of its own over Python with the entries read: packages, model, index and training.

**What it cannot tell.** The golden questions are our own. They were written from the facts by people who had not seen the
engine, but half of them was read while its rules were tuned: expect less of our row on the questions of strangers. The
peers run nearly on their defaults (the regression is trained by gradient descent, which fits many entries into little
memory), with one threshold each; somebody who works on one for weeks gets more out of it. MiniLM runs on onnxruntime:
nothing that needs torch is in the table, and nothing that fetches a model while it runs. Ours combines entries, lists and
compares, where a peer shows one entry as it stands: that is part of what is compared, and so is that ours may offer
choices, which some labels allow. A difference of less than four points is chance, and times are those of one machine: look
at their ratios.

Versions: Python {python}, {versions}.
"""
FAQ = """\
# On a plain FAQ

{results}

{kinds}
{missing}
{grown}
"""


def filled(text: str, **values: int | str) -> str:
    """A part with its tables, lines and numbers filled in. Raises KeyError where one is not given."""
    date = f"{dt.datetime.now(dt.UTC):%-d %B %Y}"
    return text.format(date=date, python=platform.python_version(), **values)


def put(file: Path, part: str, text: str) -> None:
    """Write one part of the page and keep the others as they are. A part begins with a mark that readers do not see."""
    found = _PART.split(file.read_text(encoding="utf-8"))[1:] if file.exists() else []
    parts = {**dict(zip(found[::2], found[1::2], strict=True)), part: text}
    marked = [f"<!-- {name} -->\n{parts[name].strip()}\n" for name in PARTS if name in parts]
    file.write_text("\n".join(marked), encoding="utf-8")


def versions(peers: Iterable[Peer]) -> str:
    """The packages of these peers and their versions."""
    names = dict.fromkeys(("numpy", *(package for peer in peers for package in peer.packages)))
    return ", ".join(f"{name} {version(name)}" for name in names)


def left_out(missing: Sequence[str]) -> str:
    """The lines on peers that could not be had; empty where there are none."""
    return "".join(f"\n{line}\n" for line in missing)
