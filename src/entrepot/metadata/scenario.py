"""A scenario: a named difference from the world as it is, made of parts that can be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from entrepot.metadata.corridors import Difference

Closure = Literal["share", "fixed", "zero"]
CLOSURES: tuple[Closure, ...] = ("share", "fixed", "zero")
"""What becomes of trade deficits; `analyses.equilibrium` says what each means."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and what is known of its doubt: a standard error, or bounds that hold nearly always.

    Attributes:
        value: the best single value.
        se: standard error, of a normal distribution; 0 where none is stated.
        low, high: bounds, of a triangular distribution; None where none are stated.
    """

    value: float
    se: float = 0.0
    low: float | None = None
    high: float | None = None

    @property
    def certain(self) -> bool:
        """Whether no doubt is stated."""
        return self.se == 0.0 and self.low is None and self.high is None


@dataclass(frozen=True, slots=True)
class Flows:
    """Which flows a part is about. Sales within an economy are never among them.

    Attributes:
        exporters, importers: ISO 3166-1 alpha-3; empty is every economy.
        both_ways: whether the flows from importers to exporters are meant too.
        industries: codes of the table's industries, ISIC sections (one letter), "goods" or "services"; empty
            is every industry.
    """

    exporters: tuple[str, ...] = ()
    importers: tuple[str, ...] = ()
    both_ways: bool = False
    industries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorridorPart:
    """What is otherwise in the network of corridors: hours and prices of every pair change by it."""

    difference: Difference


@dataclass(frozen=True, slots=True)
class CostPart:
    """Costs of trade that melt on the way (iceberg): -0.1 makes delivered goods 10 % cheaper to bring."""

    flows: Flows
    change: Amount


@dataclass(frozen=True, slots=True)
class TariffPart:
    """An ad valorem duty set anew. `before` is what the importer levies now; None is what the table has."""

    flows: Flows
    after: Amount
    before: float | None = None


@dataclass(frozen=True, slots=True)
class AgreementPart:
    """An agreement with an estimated effect on trade.

    Attributes:
        flows: whose trade it is about.
        effect: partial effect on the logarithm of trade, as gravity regressions give it: 0.5 is +65 %
            (e^0.5 - 1) before prices and incomes respond.
    """

    flows: Flows
    effect: Amount


@dataclass(frozen=True, slots=True)
class EmbargoPart:
    """Flows that are forbidden; `share` of each, 1 for all of it."""

    flows: Flows
    share: Amount


@dataclass(frozen=True, slots=True)
class DemandPart:
    """What final users want changes: 0.1 is 10 % more weight on these industries."""

    economies: tuple[str, ...]
    industries: tuple[str, ...]
    change: Amount


@dataclass(frozen=True, slots=True)
class ProductivityPart:
    """What the same inputs yield changes: 0.01 is 1 % more."""

    economies: tuple[str, ...]
    industries: tuple[str, ...]
    change: Amount


What = CorridorPart | CostPart | TariffPart | AgreementPart | EmbargoPart | DemandPart | ProductivityPart


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is otherwise; a decomposition names parts by `name`.

    Attributes:
        name: short, unique in its scenario.
        what: the thing.
        title: by language; "en" is always there.
        source: whose figure or plan it is, in words; empty for the author's own assumption.
    """

    name: str
    what: What
    title: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A named difference from the world as it is.

    Attributes:
        name: short, as a file name.
        parts: what is otherwise, at least one.
        title, description: by language; "en" is always there.
        closure: what becomes of trade deficits; empty leaves it to whoever asks.
        elasticities: name of a set; empty leaves it to whoever asks.
        places: ISO 3166-1 alpha-3 of whom it is mainly about; used to choose scenarios for a pair.
        sources: publications it rests on, with year and address, in words.
    """

    name: str
    parts: tuple[Part, ...]
    title: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    closure: Closure | Literal[""] = ""
    elasticities: str = ""
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
