"""What `entrepot record export` writes, a function for each format, and what a format could not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from entrepot.sources.record_pack.pack import Pack

if TYPE_CHECKING:
    from entrepot.exchange.export import Edition, Export
    from entrepot.metadata.statement import Document, Statement

SOURCE = "Record of relations kept with Entrepôt"
_SHOWN = 5


class Written(NamedTuple):
    """What a person should know of what was written: a sentence, and what the format could not hold."""

    told: str
    losses: tuple[dict[str, str], ...] = ()


Writer = Callable[[Pack, Path, bool], Written]


def selection(statements: Iterable[Statement], documents: Iterable[Document]) -> Pack:
    """Statements of any packs as one, with the documents that they quote."""
    chosen = tuple(statements)
    cited = {quote.document for statement in chosen for quote in statement.quotes}
    papers = tuple(document for document in documents if document.sha256 in cited)
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    return Pack("selection", "A selection of the record", "entrepot record export", day, papers, chosen)


def _pack(pack: Pack, path: Path, private: bool) -> Written:
    from entrepot.sources.record_pack.files import write_any_pack

    write_any_pack(pack, path, private=private)
    return Written(f". Edit it and load it again: entrepot record load --corrections {path}")


def _text(make: Callable[[Pack, Edition, bool], Export]) -> Writer:
    def write(pack: Pack, path: Path, private: bool) -> Written:
        from entrepot.exchange.export import Edition
        from entrepot.store.files import write_bytes

        export = make(pack, Edition(SOURCE, datetime.now(UTC)), private)
        write_bytes(path, export.text.encode())
        return _lost(export)

    return write


def _calendar(pack: Pack, edition: Edition, private: bool) -> Export:
    from entrepot.exchange.calendar import calendar

    return calendar(pack.statements, edition, documents=pack.documents, private=private)


def _geojson(pack: Pack, edition: Edition, private: bool) -> Export:
    from entrepot.exchange.geojson import geojson

    return geojson(pack.statements, edition, documents=pack.documents, private=private)


def _linked(pack: Pack, edition: Edition, private: bool) -> Export:
    from entrepot.exchange.linked import linked

    return linked(pack.statements, edition, documents=pack.documents, private=private)


def _followthemoney(pack: Pack, edition: Edition, private: bool) -> Export:
    from entrepot.exchange.followthemoney import followthemoney

    return followthemoney(pack.statements, edition, documents=pack.documents, private=private)


def iati(ref: str, name: str, kind: str) -> Writer:
    """The writer of IATI for whoever reports: identifier, name, code of the type of organisation."""

    def make(pack: Pack, edition: Edition, _private: bool) -> Export:
        from entrepot.exchange.iati import Publisher
        from entrepot.exchange.iati import iati as written

        return written(pack.statements, edition, Publisher(ref, name, kind), pack.documents)

    return _text(make)


def _published(pack: Pack, path: Path, private: bool) -> Written:
    from entrepot.store.record.published import publish

    publish(pack.statements, pack.documents, path, source=SOURCE, at=datetime.now(UTC), private=private)
    return Written(f". To look at it: datasette {path}")


def _lost(export: Export) -> Written:
    """What the format could not hold: how much, and the first few."""
    if not export.losses:
        return Written("")
    left = len(export.left_out)
    first = "".join(f"\n  {loss.statement}: {loss.what}" for loss in export.losses[:_SHOWN])
    more = f"\n  and {len(export.losses) - _SHOWN} more" if len(export.losses) > _SHOWN else ""
    told = f". Left out altogether: {left}. What the format does not hold:{first}{more}"
    return Written(told, tuple({"statement": loss.statement, "what": loss.what} for loss in export.losses))


WRITERS: dict[str, Writer] = {
    "yaml": _pack,
    "csv": _pack,
    "xlsx": _pack,
    "ics": _text(_calendar),
    "geojson": _text(_geojson),
    "jsonld": _text(_linked),
    "ftm": _text(_followthemoney),
    "sqlite": _published,
}
