"""One pair and one industry, step by step: value, hours and dollars of each way, what moves and costs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from entrepot.analyses.scenarios.costs.choice import Taken
from entrepot.analyses.scenarios.costs.ledger import Ledger
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin, join
from entrepot.sources.trade_costs import Known
from entrepot.sources.trade_costs.table import VARIANTS


@dataclass(frozen=True, slots=True)
class ChainStep:
    """One line of the chain from hours to a cost.

    Attributes:
        name: short and stable: "value", "box", "day", then for each way "hours", "delay", "usd", "cost",
            "share", and over all ways "days", "freight", "cost", "change" and "bounds".
        label: in words, for a terminal.
        after: the figure with the difference, or the only one there is.
        before: the figure without; None where there is only one.
        way: name of the kind of way that the line is about; empty where it is about all.
    """

    name: str
    label: str
    after: Figure
    before: Figure | None = None
    way: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form, figures with their origins."""
        return {
            "name": self.name,
            "label": self.label,
            "way": self.way,
            "before": None if self.before is None else self.before.to_dict(),
            "after": self.after.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Chain:
    """The way of one number: a pair and an industry, from hours and dollars to an ad valorem cost.

    Attributes:
        exporter, importer, industry: labels.
        steps: in order.
        caveats: of the costs as a whole.
    """

    exporter: str
    importer: str
    industry: str
    steps: tuple[ChainStep, ...]
    caveats: tuple[str, ...] = ()

    def step(self, name: str, way: str = "") -> ChainStep:
        """The step of that name, of that way; raises `KeyError`."""
        for step in self.steps:
            if (step.name, step.way) == (name, way):
                return step
        raise KeyError((name, way))

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "exporter": self.exporter,
            "importer": self.importer,
            "industry": self.industry,
            "steps": [step.to_dict() for step in self.steps],
            "caveats": list(self.caveats),
        }


def steps(ledger: Ledger, exporter: str, importer: str, industry: str) -> tuple[ChainStep, ...]:
    """The chain of one flow between two economies that are places; `industry` is one that is carried."""
    pair = ledger.spots.index(exporter), ledger.spots.index(importer)
    told = _Telling(ledger, (exporter, importer), industry)
    return (*told.goods(), *told.ways(pair), *told.whole(pair))


