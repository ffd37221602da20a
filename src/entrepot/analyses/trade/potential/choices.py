"""What was chosen where the method leaves a choice: named, printable, and never hidden in code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from entrepot.metadata.errors import UsageError


@dataclass(frozen=True, slots=True)
class Screen:
    """Which cells of an exporter are worth a reader's time; ITC's thresholds by default.

    A product stays if its potential to the world reaches `world`, or if it belongs to the products that make
    up the share `cumulative` of the exporter's potential: so a tiny exporter keeps most of its own. Of a
    product that reaches `world`, the markets stay that reach `market`; of one that does not, those that
    make up the share `cumulative` of it. The thresholds are ITC's (its lecture 5-1-8 on the Export
    Potential Map); how they combine for tiny exporters is our reading, since the lecture does not say.

    Attributes:
        world: USD a product must have as potential to all markets.
        market: USD it must have in one.
        cumulative: share between 0 and 1.
        usd_per_unit: USD in one unit of the value column: 1,000 for BACI.
    """

    world: float = 200_000.0
    market: float = 10_000.0
    cumulative: float = 0.95
    usd_per_unit: float = 1.0

    def __post_init__(self) -> None:
        if not (self.world >= 0 and self.market >= 0 and self.usd_per_unit > 0 and 0 <= self.cumulative <= 1):
            raise UsageError("A screen needs thresholds >= 0, a share between 0 and 1 and a unit above 0.")

    def __str__(self) -> str:
        if not self.world and not self.market:
            return "every product and market with a potential"
        return (
            f"products with a potential of USD {self.world:,.0f} to the world and USD {self.market:,.0f} in "
            f"the market; for small exporters the largest that make up {self.cumulative:.0%}"
        )


EVERYTHING = Screen(world=0.0, market=0.0)


@dataclass(frozen=True, slots=True)
class Choices:
    """How potentials are computed from what is given; the default corrects nothing.

    Attributes:
        reexport_correction: multiply supply by min(1, x_ik / m_ik), since a net importer of k may only pass
            it on. ITC does.
        elasticity: of imports per head to GDP per head, where no table of elasticities is given or it lacks
            a market and product. Used with growth only.
        tariff_exponent: power of the tariff ratios. 1, that is none: the public implementation we read has
            none; ITC's lecture speaks of price elasticities, whose place in the formula we could not verify.
        tariff_unit: "percent" (5 means 5 %) or "fraction" (0.05).
        missing_growth: "refuse" an economy that trades and has no growth, or give it the "world" mean
            (weighted with exports).
        screen: what `Market.exporter` leaves out.
    """

    reexport_correction: bool = False
    elasticity: float = 1.0
    tariff_exponent: float = 1.0
    tariff_unit: Literal["percent", "fraction"] = "percent"
    missing_growth: Literal["refuse", "world"] = "refuse"
    screen: Screen = field(default_factory=Screen)

    def words(self) -> tuple[str, ...]:
        """One line per choice, for a methods note."""
        exponent = "none" if self.tariff_exponent == 1.0 else f"{self.tariff_exponent:g}"
        return (
            f"re-export correction min(1, exports/imports): {'on' if self.reexport_correction else 'off'}",
            f"elasticity of imports per head to GDP per head: {self.elasticity:g}",
            f"exponent of the tariff ratios: {exponent}",
            f"economies without growth: {'refused' if self.missing_growth == 'refuse' else 'world mean'}",
            f"shown: {self.screen}",
        )


PLAIN = Choices()
ITC_STYLE = Choices(reexport_correction=True, missing_growth="world")
