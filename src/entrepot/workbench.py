"""The open workbench: the store, and the verbs a notebook uses.

pair = entrepot.pair("BEL", "KAZ")
pair.trade.partners()
pair.relations.chronology()
pair.brief("pdf")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from entrepot.analyses import trade as t
from entrepot.analyses.profile import Profile, profile
from entrepot.analyses.relations.chronology import Chronology, chronology
from entrepot.analyses.relations.contributions import Contributions, contributions
from entrepot.analyses.relations.instruments import Instrument, instruments
from entrepot.analyses.relations.representation import Representation, representation
from entrepot.analyses.relations.silences import Silences, silences
from entrepot.analyses.relations.trade_figures import StatedTrade, stated_trade
from entrepot.analyses.trade import goods as g
from entrepot.analyses.trade import reported as r
from entrepot.analyses.trade.goods.chain import Chain, chain
from entrepot.analyses.trade.investment import Investment, investment
from entrepot.analyses.trade.result import TableResult
from entrepot.analyses.trade.service_inputs import ServiceInputs, service_inputs
from entrepot.analyses.trade.services import Services, services
from entrepot.dossier.assemble import assemble, refuse_same, statistical
from entrepot.dossier.model import Dossier
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.places import resolve
from entrepot.metadata.places.place import Place
from entrepot.store.record import Record
from entrepot.store.warehouse import Warehouse

if TYPE_CHECKING:
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
    def relations(self) -> Relations:
        """Questions on the record."""
        return Relations(self.workbench.record, self.reporter.code, self.partner.code)

    def dossier(self, language: str = "en", only: tuple[str, ...] = ()) -> Dossier:
        """The whole account, or the sections named in `only`."""
        bench = self.workbench
        return assemble(self.reporter, self.partner, bench.warehouse, bench.record, language, only)

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

        return render(self.dossier(language), format)


@dataclass(frozen=True)
class Trade:
    """Trade of a pair; each answer shows itself as a table and gives `.frame("polars" or "pandas")`.

    All raise `NoData` where the store has no statistics on a place.
    """

    warehouse: Warehouse
    reporter: Place
    partner: Place

    def partners(self, flow: str = "exports") -> t.Partners:
        """All customers ("exports") or suppliers ("imports") of the reporter, ranked."""
        return t.partners(self.warehouse, self.reporter, flow)

    def bilateral(self) -> t.Bilateral:
        """Flows both ways: values, shares, ranks, industries, balance."""
        return t.bilateral(self.warehouse, self.reporter, self.partner)

    def advantage(self, flow: str = "exports") -> t.Advantage:
        """Revealed comparative advantage of the reporter, by industry."""
        return t.advantage(self.warehouse, self.reporter, flow)

    def concentration(self) -> t.Concentration:
        """How far the reporter depends on few markets, suppliers and industries."""
        return t.concentration(self.warehouse, self.reporter)

    def complementarity(self) -> t.Complementarity:
        """Does the partner buy what the reporter sells?"""
        return t.complementarity(self.warehouse, self.reporter, self.partner)

    def domestic_sales(self) -> t.DomesticSales:
        """How much of what the reporter makes it uses itself."""
        return t.domestic_sales(self.warehouse, self.reporter)

    def services(self) -> Services:
        """Services that the reporter sells the partner, as both sides report them."""
        return services(self.warehouse, self.reporter, self.partner)

    def service_inputs(self) -> ServiceInputs:
        """Services among the inputs that the reporter's industries sell to the partner's."""
        return service_inputs(self.warehouse, self.reporter, self.partner)

    def investment(self) -> Investment:
        """Direct investment of the reporter in the partner, as both sides report it."""
        return investment(self.warehouse, self.reporter, self.partner)

    @property
    def back(self) -> Trade:
        """The same questions seen from the partner."""
        return Trade(self.warehouse, self.partner, self.reporter)

    @property
    def goods(self) -> GoodsTrade:
        """Questions on trade in goods by product, from the customs data in the store."""
        return GoodsTrade(self.warehouse, self.reporter, self.partner)


@dataclass(frozen=True)
class GoodsTrade:
    """Trade of a pair in goods by product, what the reporter sells to the partner; `.back` turns it round.

    All raise `NoData` where the store has no trade in goods by product, or not of one of the places.
    """

    warehouse: Warehouse
    reporter: Place
    partner: Place

    @property
    def back(self) -> GoodsTrade:
        """The same questions on what the partner sells to the reporter."""
        return GoodsTrade(self.warehouse, self.partner, self.reporter)

    def course(self) -> g.Course:
        """Value, shares and ranks year by year, and the trend."""
        return g.course(self.warehouse, self.reporter, self.partner)

    def products(self, year: int | None = None) -> g.Traded:
        """What is sold, by product."""
        return g.traded(self.warehouse, self.reporter, self.partner, year)

    def swings(self, first: int | None = None, last: int | None = None) -> g.Swings:
        """What each product contributed to the change, and contracts that come once."""
        return g.swings(self.warehouse, self.reporter, self.partner, first, last)

    def untapped(self, year: int | None = None) -> g.Untapped:
        """What could be sold and is not, with the competitors."""
        return g.untapped(self.warehouse, self.reporter, self.partner, year)

    def fit(self, year: int | None = None) -> g.Fit:
        """Whether the partner buys what the reporter sells, and with whom each fits best."""
        return g.fit(self.warehouse, self.reporter, self.partner, year)

    def relatedness(self, year: int | None = None) -> g.Relatedness:
        """What the partner imports, in the reporter's product space."""
        return g.relatedness(self.warehouse, self.reporter, self.partner, year)

    def materials(self, year: int | None = None) -> g.Materials:
        """Critical raw materials from the reporter to the partner."""
        return g.materials(self.warehouse, self.reporter, self.partner, year)

    def chain(self, year: int | None = None) -> Chain:
        """Which of the partner's industries use what the makers of those materials make."""
        return chain(self.warehouse, self.reporter, self.partner, year)

    def reported(self, unit: str = "") -> r.Reported:
        """What both sides report of it, from UN Comtrade ("USD million") or Comext ("EUR million")."""
        return r.reported(self.warehouse, self.reporter, self.partner, unit)

    def ranks(self, year: int | None = None) -> g.Ranks:
        """The partner's rank among the reporter's customers under several choices of goods."""
        return g.ranks_under_choices(self.warehouse, self.reporter, self.partner, year)


