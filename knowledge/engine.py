"""The engine: a question in, an outcome out, and the reasons for it on request."""

from __future__ import annotations

from knowledge.analysis import Analyser
from knowledge.compose import Composer
from knowledge.finder import Finder
from knowledge.ground import Ground
from knowledge.index import Index
from knowledge.knowledge import Knowledge
from knowledge.lexicon import Lexicon
from knowledge.memo import Memo
from knowledge.ordinary import surprise
from knowledge.outcome import Answer, Citation, Focus, Language, Outcome
from knowledge.readings import Reader
from knowledge.register import RecordCard, Register
from knowledge.responder import ANYBODY, Context, Responder
from knowledge.search import Search
from knowledge.titles import Titles
from knowledge.trace import trace


class Engine:
    """Answers questions over one knowledge. Built once; every method is a pure function of its arguments."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        ordinary = surprise()
        self._analyser = Analyser(Lexicon(knowledge.vocabulary, knowledge.records), ordinary)
        self._analyser.learn(knowledge.words())
        self._index = Index(knowledge, self._analyser)
        self._ground = Ground(self._index, knowledge.vocabulary, knowledge.manifest.general, knowledge.manifest.kind)
        self._reader = Reader(self._ground, ordinary)
        self._composer = Composer(knowledge, self._index)
        self._responder = Responder(self._ground, self._analyser, self._reader, self._composer, knowledge.manifest)
        self._memo: Memo[Outcome] = Memo()
        self._register = Register(knowledge.records)
        self._finder = Finder(
            self._ground, self._analyser, self._reader, self._composer, self._responder.decider, self._register
        )
        self._titles = Titles(self._ground, self._composer, self._finder, self._responder)
        self._search = Search(self._index.items)

    # ---- asking

    def ask(self, question: str, context: Context = ANYBODY) -> Outcome:
        """The outcome of one message of any length and content."""
        return self._memo.get(question, context, lambda: self._outcome(question, context))

    def _outcome(self, question: str, context: Context) -> Outcome:
        return self._responder.outcome(question, self._analyser.parts(question), context)

    def trace(self, question: str, context: Context = ANYBODY) -> str:
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
        return self._finder.find(text, language, kind)

    def look_up(self, text: str, language: Language) -> Outcome:
        """The records that a few words of filters name: a country, a region, a round, or several of them."""
        return self._finder.look_up(text, language)

    def facet_of(self, text: str, ask: str, language: Language) -> Outcome:
        """One attribute of a record that is named in any spelling."""
        return self._finder.facet_of(text, ask, language)

    # ---- going on and searching

    def place(self, text: str) -> int | None:
        """The place in a list that a message names and nothing else ("the second one", "Nummer 2"); None if it names none."""
        return self._analyser.place(text)

    def asks_nothing(self, text: str) -> bool:
        """Whether a message has no subject of its own: "what's that?"."""
        return self._ground.question(self._analyser.parts(text)).empty

    def titled(self, title: str) -> Answer | None:
        """The answer that has this title, in either language, such as one that was given before; None if there is none."""
        return self._titles.answer(title, self._analyser.parts(title))

    def topic(self, text: str) -> Focus | None:
        """What a message is about, from its title, if it is an answer, else the one record that its first line names."""
        line = text.partition("\n")[0]
        return self._titles.topic(line, self._analyser.parts(line))

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
