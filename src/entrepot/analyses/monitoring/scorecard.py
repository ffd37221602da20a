"""The scorecard of a strategy: per objective what was done, what came of it, and what people judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from entrepot.analyses.monitoring.evidence import Evidence, evidence
from entrepot.analyses.monitoring.judgement import Judgement, dissent, judgements
from entrepot.analyses.monitoring.targets import Reach, reaches
from entrepot.analyses.relations.timing import Length, elapsed
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Document, Statement
from entrepot.metadata.strategy import Measures, Objective, Rating, Strategy


class State(StrEnum):
    """What the record holds for an objective: a description, not a rating."""

    NOTHING = "nothing on record"
    ACTIVITY = "activity, no result on record"
    RESULT = "result on record"


@dataclass(frozen=True, slots=True)
class Score:
    """An objective on the scorecard; what its parts have counts for it too.

    Attributes:
        objective: the objective.
        depth: 0 at the top of the tree.
        activity, results: evidence of either kind, each statement once.
        judged: the last judgement of each assessor on this very objective, the latest last.
        silent: how long before the day asked about the last dated evidence lies; None without any.
        stalled: whether that is certainly longer than the strategy allows.
        targets: how far the figures on record reach towards each target of this very objective.
    """

    objective: Objective
    depth: int
    activity: tuple[Evidence, ...]
    results: tuple[Evidence, ...]
    judged: tuple[Judgement, ...]
    silent: Length | None
    stalled: bool
    targets: tuple[Reach, ...] = ()

    @property
    def state(self) -> State:
        """What the record holds."""
        if self.results:
            return State.RESULT
        return State.ACTIVITY if self.activity else State.NOTHING

    @property
    def rating(self) -> Rating | None:
        """The rating given most lately; None where nobody judged. Ratings of others stand in `dissent`."""
        return self.judged[-1].rating if self.judged else None

    @property
    def dissent(self) -> tuple[Judgement, ...]:
        """Judgements that contradict another."""
        return dissent(self.judged)

    @property
    def linked(self) -> int:
        """How many pieces of evidence a person linked; the others were matched by words."""
        return sum(each.linked for each in (*self.activity, *self.results))

    def to_dict(self) -> dict[str, Any]:
        """JSON form, with the ids of the statements."""
        return {
            "objective": self.objective.key,
            "names": self.objective.names,
            "owner": self.objective.owner,
            "depth": self.depth,
            "state": self.state.value,
            "rating": self.rating.value if self.rating else None,
            "activity": [_told(each) for each in self.activity],
            "results": [_told(each) for each in self.results],
            "judgements": [_judged(each) for each in self.judged],
            "dissent": [each.statement.id for each in self.dissent],
            "silent_months": [self.silent.shortest, self.silent.longest] if self.silent else None,
            "stalled": self.stalled,
            "targets": [each.to_dict() for each in self.targets],
        }


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A strategy on a day, by what the record then holds.

    Attributes:
        strategy: the strategy.
        on: the day.
        contributor: code of the place whose part is told; empty for all.
        scores: one for each objective, parents before their parts.
    """

    strategy: Strategy
    on: date
    contributor: str
    scores: tuple[Score, ...]

    def score(self, key: str) -> Score:
        """The score of an objective; raises `KeyError` where the strategy has no such objective."""
        return {score.objective.key: score for score in self.scores}[key]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "strategy": self.strategy.to_dict(),
            "on": self.on.isoformat(),
            "contributor": self.contributor,
            "objectives": [score.to_dict() for score in self.scores],
        }


def scorecard(
    strategy: Strategy,
    statements: Iterable[Statement],
    on: date,
    contributor: str = "",
    documents: Iterable[Document] = (),
) -> Scorecard:
    """Score every objective of a strategy.

    Args:
        strategy: what is monitored.
        statements: the whole record, as it is or as it was on some day.
        on: the day asked about.
        contributor: code of the place whose part is told; empty for all.
        documents: what is known of when they were published bounds what they tell without a date.
    """
    record = tuple(statements)
    found = evidence(strategy, record, on, contributor, documents)
    judged = judgements(strategy, record, on)
    scores = tuple(
        _score(objective, depth, found, judged, strategy, on) for objective, depth in _tree(strategy)
    )
    return Scorecard(strategy, on, contributor, scores)


def _tree(strategy: Strategy) -> list[tuple[Objective, int]]:
    return [(objective, objective.key.count("/")) for objective in strategy.walk()]


def _score(
    objective: Objective,
    depth: int,
    found: Mapping[str, tuple[Evidence, ...]],
    judged: Mapping[str, tuple[Judgement, ...]],
    strategy: Strategy,
    on: date,
) -> Score:
    own = _once(each for part in objective.walk() for each in found[part.key])
    silent = _silent([each for each in own if each.is_dated], on)
    return Score(
        objective=objective,
        depth=depth,
        activity=tuple(each for each in own if each.measures is Measures.ACTIVITY),
        results=tuple(each for each in own if each.measures is Measures.RESULT),
        judged=judged.get(objective.key, ()),
        silent=silent,
        stalled=silent is not None and silent.shortest > strategy.stalled_after,
        targets=reaches(objective, found[objective.key], on),
    )


def _once(many: Iterable[Evidence]) -> list[Evidence]:
    """Each statement once: as linked if a person linked it to any part, as a result if it is one for any."""
    best: dict[str, Evidence] = {}
    for each in many:
        rival = best.get(each.statement.id)
        if rival is None or _weight(each) > _weight(rival):
            best[each.statement.id] = each
    return list(best.values())


def _weight(each: Evidence) -> tuple[bool, bool]:
    return each.linked, each.measures is Measures.RESULT


def _silent(dated: list[Evidence], on: date) -> Length | None:
    """The shortest and the longest that the last evidence can lie back."""
    lengths = [length for each in dated if (length := elapsed(_begun(each.date), _day(on)))]
    if not lengths:
        return None
    return Length(min(one.shortest for one in lengths), min(one.longest for one in lengths))


def _begun(when: StatedDate) -> StatedDate:
    """A period counts by its end: what goes on until then is no silence."""
    end = when.edtf.rpartition("/")[2]
    return StatedDate(end) if end not in ("", "..") else when


def _day(on: date) -> StatedDate:
    return StatedDate(on.isoformat())


def _told(each: Evidence) -> dict[str, Any]:
    return {
        "statement": each.statement.id,
        "objective": each.objective,
        "indicator": each.indicator,
        "date": each.date.edtf,
        "linked": each.linked,
    }


def _judged(each: Judgement) -> dict[str, Any]:
    return {
        "statement": each.statement.id,
        "rating": each.rating.value,
        "assessor": each.assessor,
        "reason": each.reason,
        "date": each.statement.date.edtf if each.statement.date else "..",
        "dissents_from": each.dissents_from,
    }
