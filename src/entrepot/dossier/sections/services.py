"""Services: what both sides report of them, by category."""

from __future__ import annotations

from typing import Any

from entrepot.analyses.trade.services import Services, services
from entrepot.dossier.case import Case
from entrepot.dossier.model import Block, Bullets, Notice, Run, Section, Table, Text
from entrepot.dossier.phrasebook import catalogue
from entrepot.dossier.tabulate import Shown, tabulate
from entrepot.metadata.errors import NoData
from entrepot.metadata.places.place import Place


def section(case: Case) -> Section:
    """What the reports that the user added say of services; no block where there are none."""
    found = [(one, key) for one, key in _both_ways(case) if one is not None]
    blocks: list[Block] = []
    if found:
        first = found[0][0].table
        note = case.pen.cite(first.figure("exporter", category=first.rows()[0]["category"]))
        blocks = [
            Notice("caveat", (Run(case.pen.term(first.caveat), (note,)),)),
            Bullets(tuple(_sentence(case, one) for one, _ in found)),
            *(_table(case, one, key) for one, key in found),
        ]
    return Section("services", case.pen.word("services.title"), tuple(blocks))


def has_services(case: Case) -> bool:
    """Whether any report of services between the two is in the store."""
    return any(one is not None for one, _ in _both_ways(case))


def _both_ways(case: Case) -> list[tuple[Services | None, str]]:
    sides = (
        (case.trader, case.counterpart, "services"),
        (case.counterpart, case.trader, "services-back"),
    )
    return [(_services(case, seller, buyer), key) for seller, buyer, key in sides]


def _services(case: Case, seller: Place, buyer: Place) -> Services | None:
    try:
        return services(case.warehouse, seller, buyer)
    except NoData:
        return None


def _sentence(case: Case, found: Services) -> Text:
    whole = next((row for row in found.table.rows() if row["category"] == "ALL"), None)
    slots: dict[str, Any] = {
        "seller": case.named(found.seller),
        "buyer": case.named(found.buyer),
        "period": found.table.period,
    }
    if whole is None:
        return case.pen.say("services.parts", **slots)
    for name in ("exporter", "importer"):
        slots[name] = found.table.figure(name, category="ALL")
    one, other = whole["exporter"] is not None, whole["importer"] is not None
    key = "both" if one and other else "exporter" if one else "importer"
    return case.pen.say(f"services.{key}", **slots)


def _table(case: Case, found: Services, key: str) -> Table:
    ends = {"seller": case.named(found.seller), "buyer": case.named(found.buyer)}
    unit = case.pen.word("unit.usd-million")
    shown = (
        Shown("exporter", "services.column.seller", "tenths", unit),
        Shown("importer", "services.column.buyer", "tenths", unit),
        Shown("relative", "reported.column.difference", "percent"),
    )
    return tabulate(
        case.pen,
        key,
        case.pen.word("services.table.title", **ends, period=found.table.period),
        found.table,
        {"seller": ends["seller"].name, "buyer": ends["buyer"].name},
        shown,
        label=lambda row: _category(case, row["category"]),
        head=case.pen.word("services.column.category"),
        caption=case.pen.word("services.table.caption"),
    )


def _category(case: Case, code: str) -> str:
    if f"services.category.{code}" in catalogue(case.language):
        return case.pen.word(f"services.category.{code}")
    return case.pen.word("services.category.other", code=code)
