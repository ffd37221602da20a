"""A strategy small enough to read, for tests."""

from __future__ import annotations

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.strategy import Indicator, Measures, Objective, Selector, Strategy


def plan(**fields: object) -> Strategy:
    """Trade (missions are activity, flows results) and, below links, rail; with Kazakhstan, from 2010 on."""
    trade = Objective(
        "trade",
        {"en": "Trade", "fr": "Commerce"},
        "the chamber",
        (
            Indicator(
                "missions",
                {"en": "Missions"},
                Measures.ACTIVITY,
                Selector(kinds=("event", "commitment"), words=("mission", "trade")),
            ),
            Indicator("flows", {"en": "Flows"}, Measures.RESULT, Selector(kinds=("trade-figure",))),
        ),
    )
    rail = Objective(
        "links/rail",
        {"en": "Rail"},
        "",
        (Indicator("talks", {"en": "Talks"}, Measures.ACTIVITY, Selector(words=("rail",))),),
    )
    links = Objective("links", {"en": "Links"}, parts=(rail,))
    given = {
        "key": "plan",
        "names": {"en": "A plan"},
        "owner": "Province of Liège",
        "places": ("KAZ",),
        "since": StatedDate("2010"),
        "until": StatedDate(".."),
        "objectives": (trade, links),
    }
    return Strategy(**(given | fields))  # type: ignore[arg-type]