@dataclass(frozen=True)
class Relations:
    """The record of a pair."""

    record: Record
    a: str
    b: str

    def chronology(self) -> Chronology:
        """What happened, in order; what has no date apart."""
        return chronology(self.record.statements(), self.a, self.b)

    def instruments(self) -> tuple[Instrument, ...]:
        """Agreements, promises and projects with their status."""
        return instruments(self.record.statements(), self.a, self.b)

    def representation(self) -> Representation:
        """Embassies, accreditation, offices, and what is missing."""
        return representation(self.record.statements(), self.a, self.b)

    def silences(self, *, counting_other_capacities: bool = False) -> Silences:
        """The longest times without a high-level contact."""
        return silences(
            self.record.statements(), self.a, self.b, counting_other_capacities=counting_other_capacities
        )

    def contributions(self) -> Contributions:
        """What the first gave the second, each contribution once."""
        record = self.record
        return contributions(record.statements(), self.a, self.b, record.documents())

    def stated_trade(self) -> tuple[StatedTrade, ...]:
        """Trade and investment as documents state them."""
        record = self.record
        return stated_trade(record.statements(), self.a, self.b, record.documents())


def open(home: Path | str | None = None) -> Workbench:  # noqa: A001 - entrepot.open reads well
    """Open the store in a folder of your own, or in the platform's default place."""
    return Workbench(Path(home) if home is not None else None)


def pair(reporter: Place | str, partner: Place | str) -> Pair:
    """Two places in the default store, by code or by name."""
    return open().pair(reporter, partner)
