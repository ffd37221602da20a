"""The tables of the record."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _integers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _of_a_statement(
    name: str, *columns: sa.schema.SchemaItem, key: tuple[str, ...] = (), index: str = ""
) -> None:
    op.create_table(
        name,
        sa.Column("statement", sa.String(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["statement"], ["statement.id"], name=op.f(f"fk_{name}_statement_statement"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("statement", *key, name=op.f(f"pk_{name}")),
    )
    if index:
        op.create_index(op.f(f"ix_{name}_{index}"), name, [index])


def upgrade() -> None:
    op.create_table(
        "pack",
        sa.Column("name", sa.String(), nullable=False),
        *_texts("title", "entered_by", "entered_at", "sha256"),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_pack")),
    )
    op.create_table(
        "document",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        *_texts("name"),
        *_integers("characters"),
        *_texts("title", "publisher", "url", "published", "author", "note"),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_document")),
    )
    op.create_table(
        "attachment",
        sa.Column("document", sa.String(length=64), nullable=False),
        *_texts("file", "attached_at", "words"),
        sa.ForeignKeyConstraint(
            ["document"], ["document.sha256"], name=op.f("fk_attachment_document_document")
        ),
        sa.PrimaryKeyConstraint("document", name=op.f("pk_attachment")),
    )
    _statements()
    _parts_of_statements()
    op.create_table(
        "contradiction",
        *_integers("position"),
        *_texts("rule", "severity", "calculation"),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("message", "statements", "outside")),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_contradiction")),
    )


def _statements() -> None:
    op.create_table(
        "statement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        *_integers("position"),
        *_texts("kind", "subtype", "subject", "property", "location", "status", "topic", "caveat"),
        sa.Column("attributes", sa.JSON(), nullable=False),
        *_texts("entered_by", "entered_at", "supersedes"),
        sa.ForeignKeyConstraint(
            ["pack"], ["pack.name"], name=op.f("fk_statement_pack_pack"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    op.create_index(op.f("ix_statement_kind"), "statement", ["kind"])
    op.create_index(op.f("ix_statement_pack"), "statement", ["pack"])
    op.create_index(op.f("ix_statement_supersedes"), "statement", ["supersedes"])


def _parts_of_statements() -> None:
    ends = [sa.Column(name, sa.String(length=10)) for name in ("earliest", "latest")]
    _of_a_statement("stated_date", *_texts("edtf", "as_stated", "derivation"), *ends, index="earliest")
    bounds = [sa.Column(name, sa.Float()) for name in ("low", "high")]
    value = sa.Column("value", sa.Float(), nullable=False)
    _of_a_statement("amount", *_texts("as_stated", "unit_as_stated", "unit", "reason"), value, *bounds)
    language = sa.Column("language", sa.String(), nullable=False)
    _of_a_statement("paraphrase", language, *_texts("words"), key=("language",))
    ordered = ("position",)
    _of_a_statement(
        "party", *_integers("position"), *_texts("actor", "role", "capacity"), index="actor", key=ordered
    )
    _of_a_statement("place", *_integers("position"), *_texts("code"), key=ordered)
    op.create_index(op.f("ix_place_code_place_statement"), "place", ["code", "statement"])
    _of_a_statement(
        "quote",
        *_integers("position"),
        sa.Column("document", sa.String(length=64), nullable=False),
        *_integers("start", "end", "first_line", "last_line"),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.sha256"], name=op.f("fk_quote_document_document")),
        index="document",
        key=ordered,
    )
    _of_a_statement("tenure", *_texts("person", "office", "body", "state"))


def downgrade() -> None:
    for name in ("tenure", "quote", "place", "party", "paraphrase", "amount", "stated_date"):
        op.drop_table(name)
    for name in ("contradiction", "statement", "attachment", "document", "pack"):
        op.drop_table(name)
