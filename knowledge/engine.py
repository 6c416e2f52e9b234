"""The engine: a question in, an outcome out, and the reasons for it on request."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from knowledge.analysis import Analyser, Part
from knowledge.compose import Composer
from knowledge.folding import words
from knowledge.index import Index, Item, vocabulary_of
from knowledge.language import LanguageGuesser
from knowledge.lexicon import SUBJECTS, Lexicon
from knowledge.load import Knowledge
from knowledge.model import lines
from knowledge.ordinary import surprise
from knowledge.outcome import Answer, Citation, Declined, Focus, Language, Outcome
from knowledge.readings import Question, Reader, Reading, attribute
from knowledge.trace import trace

# A question is answered when a reading explains this share of it. Chosen on the golden questions' first half.
ACCEPT = 0.62
# One that mentions another programme must be about just that.
ACCEPT_FOREIGN = 0.9
# Each part of a message with two questions must be answered as surely as this.
SURE = 0.8
# Readings that differ by less are equally good: two entries of one record are both told, those of several offered.
CLOSE = 0.05
_CLAUSE = re.compile(r"[?!;\n]+|(?<=[^\W\d])\.(?=\s)|\bund\b|\band\b", re.IGNORECASE)
_MAX_CLAUSES = 3
# So many letters of a name are enough to offer the records that it may be.
_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks: their fixed language (None: that of the question), what to use where it is unclear, what went before."""

    language: Language | None = None
    fallback: Language = "en"
    focus: Focus | None = None


@dataclass(frozen=True, slots=True)
class RecordCard:
    """A record as lists and menus need it."""

    id: str
    label: str
    number: int | None
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