@dataclass(frozen=True)
class _Telling:
    ledger: Ledger
    places: tuple[str, str]
    industry: str

    def goods(self) -> Iterator[ChainStep]:
        """What the goods are like."""
        ledger, who = self.ledger, self.ledger.owners["typical"][self.industry]
        known = [each.density for each in ledger.goods[self.industry]]
        known = known or [ledger.costs.figures["density_unknown"]]
        origins = join(*(each.origins for each in known))
        load = ledger.load.span.typical * 1000.0
        worth = [ledger.owners[name][self.industry].value / load for name in VARIANTS]
        spread = f"from {min(worth):.3g} to {max(worth):.3g}; {known[0].note}"
        yield ChainStep(
            "value", "Value of the goods", self._known(who.value / load, "USD/kg", origins, spread)
        )
        tonnes = f"value a kilogram x {ledger.load.span.typical:g} t, an average load"
        box = self._known(who.value, "USD", join(origins, ledger.load.origins), tonnes)
        yield ChainStep("box", "Value of a forty-foot container of them", box)
        day = _said(ledger.time_value, 100.0, "% of the value", "what a day in transit costs their owner")
        yield ChainStep("day", "Cost of a day", replace(day, places=self.places))
        if who.margin:
            margin = _said(
                ledger.costs.figures["bulk_margin"], 100.0, "% of the value", "freight of bulk goods"
            )
            yield ChainStep("margin", "Freight by the cheapest way, as published", margin)

    def ways(self, pair: tuple[int, int]) -> Iterator[ChainStep]:
        """What each way takes and moves; those that lead nowhere before and after are left out."""
        before, _, moved = self._side(after=False)
        after, _, moves = self._side(after=True)
        for place, kind in enumerate(self.ledger.costs.ways):
            cell = (place, *pair)
            if not np.isfinite([before.share[cell], after.share[cell]]).any():
                continue
            for name, label, unit, now, then in (
                ("hours", "hours from door to door", "h", before.hours, after.hours),
                ("delay", "hours of delay to expect beyond", "h", before.delay, after.delay),
                ("usd", "price of a container", "USD", before.usd, after.usd),
                ("cost", "freight and time", "% of the value", 100.0 * before.share, 100.0 * after.share),
                ("share", "share of the goods that go so", "%", 100.0 * moved, 100.0 * moves),
            ):
                line = self._line(name, f"{kind.title}: {label}", unit, now[cell], then[cell])
                yield replace(line, way=kind.name)

    def whole(self, pair: tuple[int, int]) -> Iterator[ChainStep]:
        """Over all ways, by what each moves; then the factor on the cost of trade."""
        sides = [self._side(after=late) for late in (False, True)]
        who = self.ledger.owners["typical"][self.industry]
        days = [_over(pair, taken.hours + taken.delay, moved) / 24.0 for taken, _, moved in sides]
        freight = [100.0 * _over(pair, taken.usd / who.value, moved) for taken, _, moved in sides]
        if who.margin:
            freight = [100.0 * _over(pair, self._bulk(taken), moved) for taken, _, moved in sides]
        share = [100.0 * _over(pair, taken.share, moved) for taken, _, moved in sides]
        yield self._line("days", "Days from door to door, delay included", "days", *days)
        yield self._line("freight", "Freight", "% of the value", *freight)
        yield self._line("cost", "Freight and time", "% of the value", *share)
        change = {name: 100.0 * (self.ledger.hat(self.industry, name)[pair] - 1.0) for name in VARIANTS}
        how = "cost = (sum of weight x (1 + freight and time)^-dispersion)^(-1 / dispersion), after / before"
        made = self._figure(change["typical"], "%", "change of the cost of trade", how)
        yield ChainStep("change", "Change of the cost of trade", made)
        bounds = self._figure(0.0, "%", "change of the cost of trade", "least and most of the variants")
        between = Interval(min(change.values()), max(change.values()))
        yield ChainStep(
            "bounds", "The same, from the mildest to the strongest", replace(bounds, value=between)
        )

    def _bulk(self, taken: Taken) -> Any:
        who = self.ledger.owners["typical"][self.industry]
        least = self.ledger.cheapest
        return who.margin * np.divide(taken.usd, least, out=np.zeros(taken.usd.shape), where=least > 0.0)

    def _side(self, *, after: bool) -> tuple[Taken, Any, Any]:
        return self.ledger.side(self.industry, "typical", after=after)

    def _line(self, name: str, label: str, unit: str, before: float, after: float) -> ChainStep:
        now, then = (self._figure(value, unit, label) for value in (before, after))
        return ChainStep(name, label, then, now)

    def _figure(self, value: float, unit: str, concept: str, method: str = "") -> Figure:
        """A modelled figure; one without end where no way leads."""
        ledger = self.ledger
        known = float(value) if np.isfinite(value) else Interval.unknown()
        origins = join(ledger.said, ledger.network, ledger.time_value.origins)
        return Figure(
            known, unit, ledger.period, concept, self.places, Quality.MODELLED, origins, method,
            "" if np.isfinite(value) else "No way leads there.",
        )  # fmt: skip

    def _known(self, value: float, unit: str, origins: tuple[Origin, ...], method: str) -> Figure:
        return Figure(
            value, unit, self.ledger.costs.figures["price_level"].year,
            f"value of the goods of {self.industry}", self.places, Quality.ESTIMATED, origins, method,
        )  # fmt: skip


def _said(known: Known, factor: float, unit: str, concept: str) -> Figure:
    span = known.span * factor
    method = f"typically {span.typical:g}"
    value = Interval(span.low, span.high)
    return Figure(value, unit, known.year, concept, (), Quality.ESTIMATED, known.origins, method, known.note)


def _over(pair: tuple[int, int], values: Any, moved: Any) -> float:
    """Mean over the ways of a pair by what they move; infinite where nothing is."""
    cell, weight = values[:, pair[0], pair[1]], moved[:, pair[0], pair[1]]
    used = weight > 0.0
    return float((cell[used] * weight[used]).sum()) if used.any() else float("inf")
