"""What a reader of these costs must know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from entrepot.analyses.scenarios.costs.ledger import Ledger

_ALWAYS = (
    "Each economy is stood for by its capital; what lies nearer to the corridor gains or loses more.",
    "No one else's goods fill what is left: capacity and congestion are not modelled, and prices stay.",
    "A day costs all goods the same share of their value; values a kilogram are of all freight in the "
    "United States, half and twice as bounds.",
    "How much goes by sea, rail, road and air fits the European Union's trade with others, no pair alone.",
    "Costs of trade other than transport (duties, standards, language) are taken to stay as they are.",
)


def caveats(ledger: Ledger, economies: Sequence[str], industries: Sequence[str]) -> tuple[str, ...]:
    """One sentence each: what always holds, then what holds of this world and this difference."""
    return (*_ALWAYS, *_told(ledger, economies, industries))


def _told(ledger: Ledger, economies: Sequence[str], industries: Sequence[str]) -> Iterable[str]:
    if outside := [code for code in economies if code not in ledger.spots]:
        yield f"Left as they are, since they are no single place: {', '.join(outside)}."
    bulk = [label for label, goods in ledger.goods.items() if goods and all(g.moved == "bulk" for g in goods)]
    if bulk:
        yield (
            f"Freight of {', '.join(bulk)} is not that of boxes: it is taken to change by the same share, "
            "from the mean that the OECD finds for all goods; pipelines are not in the network."
        )
    if unknown := [label for label, goods in ledger.goods.items() if not goods]:
        yield f"Of {', '.join(unknown)} no value a kilogram is known: that of a mean box is used."
    still = [label for label in industries if label[:1] in "ABC" and label not in ledger.goods]
    if still:
        yield f"Nothing of {', '.join(still)} is carried: costs are left as they are."
    if ledger.closed:
        yield (
            f"{', '.join(sorted(ledger.closed))} closed to the passage of others' goods: what is bought and "
            "sold there may still pass, until a part of the scenario forbids it (embargo)."
        )
    yield from _routes(ledger)


def _routes(ledger: Ledger) -> Iterable[str]:
    had, has = ledger.open_before, ledger.open_after
    apart = ~np.eye(len(ledger.spots), dtype=bool)
    counts = {
        "have no way before or after: their costs are left as they are": ~had & ~has & apart,
        "have a way only after; nothing was moved that could get cheaper, so that costs are left": ~had & has,
        "have no way any more: their trade in what is carried ends": had & ~has,
    }
    for words, pairs in counts.items():
        if pairs.any():
            names = [f"{ledger.spots[a]} to {ledger.spots[b]}" for a, b in np.argwhere(pairs)[:3]]
            more = " and others" if pairs.sum() > len(names) else ""
            yield f"{int(pairs.sum())} pairs {words} ({', '.join(names)}{more})."
