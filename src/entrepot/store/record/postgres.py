"""PostgreSQL behind the same two doors as SQLite; its refusals become errors the user can act on.

The address is kept from every message: it may hold a password.
"""

from __future__ import annotations

from importlib.util import find_spec
from math import ceil
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from entrepot.metadata.errors import BadInput, EntrepotError, OutputError, StoreError, UsageError

VARIABLE = "ENTREPOT_RECORD"
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
# Any number would do: who writes to the record of this database takes the lock of that number first.
_TURN = 0x454E5452  # "ENTR"
_LOOK = "Ask whoever looks after the server, then run the command again; what stood there still stands."
# SQLSTATE, or words of the message where the server was not reached -> the error, and what the user can do.
_REFUSALS: tuple[tuple[str, type[EntrepotError], str], ...] = (
    ("55P03", StoreError, "Another program is writing to the record: let it finish, and try again."),
    ("42501", OutputError, "The role may not do this: ask the owner of the database to grant it."),
    ("25006", OutputError, "The server lets nobody write just now, or you reached a copy that follows it."),
    ("53100", OutputError, "The server's disk is full: have space made; what stood there still stands."),
    ("53300", StoreError, "The server has all the connections it allows: try again later."),
    ("22021", BadInput, "A text holds a character that PostgreSQL cannot keep: take it out."),
    ("password authentication", StoreError, f"Mend user or password in {VARIABLE}."),
    ("no password supplied", StoreError, f"Write the password into {VARIABLE}, or into ~/.pgpass."),
    ("pg_hba.conf", StoreError, "The server does not let this user in from here: ask its administrator."),
    ("role", StoreError, f"Make the role, or mend the user in {VARIABLE}; docs/how-to/share-a-record.md."),
    ("database", StoreError, "Make it: `createdb`, in the encoding UTF8; docs/how-to/share-a-record.md."),
    ("could not translate", StoreError, f"The server's name is not known: mend it in {VARIABLE}."),
    ("resolve host", StoreError, f"The server's name is not known: mend it in {VARIABLE}."),
    ("timeout", StoreError, f"The server did not answer in time: check the network and {VARIABLE}."),
    ("too many clients", StoreError, "The server has all the connections it allows: try again later."),
    ("nul", BadInput, "A text holds the character NUL, which PostgreSQL cannot keep: take it out."),
)
_AWAY = (
    "The server is not there, or went away: what was not confirmed may be missing, what was is stored. "
    f"Check the network and {VARIABLE}, look at the record, and try again."
)


def address(text: str) -> URL:
    """The address of a database, as SQLAlchemy takes it.

    Raises:
        UsageError: it is none of PostgreSQL; the message does not repeat it.
    """
    try:
        url = make_url(text.strip())
    except (SQLAlchemyError, ValueError):
        url = None
    if url is None or url.drivername not in _SCHEMES or not url.database:
        raise UsageError(
            f"the address of the record is none of PostgreSQL. Write it as "
            f"postgresql://user:password@host:5432/database in {VARIABLE}; characters such as @ : / % in the "
            "password are written %40 %3A %2F %25."
        ) from None
    if "password" in url.query:
        raise UsageError(f"write the password before the host, not as a parameter, in {VARIABLE}.")
    return url.set(drivername="postgresql+psycopg")


def postgres(url: URL, patience: float) -> Engine:
    """The engine of a database; a connection lives for one transaction only.

    Raises:
        UsageError: psycopg is not installed.
    """
    if find_spec("psycopg") is None:
        raise UsageError(
            f"{VARIABLE} names a record on PostgreSQL, and what talks to it is not installed. "
            "Install it: pip install 'entrepot[postgres]'"
        )
    # libpq counts whole seconds, and takes 0 for no limit.
    waited = max(2, ceil(patience))
    given = {"connect_timeout": waited, "application_name": "entrepot", "client_encoding": "utf8"}
    wanted = {key: value for key, value in given.items() if key not in url.query}
    made = create_engine(url, poolclass=NullPool, connect_args=wanted)
    waits = f"{max(1, round(patience * 1000))}ms"
    event.listen(made, "begin", lambda connection: _begin(connection, waits))
    event.listen(made, "connect", lambda raw, _: _hold_to_utf8(raw, url))
    return made


def _hold_to_utf8(raw: Any, url: URL) -> None:
    encoding = raw.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raw.close()
        raise StoreError(
            f"{told(url)}: its encoding is {encoding}, which cannot keep every name. "
            "Make one in UTF8: createdb --template template0 --encoding UTF8 --locale C NAME"
        )


def _begin(connection: Connection, waits: str) -> None:
    if connection.get_execution_options().get("immediate"):
        # Not REPEATABLE READ: the state seen must be the one after the wait for one's turn.
        connection.exec_driver_sql("SELECT set_config('lock_timeout', %s, true)", (waits,))
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (_TURN,))
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def told(url: URL) -> str:
    """The database as messages name it: without password and parameters."""
    port = f":{url.port}" if url.port else ""
    return f"{url.database} on {url.host or url.query.get('host') or 'this machine'}{port}"


def refusal(url: URL, error: BaseException) -> EntrepotError:
    """What the server, or the way to it, said, and what the user can do about it."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = lines[-1] if lines else type(error).__name__
    if len(lines) > 1 and not said.startswith("connection"):
        said = lines[0]
    if url.password:
        said = said.replace(str(url.password), "***")
    state, folded = str(getattr(error, "sqlstate", None) or ""), said.casefold()
    for sign, kind, remedy in _REFUSALS:
        if sign == state or (sign.islower() and not state and sign in folded):
            return kind(f"{told(url)}: {said}. {remedy}")
    if not state or state.startswith(("08", "57P")):
        return StoreError(f"{told(url)}: {said}. {_AWAY}")
    return StoreError(f"{told(url)}: {said}. {_LOOK}")
