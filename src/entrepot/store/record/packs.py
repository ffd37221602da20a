"""A pack as the record now has it: its head, its statements in order, the documents that they quote."""

from __future__ import annotations

from rapidfuzz import process
from sqlalchemy import Engine, select

from entrepot.metadata.errors import NoData
from entrepot.metadata.statement_form import from_json
from entrepot.sources.record_pack.pack import Pack
from entrepot.store.record import tables as t
from entrepot.store.record.engine import reading
from entrepot.store.record.fetch import documents
from entrepot.store.record.revisions import heads


def pack_of(made: Engine, name: str, *, private: bool = False) -> Pack:
    """The pack of that name, with what was corrected here; loaded again it changes nothing.

    Args:
        made: engine of the record.
        name: of the pack.
        private: whether private statements go along; whoever asks for it logs it.

    Raises:
        NoData: the record has no such pack.
    """
    with reading(made) as connection:
        head = connection.execute(select(t.pack).where(t.pack.c.name == name)).one_or_none()
        if head is None:
            known = connection.scalars(select(t.pack.c.name).order_by(t.pack.c.name)).all()
            near = process.extractOne(name, known, score_cutoff=60)
            hint = f" Did you mean {near[0]}?" if near else f" It has {', '.join(known)}."
            raise NoData(f"the record has no pack {name}.{hint}")
        rows = sorted(heads(connection, pack=name).values(), key=lambda row: (row.position, row.statement))
        statements = tuple(from_json(row.content) for row in rows if row.content)
        kept = tuple(said for said in statements if private or not said.private)
        cited = {quote.document for said in kept for quote in said.quotes}
        papers = tuple(paper for paper in documents(connection) if paper.sha256 in cited)
    return Pack(head.name, head.title, head.entered_by, head.entered_at, papers, kept)
