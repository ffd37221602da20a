"""The forms in which one place is present in another, and the words documents have for them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from entrepot.metadata.statement import DISPUTED, Statement


class Kind(StrEnum):
    """A form of representation."""

    EMBASSY = "embassy"
    DELEGATION = "delegation"
    ACCREDITATION = "accreditation"
    REPRESENTATION = "representation"
    CONSULATE_GENERAL = "consulate general"
    CONSULATE = "consulate"
    LIAISON = "liaison office"
    TRADE_OFFICE = "trade office"
    HONORARY = "honorary consulate"
    COMMISSION = "joint commission"
    COUNCIL = "joint council"
    FRIENDSHIP = "friendship group"
    CHAMBER = "chamber"


class Level(StrEnum):
    """How well one place is covered by another: the best form that stands; most direct first."""

    RESIDENT = "resident mission"
    FROM_ELSEWHERE = "accredited from elsewhere"
    ACCREDITED = "accredited, seat not recorded"
    BY_ANOTHER = "represented by another"
    OFFICE = "consular or trade office only"
    HONORARY = "honorary consul only"
    BODIES = "joint bodies only"
    PLANNED = "planned"
    NOT_YET = "not yet"
    ENDED = "ended"
    STATED_ABSENT = "stated absent"
    NOT_RECORDED = "not recorded"

    @property
    def rank(self) -> int:
        """0 for the most direct."""
        return list(Level).index(self)


WORDS: Mapping[str, Kind] = {
    **{kind.value: kind for kind in Kind},
    "eu delegation": Kind.DELEGATION,
    "european union delegation": Kind.DELEGATION,
    "high commission": Kind.EMBASSY,
    "co-accreditation": Kind.ACCREDITATION,
    "honorary consul": Kind.HONORARY,
    "honorary consulate general": Kind.HONORARY,
    "economic office": Kind.TRADE_OFFICE,
    "trade representation": Kind.TRADE_OFFICE,
    "trade and investment office": Kind.TRADE_OFFICE,
    "parliamentary friendship group": Kind.FRIENDSHIP,
    "parliamentary group": Kind.FRIENDSHIP,
    "chamber of commerce": Kind.CHAMBER,
    "business council": Kind.COUNCIL,
    "cooperation council": Kind.COUNCIL,
    "intergovernmental commission": Kind.COMMISSION,
    "joint committee": Kind.COMMISSION,
    "council": Kind.COUNCIL,
    "commission": Kind.COMMISSION,
}
"""What documents call them, in lower case."""

SHARED = frozenset({Kind.FRIENDSHIP, Kind.CHAMBER, Kind.COUNCIL, Kind.COMMISSION})
"""Bodies of both sides: they cover either one from the other."""

SEATED_THERE = frozenset(set(Kind) - SHARED - {Kind.ACCREDITATION, Kind.REPRESENTATION})
"""Forms that sit in the place they cover, unless another country is named as that of their seat."""

DIPLOMATIC = (Kind.EMBASSY, Kind.DELEGATION, Kind.ACCREDITATION, Kind.REPRESENTATION)
COMPARED = (
    Kind.EMBASSY,
    Kind.ACCREDITATION,
    Kind.CONSULATE_GENERAL,
    Kind.TRADE_OFFICE,
    Kind.HONORARY,
    Kind.FRIENDSHIP,
    Kind.CHAMBER,
    Kind.COUNCIL,
    Kind.COMMISSION,
)
"""Forms whose absence is looked for."""

PLANNED_STATUS = frozenset({"planned", "proposed", "announced", "decided", "discussed", "interest expressed"})
CLOSED_STATUS = frozenset({"closed", "suspended", "terminated", "lapsed"})

_LEVELS: Mapping[Kind, Level] = {
    Kind.REPRESENTATION: Level.BY_ANOTHER,
    Kind.HONORARY: Level.HONORARY,
    **dict.fromkeys((Kind.CONSULATE_GENERAL, Kind.CONSULATE, Kind.LIAISON, Kind.TRADE_OFFICE), Level.OFFICE),
    **dict.fromkeys(SHARED, Level.BODIES),
}


def kind_of(words: str) -> Kind | None:
    """The form that a document's word stands for; None if it stands for none."""
    return WORDS.get(words.strip().casefold())


def level_of(kind: Kind, resident: bool | None) -> Level:
    """How well a form covers: an embassy that sits elsewhere is an accreditation, and the other way round."""
    if kind in (Kind.EMBASSY, Kind.DELEGATION, Kind.ACCREDITATION):
        return {True: Level.RESIDENT, False: Level.FROM_ELSEWHERE, None: Level.ACCREDITED}[resident]
    return _LEVELS[kind]


def counts(statement: Statement, private: bool = False) -> bool:
    """Whether a statement is one to go by: not withdrawn, and public unless private ones are asked for."""
    return statement.standing in ("", DISPUTED) and (private or not _is_private(statement))


def _is_private(statement: Statement) -> bool:
    return statement.private or statement.kind == "contact"
