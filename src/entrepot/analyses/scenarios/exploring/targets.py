"""One number of an answer, named in a word or two: "exports:BEL", "sales:BEL:KAZ"; and a goal for it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process, utils

from entrepot.analyses.scenarios.outcome import TOTALS, place, sellers_values, traded
from entrepot.analyses.scenarios.run import Run
from entrepot.analyses.scenarios.world.model import World
from entrepot.metadata.errors import UsageError

Kind = Literal["real-income", "exports", "imports", "sales"]
KINDS: tuple[Kind, ...] = ("real-income", "exports", "imports", "sales")
EXAMPLES = "real-income:BEL, exports:BEL, imports:KAZ, sales:BEL:KAZ or sales:BEL:KAZ:services"
_GOAL = re.compile(r"^(?P<target>.*\S)\s+(?P<change>[+\-\u2212]?\d+(?:[.,]\d+)?)\s*%?$")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Target:
    """One number that a scenario changes, in per cent of what it was.

    Attributes:
        kind: of what.
        places: the economy, or exporter and importer of "sales"; codes of the world.
        what: "goods", "services" or "all" of the sales; exports and imports are always of both.
    """

    kind: Kind
    places: tuple[str, ...]
    what: str = "goods"

    @property
    def written(self) -> str:
        """As it is written: "sales:BEL:KAZ"."""
        end = f":{self.what}" if self.kind == "sales" and self.what != "goods" else ""
        return ":".join((self.kind, *self.places)) + end

    def title(self, world: World) -> str:
        """In words: "exports of Belgium"."""
        names = [world.economy_names.get(code, code) for code in self.places]
        if self.kind == "sales":
            what = "goods and services" if self.what == "all" else self.what
            return f"sales of {what} of {names[0]} to {names[1]}"
        return f"{self.kind.replace('-', ' ')} of {names[0]}"

    def value(self, run: Run) -> float:
        """Its change in a run, in per cent; not a number where there was nothing before."""
        at = [place(run, code) for code in self.places]
        if self.kind == "real-income":
            return 100.0 * (float(run.equilibrium.real_income[at[0]]) - 1.0)
        before, after = sellers_values(run)
        if self.kind == "sales":
            goods = run.setting.world.goods
            meant = {"goods": goods, "services": ~goods, "all": goods | ~goods}[self.what]
            then, now = (float(each[meant, at[1], at[0]].sum()) for each in (after, before))
        else:
            side = 0 if self.kind == "exports" else 1
            then, now = (float(traded(each)[side][at[0]]) for each in (after, before))
        return 100.0 * (then / now - 1.0) if now > 0.0 else math.nan


@dataclass(frozen=True, slots=True)
class Goal:
    """What a number is to change by, in per cent."""

    target: Target
    change: float

    @property
    def written(self) -> str:
        """As it is written: "exports:BEL +10%"."""
        return f"{self.target.written} {self.change:+g}%"


def read_target(text: str, world: World, coded: Callable[[str], str] | None = None) -> Target:
    """The number that is meant by "exports:BEL", "real-income:KAZ", "sales:BEL:KAZ" or "sales:BEL:KAZ:all".

    Args:
        text: what was written.
        world: whose economies.
        coded: code of an economy by what people call it; left out, codes alone are understood.

    Raises:
        UsageError: no such number, an economy that the world does not have, or the same one twice.
        PlaceError: `coded` knows no such place.
    """
    word, *rest = (piece.strip() for piece in text.split(":"))
    kind = _kind(word, text)
    what = "goods"
    if kind == "sales" and len(rest) == 3 and rest[2].lower() in TOTALS:
        what = rest.pop().lower()
    expected = 2 if kind == "sales" else 1
    if len(rest) != expected or not all(rest):
        told = "an exporter and an importer" if expected == 2 else "one economy"
        raise UsageError(f"{_shown(text)}: {kind} is of {told}. Written as {EXAMPLES}.")
    places = tuple(coded(name) if coded else name.upper() for name in rest)
    for code in places:
        world.positions((code,))  # raises, saying where it is
    if len(set(places)) < expected:
        raise UsageError(f"{_shown(text)}: {places[0]} does not sell to itself across a border; name two.")
    return Target(kind, places, what)


def read_goal(text: str, world: World, coded: Callable[[str], str] | None = None) -> Goal:
    """A number and what it is to change by: "exports:BEL +10%".

    Args:
        text: what was written.
        world: whose economies.
        coded: as in `read_target`.

    Raises:
        UsageError: as `read_target`; no change in per cent, a change of nothing, a fall of 100 % or more.
        PlaceError: as `read_target`.
    """
    found = _GOAL.match(text.strip())
    if found is None:
        raise UsageError(f'{_shown(text)} is no goal. A goal is a number and its change: "exports:BEL +10%".')
    target = read_target(found["target"], world, coded)
    change = float(found["change"].replace("\u2212", "-").replace(",", "."))
    if not (math.isfinite(change) and change != 0.0 and change > -100.0):
        raise UsageError(f"{_shown(text)}: a goal is a change other than 0 %, and above -100 %.")
    return Goal(target, change)


def _kind(word: str, text: str) -> Kind:
    name = word.lower().replace("_", "-").replace(" ", "-")
    for known in KINDS:
        if known == name:
            return known
    near = process.extractOne(word[:_SHOWN], KINDS, score_cutoff=55, processor=utils.default_process)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(f"{_shown(text)} is no number of an answer.{hint} Written as {EXAMPLES}.")


def _shown(text: str) -> str:
    """What was written, short enough and fit to be printed."""
    return ascii(text[:_SHOWN]) if not text.isprintable() or len(text) > _SHOWN else f"“{text}”"
