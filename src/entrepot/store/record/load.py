"""Packs go into the record, each as one change; the same pack again changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, insert, select

from entrepot.metadata.change import Change
from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Document
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack
from entrepot.store.record import acts
from entrepot.store.record import tables as t
from entrepot.store.record.editions import compare
from entrepot.store.record.fetch import no_collecting


def bundled() -> dict[Path, str]:
    """The packs that ship with Entrepôt and the hash of each, without reading them as YAML."""
    folder = Path(str(files("entrepot.data").joinpath("record")))
    packs = [path for path in sorted(folder.glob("*.yml")) if not path.name.endswith(".yml.yml")]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in packs}


def loaded(connection: Connection) -> dict[str, str]:
    """Name and hash of every pack in the record."""
    return {row.name: row.sha256 for row in connection.execute(select(t.pack.c.name, t.pack.c.sha256))}


def load_bundled(connection: Connection) -> None:
    """Load those packs that ship and are not yet in the record as they are."""
    known = set(loaded(connection).values())
    for path, digest in bundled().items():
        if digest not in known:
            load(connection, read_pack(path))


def load(connection: Connection, pack: Pack, who: str = "") -> Change:
    """Bring the record to what a pack says; what was corrected here stays, and so do attached documents.

    Args:
        connection: the writer's transaction.
        pack: the pack; its documents are entered too.
        who: who loads it; left out, who made it.

    Raises:
        BadInput: another pack holds a statement of the same identifier.
    """
    who, why = acts.signed(who or pack.entered_by or pack.name, f"pack {pack.name}")
    head = {name: getattr(pack, name) for name in ("name", "title", "entered_by", "entered_at", "sha256")}
    acts.pack_row(connection, **head)
    enter_documents(connection, pack.documents)
    with no_collecting():
        edition = compare(connection, pack)
        acts.move(connection, edition.moved)
        return acts.store(connection, edition.steps, who=who, why=why, pack=pack.name)


def refuse_to_hide_a_bundled_pack(connection: Connection, pack: Pack, path: Path | None = None) -> None:
    """Under the name of one that ships, a user's pack would be gone, unsaid, at the next opening."""
    there = loaded(connection).get(pack.name)
    if there in bundled().values() and there != pack.sha256:
        raise BadInput(
            f"a pack called {pack.name} ships with Entrepôt",
            file=path,
            remedy="Give yours another name, and its statements other identifiers; one that corrects a "
            "statement names it in `supersedes`.",
        )


def enter_documents(connection: Connection, documents: Iterable[Document]) -> None:
    """Enter documents, or what is now known of them; one that is no longer quoted stays, unlisted."""
    known = set(connection.scalars(select(t.document.c.sha256)))
    for document in documents:
        row = asdict(document)
        if document.sha256 in known:
            connection.execute(t.document.update().where(t.document.c.sha256 == document.sha256), row)
        else:
            connection.execute(insert(t.document), row)
