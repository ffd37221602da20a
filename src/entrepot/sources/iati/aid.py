"""What was given under an activity: one contribution for each currency and country, and its steps with sums.

The contribution carries the sum paid or, where nothing was paid, the sum committed or pledged; the others
stand at its steps, so that who adds up contributions counts each once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.iati import COMMITMENT, DISBURSEMENT, EXPENDITURE, PLEDGE
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount, Statement
from entrepot.sources.iati.drawn import Drawn, Values
from entrepot.sources.iati.passages import Source
from entrepot.sources.iati.project import country_name, identity, parties, publisher, topic

STEPS = {"disbursement": (DISBURSEMENT, EXPENDITURE), "commitment": (COMMITMENT,), "pledge": (PLEDGE,)}
"""Steps of the ladder of contributions, the last reached first, and IATI's types of transactions for each."""
_FRENCH = {"disbursement": "versés", "commitment": "engagés", "pledge": "promis"}
_ENGLISH = {"disbursement": "paid", "commitment": "committed", "pledge": "pledged"}
_CENT = 0.005
_WRITTEN_OUT = 3


@dataclass(frozen=True, slots=True)
class _Group:
    """Transactions of one currency and country."""

    currency: str
    places: tuple[str, ...]
    own: bool
    rows: list[Values]


def aid(one: Drawn, read: Source, wanted: set[str]) -> Iterator[Statement]:
    """Contributions and their steps; with `wanted`, none for other countries than these."""
    for group in _groups(one):
        if wanted and group.places and not wanted & set(group.places):
            continue
        by_step = {step: [r for r in group.rows if r["type"] in kinds] for step, kinds in STEPS.items()}
        reached = [(step, rows) for step, rows in by_step.items() if rows]
        yield _contribution(one, read, group, *reached[0])
        for step, rows in reached:
            yield _step(one, read, group, step, rows)


def _groups(one: Drawn) -> Iterator[_Group]:
    kinds = {kind for kinds in STEPS.values() for kind in kinds}
    groups: dict[tuple[str, tuple[str, ...], bool], list[Values]] = {}
    for row in one.transactions:
        if row["type"] in kinds:
            own = one.places(row["transaction"])
            key = (row["currency"], own or one.places(0), bool(own))
            groups.setdefault(key, []).append(row)
    for (currency, countries, stated), rows in sorted(groups.items()):
        yield _Group(currency, countries, stated, rows)


def _identity(one: Drawn, group: _Group) -> str:
    return ":".join((identity(one), "aid", group.currency, *(group.places if group.own else ())))


def _contribution(one: Drawn, read: Source, group: _Group, step: str, rows: Sequence[Values]) -> Statement:
    amount = _amount(group, step, rows)
    caveats = []
    if len(group.places) > 1:
        caveats.append("How much of it is for each of the countries is not said here.")
    if one.head["secondary_reporter"]:
        caveats.append("Reported by who neither gives nor does: the same money may stand elsewhere.")
    return Statement(
        id=_identity(one, group), kind="aid", subtype="", subject=_giver(one), property="contribution",
        paraphrase=_said(one, group, step, amount), parties=_sides(one, group), places=group.places,
        date=_span(rows), amount=amount, status="" if step == "disbursement" else "announced",
        topic=topic(one),
        caveat=" ".join(caveats), quotes=_quotes(one, read, rows),
        attributes={"applies_to": identity(one), "iati_identifier": one.identifier},
    )  # fmt: skip


def _step(one: Drawn, read: Source, group: _Group, step: str, rows: Sequence[Values]) -> Statement:
    amount = _amount(group, step, rows)
    return Statement(
        id=f"{_identity(one, group)}:{step}", kind="step", subtype="", subject=_giver(one), property="step",
        paraphrase=_said(one, group, step, amount), places=group.places, date=_span(rows), amount=amount,
        status=step, quotes=_quotes(one, read, rows), attributes={"applies_to": _identity(one, group)},
    )  # fmt: skip


def _giver(one: Drawn) -> str:
    funders = [row["name"] or row["ref"] for row in one.participants if row["role"] == "1"]
    return str(next((name for name in funders if name), publisher(one)))


def _sides(one: Drawn, group: _Group) -> tuple[Any, ...]:
    here = {country_name(place) for place in group.places}
    return tuple(p for p in parties(one, "donor") if p.role != "recipient" or p.actor in here)


def _amount(group: _Group, step: str, rows: Sequence[Values]) -> Amount:
    value, slack = round(fsum(row["value"] for row in rows), 2), _CENT * len(rows)
    written = [f"{row['value']:.2f}" for row in rows]
    stated = " + ".join(written) if len(rows) <= _WRITTEN_OUT else f"{len(rows)} amounts"
    unit = group.currency if any(row["currency_stated"] for row in rows) else ""
    reasons = [] if len(rows) == 1 else [f"sum of {len(rows)} transactions ({step}), added up by us"]
    reasons += [] if unit else ["in the activity's default currency"]
    bounds = Interval(value - slack, value + slack)
    return Amount(stated, unit, value, group.currency, bounds, "; ".join(reasons))


def _span(rows: Sequence[Values]) -> StatedDate:
    days = sorted(row["date"] for row in rows)
    return StatedDate(str(days[0]) if days[0] == days[-1] else f"{days[0]}/{days[-1]}")


def _quotes(one: Drawn, read: Source, rows: Sequence[Values]) -> tuple[Any, ...]:
    return tuple(read.quote(one.number, "transaction", row["transaction"]) for row in rows)


def _said(one: Drawn, group: _Group, step: str, amount: Amount) -> dict[str, str]:
    sums = f"{group.currency} {amount.value:,.2f}"
    french = f"{amount.value:,.2f}".replace(",", "\u202f").replace(".", ",")
    return {
        "en": f"{_giver(one)}: {sums} {_ENGLISH[step]} under “{one.title}”",
        "fr": f"{_giver(one)} : {french} {group.currency} {_FRENCH[step]} au titre de « {one.title} »",
    }
