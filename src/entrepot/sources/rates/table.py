"""Yearly exchange rates and a price index, and what an amount of one year is in another currency or year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from entrepot.metadata.origin import Origin

EURO = "EUR"
Series = Literal["exchange", "fixed", "prices"]


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates to convert with.

    Attributes:
        per_euro: units of a currency for one euro, the mean of a year; by ISO 4217 code and year.
        fixed: first year of the euro and the irrevocable rate of the currencies that gave way to it.
        prices: index of consumer prices by year; only ratios of two years are used.
        price_currency: the currency whose purchasing power that index measures.
        origins: where each of the three is from, the user's own tables named by their file.
    """

    per_euro: Mapping[tuple[str, int], float]
    fixed: Mapping[str, tuple[int, float]]
    prices: Mapping[int, float]
    price_currency: str
    origins: Mapping[Series, tuple[Origin, ...]]

    def of(self, currency: str, year: int) -> float | None:
        """Units of a currency for one euro in a year; None where there is no rate."""
        if currency == EURO:
            return 1.0
        if (stated := self.per_euro.get((currency, year))) is not None:
            return stated
        since, rate = self.fixed.get(currency, (0, 0.0))
        return rate if rate and year >= since else None

    def between(self, source: str, target: str, year: int) -> float | None:
        """What one unit of `source` is in `target` at the rates of a year; None where one is missing."""
        if source == target:
            return 1.0
        given, wanted = self.of(source, year), self.of(target, year)
        return None if given is None or wanted is None else wanted / given

    def factor(self, source: str, year: int, target: str, base: int | None = None) -> float | None:
        """What one unit of `source` in a year is in `target`, at the prices of `base` where that is given.

        With a base year: to the index's currency at the rate of the year, times index[base] / index[year],
        then to `target` at the rate of the base year. None where a rate or an index is missing.
        """
        if base is None:
            return self.between(source, target, year)
        first = self.between(source, self.price_currency, year)
        last = self.between(self.price_currency, target, base)
        then, now = self.prices.get(year), self.prices.get(base)
        if first is None or last is None or then is None or now is None:
            return None
        return first * (now / then) * last

    def missing(self, source: str, year: int, target: str, base: int | None = None) -> str:
        """What is missing where `factor` is None, in words; empty where nothing is."""
        if self.factor(source, year, target, base) is not None:
            return ""
        pairs = [(source, year), (target, year)]
        if base is not None:
            pairs = [(source, year), (self.price_currency, year), (self.price_currency, base), (target, base)]
            if lacking := [y for y in (year, base) if y not in self.prices]:
                return f"no index of consumer prices for {lacking[0]}"
        without = next((f"{c} in {y}" for c, y in pairs if self.of(c, y) is None), f"{source} in {year}")
        return f"no rate for {without}"
