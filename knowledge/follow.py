"""Following up: what a message means that goes on from the last outcome ("and its partners?", "no, I meant OHLF")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from knowledge.compose import Composer
from knowledge.decide import Decider
from knowledge.folding import joined
from knowledge.ground import Ground
from knowledge.knowledge import Item
from knowledge.outcome import Answer, Focus, Language, Outcome
from knowledge.question import Question, attribute
from knowledge.vocabulary import forms

# Records listed, up to which what is asked about all of them is offered for each.
_FEW = 5


class FollowUps:
    """Reads messages in the light of a topic. What stands alone is not drawn into it."""

    def __init__(self, ground: Ground, decider: Decider, composer: Composer) -> None:
        self._ground = ground
        self._decider = decider
        self._composer = composer
        self._both = frozenset(forms(ground.vocabulary.reference.pair))
        self._proof = frozenset(map(joined, forms(ground.vocabulary.reference.proof)))

    def goes_on(self, message: Question, focus: Focus, language: Language) -> Outcome | None:
        """The outcome of a message that says by its form that it goes on from the topic; None if it stands alone."""
        if joined(" ".join(part.text for part in message.parts)) in self._proof and focus.entries:
            return self._composer.entry(self._ground.index.by_id[focus.entries[0]], language)
        asked = self._corrected(message)
        if self._means_two(asked) and (pair := _pair(focus)):
            return self._answer(self._about(asked, pair), language)
        if asked.goes_on and asked.gates and all(part.optional for part in asked.content) and focus.asks:
            return self._answer(replace(asked, content=(attribute(focus.asks[0]),)), language)
        if asked.goes_on and not asked.gates and asked.content and self._may_mean(asked, focus):
            return self._of_topic(asked, focus, language)
        return self._decider.decide(asked, language) if asked is not message else None

    def falls_back(self, asked: Question, focus: Focus, language: Language) -> Outcome | None:
        """The outcome, in the light of the topic, of a message that leads nowhere alone; None if nowhere there either."""
        if asked.gates or not asked.content or asked.names_kind or any(part.has("facet") for part in asked.content):
            return None
        if "compare" in asked.operators and (pair := _pair(focus)):
            return self._answer(self._about(asked, pair), language)
        return self._of_topic(asked, focus, language)

    def _corrected(self, message: Question) -> Question:
        """A message without what comes before a correction and the words that make it ("no, I meant …")."""
        places = [place for place, part in enumerate(message.parts) if part.has("correction")]
        if not places:
            return message
        corrected = self._ground.question(message.parts[places[-1] + 1 :])
        return replace(corrected, parts=message.parts[places[-1] :]) if corrected.gates else message

    def _may_mean(self, asked: Question, focus: Focus) -> bool:
        """Whether the topic can be meant: a bare attribute goes on only from a record that has it."""
        if asked.refers:
            return True
        wanted = {name for part in asked.content for name in part.ids("attribute")}
        return any(not wanted.isdisjoint(item.entry.asks) for item in self._items(focus.records[:1]))

    def _of_topic(self, asked: Question, focus: Focus, language: Language) -> Outcome | None:
        """What is asked of the one record that the topic is about; of a short list, of which of them."""
        if len(focus.records) == 1:
            outcome = self._decider.decide(self._about(asked, focus.records), language)
            known = isinstance(outcome, Answer) or any(part.has("absent") for part in asked.content)
            return outcome if known else None
        wanted = {name for part in asked.content for name in part.ids("attribute")}
        items = [item for item in self._items(focus.records) if not wanted.isdisjoint(item.entry.asks[:1])]
        if not 2 <= len(focus.records) <= _FEW or len(items) < 2:
            return None
        first = {item.record.id: item for item in reversed(items)}
        return self._composer.choices([first[name] for name in focus.records if name in first], language, 1.0)

    def _means_two(self, asked: Question) -> bool:
        """Whether it chooses between two that it does not name: "which of the two started earlier?"."""
        chooses = not asked.operators.isdisjoint({"compare", "list"})
        return chooses and not asked.gates and any(part.text in self._both for part in asked.parts)

    def _about(self, asked: Question, records: Sequence[str]) -> Question:
        """The question as being about some records, without the word for two of them."""
        content = tuple(part for part in asked.content if part.text not in self._both)
        return replace(asked, gates=tuple(frozenset({record}) for record in records), content=content)

    def _answer(self, asked: Question, language: Language) -> Answer | None:
        outcome = self._decider.decide(asked, language)
        return outcome if isinstance(outcome, Answer) else None

    def _items(self, records: Sequence[str]) -> list[Item]:
        return [item for record in records for item in self._ground.index.of_record.get(record, ())]


def _pair(focus: Focus) -> tuple[str, ...]:
    """The two records that were spoken of last; empty if there are not just two."""
    if len(focus.records) == 2:
        return focus.records
    return (*focus.records, *focus.before[:1]) if len(focus.records) == 1 and focus.before else ()
