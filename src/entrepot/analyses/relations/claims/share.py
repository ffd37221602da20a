"""A share against its whole, when the whole is known from outside the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entrepot.analyses.relations.citing import amount_of
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import bare, number, of, place, span
from entrepot.metadata.figure import Figure
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Contradiction, Statement

_FRENCH = {"GDP": "PIB", "population": "population", "exports": "exportations"}


def find(case: Case) -> Iterator[Contradiction]:
    """Shares whose part and percentage imply another whole than the one known; or that nothing can check."""
    for share in case.having("share_of"):
        terms: dict[str, Any] = share.attributes["share_of"]
        part = case.get(str(terms["part"]))
        if share.amount and part and part.amount and share.date:
            implied = part.amount.bounds / (share.amount.bounds * 0.01)
            whole = _whole(case, terms, part.amount.unit, share.date.edtf)
            if whole is None:
                yield _would_need(share, part, terms, implied)
            elif not whole.interval.overlaps(implied):
                yield _finding(share, part, terms, implied, whole)


def _whole(case: Case, terms: dict[str, Any], unit: str, period: str) -> Figure | None:
    """The whole in the currency of the part, converted at an outside rate if it must be."""
    if case.outside is None:
        return None
    whole = case.outside(str(terms["quantity"]), str(terms["whole"]), period)
    if whole is None or whole.unit == unit:
        return whole
    rate = case.outside(f"{whole.unit} per {unit}", "", whole.period)
    return whole / rate if rate else None


def _would_need(share: Statement, part: Statement, terms: dict[str, Any], implied: Interval) -> Contradiction:
    quantity, where = terms["quantity"], str(terms["whole"])
    unit = part.amount.unit if part.amount else ""
    return Contradiction(
        rule="share-against-whole",
        statements=(share.id, part.id),
        severity="gap",
        message={
            "en": f"A share that cannot be checked: it implies a {quantity} of {place(where)} of {unit} "
            f"{_billions(implied, 'en')}; to judge it one would need that {quantity} for the same period, "
            f"in {unit}.",
            "fr": f"Une part invérifiable : elle suppose un total ({_FRENCH.get(quantity, quantity)}, "
            f"{place(where, 'fr')}) de {_billions(implied, 'fr')} {of(unit)} ; pour en juger, il faudrait ce "
            f"total pour la même période, en {unit}.",
        },
        calculation=_sum(share, part, implied),
    )


def _finding(
    share: Statement, part: Statement, terms: dict[str, Any], implied: Interval, whole: Figure
) -> Contradiction:
    quantity, where, unit = terms["quantity"], str(terms["whole"]), amount_of(part).unit
    actual = amount_of(part).bounds / whole.interval * 100.0
    same_period = share.date is not None and whole.period == share.date.edtf
    return Contradiction(
        rule="share-against-whole",
        statements=(share.id, part.id),
        severity="contradiction" if same_period else "tension",
        message={
            "en": f"Part and share imply a {quantity} of {place(where)} of {unit} "
            f"{_billions(implied, 'en')}; {_source(whole)} has {unit} {_billions(whole.interval, 'en')} for "
            f"{whole.period}, which would make the share {span(actual)} per cent, not "
            f"{number(amount_of(share).value)}.",
            "fr": f"La part et le pourcentage supposent un total ({_FRENCH.get(quantity, quantity)}, "
            f"{place(where, 'fr')}) de {_billions(implied, 'fr')} {of(unit)} ; {_source(whole)} donne "
            f"{_billions(whole.interval, 'fr')} {of(unit)} pour {whole.period}, soit {span(actual, 'fr')} % "
            f"et non "
            f"{number(amount_of(share).value, 'fr')} %.",
        },
        calculation=f"{_sum(share, part, implied)} ≠ {bare(whole.interval, 0)}",
        outside=tuple(origin.cite() for origin in whole.origins),
    )


def _source(whole: Figure) -> str:
    """Where the whole is from, by name."""
    return ", ".join(dict.fromkeys(origin.dataset for origin in whole.origins if origin.dataset))


def _billions(interval: Interval, language: str) -> str:
    words = {"en": "billion", "fr": "milliards"}
    return f"{span(Interval(interval.low / 1e9, interval.high / 1e9), language)} {words[language]}"


def _sum(share: Statement, part: Statement, implied: Interval) -> str:
    middle = amount_of(part).value / amount_of(share).value * 100.0
    divided = f"{number(amount_of(part).value)} / {number(amount_of(share).value)} %"
    return f"{divided} = {number(middle, decimals=0)} ({bare(implied, 0)})"


RULE = Rule(
    name="share-against-whole",
    needs="a share, its part, and the whole from outside the record (with an exchange rate if currencies "
    "differ)",
    finds="a share that the known whole cannot give; without the whole, a gap that says what would be needed",
    cannot="know whether part and whole are measured alike (a province's GDP at which prices, of which year)",
    find=find,
)
