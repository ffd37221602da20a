"""Adding the figures of a group's members up, where they may be added, and naming who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.factbook import UNDATED
from entrepot.metadata.figure import Figure

__all__ = ["summed"]


def summed(by_member: Mapping[str, tuple[Figure, ...]], code: str) -> tuple[Figure, ...]:
    """Sums over the members of a group, latest first; empty when no member has a figure.

    Only members with a figure in the commonest unit are in a sum: it is about them, and its caveat names
    the others. Where one year has a figure of all of these, each such year gives a sum; else one sum is made
    of each member's latest, and its period spans theirs.

    Args:
        by_member: figures of one additive field, latest first, by ISO code; empty where there is none.
        code: code of the group, for the places of the sum.
    """
    units = Counter(series[0].unit for series in by_member.values() if series)
    if not units:
        return ()
    unit = units.most_common(1)[0][0]
    series = {
        member: {f.period: f for f in figures if f.unit == unit}
        for member, figures in by_member.items()
        if figures
    }
    series = {member: figures for member, figures in series.items() if figures}
    missing = [member for member in by_member if member not in series]
    shared = set.intersection(*(set(figures) for figures in series.values()))
    if shared:
        chosen = [
            {m: figures[period] for m, figures in series.items()} for period in sorted(shared, reverse=True)
        ]
    else:
        chosen = [{m: next(iter(figures.values())) for m, figures in series.items()}]
    return tuple(_sum(parts, missing, code) for parts in chosen)


def _sum(parts: Mapping[str, Figure], missing: list[str], code: str) -> Figure:
    first, *others = parts.values()
    total = first
    for figure in others:
        total += figure
    period, years = _span(parts)
    without = f"Without {', '.join(missing)}: no figure in {first.unit}." if missing else ""
    notes = dict.fromkeys(figure.caveat for figure in parts.values() if figure.caveat)
    return replace(
        total,
        period=period,
        places=(code, *total.places),
        concept=first.concept,
        method=f"sum over {', '.join(parts)}",
        caveat=" ".join(part for part in (without, years, *notes) if part),
    )


def _span(parts: Mapping[str, Figure]) -> tuple[str, str]:
    periods = {figure.period for figure in parts.values()}
    if len(periods) == 1:
        return periods.pop(), ""
    of = ", ".join(
        f"{member} {figure.period.replace(UNDATED, 'undated')}" for member, figure in parts.items()
    )
    dates = [StatedDate(period) for period in periods]
    first = min((d.earliest.year for d in dates if d.earliest), default=None)
    last = max((d.latest.year for d in dates if d.latest), default=None)
    span = UNDATED if first is None or last is None else f"{first}/{last}" if first != last else str(first)
    return span, f"Of different years: {of}."
