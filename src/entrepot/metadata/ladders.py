"""Ladders of follow-through: the steps of agreements, commitments and contributions, and words for them."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from entrepot.metadata.errors import UsageError

AGREEMENT, COMMITMENT, CONTRIBUTION = "agreement", "commitment", "contribution"
UNKNOWN = "unknown"
"""Where something stands of which no step is told."""

_QUANTIFIED = re.compile(r"\((some|most|all)\)$")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a ladder.

    Attributes:
        name: the word for it in English.
        meaning: what has to have happened, in one sentence.
        implies: every step that must have been made before, by the meaning of the words; never itself.
        settles: whether nothing more is waited for: it was done, or it will not be.
        leaves: whether it takes back the steps before it, for a time or for good.
        not_for: subtypes for which it makes no sense, so that its absence says nothing.
    """

    name: str
    meaning: str
    implies: frozenset[str] = frozenset()
    settles: bool = False
    leaves: bool = False
    not_for: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps in order, and the waits that are worth measuring.

    Attributes:
        name: "agreement", "commitment" (projects climb it too) or "contribution".
        steps: in the order in which they are usually made.
        legs: pairs of steps between which a wait is measured.
    """

    name: str
    steps: tuple[Step, ...]
    legs: tuple[tuple[str, str], ...]

    def step(self, name: str) -> Step:
        """The step of that name.

        Raises:
            UsageError: if the ladder has none; names the nearest.
        """
        for step in self.steps:
            if step.name == name:
                return step
        from rapidfuzz import process  # only where something was mistyped

        names = [step.name for step in self.steps]
        near = process.extractOne(name, names)
        remedy = f" Did you mean {near[0]}?" if near[1] > 60 else ""
        raise UsageError(f"no step {name!r} on the ladder {self.name}: it has {', '.join(names)}.{remedy}")

    def height(self, name: str) -> int:
        """Place of a step in the order, from 0; -1 for "unknown" and for what is no step of this ladder."""
        return next((i for i, step in enumerate(self.steps) if step.name == name), -1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a word of a document says of a ladder.

    Attributes:
        step: the step it stands for; empty where it falls short of any.
        short_of: why it is no step: "talk", "call", "plan", "content" or "refusal"; empty where it is one.
        quantifier: "some", "most" or "all" where the word is written with it, as in "in force (some)".
    """

    step: str
    short_of: str = ""
    quantifier: str = ""


# Not laid before parliaments as a rule; that one is not ratified is no failure of it.
_BY_SIGNATURE = frozenset({"memorandum", "memoranda", "inter-institutional", "business council"})
# Nothing in them enters into force.
_DECLARED = frozenset({"joint declaration", "declaration", "strategy", "joint statement"})


def _agreement() -> Ladder:
    talked = frozenset({"proposed", "negotiated"})
    bound = talked | {"signed"}
    return Ladder(
        AGREEMENT,
        (
            Step("proposed", "One side put it forward."),
            Step("negotiated", "The sides settled its text.", frozenset({"proposed"})),
            Step(
                "initialled", "Negotiators fixed the text with their initials.", talked, not_for=_BY_SIGNATURE
            ),
            Step("signed", "The sides signed, exchanged notes or acceded.", talked),
            Step(
                "provisionally applied",
                "It is applied before it is in force.",
                bound,
                not_for=_BY_SIGNATURE | _DECLARED,
            ),
            Step(
                "ratified",
                "Every side whose law asks for it ratified.",
                bound,
                not_for=_BY_SIGNATURE | _DECLARED,
            ),
            Step("in force", "It entered into force.", bound, not_for=_DECLARED),
            Step("renewed", "Its term was prolonged.", bound | {"in force"}, not_for=_DECLARED),
            Step("suspended", "It does not operate for a time.", bound, leaves=True, not_for=_DECLARED),
            Step("terminated", "A side or both ended it.", bound, True, True, _DECLARED),
            Step(
                "lapsed", "It ran out, or was never brought to effect.", frozenset({"proposed"}), True, True
            ),
        ),
        (("proposed", "signed"), ("signed", "ratified"), ("signed", "in force")),
    )


def _commitment() -> Ladder:
    said = frozenset({"announced"})
    begun = said | {"started"}
    return Ladder(
        COMMITMENT,
        (
            Step("announced", "Somebody who can do it said that it will be done."),
            Step("agreed", "Those who have to do it settled that it will be done.", said),
            Step("funded", "Money for it was set aside or paid.", said),
            Step("started", "Work on it began.", said),
            Step("delivered", "What was promised was done.", begun, settles=True),
            Step("evaluated", "Somebody examined what came of it.", begun),
            Step("abandoned", "It was given up.", said, settles=True, leaves=True),
        ),
        (("announced", "started"), ("agreed", "started"), ("funded", "started"), ("started", "delivered")),
    )


def _contribution() -> Ladder:
    return Ladder(
        CONTRIBUTION,
        (
            Step("pledge", "A giver said that money is meant to come; it binds nobody."),
            Step("commitment", "A giver bound itself in writing to give."),
            Step("disbursement", "Money or goods were handed over.", frozenset({"commitment"}), settles=True),
        ),
        (("pledge", "commitment"), ("commitment", "disbursement")),
    )


LADDERS: Mapping[str, Ladder] = MappingProxyType(
    {ladder.name: ladder for ladder in (_agreement(), _commitment(), _contribution())}
)

LADDER_OF: Mapping[str, str] = MappingProxyType(
    {"agreement": AGREEMENT, "commitment": COMMITMENT, "project": COMMITMENT, "aid": CONTRIBUTION}
)
"""The ladder that a kind of statement climbs; other kinds climb only where a step says on which ladder."""


def ladder(name: str) -> Ladder:
    """The ladder of that name; raises `UsageError` if there is none."""
    if name not in LADDERS:
        raise UsageError(f"no ladder {name!r}: there are {', '.join(LADDERS)}.")
    return LADDERS[name]


def read(status: str, name: str) -> Reading | None:
    """What a status word says on the ladder of that name, in any of its languages; None for an unknown word.

    "unknown" is read: it stands for no step.
    """
    written = " ".join(status.casefold().split())
    found = _QUANTIFIED.search(written)
    word = written[: found.start()].strip() if found else written
    known = words(name).get(word)
    if known is None:
        return None
    return Reading(known.step, known.short_of, found[1] if found else "")


@cache
def words(name: str) -> Mapping[str, Reading]:
    """Every word that is read on a ladder, in lower case; raises `UsageError` if there is no such ladder."""
    own = ladder(name)
    found: dict[str, Reading] = {UNKNOWN: Reading("", UNKNOWN)}
    for row in rows():
        if row["ladder"] == name:
            found[row["word"]] = Reading(row["step"], row["short_of"])
    found |= {step.name: Reading(step.name) for step in own.steps}
    return MappingProxyType(found)


@cache
def label(step: str, name: str, language: str = "en") -> str:
    """The word for a step in fr, nl, ru or kk, the first that is listed; in any other language English."""
    if language != "en":
        for row in rows():
            if (row["ladder"], row["step"], row["language"]) == (name, step, language):
                return row["word"]
    return step


@cache
def rows() -> tuple[Mapping[str, str], ...]:
    """The rows of the list that ships: ladder, language, word, step, short_of, note."""
    text = (files("entrepot.data") / "vocabularies" / "ladders.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
