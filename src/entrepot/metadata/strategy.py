"""A strategy as it can be monitored: objectives, and what would show that they are pursued and met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from entrepot.metadata.dates import StatedDate


class Measures(StrEnum):
    """What an indicator shows: that something was done, or that something came of it."""

    ACTIVITY = "activity"
    RESULT = "result"


class Rating(StrEnum):
    """How an objective stands in somebody's judgement; never computed from counts."""

    NOT_STARTED = "not started"
    BEHIND = "behind"
    MIXED = "mixed"
    ON_TRACK = "on track"
    ACHIEVED = "achieved"
    CANNOT_SAY = "cannot say"


@dataclass(frozen=True, slots=True)
class Selector:
    """Which statements speak for an indicator; an empty field asks for nothing.

    Attributes:
        kinds, subtypes, statuses: any of these.
        words: any of these begins a word of the English paraphrase, the topic or the subject.
        parties: any of these is a party or the subject.
    """

    kinds: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """How much of an indicator is aimed at, and by when."""

    value: float
    unit: str
    by: StatedDate


@dataclass(frozen=True, slots=True)
class Indicator:
    """What would show that an objective is pursued (activity) or met (result).

    Attributes:
        key: unique in its objective.
        names: by language; "en" is always there.
        measures: activity or result.
        selector: what the record holds of it, found by words: a match, not a judgement.
        target: None where the strategy sets none, which is the common case.
    """

    key: str
    names: dict[str, str]
    measures: Measures
    selector: Selector
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective, its indicators, and the objectives it is made of.

    Attributes:
        key: path in the strategy, as "prosperity/trade".
        names: by language; "en" is always there.
        owner: who answers for it; empty when the strategy names nobody.
    """

    key: str
    names: dict[str, str]
    owner: str = ""
    indicators: tuple[Indicator, ...] = ()
    parts: tuple[Objective, ...] = ()

    def name(self, language: str = "en") -> str:
        """Its name in that language, in English where there is none."""
        return self.names.get(language) or self.names["en"]

    def walk(self) -> Iterator[Objective]:
        """Itself, then everything below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Strategy:
    """A strategy, a plan or a programme between places.

    Attributes:
        key: unique name, as "eu-central-asia-2019".
        names: its title by language.
        owner: whose it is.
        places: codes of the places that it is about, apart from its owner's.
        since, until: when it holds, EDTF; ".." where unbounded.
        stalled_after: months without anything new after which an objective counts as stalled.
        source: publisher, title, year, address and licence of the text, and a note on what is ours.
    """

    key: str
    names: dict[str, str]
    owner: str
    places: tuple[str, ...]
    since: StatedDate
    until: StatedDate
    objectives: tuple[Objective, ...]
    stalled_after: int = 24
    source: dict[str, str] = field(default_factory=dict)

    def name(self, language: str = "en") -> str:
        """Its title in that language, in English where there is none."""
        return self.names.get(language) or self.names["en"]

    def walk(self) -> Iterator[Objective]:
        """Every objective, parents before their parts."""
        for objective in self.objectives:
            yield from objective.walk()

    def to_dict(self) -> dict[str, Any]:
        """JSON form of its head; objectives are told where they are scored."""
        return {
            "key": self.key,
            "names": self.names,
            "owner": self.owner,
            "places": list(self.places),
            "since": self.since.edtf,
            "until": self.until.edtf,
            "stalled_after": self.stalled_after,
            "source": self.source,
        }
