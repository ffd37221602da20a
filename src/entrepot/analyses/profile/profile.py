"""A dated profile of a country or group: the Factbook's numbers and words on it, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from entrepot.analyses.profile.facts import Entry, Quotation, entries, facts_of, figures, quotations, titles
from entrepot.analyses.profile.group import summed
from entrepot.analyses.profile.wording import shown
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure
from entrepot.metadata.places.place import Place, Scheme
from entrepot.store.warehouse import Warehouse

__all__ = ["Profile", "profile"]


@dataclass(frozen=True, slots=True)
class Profile:
    """What the Factbook says of a place.

    Attributes:
        place: the country or group.
        series: figures by field ("population", "gdp_ppp", "exports" ...), latest first.
        words: quotations by field ("industries", "key_ports", "capital" ...); none for a group without entry.
        missing: members of a group that the Factbook has nothing on.
    """

    place: Place
    series: dict[str, tuple[Figure, ...]]
    words: dict[str, tuple[Quotation, ...]]
    missing: tuple[str, ...] = ()

    def latest(self, field: str) -> Figure | None:
        """The latest figure of a field; None where the Factbook gives none (which is not a zero)."""
        return next(iter(self.series.get(field, ())), None)

    def of(self, field: str, period: str) -> Figure | None:
        """The figure of a field for a period; None where the Factbook gives none."""
        return next((figure for figure in self.series.get(field, ()) if figure.period == period), None)

    def quoted(self, field: str) -> Quotation | None:
        """The Factbook's words in a field; None where it has none."""
        return next(iter(self.words.get(field, ())), None)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, origins included."""
        return {
            "place": self.place.code,
            "series": {
                field: [figure.to_dict() for figure in series] for field, series in self.series.items()
            },
            "words": {
                field: [
                    {"text": q.text, "period": q.period, "note": q.note, "origin": q.origin.to_dict()}
                    for q in quoted
                ]
                for field, quoted in self.words.items()
            },
            "missing": list(self.missing),
        }

    def __str__(self) -> str:
        lines = [f"{self.place.name()} ({self.place.code}), The World Factbook"]
        lines += [f"  {s[0].concept}: {'; '.join(map(shown, s))}" for s in self.series.values()]
        lines += [f"  {q[0].concept}: {q[0].text}" for q in self.words.values()]
        lines += [f"  nothing on: {', '.join(self.missing)}"] if self.missing else []
        return "\n".join(lines)


def profile(warehouse: Warehouse, place: Place) -> Profile:
    """What the Factbook says of a country, or of a group: its own entry (EU27), else sums over the members.

    Only what can be added up is summed (population, GDP, exports, railways ...); rates and words are left to
    the members' own profiles.

    Raises:
        NoData: the Factbook has no entry for the place nor for any of its members.
    """
    codes = (place.code, *place.countries)
    known = entries(warehouse, codes)
    economies = {entry.economy for entry in known.values()}
    if not known:
        raise NoData(
            f"The World Factbook has no entry for {place.name()} ({place.code}) nor for a part of it."
        )
    facts, fields = facts_of(warehouse, economies), titles(warehouse)
    if place.code in economies:
        return _of_economy(place, facts, fields, known)
    return _of_group(place, facts, fields, known)


def _of_economy(place: Place, facts: pl.DataFrame, fields: pl.DataFrame, known: dict[str, Entry]) -> Profile:
    own = {code: entry for code, entry in known.items() if entry.economy == place.code}
    rows = _by_field(facts.filter(pl.col("economy") == place.code))
    series: dict[str, tuple[Figure, ...]] = {}
    words: dict[str, tuple[Quotation, ...]] = {}
    for field, title, additive in fields.select("field", "title", "additive").iter_rows():
        if field not in rows:
            continue
        if numbers := figures(rows[field], own, title, additive=additive):
            series[field] = numbers
        else:
            words[field] = quotations(rows[field], own, title)
    return Profile(place, series, words)


def _of_group(place: Place, facts: pl.DataFrame, fields: pl.DataFrame, known: dict[str, Entry]) -> Profile:
    series: dict[str, tuple[Figure, ...]] = {}
    profiles = {
        code: _of_economy(_member(code), facts, fields, known)
        for code in place.members
        if any(entry.economy == code for entry in known.values())
    }
    for field in fields.filter("additive")["field"]:
        by_member = {
            code: profiles[code].series.get(field, ()) if code in profiles else () for code in place.members
        }
        if total := summed(by_member, place.code):
            series[field] = total
    return Profile(place, series, {}, tuple(code for code in place.members if code not in profiles))


def _member(code: str) -> Place:
    return Place(code, Scheme.ISO3, "country", {"en": code})


def _by_field(facts: pl.DataFrame) -> dict[str, pl.DataFrame]:
    return {
        str(key[0]): rows
        for key, rows in facts.partition_by("field", as_dict=True, maintain_order=True).items()
    }
