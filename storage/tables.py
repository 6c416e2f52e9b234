"""The tables. Times are seconds since 1970, UTC. A change here needs a migration beside it; a test compares the two."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

# The updates of the last days: whose chat they belong to, which replica took them, and whether they have been handled. Numbers
# begin anew on another Bot API server; `mark` tells those apart.
updates = Table(
    "updates",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("mark", BigInteger, primary_key=True, autoincrement=False),
    Column("lane", BigInteger, nullable=False),
    Column("owner", Integer, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("updates_open", "lane", "done"),
    Index("updates_at", "at"),
)

# Updates that could not be handled at once, whole, until they are.
put_by = Table(
    "put_by",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("raw", Text, nullable=False),
)

# What is remembered of chats: choices for good (`until` is null), topics and numbers of messages for a while.
notes = Table(
    "notes",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("chat", BigInteger, nullable=False),
    Column("person", BigInteger),
    Column("value", Text, nullable=False),
    Column("until", BigInteger),
    Index("notes_chat", "chat"),
    Index("notes_person", "person"),
    Index("notes_until", "until"),
)

# Thumbs up and down, the last one of each person for each message.
ratings = Table(
    "ratings",
    metadata,
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("message", BigInteger, primary_key=True, autoincrement=False),
    Column("person", BigInteger, primary_key=True, autoincrement=False),
    Column("told", String(120), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("ratings_person", "person"),
    Index("ratings_at", "at"),
)

# Unanswered questions, kept with consent, without anything that says who asked.
questions = Table(
    "questions",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("question", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("questions_at", "at"),
)
