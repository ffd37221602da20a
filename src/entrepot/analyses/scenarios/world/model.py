"""A world that balances, with the names of its industries and places, and how its trade answers to prices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.equilibrium.accounts import Accounts
from entrepot.analyses.scenarios.world import groups
from entrepot.analyses.scenarios.world.groups import Mask as Mask
from entrepot.analyses.scenarios.world.groups import Positions
from entrepot.analyses.scenarios.world.industry import Industry
from entrepot.metadata.origin import Origin

Array = NDArray[np.float64]
Scope = Literal["extract", "full", "own"]
REST = "ROW"
"""The rest of the world, where a table has it as an economy of its own."""


@dataclass(frozen=True, eq=False)
class Elasticities:
    """How strongly trade in each industry answers to its cost: flows go with cost to the power -theta.

    Attributes:
        name: short, e.g. "median"; what scenarios and commands call it.
        title: who estimated it and how, in a line.
        theta: float64[J], above zero, in the order of the accounts' industries.
        se: float64[J], standard errors; 0 where none is published.
        filled: codes of industries that the source leaves out, which have the value of the default set.
        origin: the publication.
        caveat: what a reader must know, one sentence or two.
        variant_of: name of the set that this is another reading of: draws take only one of them.
    """

    name: str
    title: str
    theta: Array
    se: Array
    filled: tuple[str, ...]
    origin: Origin
    caveat: str = ""
    variant_of: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """Something that was done to a table so that its accounts close, and how much of it there was.

    Attributes:
        what: a sentence.
        cells: how many cells were touched.
        value: sum of the absolute changes, in the unit of the accounts.
        largest: economy and industry most touched, e.g. "BEL C19"; empty if none.
    """

    what: str
    cells: int
    value: float
    largest: str = ""


@dataclass(frozen=True, eq=False)
class World:
    """Accounts that balance, and all that is needed to speak of them.

    Attributes:
        accounts: trade, input shares and duties; all that the solver needs.
        industries: J of them, in the order of the accounts.
        economy_names: ISO 3166-1 alpha-3 -> name in English; N of them.
        elasticities: sets by name, "median" first where it is there.
        period: year of the table.
        scope: "extract" (what ships: no final flows, no rest of the world), "full" (the OECD's table), or
            "own" (a user's file).
        title: what table it is, in a line.
        origins: what it was made from.
        caveats: what a reader must know, with the measured size where there is one; one sentence each.
        repairs: what had to be changed so that the accounts close, with its size.
    """

    accounts: Accounts
    industries: tuple[Industry, ...]
    economy_names: Mapping[str, str]
    elasticities: Mapping[str, Elasticities]
    period: str
    scope: Scope
    title: str
    origins: tuple[Origin, ...]
    caveats: tuple[str, ...] = ()
    repairs: tuple[Repair, ...] = ()

    @property
    def economies(self) -> tuple[str, ...]:
        """Codes of the economies, in the order of the accounts."""
        return self.accounts.economies

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the industries, in the order of the accounts."""
        return self.accounts.industries

    @cached_property
    def goods(self) -> Mask:
        """bool[J], which industries make goods (ISIC sections A to C)."""
        return np.array([industry.kind == "goods" for industry in self.industries], dtype=np.bool_)

    @property
    def has_rest(self) -> bool:
        """Whether the rest of the world is an economy of the table."""
        return REST in self.economies

    @property
    def where_others(self) -> str:
        """Where economies are that the table does not have, to follow "is" or "are"."""
        if self.has_rest:
            return f"within the rest of the world of {self.title}, and cannot be told apart"
        if self.scope == "extract":
            return f"in the rest of the world, which {self.title} leaves out"
        return f"not in {self.title}"

    def industry_names(self, language: str = "en") -> dict[str, str]:
        """Names of the industries by code; English where the language has none."""
        return {one.code: one.name.get(language, one.name["en"]) for one in self.industries}

    def mask(self, industries: tuple[str, ...]) -> Mask:
        """bool[J] of codes, ISIC sections, "goods" or "services"; all where nothing is named; see `groups`.

        Raises:
            UsageError: a word that is none of these; the message suggests near ones.
        """
        return groups.mask(self.industries, industries, self.title)

    def positions(self, economies: tuple[str, ...]) -> Positions:
        """Positions of economies by code, each once, in the order of the accounts; all where none is named.

        Raises:
            UsageError: an economy that the table does not have; the message says where it is.
        """
        return groups.positions(self.economies, economies, self.title, self.where_others)

    def outside(self, economies: tuple[str, ...]) -> tuple[str, ...]:
        """Those of the codes that the table does not have as economies, in the order given."""
        return tuple(code for code in dict.fromkeys(economies) if code not in self.economies)

    def outside_said(self, economies: tuple[str, ...]) -> str:
        """A sentence on those outside, e.g. where Georgia is; empty if none is outside."""
        return groups.outside_said(self.outside(economies), self.where_others)
