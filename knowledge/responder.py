"""The responder: the outcome of a message, alone or in the light of what went before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.analysis import Analyser
from knowledge.clauses import Clauses
from knowledge.compose import Composer
from knowledge.decide import Decider
from knowledge.follow import FollowUps
from knowledge.ground import Ground
from knowledge.language import LanguageGuesser
from knowledge.model import Manifest
from knowledge.outcome import Declined, Focus, Language, Outcome
from knowledge.part import Part
from knowledge.question import Question
from knowledge.readings import Reader
from knowledge.refusals import Refusals
from knowledge.stages import at, in_context


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks: their fixed language (None: that of the question), what to use where it is unclear, what went before."""

    language: Language | None = None
    fallback: Language = "en"
    focus: Focus | None = None


ANYBODY = Context()


class Responder:
    """Responds to messages that are given with their parts. `decider` decides of single questions."""

    def __init__(self, ground: Ground, analyser: Analyser, reader: Reader, composer: Composer, manifest: Manifest) -> None:
        self._ground = ground
        self._reader = reader
        self._composer = composer
        self._refusals = Refusals(ground, composer, manifest)
        self.decider = Decider(ground, reader, composer, self._refusals)
        self._clauses = Clauses(ground, analyser, self.decider)
        self._follow_ups = FollowUps(ground, self.decider, composer)
        self._guesser = LanguageGuesser(ground.vocabulary.function, ground.index.items)

    def outcome(self, message: str, parts: Sequence[Part], context: Context = ANYBODY) -> Outcome:
        """The outcome of a message of any length and content."""
        language = context.language or self._guesser.guess(message, parts, context.fallback)
        asked = self._ground.question(parts)
        if context.focus and (followed := self._follow_ups.goes_on(asked, context.focus, language)):
            return in_context(followed)
        outcome = self._alone(message, parts, asked, language)
        if context.focus and isinstance(outcome, Declined) and outcome.suggestions:
            followed = self._follow_ups.falls_back(asked, context.focus, language)
            return in_context(followed) if followed else outcome
        return outcome

    def _alone(self, message: str, parts: Sequence[Part], asked: Question, language: Language) -> Outcome:
        """The outcome of a message whatever went before."""
        item = self._ground.index.wordings.literal(message)
        if item and not self._reader.is_plain_fact(asked):
            return at("wording", self._composer.entry(item, language))
        if chatter := self._refusals.chatter(parts, language):
            return chatter
        return self._clauses.answer(message, language) or self.decider.decide(asked, language)
