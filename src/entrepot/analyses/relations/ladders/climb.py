"""A climb: one agreement, commitment, project or contribution, and every step that the record tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from entrepot.analyses.relations.ladders.evidence import Evidence
from entrepot.analyses.relations.ladders.reached import Certainty, Group, Reached
from entrepot.analyses.relations.ladders.windows import Lapse, Window, first_of, last_of
from entrepot.metadata.ladders import LADDERS, UNKNOWN, Ladder
from entrepot.metadata.statement import Statement


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a climb stands on a day.

    Attributes:
        step: the furthest step certainly reached, or the one that took it back; "unknown" if there is none.
        possibly: steps further up, or out, that it may have reached.
        disputed: those of `possibly` that rest on disputed statements alone.
        settled: whether nothing more is waited for.
        statements: ids of what says so.
    """

    step: str
    possibly: tuple[str, ...]
    disputed: tuple[str, ...]
    settled: bool
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Climb:
    """What is followed through.

    Attributes:
        statement: the agreement, commitment, project or contribution.
        ladder: name of the ladder it climbs.
        grade: what it rests on.
        steps: what is told of it, implied steps included, in the order of the ladder.
        groups: steps of unnamed parts of groups that it belongs to.
        window: when it itself is dated.
        signs: when each statement about it happened, by id: what ends a silence.
        repeated, details, parts, followed_by: ids of statements that say the same, tell its content, are a
            part of it, or tell of deeds that follow from it.
        short_of: why its own status is no step ("talk", "call", "plan", "content", "refusal"), else empty.
        unread: statements about it whose status no ladder knows, with the word.
        pairs: codes of the countries between which it is, each pair in alphabetical order.
    """

    statement: Statement
    ladder: str
    grade: Evidence
    steps: tuple[Reached, ...]
    groups: tuple[Group, ...]
    window: Window
    signs: tuple[tuple[str, Window], ...]
    repeated: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    followed_by: tuple[str, ...] = ()
    short_of: str = ""
    unread: tuple[tuple[str, str], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Identifier of what climbs."""
        return self.statement.id

    @property
    def on_ladder(self) -> Ladder:
        """The ladder itself."""
        return LADDERS[self.ladder]

    @property
    def is_only_talk(self) -> bool:
        """Whether nothing was put forward, promised or given as far as the record goes."""
        return bool(self.short_of) and not self.steps

    @property
    def launch(self) -> Window:
        """When it began: its own date or the first step certainly made, whichever came first."""
        return first_of([self.window, *(r.window for r in self.said() if r.is_certain)])

    def said(self) -> tuple[Reached, ...]:
        """The steps that are told, without those that only follow from them."""
        return tuple(r for r in self.steps if not r.implied_by)

    def reached(self, step: str, on: date) -> Certainty | None:
        """Whether it had reached a step by the end of a day; None if nothing says that it can have."""
        told = [r for r in self.steps if r.step == step and r.window.perhaps_by(on)]
        if any(r.is_certain and r.window.surely_by(on) for r in told):
            return Certainty.CERTAIN
        return Certainty.POSSIBLE if told else None

    def made(self, step: str) -> Window | None:
        """When a step was first made, by what is certain and told, not implied; None if nothing tells it."""
        told = [r.window for r in self.said() if r.step == step and r.is_certain]
        return first_of(told) if told else None

    def standing(self, on: date | None = None) -> Standing:
        """Where it stands at the end of a day; without one, by all that is told, whenever it was.

        A step that takes back holds until a later one is certainly made; of two that may be of one day it is
        the later.
        """
        known = [r for r in self.steps if on is None or r.window.perhaps_by(on)]
        certain = [r for r in known if r.is_certain and (on is None or r.window.surely_by(on))]
        held = _held(certain, self.on_ladder)
        step = held.step if held else UNKNOWN
        further = {r.step for r in known if _is_further(r, held, self.on_ladder)} - {step}
        beyond = tuple(s.name for s in self.on_ladder.steps if s.name in further)
        return Standing(
            step=step,
            possibly=beyond,
            disputed=tuple(s for s in beyond if all(r.disputed for r in known if r.step == s)),
            settled=bool(held) and self.on_ladder.step(step).settles,
            statements=tuple(dict.fromkeys(r.statement for r in certain if r.step == step)),
        )

    def silent(self, on: date) -> Lapse | None:
        """How long nothing has been told of it on a day; None if nothing was told by then."""
        last = last_of((window for _, window in self.signs), on)
        return Lapse.between(last, Window(on, on)) if last else None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "id": self.id,
            "kind": self.statement.kind,
            "subtype": self.statement.subtype,
            "ladder": self.ladder,
            "evidence": self.grade.word,
            "paraphrase": self.statement.paraphrase,
            "topic": self.statement.topic,
            "parties": [party.actor for party in self.statement.parties],
            "pairs": [list(pair) for pair in self.pairs],
            "launch": self.launch.to_dict(),
            "steps": [r.to_dict() for r in self.steps],
            "groups": [g.to_dict() for g in self.groups],
            "signs": [{"statement": i} | w.to_dict() for i, w in self.signs],
            "repeated": list(self.repeated),
            "details": list(self.details),
            "parts": list(self.parts),
            "followed_by": list(self.followed_by),
            "short_of": self.short_of,
            "unread": [{"statement": i, "status": word} for i, word in self.unread],
        }


def _held(certain: Iterable[Reached], on_ladder: Ladder) -> Reached | None:
    """What holds: the last step that takes back, unless one was certainly made after it; else the highest."""
    made = list(certain)
    back = [r for r in made if on_ladder.step(r.step).leaves]
    stays = [r for r in made if not on_ladder.step(r.step).leaves]
    highest = max(stays, key=lambda r: on_ladder.height(r.step), default=None)
    last = max(back, key=lambda r: (_end(r), on_ladder.height(r.step)), default=None)
    if last is None or _resumed(last, stays):
        return highest
    return last


def _resumed(left: Reached, stays: Iterable[Reached]) -> bool:
    # "Implied" steps lie before the step that implies them: they are no return.
    return any(
        r.window.earliest is not None and r.window.earliest > _end(left) for r in stays if not r.implied_by
    )


def _end(reached: Reached) -> date:
    return reached.window.latest or date.max


def _is_further(r: Reached, held: Reached | None, on_ladder: Ladder) -> bool:
    if held is None:
        return True
    if on_ladder.step(held.step).leaves and not on_ladder.step(r.step).leaves:
        # What was before the end is not possible again; a return has to be dated after it, at least perhaps.
        return not r.implied_by and (r.window.latest is None or r.window.latest > _end(held))
    return on_ladder.height(r.step) > on_ladder.height(held.step)
