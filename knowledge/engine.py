"""The engine: a question in, an outcome out, and the reasons for it on request."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from knowledge.analysis import Analyser
from knowledge.clauses import Clauses
from knowledge.compose import Composer
from knowledge.decide import ACCEPT, Decider
from knowledge.follow import FollowUps
from knowledge.ground import Ground
from knowledge.index import Index
from knowledge.knowledge import Knowledge
from knowledge.language import LanguageGuesser
from knowledge.lexicon import Lexicon
from knowledge.memo import Memo
from knowledge.ordinary import surprise
from knowledge.outcome import LANGUAGES, Answer, Citation, Declined, Focus, Language, Outcome
from knowledge.part import Part
from knowledge.question import Question, attribute
from knowledge.reading import Reading
from knowledge.readings import Reader
from knowledge.refusals import Refusals
from knowledge.register import RecordCard, Register
from knowledge.search import Search
from knowledge.stages import at, in_context
from knowledge.titles import Titles
from knowledge.trace import trace

_MAX_TITLE = 150  # letters; what is longer is no heading of ours


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks: their fixed language (None: that of the question), what to use where it is unclear, what went before."""

    language: Language | None = None
    fallback: Language = "en"
    focus: Focus | None = None


class Engine:
    """Answers questions over one knowledge. Built once; every method is a pure function of its arguments."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        lexicon = Lexicon(knowledge.vocabulary, knowledge.records)
        ordinary = surprise()
        self._analyser = Analyser(lexicon, ordinary)
        self._analyser.learn(knowledge.words())
        self._index = Index(knowledge, self._analyser)
        self._ground = Ground(self._index, knowledge.vocabulary, knowledge.manifest.general, knowledge.manifest.kind)
        self._reader = Reader(self._ground, ordinary)
        self._composer = Composer(knowledge, self._index)
        self._refusals = Refusals(self._ground, self._composer, knowledge.manifest)
        self._decider = Decider(self._ground, self._reader, self._composer, self._refusals)
        self._clauses = Clauses(self._ground, self._analyser, self._decider)
        self._follow_ups = FollowUps(self._ground, self._decider, self._composer)
        self._guesser = LanguageGuesser(knowledge.vocabulary.function, self._index.items)
        self._register = Register(knowledge.records)
        self._search = Search(self._index.items)
        self._memo: Memo[Outcome] = Memo()
        self._titles = Titles(self._index.items, self._composer.entry)

    # ---- asking

    def ask(self, question: str, context: Context = Context()) -> Outcome:
        """The outcome of one message of any length and content."""
        return self._memo.get(question, context, lambda: self._outcome(question, self._analyser.parts(question), context))

    def _outcome(self, question: str, parts: Sequence[Part], context: Context) -> Outcome:
        language = context.language or self._guesser.guess(question, parts, context.fallback)
        asked = self._ground.question(parts)
        if context.focus and (followed := self._follow_ups.goes_on(asked, context.focus, language)):
            return in_context(followed)
        outcome = self._alone(question, parts, asked, language)
        if context.focus and isinstance(outcome, Declined) and outcome.suggestions:
            followed = self._follow_ups.falls_back(asked, context.focus, language)
            return in_context(followed) if followed else outcome
        return outcome

    def _alone(self, question: str, parts: Sequence[Part], asked: Question, language: Language) -> Outcome:
        """The outcome of a message whatever went before."""
        item = self._index.wordings.literal(question)
        if item and not self._reader.is_plain_fact(asked):
            return at("wording", self._composer.entry(item, language))
        if chatter := self._refusals.chatter(parts, language):
            return chatter
        return self._clauses.answer(question, language) or self._decider.decide(asked, language)

    def trace(self, question: str, context: Context = Context()) -> str:
        """Why a question has the outcome that it has."""
        asked = self._ground.question(self._analyser.parts(question))
        return trace(question, asked, self._reader.readings(asked), self._ground, self.ask(question, context))

    # ---- showing

    def show(self, target: str, language: Language) -> Answer | None:
        """The answer for an entry's id, or the profile for a record's; None for an unknown one."""
        if target in self._index.by_id:
            return self._composer.entry(self._index.by_id[target], language)
        if target in self._index.of_record:
            return self._composer.entry(self._ground.profile(target), language)
        return None

    def overview(self, record: str) -> str | None:
        """The id of the entry that tells what a record is; None for an unknown one."""
        return self._ground.profile(record).id if record in self._index.of_record else None

    def find(self, text: str, language: Language, kind: str | None = None) -> Outcome:
        """A record of a kind (the main one by default) by its name in any spelling: its profile."""
        return self._find(text, self._analyser.parts(text), language, kind)

    def _find(self, text: str, parts: Sequence[Part], language: Language, kind: str | None = None) -> Outcome:
        names = self._register.named(text, parts, kind or self.knowledge.manifest.kind)
        items = [self._ground.profile(name) for name in names]
        if len(items) == 1:
            return self._composer.entry(items[0], language)
        if items:
            return self._composer.choices(items, language, 1.0)
        return self._composer.declined("declined_words", language, (), words=text.strip())

    def look_up(self, text: str, language: Language) -> Outcome:
        """The records that a few words of filters name: a country, a region, a round, or several of them."""
        if reading := self._filter(self._analyser.parts(text)):
            return self._composer.answer(reading, language)
        return self._composer.declined("declined_words", language, (), words=text.strip())

    def _filter(self, parts: Sequence[Part]) -> Reading | None:
        """What a few words, given by their parts, filter the records by; None if nothing."""
        asked = self._ground.question(parts)
        filters = (each for each in self._reader.readings(replace(asked, gates=())) if each.kind == "filter")
        best = next(filters, None)
        return best if best and best.coverage >= ACCEPT else None

    def facet_of(self, text: str, ask: str, language: Language) -> Outcome:
        """One attribute of a record that is named in any spelling."""
        asked = self._ground.question(self._analyser.parts(text))
        if len(asked.gates) != 1:
            return self._find(text, asked.parts, language)
        return self._decider.decide(replace(asked, content=(attribute(ask),)), language)

    # ---- going on and searching

    def place(self, text: str) -> int | None:
        """The place in a list that a message names and nothing else ("the second one", "Nummer 2"); None if it names none."""
        return self._analyser.place(text)

    def asks_nothing(self, text: str) -> bool:
        """Whether a message has no subject of its own: "what's that?"."""
        return self._ground.question(self._analyser.parts(text)).empty

    def titled(self, title: str) -> Answer | None:
        """The answer that has this title, in either language, such as one that was given before; None if there is none."""
        return self._titles.answer(title) or self._made(title, self._analyser.parts(title))

    def _made(self, title: str, parts: Sequence[Part]) -> Answer | None:
        """The answer that was made for a question and has this title."""
        if len(title) > _MAX_TITLE:
            return None
        found = self._filter(parts)
        listed = [self._composer.answer(found, each) for each in LANGUAGES] if found else []
        same = next((each for each in listed if each.title == title), None) or self._outcome(title, parts, Context())
        return same if isinstance(same, Answer) and same.title == title else None

    def topic(self, text: str) -> Focus | None:
        """What a message is about, from its title, if it is an answer, else the one record that its first line names."""
        line = text.partition("\n")[0]
        parts = self._analyser.parts(line)
        if answer := self._titles.answer(line) or self._made(line, parts):
            return answer.focus
        mentioned = self._ground.question(parts).mentioned
        return Focus(records=mentioned) if len(mentioned) == 1 else None

    def completed(self, typed: str) -> str:
        """What is being typed with its last word as it will probably be."""
        return self._search.completed(typed)

    def search(self, typed: str) -> tuple[str, ...]:
        """The entries that a few words, typed so far, may mean, the likeliest first."""
        return self._search.find(typed)

    def topics(self) -> tuple[str, ...]:
        """All records, those of the main kind first, as subjects to begin with."""
        main = [card.id for card in self.records()]
        return (*main, *(record.id for record in self.knowledge.records if record.id not in set(main)))

    def entries(self) -> tuple[str, ...]:
        """The ids of all entries."""
        return tuple(self._index.by_id)

    def records(self, kind: str | None = None) -> tuple[RecordCard, ...]:
        """The records of a kind (the main one by default), numbered ones first and in their order."""
        return self._register.cards(kind or self.knowledge.manifest.kind)

    def texts(self, key: str, language: Language, **values: object) -> str:
        """A text for people by its key, with its placeholders filled in. Raises KeyError for an unknown key."""
        return self.knowledge.text(key, language, **values)

    def sources(self) -> tuple[Citation, ...]:
        """The sources that entries rest on, the most used first."""
        counts: dict[str, int] = {}
        for item in self._index.items:
            for source in item.entry.sources:
                counts[source] = counts.get(source, 0) + 1
        return self.knowledge.citations(sorted(counts, key=lambda name: -counts[name]))

    @property
    def version(self) -> str:
        """A short hash of all files of the knowledge."""
        return self.knowledge.version
