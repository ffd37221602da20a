"""The project that an activity is, and the steps that its dates and its status tell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.iati import COMMITMENT, DISBURSEMENT, EXPENDITURE, STATUSES
from entrepot.metadata.iati.vocabularies import name_of
from entrepot.metadata.places import get
from entrepot.metadata.statement import Party, Quote, Statement
from entrepot.sources.iati.drawn import Drawn
from entrepot.sources.iati.passages import Source

ROLES = {"1": "funder", "2": "lead", "3": "extending agency", "4": "implementer"}
"""Roles of the record for those of IATI."""
_ENDED = ("3", "4")
_FRENCH = {
    "1": "en préparation", "2": "en cours", "3": "en achèvement",
    "4": "close", "5": "annulée", "6": "suspendue", "": "état non précisé",
}  # fmt: skip
_SHOWN = 3


def identity(one: Drawn) -> str:
    """Identifier of the statement about an activity; those about its parts begin with it."""
    return f"iati:{one.identifier}"


def parties(one: Drawn, funder: str = "funder") -> tuple[Party, ...]:
    """Who takes part, each once in each role, and the countries it is for."""
    roles = ROLES | {"1": funder}
    found = [
        Party(
            str(row["name"] or row["ref"]),
            roles.get(row["role"], "participant"),
        )
        for row in one.participants
        if row["name"] or row["ref"]
    ]
    found += [Party(country_name(place), "recipient") for place in one.places()]
    return tuple(dict.fromkeys(found))


def country_name(code: str) -> str:
    """Name of a country in English."""
    return get(code).names["en"]


def publisher(one: Drawn) -> str:
    """Who reports, by name."""
    return str(one.head["reporting_name"] or one.head["reporting_ref"] or "a publisher without name")


def topic(one: Drawn) -> str:
    """Sectors of the DAC, the first few, by name."""
    codes = (row["code"] for row in one.sectors if row["vocabulary"] in ("1", "2"))
    names = (name_of("Sector" if len(code) == 5 else "SectorCategory", code) for code in codes)
    return ", ".join(list(dict.fromkeys(names))[:_SHOWN])


def project(one: Drawn, read: Source, known: set[str]) -> Iterator[Statement]:
    """The project and its steps; `known` are the identifiers of the pack's activities."""
    status = str(one.head["status"] or "")
    word = STATUSES.get(status, "status not told")
    french = _FRENCH.get(status, _FRENCH[""])
    said = {
        "en": f"{publisher(one)} reports the activity “{one.title}”, {word}",
        "fr": f"{publisher(one)} déclare l’activité « {one.title} » ({french})",
    }
    attributes: dict[str, Any] = {"iati_identifier": one.identifier, "activity_status": word}
    parents = [row["ref"] for row in one.related if row["type"] == "1" and row["ref"] in known]
    if parents and parents[0] != one.identifier:
        attributes["part_of"] = f"iati:{parents[0]}"
    names = ("iati-identifier", "title", "activity-status")
    quotes = [read.quote(one.number, name) for name in names if read.has(one.number, name)]
    yield Statement(
        id=identity(one), kind="project", subtype="", subject=one.title, property="project", paraphrase=said,
        parties=(Party(publisher(one), "reporter"), *parties(one)), places=one.places(), date=_period(one),
        topic=topic(one), quotes=(*quotes, *_of_dates(one, read)), attributes=attributes,
    )  # fmt: skip
    yield from _steps(one, read, status)


def _of_dates(one: Drawn, read: Source) -> list[Quote]:
    return [read.quote(one.number, "activity-date", row["number"]) for row in one.dates if row["date"]]


def _period(one: Drawn) -> StatedDate:
    head = one.head
    start, end = head["actual_start"] or head["planned_start"], head["actual_end"] or head["planned_end"]
    if start and end and end < start:
        end = None
    edtf = f"{start or '..'}/{end or '..'}" if start or end else ".."
    planned = [n for n in ("start", "end") if not head[f"actual_{n}"] and head[f"planned_{n}"]]
    return StatedDate(edtf, derivation=f"planned {' and '.join(planned)}" if planned else "")


def _steps(one: Drawn, read: Source, status: str) -> Iterator[Statement]:
    told = {row["type"]: row for row in reversed(one.dates) if row["date"]}
    if "2" in told:
        yield _dated(one, read, "started", told["2"], "work began", "les travaux ont commencé")
    if "4" in told and status in _ENDED:
        caveat = "The publisher says that the activity ended, not that it reached what it was for."
        yield _dated(one, read, "delivered", told["4"], "the activity ended", "l’activité a pris fin", caveat)
    for word, kinds, en, fr in (
        ("agreed", (COMMITMENT,), "money was first committed", "de l’argent a d’abord été engagé"),
        ("funded", (DISBURSEMENT, EXPENDITURE), "money was first paid", "de l’argent a d’abord été versé"),
    ):
        rows = [row for row in one.transactions if row["type"] in kinds and row["value"] > 0]
        if rows:
            first = min(rows, key=lambda row: (row["date"], row["transaction"]))
            quote = read.quote(one.number, "transaction", first["transaction"])
            yield step(one, word, StatedDate(str(first["date"])), (quote,), en, fr)
    yield from _by_status(one, read, status)


def _dated(
    one: Drawn, read: Source, word: str, row: dict[str, Any], en: str, fr: str, caveat: str = ""
) -> Statement:
    quote = read.quote(one.number, "activity-date", row["number"])
    return step(one, word, StatedDate(str(row["date"])), (quote,), en, fr, caveat)


def _by_status(one: Drawn, read: Source, status: str) -> Iterator[Statement]:
    words = {"1": ("announced", "it is being prepared", "elle est en préparation"),
             "5": ("abandoned", "it was cancelled", "elle a été annulée")}  # fmt: skip
    if status in words and read.has(one.number, "activity-status"):
        updated = str(one.head["last_updated"] or "")[:10]
        try:
            date = StatedDate(f"../{updated}", derivation="not later than the activity was last updated")
        except ValueError:
            date = StatedDate("..")
        yield step(
            one, words[status][0], date, (read.quote(one.number, "activity-status"),), *words[status][1:]
        )


def step(
    one: Drawn, word: str, date: StatedDate, quotes: tuple[Quote, ...], en: str, fr: str, caveat: str = ""
) -> Statement:
    """A step of the project."""
    return Statement(
        id=f"{identity(one)}:{word}", kind="step", subtype="", subject=one.title, property="step",
        status=word,
        paraphrase={"en": f"“{one.title}”: {en}", "fr": f"« {one.title} » : {fr}"}, date=date,
        places=one.places(), quotes=quotes, caveat=caveat, attributes={"applies_to": identity(one)},
    )  # fmt: skip
