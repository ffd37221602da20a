"""What a section is written from: the pair, the open store, and the pen."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from entrepot.analyses.corridors.account.account import Account
from entrepot.analyses.corridors.account.remembering import account
from entrepot.analyses.profile import Profile, profile
from entrepot.analyses.relations.claims import check
from entrepot.analyses.relations.claims.touching import touching
from entrepot.analyses.relations.instruments import Instrument, instruments
from entrepot.analyses.relations.involvement import of_pair
from entrepot.analyses.relations.silences import Silences, silences
from entrepot.analyses.trade import Bilateral, bilateral
from entrepot.dossier.citations import Citations
from entrepot.dossier.clock import today
from entrepot.dossier.grammar import Forms, forms
from entrepot.dossier.outside import Factbook
from entrepot.dossier.pen import Pen
from entrepot.metadata import factbook, icio
from entrepot.metadata.errors import NoData
from entrepot.metadata.goods import DATASETS
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Place
from entrepot.metadata.statement import Contradiction, Document, Statement
from entrepot.store.record import Record
from entrepot.store.warehouse import Warehouse

if TYPE_CHECKING:
    from entrepot.analyses.trade.goods.course import Course
    from entrepot.analyses.trade.goods.market import Goods
    from entrepot.analyses.trade.reported import Reported

_SHIPPED = frozenset({factbook.DATASET, icio.DATASET})


@dataclass(frozen=True, slots=True)
class GoodsFlows:
    """Sales of goods by product, both ways."""

    outward: Course
    inward: Course


@dataclass(frozen=True, slots=True)
class ReportedFlows:
    """What both sides report of their trade in goods, both ways, in one currency."""

    unit: str
    outward: Reported | None
    inward: Reported | None

    @property
    def latest(self) -> str:
        """The last year that anything is reported of."""
        found = (one for one in (self.outward, self.inward) if one is not None)
        return max(one.last["value_exporter"].period for one in found)


@dataclass(frozen=True)
class Case(Citations):
    """A pair of places as one dossier sees it.

    Attributes:
        reporter, partner: the pair as asked for; either may be a region or a group.
        trader, counterpart: the places that statistics are kept for: a region's country, else the same.
        warehouse, record: the open store.
        pen: writes in the dossier's language and keeps its ledger.
        as_of: the record as it stood at the end of this day; None as it stands now.
    """

    reporter: Place
    partner: Place
    trader: Place
    counterpart: Place
    warehouse: Warehouse
    record: Record
    pen: Pen
    as_of: date | None = None
    made: date = field(default_factory=today)

    @property
    def day(self) -> date:
        """The day from which things are seen: that of the record, else that on which the dossier is made."""
        return self.as_of or self.made

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """All of the record, without what is private, read when the first section asks for it."""
        moment = self.as_of.isoformat() if self.as_of else None
        return self.record.statements(as_of=moment)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents of the record."""
        return self.record.documents()

    @cached_property
    def concerning(self) -> tuple[Statement, ...]:
        """The statements that concern both places."""
        found = of_pair(self.statements, self.reporter.code, self.partner.code)
        return tuple(pair.statement for pair in found)

    @cached_property
    def bilateral(self) -> Bilateral | None:
        """Trade between the two; None where no statistics name both."""
        try:
            return bilateral(self.warehouse, self.trader, self.counterpart)
        except NoData:
            return None

    @cached_property
    def datasets(self) -> frozenset[str]:
        """Names of the datasets in the store."""
        return frozenset(release.dataset for release in self.warehouse.releases())

    @property
    def has_added(self) -> bool:
        """Whether the store holds other datasets than those that ship.

        The code that answers from them takes a tenth of a second to load, which other briefs are spared.
        """
        return not self.datasets <= _SHIPPED

    @cached_property
    def market(self) -> Goods:
        """The trade in goods by product that the store holds; raises `NoData` if there is none."""
        from entrepot.analyses.trade.goods.market import goods

        return goods(self.warehouse)

    @cached_property
    def goods(self) -> GoodsFlows | str | None:
        """Trade in goods by product; why this pair has none; None where the store has no such data."""
        if not self.datasets & DATASETS:
            return None
        from entrepot.analyses.trade.goods.course import course

        try:
            outward = course(self.market, self.trader, self.counterpart)
            return GoodsFlows(outward, course(self.market, self.counterpart, self.trader))
        except NoData as absent:
            return str(absent)

    @cached_property
    def reports(self) -> tuple[ReportedFlows, ...]:
        """What each side reports of the goods traded, dollars first; empty without reports in the store."""
        if not self.has_added:
            return ()
        from entrepot.analyses.trade.reported import all_reported

        here, there = self.trader, self.counterpart
        outward = {one.unit: one for one in all_reported(self.warehouse, here, there, self.language)}
        inward = {one.unit: one for one in all_reported(self.warehouse, there, here, self.language)}
        units = sorted({*outward, *inward}, reverse=True)
        return tuple(ReportedFlows(unit, outward.get(unit), inward.get(unit)) for unit in units)

    @cached_property
    def ways(self) -> Account | None:
        """The ways for goods from the one to the other; None where they cannot be followed."""
        return account(self.warehouse.answers, self.reporter, self.partner)

    @cached_property
    def profiles(self) -> tuple[Profile | None, Profile | None]:
        """What the Factbook says of the two; None for a place it does not have."""
        return _profile(self.warehouse, self.trader), _profile(self.warehouse, self.counterpart)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """What rules found that touches a statement on the pair, hard contradictions first."""
        found = check(self.statements, self.documents, outside=Factbook(self.warehouse))
        return touching(found, self.statements, self.reporter.code, self.partner.code)

    @cached_property
    def silences(self) -> Silences:
        """Times without a high-level bilateral contact, visits in another capacity not counted."""
        a, b = self.reporter.code, self.partner.code
        return silences(self.statements, a, b, counting_other_capacities=False, level="high")

    @cached_property
    def instruments(self) -> tuple[Instrument, ...]:
        """What the two agreed, promised, proposed or work on."""
        return instruments(self.statements, self.reporter.code, self.partner.code)

    @property
    def language(self) -> str:
        """Language of the dossier."""
        return self.pen.language

    @property
    def a(self) -> Forms:
        """The reporter's name in the forms sentences need."""
        return forms(self.reporter, self.language)

    @property
    def b(self) -> Forms:
        """The partner's name in the forms sentences need."""
        return forms(self.partner, self.language)

    @property
    def ta(self) -> Forms:
        """The name of the reporter's statistical place, with the members the tables have if not all."""
        return self.covered(self.trader)

    @property
    def tb(self) -> Forms:
        """The name of the partner's statistical place, likewise."""
        return self.covered(self.counterpart)

    def members(self, group: Place) -> tuple[Place, ...]:
        """The countries of a group, in its order."""
        return tuple(get(code) for code in group.members)

    def named(self, place: Place) -> Forms:
        """A place's name in the forms that sentences need, whatever part of it the data cover."""
        return forms(place, self.language)

    def covered(self, place: Place) -> Forms:
        """A place as the trade statistics have it: "Central Asia (Kazakhstan only)"."""
        whole = forms(place, self.language)
        missing = set(self.bilateral.missing if self.bilateral else ()) & set(place.members)
        if not missing:
            return whole
        few = [code for code in place.members if code not in missing]
        key, codes = (
            ("covered.only", few) if len(few) <= len(missing) else ("covered.without", sorted(missing))
        )
        names = ", ".join(get(code).name(self.language) for code in codes)
        return whole.restricted(self.pen.word(key, members=names))

    def statement(self, identifier: str) -> Statement:
        """The statement of that id; raises `KeyError` if there is none."""
        for statement in self.statements:
            if statement.id == identifier:
                return statement
        raise KeyError(identifier)


def _profile(warehouse: Warehouse, place: Place) -> Profile | None:
    try:
        return profile(warehouse, place)
    except NoData:
        return None
