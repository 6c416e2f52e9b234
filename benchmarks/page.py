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
PARTS = ("peers", "faq", "throughput")
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

**What it cannot tell.** The golden questions are our own. They were written one by one from the facts, without sight of the
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

Written by `make bench` on {date}. The FAQ (`benchmarks/town`) is that of a made-up town's service desk: {entries} topics with
one answer each and {wordings:,} English wordings. Asked (`benchmarks/town.jsonl`) were {questions:,} questions that each belong
to one topic and {foreign} that belong to none. Every second line was used to choose thresholds; the tables are over the others:
{tested} questions for a topic and {quiet} for none.

{results}

Which of the questions for no topic were answered:

{kinds}
{missing}
## How to read these

*top-1* is how often the right topic is found likeliest, whatever its score; *top-1 with slips* the same with a typing slip
(seed {seed}) in every second word of four letters or more. At the *threshold* of each matcher (ours has its own; a peer's
is the one with the most right replies minus false answers on the development half) *right* are the questions for a topic
that get its answer, *wrong topic* those that get another's, and *false answers* are given to questions for no topic. Ours
may also offer choices, which count as neither: it did so for {offered} of the {tested} questions, with the topic among them
for {offered_right}, and for {offered_quiet} of the {quiet}. *right at 5 %* and *false at 5 %* set one bar alike for all:
each matcher, ours included, answers what it finds likeliest if the score is one that at most 5 % of the development half's
questions for no topic reach. Both are counted on the other half, where more or fewer than 5 % get through: read them together.

The questions for no topic are of three kinds: *beside* the matters of a town's service desk (a dentist, a bakery), from
*elsewhere* (sports, science, small tasks), and *near misses*, which share striking words with a topic and ask for what its
answer does not say. Times and memory are measured as above; the peers and their settings are the same, and for bm25s and
tantivy a document is a topic whole here too.

**What they cannot tell.** All of this is our own. Topics, wordings and questions were made up for it, line by line and from
no template, without sight of the engine; the test questions by another hand, from the names of the topics alone. They were
not gathered from users, who will ask more unevenly and about more. Each topic has about a hundred wordings, which few FAQs
have. {literal} of the {questions:,} questions are, but for capitals, word for word among the wordings. The rules of our
plain reader were chosen with results on such questions, these among them, in sight, while of the peers only the threshold
was chosen, on the development half: expect less of our row elsewhere. How many questions belong to no topic, and how near
they come, is our choice as well, and thresholds and false answers hang on it. A difference of less than four points between
two shares of the {tested} is chance, of less than six between two of the {quiet}, and single kinds are smaller still.

# As the wordings grow

Our engine alone, on the same topics in fewer and in more wordings, asked all {questions:,} questions for a topic and all
{foreign} for none, each once:

{grown}

Wordings are taken in turn, one of each topic, then the next. Beyond the {wordings:,} that there are, they come again in
everyday frames, one frame after the other:
{frames}.
So the largest FAQ is large, but says little that the whole town does not: its row is there for time and memory, not for what
more real wordings would bring. *built* is the first start: reading and checking the files, building the engine, keeping it;
*opened* every later start, from the cache. Memory is the peak of a process over bare Python, after building, and after having
opened and been asked everything.

Versions: Python {python}, {versions}.
"""
THROUGHPUT = """\
# The whole program beside a bot that only echoes

Written by `make bench` on {date}. Each bot is a program of its own that polls a Bot API on the loopback interface, which has up
to a hundred messages for it whenever it asks, each from another person in a private chat, and answers at once. Taken are the
medians of {rounds} rounds in which the bots took turns, over {messages:,} messages after the first ones.

All questions different (the golden ones):

{different}

Asked again and again, as in life: the second one half as often as the first, the third a third as often, and so on:

{repeated}

*this bot* is `python -m bot run` with all that belongs to it. The echo bot is the least that one can write with the same
library (`benchmarks/echobot.py`), on its defaults but for one setting: whether messages that came together are handled in
turn or together. The faster of the two is what the others are measured by. Rates hang on the machine and on what else it
does: look at the ratios. *CPU ms* is the processor time of the bot's process for each message. In life, a reply also takes
tens of milliseconds on the way to Telegram: a bot that handles messages in turn waits for each.

Versions: Python {python}, {versions}.
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
    return versions_of(dict.fromkeys(("numpy", *(package for peer in peers for package in peer.packages))))


def versions_of(packages: Iterable[str]) -> str:
    return ", ".join(f"{name} {version(name)}" for name in packages)


def left_out(missing: Sequence[str]) -> str:
    """The lines on peers that could not be had; empty where there are none."""
    return "".join(f"\n{line}\n" for line in missing)
