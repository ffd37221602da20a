"""The store opened, a pair and a country taken from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from entrepot.analyses import trade as t
from entrepot.analyses.profile import Profile, profile
from entrepot.analyses.trade.result import TableResult
from entrepot.dossier.assemble import assemble, refuse_same
from entrepot.dossier.model import Dossier
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places import resolve, statistical
from entrepot.metadata.places.place import Place
from entrepot.sources.strategies import strategy
from entrepot.store.record import Record
from entrepot.store.warehouse import Warehouse
from entrepot.workbench.corridors import Corridors
from entrepot.workbench.pair_corridors import PairCorridors
from entrepot.workbench.relations import Relations
from entrepot.workbench.strategies import Monitored
from entrepot.workbench.trade import Trade
from entrepot.workbench.whatif import WhatIf

if TYPE_CHECKING:
    from entrepot.analyses.aid import Aid
    from entrepot.briefs.notebook import TableInNotebook


@dataclass(frozen=True)
class Workbench:
    """The store, opened once; its pieces open when they are first used.

    Attributes:
        home: folder of the user's own store; None is the default of the platform.
    """

    home: Path | None = None

    @cached_property
    def warehouse(self) -> Warehouse:
        """The releases of tables."""
        return Warehouse.open(self.home)

    @cached_property
    def record(self) -> Record:
        """The record of statements."""
        return Record.open(self.home)

    @cached_property
    def corridors(self) -> Corridors:
        """Questions on the network that goods move in."""
        return Corridors(self.warehouse)

    @cached_property
    def whatif(self) -> WhatIf:
        """Questions of what would change."""
        return WhatIf(self.warehouse)

    def strategy(self, name: Path | str) -> Monitored:
        """A strategy that ships, by its name, or a plan of your own, by its file.

        Raises:
            UsageError: none ships under that name.
            BadInput: the file is no strategy.
        """
        return Monitored(self.record, strategy(str(name)))

    def aid(
        self,
        donor: Place | str = "any",
        recipient: Place | str = "any",
        years: tuple[int | None, int | None] | int = (None, None),
        currency: str = "EUR",
        base: int | None = None,
        basis: str = "disbursement",
    ) -> Aid:
        """What a donor gave a recipient by the files of IATI in the store, each flow of money counted once.

        Arguments are those of `analyses.aid.aid`; "any" is anybody or anywhere, a donor may also be the
        beginning of identifiers ("XM-DAC-918"), and `years` one year.

        Raises:
            NoData: no IATI in the store, or nothing in it and in the record.
            PlaceError: a name that is no place, or several.
            UsageError: the question contradicts itself.
        """
        from entrepot.workbench.aid import asked

        span = (years, years) if isinstance(years, int) else years
        return asked(self.warehouse, self.record, donor, recipient, span, currency, base, basis)

    def remember(self, key: str, make: Callable[[], str]) -> str:
        """A picture that was made for that key before, else what `make` gives now."""
        from entrepot.store.remembered import remembered

        kept: str = remembered(self.warehouse.answers, "pictures", key, make)
        return kept

    def pair(self, reporter: Place | str, partner: Place | str) -> Pair:
        """Two places, seen from the first.

        Raises:
            PlaceError: a name that is no place, or several.
            UsageError: the same place twice, or two that share a country.
        """
        a, b = (p if isinstance(p, Place) else resolve(p) for p in (reporter, partner))
        refuse_same(a, b)
        return Pair(self, a, b)

    def country(self, place: Place | str) -> Country:
        """One country or group, by itself."""
        return Country(self.warehouse, place if isinstance(place, Place) else resolve(place))

    def profile(self, place: Place | str) -> Profile:
        """What the Factbook says of a country or group; raises `NoData` where it says nothing."""
        return profile(self.warehouse, place if isinstance(place, Place) else resolve(place))


@dataclass(frozen=True)
class Country:
    """A country or group by itself: its trade with all others."""

    warehouse: Warehouse
    place: Place

    def answer(self, name: str) -> FigureTable:
        """One table by its name on the command line; raises `NoData` without statistics on the place."""
        source, place = self.warehouse, self.place
        answers: dict[str, Callable[[], TableResult]] = {
            "customers": lambda: t.partners(source, place, "exports"),
            "suppliers": lambda: t.partners(source, place, "imports"),
            "advantage": lambda: t.advantage(source, place),
            "concentration": lambda: t.concentration(source, place),
            "domestic-sales": lambda: t.domestic_sales(source, place),
        }
        return answers[name]().table


@dataclass(frozen=True, repr=False)
class Pair:
    """A pair of places and the questions one can ask of it."""

    workbench: Workbench
    reporter: Place
    partner: Place

    @property
    def trade(self) -> Trade:
        """Questions on trade."""
        bench = self.workbench
        return Trade(bench.warehouse, statistical(self.reporter), statistical(self.partner))

    @property
    def corridors(self) -> PairCorridors:
        """Questions on the ways for goods from the first to the second."""
        return self.workbench.corridors.between(self.reporter, self.partner)

    @property
    def relations(self) -> Relations:
        """Questions on the record."""
        return Relations(self.workbench.record, self.reporter.code, self.partner.code)

    def dossier(self, language: str = "en", only: tuple[str, ...] = (), as_of: date | None = None) -> Dossier:
        """The whole account, or the sections named in `only`; with `as_of`, the record as it stood then."""
        bench = self.workbench
        return assemble(self.reporter, self.partner, bench.warehouse, bench.record, language, only, as_of)

    def table(self, key: str, language: str = "en") -> TableInNotebook:
        """One table of the dossier, e.g. "agreements": shows itself with its notes, gives `.frame()`.

        Raises:
            NoData: the dossier of this pair has no such table; the message names those it has.
        """
        from entrepot.briefs.notebook import TableInNotebook

        return TableInNotebook.of(self.dossier(language), key)

    def __repr__(self) -> str:
        return (
            f"<{self.reporter.name()} ({self.reporter.code}) – {self.partner.name()} ({self.partner.code})>"
        )

    def brief(self, format: str = "html", language: str = "en") -> bytes:  # noqa: A002 - as the option
        """The dossier as a document: html, pdf, docx, xlsx or json."""
        from entrepot.briefs import render

        return render(self.dossier(language), format, self.workbench.remember)


def open(home: Path | str | None = None) -> Workbench:  # noqa: A001 - entrepot.open reads well
    """Open the store in a folder of your own, or in the platform's default place."""
    return Workbench(Path(home) if home is not None else None)


def pair(reporter: Place | str, partner: Place | str) -> Pair:
    """Two places in the default store, by code or by name."""
    return open().pair(reporter, partner)
