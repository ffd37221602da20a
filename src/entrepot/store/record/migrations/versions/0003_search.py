"""The index of words: FTS5 on SQLite, a tsvector on PostgreSQL; there, texts are compared byte by byte."""

from collections import defaultdict

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = (
    *("pack", "document", "attachment", "statement", "change", "revision", "mark", "access", "draft"),
    *("stated_date", "amount", "paraphrase", "party", "place", "quote"),
)
_FIELDS = "name, said, about, quote"


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        _sqlite()
    else:
        _collate("C")
        _postgresql()


def _belongs() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["statement"], ["statement.id"], ondelete="CASCADE")


def _sqlite() -> None:
    op.create_table(
        "searchable",
        sa.Column("number", sa.Integer(), primary_key=True),
        sa.Column("statement", sa.String(), nullable=False, unique=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _FIELDS.split(", ")),
        _belongs(),
    )
    old = ", ".join(f"old.{name}" for name in _FIELDS.split(", "))
    op.execute(
        f"CREATE VIRTUAL TABLE search USING fts5({_FIELDS}, content='searchable', content_rowid='number', "
        "tokenize='ascii')"
    )
    op.execute("INSERT INTO search (search, rank) VALUES ('rank', 'bm25(8.0, 4.0, 2.0, 1.0)')")
    op.execute(
        "CREATE TRIGGER searchable_out AFTER DELETE ON searchable BEGIN "
        f"INSERT INTO search (search, rowid, {_FIELDS}) VALUES ('delete', old.number, {old}); END"
    )


def _postgresql() -> None:
    op.create_table(
        "searchable",
        sa.Column("statement", sa.String(collation="C"), primary_key=True),
        sa.Column("words", TSVECTOR(), nullable=False),
        _belongs(),
    )
    op.create_index("ix_searchable_words", "searchable", ["words"], postgresql_using="gin")


def _collate(collation: str) -> None:
    """SQLite compares byte by byte; here it would depend on the database in which order packs come out."""
    connection = op.get_bind()
    columns = connection.execute(
        sa.text(
            "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a "
            "JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = current_schema()::regnamespace "
            "AND c.relkind = 'r' AND a.attnum > 0 AND a.attcollation <> 0 AND NOT a.attisdropped"
        )
    )
    actions: defaultdict[str, list[str]] = defaultdict(list)
    for name, column, kind in columns.fetchall():
        if name in _TABLES:
            actions[name].append(f'ALTER COLUMN "{column}" TYPE {kind} COLLATE "{collation}"')
    for name, changed in actions.items():
        op.execute(f'ALTER TABLE "{name}" {", ".join(changed)}')


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TABLE search")
    else:
        _collate("default")
    op.drop_table("searchable")
