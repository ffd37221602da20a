"""Aid and security contributions, each counted once: parts within totals, details and repeats left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import reduce
from math import inf

from entrepot.analyses.relations.citing import Documents, by_hash, figure
from entrepot.analyses.relations.involvement import Involvement, Scene, involved, nearest
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import join
from entrepot.metadata.statement import Document, Statement

RECEIVING = frozenset({"recipient", "place", "beneficiary"})
# "Offered" is not paid.
PLEDGED = frozenset({"offered", "announced", "proposed", "promised"})


@dataclass(frozen=True, slots=True)
class Contribution:
    """Money given or offered once, whatever the number of statements about it.

    Attributes:
        statement: the statement of the total.
        donor: code of the giving place.
        recipients: codes of the receiving places; several when the record does not divide the sum.
        kind: "security" or "development".
        purpose: what it is for.
        pledged: whether it was only offered.
        amount: the sum, an interval where total and parts disagree; None when no amount is stated.
        parts: statements that divide the total; not added to it.
        details: ids of statements on the same contribution without a sum of their own.
    """

    statement: Statement
    donor: str
    recipients: tuple[str, ...]
    kind: str
    purpose: str
    pledged: bool
    amount: Figure | None
    parts: tuple[Statement, ...] = ()
    details: tuple[str, ...] = ()

    @property
    def date(self) -> StatedDate:
        """When, as stated."""
        return self.statement.date or StatedDate("..")

    @property
    def counted(self) -> Figure | None:
        """The amount as it enters a sum: an offer may have been paid in whole, in part or not at all."""
        if self.amount is None or not self.pledged:
            return self.amount
        # What is taken back stands as a negative sum: it too may have happened wholly or not at all.
        offered = self.amount.interval
        paid = Interval(min(0.0, offered.low), max(0.0, offered.high))
        return replace(
            self.amount, value=paid, caveat=f"Offered; whether paid is not said. {self.amount.caveat}"
        )


@dataclass(frozen=True, slots=True)
class Contributions:
    """Contributions of a donor, what is known of their sum, and what is not.

    Attributes:
        given: contributions with an amount.
        unknown: contributions that the record mentions without an amount; each may be any sum.
    """

    given: tuple[Contribution, ...]
    unknown: tuple[Contribution, ...]

    def total(self, unit: str = "EUR") -> Figure | None:
        """The sum of the amounts stated in that currency; None if there is none.

        An offer counts from nothing to the whole sum offered. Where other contributions are mentioned without
        an amount the sum is a lower bound, an interval without end.
        """
        return _sum(
            [c.counted for c in self.given if c.counted and c.counted.unit == unit], bool(self.unknown)
        )

    @property
    def units(self) -> tuple[str, ...]:
        """The currencies in which something is given, by code."""
        return tuple(sorted({c.counted.unit for c in self.given if c.counted}))

    def by(self, key: Callable[[Contribution], str], unit: str = "EUR") -> dict[str, Figure]:
        """Sums by a key such as `lambda c: c.kind` or `lambda c: c.date.edtf`."""
        groups: dict[str, list[Figure]] = {}
        for c in self.given:
            if c.counted and c.counted.unit == unit:
                groups.setdefault(key(c), []).append(c.counted)
        unsaid = {key(c) for c in self.unknown}
        sums = {name: _sum(figures, name in unsaid) for name, figures in sorted(groups.items())}
        return {name: total for name, total in sums.items() if total}


def contributions(
    statements: Iterable[Statement], donor: str, recipient: str = "", documents: Iterable[Document] = ()
) -> Contributions:
    """What one place gave or offered another, or all others when `recipient` is empty.

    A part is not added to the total it belongs to. Where the parts of a total do not add up to it, the
    contribution is the interval between their sum and the total as stated.

    Args:
        statements: the whole record.
        donor: code of the giving place.
        recipient: code of the receiving place; empty for all.
        documents: to cite them by name.
    """
    record = tuple(statements)
    scene, papers = Scene.of(record), by_hash(documents)
    heads = [s for s in record if s.kind == "aid" and not _belongs_to_another(s)]
    found = [_contribution(s, record, scene, papers) for s in heads if _concerns(s, scene, donor, recipient)]
    return Contributions(
        tuple(c for c in found if c.amount is not None),
        tuple(c for c in found if c.amount is None),
    )


def _belongs_to_another(s: Statement) -> bool:
    return any(s.attributes.get(relation) for relation in ("part_of", "content_of", "same_as"))


def _concerns(s: Statement, scene: Scene, donor: str, recipient: str) -> bool:
    places = involved(s, scene)
    gives = nearest((i for i in places if i.role == "donor"), donor)
    return bool(gives and (not recipient or nearest(_receivers(places), recipient)))


def _receivers(places: tuple[Involvement, ...]) -> list[Involvement]:
    """The places that receive; where no party does, those where the money is said to go."""
    named = [i for i in places if i.role in RECEIVING]
    return named or [i for i in places if not i.actor]


def _contribution(
    s: Statement, record: tuple[Statement, ...], scene: Scene, papers: Documents
) -> Contribution:
    places = involved(s, scene)
    parts = tuple(p for p in record if p.attributes.get("part_of") == s.id and p.amount)
    named = ("content_of", "same_as")
    return Contribution(
        statement=s,
        donor=next((i.place for i in places if i.role == "donor"), ""),
        recipients=tuple(dict.fromkeys(i.place for i in _receivers(places))),
        kind="security" if s.subtype == "security" else "development",
        purpose=s.topic or ("" if s.subtype in ("total", "general") else s.subtype),
        pledged=s.status in PLEDGED,
        amount=_amount(s, parts, papers),
        parts=parts,
        details=tuple(p.id for p in record if any(p.attributes.get(r) == s.id for r in named)),
    )


def _amount(s: Statement, parts: tuple[Statement, ...], papers: Documents) -> Figure | None:
    if s.amount is None:
        return None
    concept = "security contribution" if s.subtype == "security" else "development assistance"
    stated = replace(figure(s, concept, papers), value=s.amount.value)
    if not parts:
        return stated
    values = [p.amount.value for p in parts if p.amount]
    summed, total = sum(values), s.amount.value
    added = " + ".join(f"{v:,.0f}" for v in values)
    if summed == total or s.attributes.get("parts_complete") is False:
        return replace(stated, method=f"{stated.method}; of which {added}")
    return replace(
        stated,
        value=Interval(min(summed, total), max(summed, total)),
        quality=Quality.DERIVED,
        origins=join(stated.origins, *(figure(p, concept, papers).origins for p in parts)),
        method=f"total as stated {total:,.0f}; its parts {added} = {summed:,.0f}",
        caveat="Parts and total disagree: the interval between them.",
    )


def _sum(figures: list[Figure], more: bool) -> Figure | None:
    if not figures:
        return None
    total = reduce(lambda a, b: a + b, figures)
    if not more:
        return total
    caveat = f"A lower bound: some contributions are mentioned without an amount. {total.caveat}".strip()
    return replace(total, value=Interval(total.interval.low, inf), caveat=caveat)
