"""Figures from the Factbook that claims of the record are held against."""

from __future__ import annotations

from dataclasses import replace

from entrepot.analyses.profile.exchange import exchange_rate
from entrepot.analyses.profile.profile import profile
from entrepot.metadata.errors import EntrepotError
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse


class Factbook:
    """Answers `(quantity, place, period)`: "GDP" of a country in USD, or a rate such as "USD per EUR"."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse

    def __call__(self, quantity: str, place: str, period: str) -> Figure | None:
        """The figure, or None where the Factbook does not give it for that period."""
        try:
            return self._gdp(place, period) if quantity == "GDP" else self._rate(quantity, period)
        except (EntrepotError, KeyError):
            return None

    def _gdp(self, place: str, period: str) -> Figure | None:
        answer = profile(self._warehouse, get(place))
        exact = answer.of("gdp_official_exchange_rate", period)
        return exact or answer.latest("gdp_official_exchange_rate")

    def _rate(self, quantity: str, period: str) -> Figure | None:
        into, _, currency = quantity.partition(" per ")
        if into != "USD":
            return None
        rate = exchange_rate(self._warehouse, currency, period)
        value = 1 / rate.interval if isinstance(rate.value, Interval) else 1 / rate.number
        return replace(
            rate,
            value=value,
            unit=quantity,
            quality=max(rate.quality, Quality.DERIVED),
            method=f"1 / ({rate.unit})",
        )