class Engine:
    """Answers questions over one knowledge. Built once; every method is a pure function of its arguments."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        lexicon = Lexicon(knowledge.vocabulary, knowledge.records)
        self._analyser = Analyser(lexicon, surprise())
        self._analyser.learn(vocabulary_of(knowledge))
        self._index = Index(knowledge, self._analyser)
        self._reader = Reader(self._index, knowledge.vocabulary, knowledge.manifest.general, knowledge.manifest.kind)
        self._composer = Composer(knowledge, self._index)
        self._guesser = LanguageGuesser(knowledge.vocabulary.function, self._index)
        self._records = {record.id: record for record in knowledge.records}

    # ---- asking

    def ask(self, question: str, context: Context = Context()) -> Outcome:
        """The outcome of one message of any length and content."""
        parts = self._analyser.parts(question)
        language = context.language or self._guesser.guess(question, parts, context.fallback)
        asked = self._reader.question(parts)
        if context.focus and (followed := self._follow_up(asked, context.focus, language)):
            return followed
        item = self._index.by_wording.get(" ".join(words(question)))
        if item and not any(fact.coverage >= 1 for fact in self._reader.facts(asked)):
            return self._composer.entry(item, language)
        if chatter := self._chatter(parts, language):
            return chatter
        if asked.empty:
            return self._composer.declined("declined_empty", language, ())
        outcome = self._decide(asked, language)
        return self._clauses(question, language) or outcome

    def _follow_up(self, asked: Question, focus: Focus, language: Language) -> Answer | None:
        """The answer when the message goes on from the last one ("and its partners?"); None if it stands alone."""
        if not asked.goes_on:
            return None
        if asked.gates and not any(not part.optional for part in asked.content) and focus.asks:
            asked = replace(asked, content=(attribute(focus.asks[0]),))
        elif not asked.gates and asked.content and focus.records:
            asked = replace(asked, gates=(frozenset(focus.records[:1]),))
        else:
            return None
        outcome = self._decide(asked, language)
        return outcome if isinstance(outcome, Answer) else None

    def _decide(self, asked: Question, language: Language) -> Outcome:
        readings = self._reader.readings(asked)
        least = ACCEPT_FOREIGN if asked.foreign else ACCEPT
        accepted = [reading for reading in readings if reading.coverage >= least]
        if not accepted:
            return self._decline(asked, readings, language)
        best = accepted[0]
        rivals = [r for r in accepted[1:] if r.kind == best.kind == "entry" and best.rank - r.rank < CLOSE]
        if not rivals:
            return self._composer.answer(best, language)
        same = [r for r in rivals if self._subject(r) == self._subject(best)]
        if same:
            return self._composer.answer(replace(best, items=(*best.items, *same[0].items)), language)
        return self._composer.choices([item for r in (best, *rivals) for item in r.items], language, best.coverage)

    def _subject(self, reading: Reading) -> str:
        """What a reading of one entry is about: its record, or all that is general."""
        record = reading.items[0].record.id
        return "" if record in self.knowledge.manifest.general else record

    def _clauses(self, question: str, language: Language) -> Answer | None:
        """Two questions in one message: the answers to both, if each part asks something of its own and has a sure answer."""
        clauses = [clause for clause in _CLAUSE.split(question) if clause.strip()]
        if not 2 <= len(clauses) <= _MAX_CLAUSES:
            return None
        subject: tuple[frozenset[str], ...] = ()
        topic: tuple[Part, ...] = ()
        answers: list[Answer] = []
        for clause in clauses:
            asked = self._reader.question(self._analyser.parts(clause))
            subject = asked.gates or subject
            own = tuple(part for part in asked.content if part.has("record") or part.has("name"))
            asked = replace(asked, content=asked.content if own or asked.gates else (*topic, *asked.content))
            topic = own or topic
            if not asked.content and not asked.gates:
                continue
            if not asked.asks:
                return None
            outcome = self._decide(replace(asked, gates=subject), language)
            if not isinstance(outcome, Answer) or outcome.score < SURE:
                return None
            answers.append(outcome)
        return self._joined(answers)

    def _joined(self, answers: Sequence[Answer]) -> Answer | None:
        distinct = {answer.entries: answer for answer in answers}
        if len(distinct) < 2:
            return None
        first, *rest = distinct.values()
        return replace(
            first,
            title=" / ".join(answer.title for answer in distinct.values()),
            paragraphs=tuple(paragraph for answer in distinct.values() for paragraph in answer.paragraphs),
            citations=tuple(dict.fromkeys(citation for answer in distinct.values() for citation in answer.citations)),
            entries=tuple(dict.fromkeys(entry for answer in distinct.values() for entry in answer.entries)),
            score=min(answer.score for answer in distinct.values()),
            related=first.related if not rest else (),
        )

    def _chatter(self, parts: Sequence[Part], language: Language) -> Declined | None:
        """A friendly word for a message of nothing but small talk."""
        said = [part for part in parts if part.has("chatter")]
        if not said or any(_substantial(part) for part in parts):
            return None
        name = max(said, key=lambda part: len(part.tokens)).ids("chatter")
        reply = next(item.reply for item in self.knowledge.vocabulary.chatter if item.id in name)
        return Declined(reply.in_(language), (), language)

    def trace(self, question: str, context: Context = Context()) -> str:
        """Why a question has the outcome that it has."""
        asked = self._reader.question(self._analyser.parts(question))
        return trace(question, asked, self._reader.readings(asked), self._reader, self.ask(question, context))

    # ---- refusing

    def _decline(self, asked: Question, readings: Sequence[Reading], language: Language) -> Declined:
        """Say what is not known, name what was looked at, and offer what lies nearest."""
        foreign = [part for part in asked.content if part.has("foreign")]
        near = self._near(asked, readings)
        focus = Focus(records=asked.mentioned[:1])
        topics = [self._index.by_id[name] for name in self.knowledge.manifest.topics]
        if foreign:
            return self._composer.declined("declined_foreign", language, topics, name=foreign[0].text)
        absent = self._absent(asked, language)
        if asked.mentioned:
            name = self._records[asked.mentioned[0]].short
            if absent:
                return self._composer.declined("declined_absent", language, near, focus, about=absent, name=name)
            return self._composer.declined("declined_record", language, near, focus, name=name)
        if absent:
            return self._composer.declined("declined_absent_general", language, near or topics, about=absent)
        return self._composer.declined("declined", language, near or topics)

    def _absent(self, asked: Question, language: Language) -> str:
        attributes = self.knowledge.vocabulary.attributes
        names = [name for part in asked.content for name in sorted(part.ids("absent"))]
        return attributes[names[0]].about.in_(language) if names else ""

    def _near(self, asked: Question, readings: Sequence[Reading]) -> list[Item]:
        """The entries nearest to a refused question; for a named record, its own."""
        near = [item for reading in readings if reading.coverage >= 0.35 for item in reading.items]
        own = [item for name in asked.mentioned[:1] for item in self._index.of_record[name]]
        return list({item.id: item for item in (*near, *own)}.values())[:5]

    # ---- showing

    def show(self, target: str, language: Language) -> Answer | None:
        """The answer for an entry's id, or the profile for a record's; None for an unknown one."""
        if target in self._index.by_id:
            return self._composer.entry(self._index.by_id[target], language)
        if target in self._index.of_record:
            return self._composer.entry(self._reader.first(target, "profile"), language)
        return None

    def find(self, text: str, language: Language, kind: str | None = None) -> Outcome:
        """A record of a kind (the main one by default) by its name in any spelling: its profile."""
        wanted = kind or self.knowledge.manifest.kind
        parts = self._analyser.parts(text)
        names = [name for part in parts for name in sorted(part.ids("record")) if self._records[name].kind == wanted]
        names = names or self._holding(text, wanted)
        items = [self._reader.first(name, "profile") for name in dict.fromkeys(names)]
        if len(items) == 1:
            return self._composer.entry(items[0], language)
        if items:
            return self._composer.choices(items, language, 1.0)
        return self._composer.declined("declined_words", language, (), words=text.strip())

    def _holding(self, text: str, kind: str) -> list[str]:
        """The records of a kind with a name that begins a word with what was typed ("medical")."""
        typed = "".join(words(text))
        if len(typed) < _PREFIX:
            return []
        wanted = [record for record in self.knowledge.records if record.kind == kind]
        return [
            r.id for r in wanted if any(word.startswith(typed) for name in (r.short, *lines(r.names)) for word in words(name))
        ]

    def look_up(self, text: str, language: Language) -> Outcome:
        """The records that a few words of filters name: a country, a region, a round, or several of them."""
        asked = self._reader.question(self._analyser.parts(text))
        readings = [reading for reading in self._reader.readings(replace(asked, gates=())) if reading.kind == "filter"]
        if readings and readings[0].coverage >= ACCEPT:
            return self._composer.answer(readings[0], language)
        return self._composer.declined("declined_words", language, (), words=text.strip())

    def facet_of(self, text: str, ask: str, language: Language) -> Outcome:
        """One attribute of a record that is named in any spelling."""
        asked = self._reader.question(self._analyser.parts(text))
        if len(asked.gates) != 1:
            return self.find(text, language)
        return self._decide(replace(asked, content=(attribute(ask),)), language)

    def entries(self) -> tuple[str, ...]:
        return tuple(self._index.by_id)

    def records(self, kind: str | None = None) -> tuple[RecordCard, ...]:
        """The records of a kind (the main one by default), numbered ones first and in their order."""
        wanted = [record for record in self.knowledge.records if record.kind == (kind or self.knowledge.manifest.kind)]
        ordered = sorted(wanted, key=lambda record: (record.number is None, record.number or 0, record.short.casefold()))
        return tuple(RecordCard(record.id, record.short, record.number, record.facets) for record in ordered)

    def texts(self, key: str, language: Language, **values: object) -> str:
        return self._composer.text(key, language, **values)

    def sources(self) -> tuple[Citation, ...]:
        """The sources that entries rest on, the most used first."""
        counts: dict[str, int] = {}
        for item in self._index.items:
            for source in item.entry.sources:
                counts[source] = counts.get(source, 0) + 1
        return self._composer.citations(sorted(counts, key=lambda name: -counts[name]))

    @property
    def version(self) -> str:
        return self.knowledge.version


def _substantial(part: Part) -> bool:
    """Whether a part of a message makes it more than small talk."""
    if part.has("chatter") or part.optional:
        return part.has("record") or part.has("facet") or part.has("name")
    return any(meaning.kind in SUBJECTS for meaning in part.meanings)
