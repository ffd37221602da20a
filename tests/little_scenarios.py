"""A world of three economies and two industries, small enough to reckon by hand, and scenarios in it."""

from __future__ import annotations

from typing import Any

import numpy as np

from entrepot.analyses.equilibrium.accounts import Accounts
from entrepot.analyses.scenarios.world.model import Elasticities, Industry, World
from entrepot.metadata.origin import Origin
from entrepot.metadata.scenario import Amount, CostPart, Flows, Part, Scenario

ECONOMIES = ("BEL", "CHN", "KAZ")
CODES = ("C20", "K")
ORIGIN = Origin(publisher="Nobody", dataset="A little world", edition="1", licence="CC0-1.0")
# [industry, importer, exporter]; rows of one industry: what BEL, CHN and KAZ buy from each.
TRADE = np.array([
    [[200.0, 30.0, 5.0], [20.0, 900.0, 15.0], [8.0, 12.0, 60.0]],
    [[300.0, 5.0, 1.0], [6.0, 800.0, 2.0], [2.0, 1.0, 90.0]],
])  # fmt: skip
INPUTS = np.array([[[0.3, 0.1], [0.2, 0.25]]] * 3)
THETA = {"median": (5.0, 4.0), "other": (3.0, 6.0)}


def little_world(**other: Any) -> World:
    """The world; keywords replace fields of its accounts."""
    fields: dict[str, Any] = {
        "economies": ECONOMIES, "industries": CODES, "trade": TRADE, "inputs": INPUTS,
        "tariffs": np.zeros_like(TRADE),
    }  # fmt: skip
    accounts = Accounts(**{**fields, **other})
    sets = {
        name: Elasticities(name, f"the {name} set", np.array(theta), np.array([0.5, 0.0]), (), ORIGIN)
        for name, theta in THETA.items()
    }
    industries = (Industry("C20", {"en": "Chemicals"}, "C"), Industry("K", {"en": "Finance"}, "K"))
    names = {"BEL": "Belgium", "CHN": "China", "KAZ": "Kazakhstan"}
    return World(
        accounts, industries, names, sets, "2022", "own", "a little world", (ORIGIN,), ("It is little.",)
    )


def made_of(*parts: Part, **other: Any) -> Scenario:
    """A scenario of these parts."""
    return Scenario("little", parts, **{"title": {"en": "A little change"}, **other})


def cheaper(change: float = -0.1, name: str = "cheaper", **doubt: float) -> Part:
    """Costs of goods between BEL and KAZ change."""
    flows = Flows(("BEL",), ("KAZ",), both_ways=True, industries=("goods",))
    return Part(name, CostPart(flows, Amount(change, **doubt)), {"en": "Cheaper"})
