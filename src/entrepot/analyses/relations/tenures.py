"""Who held which office, when, for whom: what a person's state at a date follows from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from entrepot.analyses.relations.cast import Actor, Cast, called, cast, concerns
from entrepot.analyses.relations.timing import is_bounded, overlap, within
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Statement

UNDATED = StatedDate("..")

# Offices whose holder's visit counts as a high-level contact: heads of state and of government,
# their heirs, foreign ministers, and heads of international organisations.
HIGH_OFFICES = (
    "head of state",
    "president",
    "crown prince",
    "king",
    "prime minister",
    "minister of foreign affairs",
    "foreign minister",
    "chairman-in-office",
)
LESSER = ("deputy", "vice", "former", "adviser", "office of")


class Capacity(StrEnum):
    """For whom an office-holder acts."""

    STATE = "state office"
    REGIONAL = "regional or local office"
    PARLIAMENT = "parliamentary office"
    INTERNATIONAL = "international organisation"
    COMPANY = "company"
    CONSULAR = "honorary consul"
    OTHER = "other"


OF_A_STATE = frozenset({Capacity.STATE, Capacity.REGIONAL, Capacity.PARLIAMENT})

_BY_BODY = {
    "state": Capacity.STATE,
    "public-body": Capacity.STATE,
    "region": Capacity.REGIONAL,
    "parliament": Capacity.PARLIAMENT,
    "igo": Capacity.INTERNATIONAL,
    "company": Capacity.COMPANY,
}


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held by a person, as far as the record observes it.

    Attributes:
        person, office, body: names; body is the state, organisation or company served.
        state: code of the place the holder acts for; empty for an international organisation or a company.
        capacity: kind of office.
        date: when it is observed; one dated observation covers that date and no more.
        statement: id of the statement it rests on.
    """

    person: str
    office: str
    body: str
    state: str
    capacity: Capacity
    date: StatedDate
    statement: str

    @property
    def is_high(self) -> bool:
        """Whether the office is one of `HIGH_OFFICES`, of a state or an international organisation."""
        return self.capacity in (*OF_A_STATE, Capacity.INTERNATIONAL) and high_office(self.office)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """For whom a person acted on a date.

    Attributes:
        state: code of the state; empty when unknown or when the office was not a state's.
        tenure: what it follows from.
        certain: whether the whole date lies in the tenure, not only a part of it.
    """

    state: str
    tenure: Tenure
    certain: bool


def high_office(office: str) -> bool:
    """Whether an office's title is that of a head of state or government, foreign minister or the like."""
    title = office.casefold()
    return any(high in title for high in HIGH_OFFICES) and not any(word in title for word in LESSER)


def tenures(statements: Iterable[Statement]) -> tuple[Tenure, ...]:
    """Every office the statements say someone holds, in order of date; undated ones last."""
    record = tuple(statements)
    who = cast(record)
    found = (_tenure(s, who) for s in record if s.kind == "office")
    return tuple(sorted(found, key=lambda t: (str(t.date.earliest or "9999"), t.person)))


def state_of(person: str, when: StatedDate, held: Iterable[Tenure]) -> tuple[Affiliation, ...]:
    """For whom a person acted at a date, by the tenures that cover it; empty when none does.

    A tenure without any date is one at the time of writing: it covers only what has no end either.
    """
    return tuple(
        Affiliation(tenure.state, tenure, certain=within(when, tenure.date))
        for tenure in held
        if tenure.person == person and _covers(tenure, when)
    )


def who_held(
    held: Iterable[Tenure], *, office: str = "", state: str = "", when: StatedDate | None = None
) -> tuple[Tenure, ...]:
    """Holders of an office (part of its title will do) or of any office of a place, on a date or ever."""
    return tuple(
        t
        for t in held
        if office.casefold() in t.office.casefold()
        and (not state or concerns(t.state, state))
        and (when is None or _covers(t, when))
    )


def _covers(tenure: Tenure, when: StatedDate) -> bool:
    if not is_bounded(tenure.date):
        return when.latest is None
    return is_bounded(when) and overlap(tenure.date, when)


def _tenure(statement: Statement, who: Cast) -> Tenure:
    holder = next(iter(statement.actors("holder")), statement.subject)
    body = next(iter(statement.actors("body", "sending state")), "")
    actor = called(who, body)
    office = str(statement.attributes.get("office") or statement.says())
    capacity = _capacity(office, actor)
    return Tenure(
        person=who[holder].name if holder in who else holder,
        office=office,
        body=actor.name,
        state=actor.home if capacity in OF_A_STATE or capacity is Capacity.CONSULAR else "",
        capacity=capacity,
        date=statement.date or UNDATED,
        statement=statement.id,
    )


def _capacity(office: str, body: Actor) -> Capacity:
    if "honorary consul" in office.casefold():
        return Capacity.CONSULAR
    return _BY_BODY.get(body.kind, Capacity.OTHER)
