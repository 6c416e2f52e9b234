"""The migrations: they make just the tables of `storage.tables`, from nothing or from an older form, and keep what is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text

import storage.migrations
from storage import address, open_store
from storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPTS = Path(storage.migrations.__file__).parent


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    engine = create_engine(f"sqlite:///{tmp_path}/migrated.sqlite3")
    with engine.begin() as made:
        yield made
    engine.dispose()


def config(connection: Connection) -> Config:
    made = Config()
    made.set_main_option("script_location", str(SCRIPTS))
    made.attributes["connection"] = connection
    return made


def differences(connection: Connection) -> list[object]:
    """What is otherwise in the database than in `storage.tables`."""
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


def test_they_make_just_the_tables(connection: Connection) -> None:
    assert differences(connection) != []
    storage.migrations.upgrade(connection)
    assert differences(connection) == []


def test_a_second_time_changes_nothing(connection: Connection) -> None:
    storage.migrations.upgrade(connection)
    connection.execute(text("INSERT INTO questions VALUES ('d', 'Is there a canteen?', 'en', 1)"))
    storage.migrations.upgrade(connection)
    assert connection.execute(text("SELECT question FROM questions")).scalars().all() == ["Is there a canteen?"]
    assert differences(connection) == []


def test_they_go_back_to_nothing_and_up_again(connection: Connection) -> None:
    storage.migrations.upgrade(connection)
    command.downgrade(config(connection), "base")
    assert inspect(connection).get_table_names() == ["alembic_version"]
    storage.migrations.upgrade(connection)
    assert differences(connection) == []


def test_every_older_form_is_brought_up(connection: Connection) -> None:
    steps = [each.revision for each in ScriptDirectory(str(SCRIPTS)).walk_revisions()]
    for older in steps:
        command.downgrade(config(connection), "base")
        command.upgrade(config(connection), older)
        storage.migrations.upgrade(connection)
        assert differences(connection) == [], older
    assert steps[-1] == "0001"


async def test_a_store_over_the_first_form_keeps_what_is_there(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/old.sqlite3")
    with engine.begin() as connection:
        command.upgrade(config(connection), "0001")
        connection.execute(text("INSERT INTO notes VALUES ('chosen:77', 77, NULL, 'de', NULL)"))
    engine.dispose()
    async with open_store(address(f"sqlite:///{tmp_path}/old.sqlite3")) as store:
        assert await store.notes_of(77) == ["chosen:77"]
