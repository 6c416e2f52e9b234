"""What people tell us about answers: thumbs, and unanswered questions that they let us keep."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass

from sqlalchemy import delete, func, select

from storage.database import Database
from storage.tables import questions, ratings

A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Rating:
    """A person's last word on a message: `told` is what it told, an entry's id or the kind of outcome."""

    chat: int
    message: int
    person: int
    told: str
    helpful: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that was kept with consent, and when (seconds since 1970)."""

    question: str
    language: str
    at: int


@dataclass(frozen=True, slots=True)
class Tally:
    """How often what was told was found helpful, and how often not."""

    told: str
    helpful: int
    unhelpful: int


class Feedback:
    """The tables of ratings and questions. Both writes may be repeated without harm."""

    def __init__(self, database: Database, clock: Callable[[], float]) -> None:
        self._database, self._clock = database, clock

    async def rate(self, rating: Rating) -> None:
        async with self._database.engine.begin() as connection:
            await connection.execute(self._database.put(ratings), {**asdict(rating), "at": int(self._clock())})

    async def keep(self, question: str, language: str) -> None:
        """Keep a question, and nothing that says whose it was; one that is kept already is kept anew."""
        row = {"digest": hashlib.sha256(question.encode()).hexdigest(), "question": question, "language": language}
        async with self._database.engine.begin() as connection:
            await connection.execute(self._database.put(questions), {**row, "at": int(self._clock())})

    async def kept(self) -> list[Kept]:
        """All questions kept, the oldest first."""
        async with self._database.engine.connect() as connection:
            found = await connection.execute(
                select(questions.c.question, questions.c.language, questions.c.at).order_by(questions.c.at)
            )
            return [Kept(*row) for row in found]

    async def tallies(self) -> list[Tally]:
        """The ratings of everything that was rated, what was rated most first."""
        yes = func.count().filter(ratings.c.helpful)
        no = func.count().filter(~ratings.c.helpful)
        async with self._database.engine.connect() as connection:
            found = await connection.execute(
                select(ratings.c.told, yes, no).group_by(ratings.c.told).order_by(func.count().desc(), ratings.c.told)
            )
            return [Tally(*row) for row in found]

    async def rated_by(self, person: int) -> int:
        """How many messages a person has rated."""
        async with self._database.engine.connect() as connection:
            count = select(func.count()).select_from(ratings).where(ratings.c.person == person)
            return int((await connection.execute(count)).scalar_one())

    async def forget(self, person: int) -> None:
        """Delete a person's ratings."""
        async with self._database.engine.begin() as connection:
            await connection.execute(delete(ratings).where(ratings.c.person == person))

    async def clean(self, days: int) -> None:
        """Delete what is older than so many days."""
        before = int(self._clock()) - days * A_DAY
        async with self._database.engine.begin() as connection:
            for table in (ratings, questions):
                await connection.execute(delete(table).where(table.c.at < before))
