"""Rendering: an outcome as plain text and as Telegram's HTML. The only place where HTML is written or escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Sequence

from handlers import versions
from handlers.versions import Version, shortened
from knowledge import Answer, Choices, Citation, Declined, Engine, Language, Option, Outcome

MAX_PLAIN = 1500
MAX_BRIEF = 600
MAX_HTML = 4096  # telegram.constants.MessageLimit.MAX_TEXT_LENGTH, which a terminal does not import
MAX_TITLE = 80
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")

Cite = Callable[[Citation, str], str]


def to_html(outcome: Outcome, engine: Engine) -> str:
    """The outcome as Telegram's HTML: title in bold, sources as links. At most 4,096 characters."""
    version, sources = _fitted(outcome, engine)
    return _html(version, engine, sources)


def to_plain(outcome: Outcome, engine: Engine) -> str:
    """The outcome as a person would read it aloud, without markup and addresses. At most 1,500 characters."""
    version, sources = _fitted(outcome, engine)
    return _plain(version, engine, sources)


def to_brief_html(answer: Answer, engine: Engine) -> str:
    """The gist of an answer, with its first source, for places where others read along. At most 600 characters to read."""
    version, sources = _first(versions.brief(answer), MAX_BRIEF, answer, engine)
    return _html(version, engine, sources)


def sources_to_html(title: str, lead: str, citations: Sequence[Citation], language: Language, engine: Engine) -> str:
    """A page of sources, one a line, as links; without the addresses if these would make the message too long."""
    head = f"{_bold(title)}\n\n{_escaped(lead)}\n\n"
    for cite in (_link, _unlinked):
        text = head + "\n".join(f"• {_citation(citation, language, engine, cite)}" for citation in citations)
        if len(text) <= MAX_HTML:
            return text
    return head.rstrip()


def date(value: str, language: Language, engine: Engine) -> str:
    """A day, month or year (`2017-06-26`, `2017-06`, `2017`) in words; `undated` for anything else."""
    match = _ISO_DATE.fullmatch(value)
    if not match:
        return engine.texts("undated", language)
    year, month, day = match.groups()
    if not month:
        return year
    name = engine.texts("months", language).split()[int(month) - 1]
    return engine.texts("date", language, day=int(day), month=name, year=year) if day else f"{name} {year}"


# ---- lengths


def _fitted(outcome: Outcome, engine: Engine) -> Version:
    """The first of ever shorter versions whose plain text and HTML are short enough."""
    return _first(versions.shorter(outcome), MAX_PLAIN, outcome, engine)


def _first(shorter: Iterable[Version], longest: int, outcome: Outcome, engine: Engine) -> Version:
    for version, sources in shorter:
        markup = len(_html(version, engine, sources))  # never less than there is to read
        if markup <= longest or (markup <= MAX_HTML and len(_plain(version, engine, sources)) <= longest):
            return version, sources
    return Declined(engine.texts("too_long", outcome.language), (), outcome.language), 0


# ---- the three outcomes


def _html(outcome: Outcome, engine: Engine, sources: int) -> str:
    match outcome:
        case Answer():
            footing = _footing(outcome, engine, sources, _link)
            parts = [_bold(outcome.title), *map(_escaped, outcome.paragraphs), footing]
        case Choices():
            parts = [_escaped(_numbered(outcome))]
        case Declined():
            parts = [_escaped(_refusal(outcome, engine))]
    return "\n\n".join(part for part in parts if part)


def _plain(outcome: Outcome, engine: Engine, sources: int) -> str:
    match outcome:
        case Answer():
            footing = _footing(outcome, engine, sources, _plainly)
            parts = [outcome.title, *outcome.paragraphs, footing]
        case Choices():
            parts = [_numbered(outcome)]
        case Declined():
            parts = [_refusal(outcome, engine)]
    return "\n\n".join(part for part in parts if part)


def _numbered(choices: Choices) -> str:
    return "\n".join([choices.prompt, *(f"{place}. {option.label}" for place, option in enumerate(choices.options, 1))])


def _refusal(declined: Declined, engine: Engine) -> str:
    if not declined.suggestions:
        return declined.text
    lead = engine.texts("suggest", declined.language)
    return f"{declined.text}\n\n{lead}\n{_bullets(declined.suggestions)}"


def _bullets(options: Sequence[Option]) -> str:
    return "\n".join(f"• {option.label}" for option in options)


# ---- sources and date


def _footing(answer: Answer, engine: Engine, sources: int, cite: Cite) -> str:
    """The sources and the day of the last check, as far as the answer has any."""
    lines = []
    if answer.citations and sources:
        lines.append(_sources(answer, engine, sources, cite))
    if answer.checked:
        lines.append(engine.texts("checked", answer.language, date=date(answer.checked, answer.language, engine)))
    return "\n".join(lines)


def _sources(answer: Answer, engine: Engine, sources: int, cite: Cite) -> str:
    shown, more = answer.citations[:sources], len(answer.citations) - sources
    listed = [_citation(citation, answer.language, engine, cite) for citation in shown]
    if more > 0:
        listed.append(engine.texts("sources_more", answer.language, count=more))
    key = "source" if len(answer.citations) == 1 else "sources"
    return f"{engine.texts(key, answer.language)}: {'; '.join(listed)}"


def _citation(citation: Citation, language: Language, engine: Engine, cite: Cite) -> str:
    return cite(citation, f"({citation.publisher}, {date(citation.date, language, engine)})")


def _link(citation: Citation, origin: str) -> str:
    return f'<a href="{html.escape(citation.url)}">{_escaped(shortened(citation.title, MAX_TITLE))}</a> {_escaped(origin)}'


def _plainly(citation: Citation, origin: str) -> str:
    return f"{shortened(citation.title, MAX_TITLE)} {origin}"


def _unlinked(citation: Citation, origin: str) -> str:
    return _escaped(_plainly(citation, origin))


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _bold(text: str) -> str:
    return f"<b>{_escaped(text)}</b>"
