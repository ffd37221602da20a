"""The history of statements, drafts, marks, the log of personal data; tenures are computed from now on.

What is in the record already becomes a change a pack, and the first revision of each statement. The forms are
written here, with nothing of ours imported: this script must do in ten years what it does today.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _integers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def upgrade() -> None:
    op.drop_table("tenure")
    op.drop_table("contradiction")
    _new_columns()
    _history()
    _beside()
    _first_revisions(op.get_bind())


def _new_columns() -> None:
    # Not in a batch: SQLite would make the tables anew, and what belongs to a statement go with the old.
    for name in ("reader", "text_sha256", "replaces"):
        op.add_column("document", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    private: sa.Column[bool] = sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("statement", private)
    op.add_column("statement", sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
    for name in ("standing", "objection"):
        op.add_column("statement", sa.Column(name, sa.Text(), nullable=False, server_default=""))


def _history() -> None:
    op.create_table(
        "change",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("who", "at", "why", "pack"),
        *_integers("undoes"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change")),
    )
    op.create_table(
        "revision",
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_integers("change"),
        *_texts("verb", "pack"),
        *_integers("position"),
        *_texts("standing", "objection"),
        sa.Column("form", sa.Text(), nullable=True),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["change"], ["change.number"], name=op.f("fk_revision_change_change")),
        sa.PrimaryKeyConstraint("statement", "number", name=op.f("pk_revision")),
    )
    op.create_index(op.f("ix_revision_change"), "revision", ["change"])


def _beside() -> None:
    op.create_table(
        "mark",
        sa.Column("name", sa.String(), nullable=False),
        *_integers("change"),
        *_texts("at"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_mark")),
    )
    op.create_table(
        "access",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("who", "at", "what", "why"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_access")),
    )
    op.create_table(
        "draft",
        sa.Column("document", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("form", "rule"),
        sa.Column("doubts", sa.JSON(), nullable=False),
        *_texts("decision", "decided_by", "decided_at", "reason"),
        sa.PrimaryKeyConstraint("document", "number", name=op.f("pk_draft")),
    )


def _table(name: str, *columns: str, **typed: sa.types.TypeEngine[Any]) -> sa.TableClause:
    return sa.table(name, *map(sa.column, columns), *(sa.column(key, kind) for key, kind in typed.items()))


_TEXTS = ("id", "kind", "subtype", "subject", "property", "location", "status", "topic", "caveat")
_TEXTS_TOO = ("entered_by", "entered_at", "supersedes")
_STATEMENT = _table(
    "statement", *_TEXTS, *_TEXTS_TOO, "pack", "position", attributes=sa.JSON(), private=sa.Boolean()
)
_PARTY = _table("party", "statement", "position", "actor", "role", "capacity")
_PLACE = _table("place", "statement", "position", "code")
_QUOTED = ("document", "start", "end", "first_line", "last_line", "sha256")
_QUOTE = _table("quote", "statement", "position", *_QUOTED)
_SAID = _table("paraphrase", "statement", "language", "words")
_DATE = _table("stated_date", "statement", "edtf", "as_stated", "derivation")
_AMOUNT = _table(
    "amount", "statement", "as_stated", "unit_as_stated", "value", "unit", "low", "high", "reason"
)
_CHANGE = _table("change", "number", "who", "at", "why", "pack", "undoes")
_REVISION = _table(
    "revision",
    *("statement", "number", "change", "verb", "pack", "position", "standing", "objection", "form"),
    others=sa.JSON(),
)
_PACK = _table("pack", "name", "entered_by")


def _first_revisions(connection: sa.Connection) -> None:
    now = datetime.now(UTC)
    numbers: dict[str, int] = {}
    for row in connection.execute(sa.select(_PACK).order_by(_PACK.c.name)).fetchall():
        numbers[row.name] = number = len(numbers) + 1
        at = (now + timedelta(microseconds=number)).isoformat(timespec="microseconds")
        who, why = row.entered_by or row.name, f"pack {row.name}"
        change = {"number": number, "who": who, "at": at, "why": why, "pack": row.name, "undoes": 0}
        connection.execute(sa.insert(_CHANGE), change)
    none: dict[str, Any] = {"number": 1, "verb": "add", "standing": "", "objection": "", "others": []}
    held = _parts(connection)
    names = (*_TEXTS, *_TEXTS_TOO, "pack", "position", "attributes")
    told = sa.select(*(_STATEMENT.c[name] for name in names))
    rows = [
        none
        | {"statement": row["id"], "change": numbers[row["pack"]], "pack": row["pack"]}
        | {"position": row["position"], "form": _form(row, held)}
        for row in connection.execute(told).mappings()
    ]
    if rows:
        connection.execute(sa.insert(_REVISION), rows)


Held = dict[str, dict[str, Any]]


def _parts(connection: sa.Connection) -> Held:
    """What belongs to each statement, by the name it has in a form."""
    found: Held = {name: defaultdict(list) for name in ("parties", "places", "quotes")}
    found["paraphrase"] = defaultdict(dict)
    for row in _ordered(connection, _PARTY):
        capacity = {"capacity": row.capacity} if row.capacity else {}
        found["parties"][row.statement].append({"actor": row.actor, "role": row.role} | capacity)
    for row in _ordered(connection, _PLACE):
        found["places"][row.statement].append(row.code)
    for row in _ordered(connection, _QUOTE):
        found["quotes"][row.statement].append({name: row._mapping[name] for name in _QUOTED})
    for row in connection.execute(sa.select(_SAID)):
        found["paraphrase"][row.statement][row.language] = row.words
    dates = connection.execute(sa.select(_DATE)).mappings()
    found["date"] = {row["statement"]: _filled(row, "edtf", "as_stated", "derivation") for row in dates}
    amounts = connection.execute(sa.select(_AMOUNT)).mappings()
    found["amount"] = {row["statement"]: _amount(row) for row in amounts}
    return found


def _ordered(connection: sa.Connection, rows: sa.TableClause) -> Iterator[sa.Row[Any]]:
    yield from connection.execute(sa.select(rows).order_by(rows.c.statement, rows.c.position))


def _form(row: Any, held: Held) -> str:
    form = _filled(row, *_TEXTS, *_TEXTS_TOO)
    form |= _filled(row, "attributes")
    form |= {name: parts[row["id"]] for name, parts in held.items() if row["id"] in parts}
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _filled(row: Any, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names if row[name]}


def _amount(row: Any) -> dict[str, Any]:
    form = {name: row[name] for name in ("as_stated", "unit_as_stated", "unit")}
    bounds = [_number(row["low"]), _number(row["high"])]
    return form | {"value": _number(row["value"]), "bounds": bounds} | _filled(row, "reason")


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


def downgrade() -> None:
    # The tables of before could not tell which statements are private.
    op.get_bind().execute(sa.delete(_STATEMENT).where(_STATEMENT.c.private == sa.true()))
    for name in ("draft", "access", "mark", "revision", "change"):
        op.drop_table(name)
    for name in ("private", "revision", "standing", "objection"):
        op.execute(f"ALTER TABLE statement DROP COLUMN {name}")
    for name in ("reader", "text_sha256", "replaces"):
        op.execute(f"ALTER TABLE document DROP COLUMN {name}")
    _tables_of_before()
    _tenures(op.get_bind())


def _tenures(connection: sa.Connection) -> None:
    """Who held which office of which body, as the tables of before kept it."""
    names = ("statement", "person", "office", "body", "state")
    held, rows = _parts(connection)["parties"], []
    offices = sa.select(_STATEMENT.c.id, _STATEMENT.c.subject, _STATEMENT.c.attributes)
    for row in connection.execute(offices.where(_STATEMENT.c.kind == "office")).fetchall():
        told = row.attributes
        holders = [party["actor"] for party in held[row.id] if party["role"] == "holder"]
        bodies = [party["actor"] for party in held[row.id] if party["role"] in ("body", "sending state")]
        body = told.get("body") or next(iter(bodies), "")
        person = next(iter(holders), row.subject)
        values = (row.id, person, told.get("office", ""), body, told.get("state", ""))
        rows.append(dict(zip(names, map(str, values), strict=True)))
    if rows:
        connection.execute(sa.insert(_table("tenure", *names)), rows)


def _tables_of_before() -> None:
    op.create_table(
        "tenure",
        sa.Column("statement", sa.String(), nullable=False),
        *_texts("person", "office", "body", "state"),
        sa.ForeignKeyConstraint(
            ["statement"], ["statement.id"], name=op.f("fk_tenure_statement_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", name=op.f("pk_tenure")),
    )
    op.create_table(
        "contradiction",
        *_integers("position"),
        *_texts("rule", "severity", "calculation"),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("message", "statements", "outside")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_contradiction")),
    )
