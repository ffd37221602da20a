"""Which statement says which step of what, how surely, and of how many of a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from entrepot.analyses.relations.ladders.identity import Identity, ids
from entrepot.analyses.relations.ladders.reached import Certainty, Group, Reached
from entrepot.analyses.relations.ladders.windows import Knowledge
from entrepot.metadata.ladders import LADDER_OF, LADDERS, Reading, read
from entrepot.metadata.statement import DISPUTED, Statement

QUANTIFIERS = ("all", "some", "most")

# Their status is their own: a task that is done is not a promise that was kept.
OF_THEIR_OWN = frozenset({"task", "assessment", "contact", "opinion", "source", "actor", "office"})

Key = tuple[str, str]
"""Id of the head, name of the ladder."""


@dataclass(slots=True)
class Told:
    """All that is told of one thing on one ladder."""

    steps: list[Reached] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    speaking: list[str] = field(default_factory=list)
    unread: list[tuple[str, str]] = field(default_factory=list)
    short_of: str = ""


def tell(identity: Identity, knowledge: Knowledge) -> dict[Key, Told]:
    """What the statements of a record say of each thing that climbs; an empty `Told` for nothing."""
    told: dict[Key, Told] = {(s.id, LADDER_OF[s.kind]): Told() for s in identity.items()}
    for s in identity.by_id.values():
        if s.kind in OF_THEIR_OWN:
            continue
        heads = _heads(s, identity)
        for key in _keys(s, heads, identity):
            _enter(s, key, told.setdefault(key, Told()), identity, knowledge)
    return told


def unplaced(identity: Identity) -> tuple[tuple[str, str], ...]:
    """Steps said of what the record does not hold, or of what climbs no ladder: statement and target."""
    return tuple(
        (s.id, target)
        for s in identity.by_id.values()
        if s.kind not in OF_THEIR_OWN
        for target in ids(s.attributes.get("applies_to"))
        if not any(_keys(s, (_climbing(identity.standing_for(target), identity),), identity))
    )


def _heads(s: Statement, identity: Identity) -> tuple[str, ...]:
    """What the status of a statement is said of: what it applies to, else what it stands for."""
    targets = ids(s.attributes.get("applies_to"))
    if targets:
        return tuple(dict.fromkeys(_climbing(identity.standing_for(t), identity) for t in targets))
    if s.kind not in LADDER_OF:
        return ()
    return (_climbing(identity.standing_for(s.id), identity),)


def _climbing(identifier: str, identity: Identity) -> str:
    """A part or the content of something that climbs speaks of the whole."""
    whole = identity.by_id.get(identity.whole.get(identifier, ""))
    return whole.id if whole and whole.kind in LADDER_OF else identifier


def _keys(s: Statement, heads: tuple[str, ...], identity: Identity) -> Iterator[Key]:
    named = str(s.attributes.get("ladder", ""))
    for head in heads:
        thing = identity.by_id.get(head)
        ladder = named if named in LADDERS else LADDER_OF.get(thing.kind, "") if thing else ""
        if thing and ladder:
            yield head, ladder


def _enter(s: Statement, key: Key, told: Told, identity: Identity, knowledge: Knowledge) -> None:
    head, ladder = key
    told.speaking.append(s.id)
    named = str(s.attributes.get("ladder", ladder))
    reading = read(s.status, ladder) if s.status and named in LADDERS else None
    if s.status and reading is None:
        told.unread.append((s.id, s.status if named in LADDERS else f"ladder {named}"))
    if reading is None:
        return
    if s.id == head and not s.attributes.get("applies_to"):
        told.short_of = reading.short_of
    quantifier = _quantifier(s, reading, head, identity)
    if not reading.step or quantifier == "content":
        return
    if quantifier not in ("", "part", *QUANTIFIERS):
        told.unread.append((s.id, f"{s.status}: {quantifier}"))
    told.steps.extend(_steps(s, reading.step, ladder, quantifier, knowledge))
    group = _group(s, reading.step, quantifier, identity, knowledge)
    if group:
        told.groups.append(group)


def _quantifier(s: Statement, reading: Reading, head: str, identity: Identity) -> str:
    """Of how much of the thing or the group the step is said; empty where it is said of the thing itself."""
    targets = ids(s.attributes.get("applies_to"))
    said = str(s.attributes.get("quantifier", "")).strip().casefold() or reading.quantifier
    if targets:
        # Said of its parts alone, a step is not yet said of the whole.
        direct = any(identity.standing_for(t) == head for t in targets)
        return (said or ("all" if len(targets) > 1 else "")) if direct else "part"
    if identity.standing_for(s.id) == head:
        return said
    return "part" if s.attributes.get("part_of") else "content"


def _steps(s: Statement, step: str, ladder: str, quantifier: str, knowledge: Knowledge) -> Iterator[Reached]:
    disputed = s.standing == DISPUTED
    sure = quantifier in ("", "all") and not disputed
    certainty = Certainty.CERTAIN if sure else Certainty.POSSIBLE
    window, stated = knowledge.window(s), s.date.edtf if s.date else ".."
    yield Reached(step, certainty, stated, window, s.id, quantifier, disputed)
    for earlier in sorted(LADDERS[ladder].step(step).implies):
        # It was made no later than the step that implies it; how much earlier is not said.
        before = type(window)(None, window.latest)
        yield Reached(earlier, certainty, "..", before, s.id, quantifier, disputed, step)


def _group(
    s: Statement, step: str, quantifier: str, identity: Identity, knowledge: Knowledge
) -> Group | None:
    """The bound on a group; None where the statement is not on several things, or not on a part of them."""
    things = dict.fromkeys(identity.standing_for(target) for target in ids(s.attributes.get("applies_to")))
    if quantifier not in ("some", "most") or len(things) < 2:
        return None
    # A part of something else may be the one that is meant; that its whole reached the step is not said.
    members = tuple(thing for thing in things if _climbing(thing, identity) == thing)
    least = (1 if quantifier == "some" else len(things) // 2 + 1) - (len(things) - len(members))
    standing = max(0, least) if s.standing != DISPUTED else 0
    return Group(step, quantifier, members, standing, knowledge.window(s), s.id)
