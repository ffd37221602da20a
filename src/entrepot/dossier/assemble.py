"""From a pair and an open store to the dossier: the sections in order, then notes and sources."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from importlib import import_module
from importlib.metadata import version

from entrepot.dossier.case import Case
from entrepot.dossier.clock import today
from entrepot.dossier.ledger import Ledger
from entrepot.dossier.model import Dossier, Section
from entrepot.dossier.pen import Pen
from entrepot.dossier.phrasebook import catalogue
from entrepot.dossier.sections import (
    aid,
    claims,
    contacts,
    corridors,
    economies,
    follow_through,
    glance,
    relations,
    strategies,
    trade,
    unknown,
    what_if,
)
from entrepot.metadata.errors import UsageError
from entrepot.metadata.places import statistical
from entrepot.metadata.places.place import Place
from entrepot.store.record import Record
from entrepot.store.warehouse import Warehouse


def _of_added(key: str) -> Callable[[Case], Section]:
    """A section about data that the user adds: its code is loaded where the store holds any."""

    def section(case: Case) -> Section:
        if not case.has_added:
            return Section(key, case.pen.word(f"{key}.title"), ())
        written: Section = import_module(f"entrepot.dossier.sections.{key}").section(case)
        return written

    return section


SECTIONS: Mapping[str, Callable[[Case], Section]] = {
    "glance": glance.section,
    "economies": economies.section,
    "trade": trade.section,
    "goods": _of_added("goods"),
    "reported": _of_added("reported"),
    "services": _of_added("services"),
    "investment": _of_added("investment"),
    "corridors": corridors.section,
    "what-if": what_if.section,
    "relations": relations.section,
    "follow-through": follow_through.section,
    "contacts": contacts.section,
    "strategies": strategies.section,
    "aid": aid.section,
    "claims": claims.section,
    "unknown": unknown.section,
}


def assemble(
    reporter: Place,
    partner: Place,
    warehouse: Warehouse,
    record: Record,
    language: str = "en",
    only: tuple[str, ...] = (),
    as_of: date | None = None,
) -> Dossier:
    """The dossier of a pair, from the reporter's point of view.

    Args:
        reporter: country, group or region from whose point of view it is written.
        partner: the other.
        warehouse: the open releases.
        record: the open record.
        language: "en" or "fr".
        only: keys of the sections wanted; all when empty.
        as_of: a day: the record as it stood at its end, and silences counted up to it; None for now.

    Raises:
        NoData: the record begins after `as_of`.
        UsageError: the two are the same place or share a country, or there are no briefs in that language.
    """
    refuse_same(reporter, partner)
    generated = today()  # first, since libraries that the sections load stumble over a bad SOURCE_DATE_EPOCH
    pen = Pen(language, Ledger())
    case = Case(
        reporter=reporter,
        partner=partner,
        trader=statistical(reporter),
        counterpart=statistical(partner),
        warehouse=warehouse,
        record=record,
        pen=pen,
        as_of=as_of,
        made=generated,
    )
    sections = (write(case) for key, write in SECTIONS.items() if not only or key in only)
    # A section without a block is about data that nobody added; the last section says which would tell.
    return _bound(case, tuple(section for section in sections if section.blocks), generated)


def _bound(case: Case, sections: tuple[Section, ...], generated: date) -> Dossier:
    pen, ledger = case.pen, case.pen.ledger
    words = {k.removeprefix("word."): v for k, v in catalogue(pen.language).items() if k.startswith("word.")}
    return Dossier(
        title=pen.word("title", a=case.a, b=case.b),
        subtitle=pen.word("subtitle"),
        abstract=pen.say("abstract", a=case.a, b=case.b),
        language=pen.language,
        places=tuple({"code": p.code, "name": p.name(pen.language)} for p in (case.reporter, case.partner)),  # type: ignore[arg-type]
        generated=generated.isoformat(),
        version=version("entrepot"),
        sections=sections,
        notes=ledger.notes,
        sources=ledger.sources,
        words=words,
    )


def refuse_same(reporter: Place, partner: Place) -> None:
    """Raises `UsageError` if the two are the same place or one holds the other."""
    if reporter.code == partner.code:
        raise UsageError(f"{reporter.name()} twice: a brief needs two places; this is the same place.")
    shared = set(statistical(reporter).countries) & set(statistical(partner).countries)
    if shared:
        raise UsageError(
            f"{reporter.name()} and {partner.name()} share {', '.join(sorted(shared))}; ask for two apart."
        )
