"""The open workbench: the store, and the verbs a notebook uses.

pair = entrepot.pair("BEL", "KAZ")
pair.trade.partners()
pair.relations.chronology()
pair.brief("pdf")
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from entrepot.analyses.profile.profile import Profile, profile
from entrepot.analyses.relations import chronology as _chronology
from entrepot.analyses.relations import contributions as _contributions
from entrepot.analyses.relations import instruments as _instruments
from entrepot.analyses.relations import representation as _representation
from entrepot.analyses.relations import silences as _silences
from entrepot.analyses.relations import trade_figures as _trade_figures
from entrepot.analyses.trade import advantage as _advantage
from entrepot.analyses.trade import bilateral as _bilateral
from entrepot.analyses.trade import complementarity as _complementarity
from entrepot.analyses.trade import concentration as _concentration
from entrepot.analyses.trade import domestic as _domestic
from entrepot.analyses.trade import partners as _partners
from entrepot.dossier.assemble import assemble, refuse_same, statistical
from entrepot.dossier.model import Dossier
from entrepot.metadata.places import resolve
from entrepot.metadata.places.place import Place
from entrepot.store.record import Record
from entrepot.store.warehouse import Warehouse


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

    def pair(self, reporter: Place | str, partner: Place | str) -> Pair:
        """Two places, seen from the first.

        Raises:
            PlaceError: a name that is no place, or several.
            UsageError: the same place twice, or two that share a country.
        """
        a, b = (p if isinstance(p, Place) else resolve(p) for p in (reporter, partner))
        refuse_same(a, b)
        return Pair(self, a, b)

    def profile(self, place: Place | str) -> Profile:
        """What the Factbook says of a country or group; raises `NoData` where it says nothing."""
        return profile(self.warehouse, place if isinstance(place, Place) else resolve(place))


@dataclass(frozen=True)
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
    def relations(self) -> Relations:
        """Questions on the record."""
        return Relations(self.workbench.record, self.reporter.code, self.partner.code)

    def dossier(self, language: str = "en", only: tuple[str, ...] = ()) -> Dossier:
        """The whole account, or the sections named in `only`."""
        bench = self.workbench
        return assemble(self.reporter, self.partner, bench.warehouse, bench.record, language, only)

    def brief(self, format: str = "html", language: str = "en") -> bytes:  # noqa: A002 - as the option
        """The dossier as a document: html, pdf, docx, xlsx or json."""
        from entrepot.briefs import render

        return render(self.dossier(language), format)


@dataclass(frozen=True)
class Trade:
    """Trade of a pair; each answer shows itself as a table and gives `.frame("polars" or "pandas")`.

    All raise `NoData` where the store has no statistics on a place.
    """

    warehouse: Warehouse
    reporter: Place
    partner: Place

    def partners(self, flow: str = "exports") -> _partners.Partners:
        """All customers ("exports") or suppliers ("imports") of the reporter, ranked."""
        return _partners.partners(self.warehouse, self.reporter, flow)

    def bilateral(self) -> _bilateral.Bilateral:
        """Flows both ways: values, shares, ranks, industries, balance."""
        return _bilateral.bilateral(self.warehouse, self.reporter, self.partner)

    def advantage(self, flow: str = "exports") -> _advantage.Advantage:
        """Revealed comparative advantage of the reporter, by industry."""
        return _advantage.advantage(self.warehouse, self.reporter, flow)

    def concentration(self) -> _concentration.Concentration:
        """How far the reporter depends on few markets, suppliers and industries."""
        return _concentration.concentration(self.warehouse, self.reporter)

    def complementarity(self) -> _complementarity.Complementarity:
        """Does the partner buy what the reporter sells?"""
        return _complementarity.complementarity(self.warehouse, self.reporter, self.partner)

    def domestic_sales(self) -> _domestic.DomesticSales:
        """How much of what the reporter makes it uses itself."""
        return _domestic.domestic_sales(self.warehouse, self.reporter)


@dataclass(frozen=True)
class Relations:
    """The record of a pair."""

    record: Record
    a: str
    b: str

    def chronology(self) -> _chronology.Chronology:
        """What happened, in order; what has no date apart."""
        return _chronology.chronology(self.record.statements(), self.a, self.b)

    def instruments(self) -> tuple[_instruments.Instrument, ...]:
        """Agreements, promises and projects with their status."""
        return _instruments.instruments(self.record.statements(), self.a, self.b)

    def representation(self) -> _representation.Representation:
        """Embassies, accreditation, offices, and what is missing."""
        return _representation.representation(self.record.statements(), self.a, self.b)

    def silences(self, *, counting_other_capacities: bool = False) -> _silences.Silences:
        """The longest times without a high-level contact."""
        return _silences.silences(
            self.record.statements(), self.a, self.b, counting_other_capacities=counting_other_capacities
        )

    def contributions(self) -> _contributions.Contributions:
        """What the first gave the second, each contribution once."""
        record = self.record
        return _contributions.contributions(record.statements(), self.a, self.b, record.documents())

    def stated_trade(self) -> tuple[_trade_figures.StatedTrade, ...]:
        """Trade and investment as documents state them."""
        record = self.record
        return _trade_figures.stated_trade(record.statements(), self.a, self.b, record.documents())


def open(home: Path | str | None = None) -> Workbench:  # noqa: A001 - entrepot.open reads well
    """Open the store in a folder of your own, or in the platform's default place."""
    return Workbench(Path(home) if home is not None else None)


def pair(reporter: Place | str, partner: Place | str) -> Pair:
    """Two places in the default store, by code or by name."""
    return open().pair(reporter, partner)
