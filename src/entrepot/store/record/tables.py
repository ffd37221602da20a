"""The tables of the record, declared once; the migrations make them, a test holds the two together.

SQLAlchemy Core, not its object mapper: rows go in and out in bulk, and the mapper costs a quarter of a second
to import; see docs/decisions.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _text(name: str, *, index: bool = False) -> Column[str]:
    """Text that may be empty but never null."""
    return Column(name, Text, nullable=False, index=index)


def _statement() -> Column[str]:
    """First half of the key of what belongs to a statement and goes with it."""
    return Column("statement", String, ForeignKey("statement.id", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    """Second half: the order in which the pack names them."""
    return Column("position", Integer, primary_key=True)


pack = Table(
    "pack",
    METADATA,
    Column("name", String, primary_key=True),
    _text("title"),
    _text("entered_by"),
    _text("entered_at"),
    _text("sha256"),
)

document = Table(
    "document",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    _text("name"),
    Column("characters", Integer, nullable=False),
    *map(_text, ("title", "publisher", "url", "published", "author", "note")),
    *map(_text, ("reader", "text_sha256", "replaces")),
)

# The user's own copy. Its words never leave this table except to the user.
attachment = Table(
    "attachment",
    METADATA,
    Column("document", String(64), ForeignKey("document.sha256"), primary_key=True),
    _text("file"),
    _text("attached_at"),
    _text("words"),
)

statement = Table(
    "statement",
    METADATA,
    Column("id", String, primary_key=True),
    Column("pack", String, ForeignKey("pack.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    _text("kind", index=True),
    *map(_text, ("subtype", "subject", "property", "location", "status", "topic", "caveat")),
    Column("attributes", JSON, nullable=False),
    *map(_text, ("entered_by", "entered_at")),
    _text("supersedes", index=True),
    Column("private", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    *map(_text, ("standing", "objection")),
)

# --- the history: never changed, but where a person's data must be erased ---

# `undoes` is 0 for a change that takes back none; `at` is ISO 8601 in UTC to the microsecond.
change = Table(
    "change",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *map(_text, ("who", "at", "why", "pack")),
    Column("undoes", Integer, nullable=False),
)

# `form` is the statement in JSON (metadata/statement_form.py), null once erased; `others` a list of ids.
# A statement's last revision and its row in `statement` say the same; a test holds them together.
revision = Table(
    "revision",
    METADATA,
    Column("statement", String, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("change", Integer, ForeignKey("change.number"), nullable=False, index=True),
    *map(_text, ("verb", "pack")),
    Column("position", Integer, nullable=False),
    *map(_text, ("standing", "objection")),
    Column("form", Text),
    Column("others", JSON, nullable=False),
)

# Moments to come back to by name, such as "brief BEL KAZ": the last change there was.
mark = Table(
    "mark",
    METADATA,
    Column("name", String, primary_key=True),
    Column("change", Integer, nullable=False),
    _text("at"),
)

# Who took personal data out, or had it erased, and why. It names no person erased.
access = Table(
    "access",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *map(_text, ("who", "at", "what", "why")),
)

# What the reader of a document proposed, and what a person made of it; no part of the record.
draft = Table(
    "draft",
    METADATA,
    Column("document", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    *map(_text, ("form", "rule")),
    Column("doubts", JSON, nullable=False),
    *map(_text, ("decision", "decided_by", "decided_at", "reason")),
)

# --- what belongs to a statement as it now stands ---

# EDTF as stated, and the first and last day it can mean (ISO 8601), null where unbounded.
stated_date = Table(
    "stated_date",
    METADATA,
    _statement(),
    *map(_text, ("edtf", "as_stated", "derivation")),
    Column("earliest", String(10), index=True),
    Column("latest", String(10)),
)

# `low` and `high` are null where the amount is unbounded.
amount = Table(
    "amount",
    METADATA,
    _statement(),
    *map(_text, ("as_stated", "unit_as_stated", "unit", "reason")),
    Column("value", Float, nullable=False),
    Column("low", Float),
    Column("high", Float),
)

paraphrase = Table(
    "paraphrase",
    METADATA,
    _statement(),
    Column("language", String, primary_key=True),
    _text("words"),
)

party = Table(
    "party", METADATA, _statement(), _position(), _text("actor", index=True), _text("role"), _text("capacity")
)

# The index holds both columns: by the code alone, SQLite would read all of a place for each statement.
place = Table("place", METADATA, _statement(), _position(), _text("code"), Index(None, "code", "statement"))

quote = Table(
    "quote",
    METADATA,
    _statement(),
    _position(),
    Column("document", String(64), ForeignKey("document.sha256"), nullable=False, index=True),
    *(Column(name, Integer, nullable=False) for name in ("start", "end", "first_line", "last_line")),
    Column("sha256", String(64), nullable=False),
)

OF_A_STATEMENT = (stated_date, amount, paraphrase, party, place, quote)
