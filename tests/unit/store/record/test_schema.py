"""Tables as declared and tables as migrated are the same tables."""

from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from entrepot.metadata.errors import StoreError
from entrepot.store.record import Record, schema
from entrepot.store.record.engine import engine, reading, writing
from entrepot.store.record.search_index import is_declared
from entrepot.store.record.tables import METADATA


def test_migrations_make_the_declared_tables(tmp_path: Path) -> None:
    with writing(engine(tmp_path / "r.db")) as connection:
        schema.migrate(connection)
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_declared}
        )
        assert compare_metadata(context, METADATA) == []


def test_the_version_told_cheaply_is_the_newest_migration(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [schema.VERSION]
    with writing(engine(tmp_path / "r.db")) as connection:
        assert schema.version(connection) == ""
        schema.migrate(connection)
        assert schema.version(connection) == schema.VERSION


def test_downgrade_leaves_nothing(tmp_path: Path) -> None:
    with writing(engine(tmp_path / "r.db")) as connection:
        schema.migrate(connection)
        config = Config()
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_a_record_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Record.open(tmp_path)
    made = engine(tmp_path / "record.db")
    with writing(made) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="made by a newer Entrepôt"):
        Record.open(tmp_path)
    with reading(made) as connection:
        assert schema.version(connection) == "9999"
