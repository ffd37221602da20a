"""Why a row is left out of the sums: the first reason that holds, null for a row that stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, reduce
from operator import or_
from pathlib import Path

import narwhals as nw

from entrepot.analyses.trade.aggregation.frames import Flows
from entrepot.analyses.trade.aggregation.keys import key, present, product
from entrepot.analyses.trade.aggregation.plan import REASONS
from entrepot.metadata.errors import UsageError
from entrepot.metadata.places import Scheme, places
from entrepot.sources import eurostat_comext, un_comtrade
from entrepot.sources.descriptor import read_descriptor

_ENDS = ("exporter", "importer", "reporter", "partner")


def left_out(flows: Flows) -> nw.Expr:
    """The reason, one of `REASONS`, for each row that is left out; null for the others.

    Raises:
        BadInput: if a column is missing that a choice reads.
        UsageError: if flows would be added that do not add up.
    """
    found = dict(_reasons(flows))
    verdict = nw.lit(None, nw.String)
    for reason in reversed(REASONS):
        if reason in found:
            verdict = nw.when(found[reason]).then(nw.lit(reason)).otherwise(verdict)
    return verdict


def _reasons(flows: Flows) -> Iterator[tuple[str, nw.Expr]]:
    plan = flows.plan
    if (flow := _other_flow(flows)) is not None:
        yield "flow", flow
    if plan.level is not None:
        yield "level", product(flows).str.len_chars().fill_null(0) != plan.level
    if plan.digits is not None and "product" in plan.by:
        yield "short", product(flows).str.len_chars() < plan.digits
    if plan.without:
        yield "place", _either_end(flows, lambda end: end.is_in(plan.without))
    for reason in plan.leave_out:
        yield reason, _CHOICES[reason](flows)


def _other_flow(flows: Flows) -> nw.Expr | None:
    name, asked = flows.column("flow"), flows.plan.flow
    if asked is not None:
        return (nw.col(flows.need("flow")).cast(nw.String) != asked).fill_null(True)
    if name is not None and not {"flow", name} & set(flows.plan.by):
        raise UsageError(
            "Rows of several flows do not add up: exports and imports are two sides of one trade. Choose "
            f"one of column {name!r}, or make it a key."
        )
    return None


def _either_end(flows: Flows, holds: Callable[[nw.Expr], nw.Expr]) -> nw.Expr:
    ends = [holds(end.cast(nw.String)).fill_null(False) for end in _ends(flows)]
    return reduce(or_, ends) if ends else nw.lit(False)


def _ends(flows: Flows) -> list[nw.Expr]:
    return [present(flows, name) for role in _ENDS if (name := flows.column(role)) is not None]


def _groups(flows: Flows) -> nw.Expr:
    return _either_end(flows, lambda end: end.str.contains(_group_pattern()))


def _domestic(flows: Flows) -> nw.Expr:
    pairs = [(flows.column(a), flows.column(b)) for a, b in (_ENDS[:2], _ENDS[2:])]
    same = [
        (present(flows, a) == present(flows, b)).fill_null(False)
        for a, b in pairs
        if a is not None and b is not None
    ]
    return reduce(or_, same) if same else nw.lit(False)


def _absent(flows: Flows) -> nw.Expr:
    return reduce(or_, [key(flows, name).is_null() for name in flows.plan.by])


def _withheld(flows: Flows) -> nw.Expr:
    """Eurostat puts X where parts of a code are withheld; what the cut leaves may be known."""
    return key(flows, "product").str.contains("X").fill_null(False)


_CHOICES = {"groups": _groups, "domestic": _domestic, "absent": _absent, "withheld": _withheld}


@cache
def _group_pattern() -> str:
    """Groups by our codes, by Eurostat's and by the United Nations', as their descriptors have them."""
    comext, comtrade = (
        read_descriptor(Path(room.__file__ or "").parent).assertions["groups"]
        for room in (eurostat_comext, un_comtrade)
    )
    comext = comext.replace("(", "(?:")  # pandas warns of groups that nobody reads
    codes = [*(place.code for place in places(Scheme.GROUP)), *comtrade.values()]
    return f"^(?:{comext}|{'|'.join(codes)})$"
