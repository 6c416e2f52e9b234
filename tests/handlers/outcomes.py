"""Outcomes made by hand, for what the real knowledge does not hold."""

from __future__ import annotations

from knowledge import Answer, Choices, Citation, Declined, Focus, Option

HOSTILE = 'a <b>bold</b> & "quoted" <script>alert(1)</script>'


def citation(number: int = 1, title: str = "A page", date: str = "2017-06-26") -> Citation:
    return Citation(f"{title} {number}", "A publisher", f"https://example.org/{number}?a=1&b=2", date)


def answer(*paragraphs: str, sources: int = 1, title: str = "A title", related: int = 0) -> Answer:
    return Answer(
        title=title,
        paragraphs=paragraphs or ("A text.",),
        citations=tuple(citation(number) for number in range(1, sources + 1)),
        checked="2026-11-22",
        entries=("optence.partners",),
        related=options(related),
        language="en",
        score=1.0,
        focus=Focus(records=("optence",), asks=("partners",), entries=("optence.partners",)),
    )


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"Option {number}", f"record-{number}") for number in range(1, count + 1))


def choices(count: int = 3, prompt: str = "Which?") -> Choices:
    return Choices(prompt, options(count), "en", 0.9)


def declined(text: str = "I don't know.", suggestions: int = 0) -> Declined:
    return Declined(text, options(suggestions), "en")
