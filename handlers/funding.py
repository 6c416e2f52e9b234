"""Money: `/funding` sums up the rules, with a cluster's name it tells that cluster's own published figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import keyboards, screens
from handlers.callbacks import Action
from handlers.routes import Handler, command
from handlers.versions import lead
from knowledge import Answer, Context, Declined, Engine, Focus, Language, Option, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handlers.context import BotContext
    from handlers.screens import Screen
    from handlers.visit import Visit


def funding(visit: Visit, context: BotContext) -> Screen:
    """The overview; with a name, what that record got."""
    engine, language = context.engine, visit.language
    if visit.words:
        return screens.of(figures(visit.words, engine, language), engine)
    none = Declined(engine.texts("funding_none", language), (), language)
    return overview(engine, language) or screens.of(none, engine)


def figures(name: str, engine: Engine, language: Language) -> Outcome:
    """The attribute that the texts name, of a record; where they name none, the outcome of the name as a question."""
    for attribute in screens.listed("funding_attribute", engine, language):
        return engine.facet_of(name, attribute, language)
    return engine.ask(name, Context(language=language))


def overview(engine: Engine, language: Language) -> Screen | None:
    """The first sentence of each entry that the texts list, and each whole behind a button; None if they list none."""
    ids = " ".join(screens.listed("funding_overview_entries", engine, language)).split()
    shown = [answer for each in ids if (answer := engine.show(each, language))]
    if not shown:
        return None
    answer = _summed_up(shown, engine.texts("funding_title", language), language)
    return screens.with_rows(answer, engine, keyboards.rows(keyboards.options(answer.related, Action.OPEN, language)))


def _summed_up(answers: Sequence[Answer], title: str, language: Language) -> Answer:
    entries = tuple(entry for answer in answers for entry in answer.entries)
    records = tuple(dict.fromkeys(record for answer in answers for record in answer.focus.records))
    return Answer(
        title=title,
        paragraphs=tuple(f"{_label(answer)}: {lead(answer.paragraphs[0])}" for answer in answers),
        citations=tuple(dict.fromkeys(citation for answer in answers for citation in answer.citations)),
        checked=min(answer.checked for answer in answers),
        entries=entries,
        related=tuple(Option(_label(answer), answer.entries[0]) for answer in answers),
        language=language,
        score=1.0,
        focus=Focus(records=records, entries=entries),
    )


def _label(answer: Answer) -> str:
    """An entry's title without the name of its record before it."""
    return answer.title.rpartition(": ")[2]


def handlers() -> list[Handler]:
    return [command("funding", funding)]
