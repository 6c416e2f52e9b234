"""The first form: updates, what is put by, notes, ratings, questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "updates",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("lane", sa.BigInteger, nullable=False),
        sa.Column("owner", sa.Integer, nullable=False),
        sa.Column("done", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("updates_open", "updates", ["lane", "done"])
    op.create_index("updates_at", "updates", ["at"])
    op.create_table(
        "put_by",
        sa.Column("update_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("raw", sa.Text, nullable=False),
    )
    op.create_table(
        "notes",
        sa.Column("key", sa.String(120), primary_key=True),
        sa.Column("chat", sa.BigInteger, nullable=False),
        sa.Column("person", sa.BigInteger),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger),
    )
    op.create_index("notes_chat", "notes", ["chat"])
    op.create_index("notes_person", "notes", ["person"])
    op.create_index("notes_until", "notes", ["until"])
    op.create_table(
        "ratings",
        sa.Column("chat", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("message", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("person", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("told", sa.String(120), nullable=False),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("ratings_person", "ratings", ["person"])
    op.create_index("ratings_at", "ratings", ["at"])
    op.create_table(
        "questions",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
    )
    op.create_index("questions_at", "questions", ["at"])


def downgrade() -> None:
    for table in ("questions", "ratings", "notes", "put_by", "updates"):
        op.drop_table(table)
