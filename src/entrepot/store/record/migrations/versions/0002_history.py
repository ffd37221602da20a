"""The history of statements, drafts, marks, the log of personal data; tenures are computed from now on."""

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


def _new_columns() -> None:
    with op.batch_alter_table("document") as document:
        for name in ("reader", "text_sha256", "replaces"):
            document.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("statement") as statement:
        statement.add_column(sa.Column("private", sa.Boolean(), nullable=False, server_default=sa.false()))
        statement.add_column(sa.Column("revision", sa.Integer(), nullable=False, server_default="1"))
        for name in ("standing", "objection"):
            statement.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))


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


def downgrade() -> None:
    for name in ("draft", "access", "mark", "revision", "change"):
        op.drop_table(name)
    with op.batch_alter_table("statement") as statement:
        for name in ("private", "revision", "standing", "objection"):
            statement.drop_column(name)
    with op.batch_alter_table("document") as document:
        for name in ("reader", "text_sha256", "replaces"):
            document.drop_column(name)
    _tables_of_before()


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
