"""The version of the tables, told cheaply; Alembic is imported only when they must be made or changed."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, column, select, table

from entrepot.metadata.errors import StoreError
from entrepot.store.record import search_index

# The newest migration; a test holds it to the scripts in `migrations/versions`.
VERSION = "0003"
MIGRATIONS = Path(__file__).with_name("migrations")
_VERSIONS = table("alembic_version", column("version_num"))


def version(connection: Connection) -> str:
    """Version of the tables; empty when there are none yet."""
    if not connection.dialect.has_table(connection, _VERSIONS.name):
        return ""
    return str(connection.scalar(select(_VERSIONS.c.version_num)) or "")


def migrate(connection: Connection) -> None:
    """Bring the tables to `VERSION`, inside the transaction of `connection`.

    Raises:
        StoreError: the tables are newer than this Entrepôt knows.
    """
    found = version(connection)
    if found == VERSION:
        return
    if found > VERSION:
        raise StoreError(
            f"the record has version {found}, made by a newer Entrepôt; this one knows {VERSION}. "
            "Update Entrepôt, or name another folder in ENTREPOT_HOME."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, VERSION)
    if found:
        # What older tables held is not indexed, or not as today; a new record has nothing yet.
        search_index.rebuild(connection)
