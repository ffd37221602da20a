"""Climbs: of a whole record, or of a pair, a party, a topic and a period of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

from entrepot.analyses.relations.involvement import Scene
from entrepot.analyses.relations.ladders.choosing import Choice
from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.evidence import grade
from entrepot.analyses.relations.ladders.identity import Identity, ids
from entrepot.analyses.relations.ladders.pairs import pairs_of
from entrepot.analyses.relations.ladders.telling import Key, Told, tell, unplaced
from entrepot.analyses.relations.ladders.windows import Knowledge, Window
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.ladders import LADDERS
from entrepot.metadata.statement import Document, Statement

RELATIONS = ("same_as", "content_of", "part_of", "follows")


def climbs(
    statements: Iterable[Statement],
    *,
    documents: Iterable[Document] = (),
    between: tuple[str, str] | None = None,
    party: str = "",
    topic: Sequence[str] = (),
    period: StatedDate | None = None,
    read_on: date | None = None,
) -> tuple[Climb, ...]:
    """What is followed through, each thing once, by its launch; undated ones last.

    Args:
        statements: the whole record, actors and offices included.
        documents: to know by when each statement was told.
        between: codes of two places: only what concerns both.
        party: only what this actor, or one whose name holds these words, is a party to.
        topic: only what any of these words begins a word of, in paraphrase, topic or subject.
        period: only what can have been launched in it.
        read_on: the day on which the record is read; it tells of nothing later.

    Raises:
        UsageError: if no party of the record bears that name; names the nearest.
    """
    record = tuple(statements)
    identity, knowledge, scene = Identity.of(record), Knowledge(documents, read_on), Scene.of(record)
    told = tell(identity, knowledge)
    choice = Choice(between, party, tuple(topic), period)
    wanted = choice.heads({head: identity.by_id[head] for head, _ in told}.values(), scene)
    around = _Around(identity, knowledge, scene)
    found = [_climb(key, each, around) for key, each in told.items() if key[0] in wanted]
    return tuple(sorted((c for c in found if choice.is_launched(c)), key=_order))


def unplaced_steps(statements: Iterable[Statement]) -> tuple[tuple[str, str], ...]:
    """Steps that are said of nothing that climbs, with what they name: a mistyped id, as a rule."""
    return unplaced(Identity.of(statements))


def _climb(key: Key, told: Told, around: _Around) -> Climb:
    head, ladder = key
    s = around.identity.by_id[head]
    same = around.same.get(head, ())
    near = {relation: around.pointing_at(relation, (head, *same)) for relation in RELATIONS}
    repeated = tuple(sorted({*same, *near["same_as"]}))
    certain = {r.step for r in told.steps if r.is_certain}
    steps = LADDERS[ladder]
    return Climb(
        statement=s,
        ladder=ladder,
        grade=grade(s, certain, told.short_of),
        steps=tuple(
            sorted(told.steps, key=lambda r: (steps.height(r.step), bool(r.implied_by), r.statement))
        ),
        groups=tuple(sorted(told.groups, key=lambda g: (steps.height(g.step), g.statement))),
        window=around.knowledge.window(s),
        signs=around.signs((head, *repeated, *told.speaking, *chain.from_iterable(near.values()))),
        repeated=repeated,
        details=near["content_of"],
        parts=near["part_of"],
        followed_by=near["follows"],
        short_of=told.short_of,
        unread=tuple(sorted(told.unread)),
        pairs=pairs_of(s, around.scene),
    )


class _Around:
    """What else the record says of what climbs."""

    def __init__(self, identity: Identity, knowledge: Knowledge, scene: Scene) -> None:
        self.identity, self.knowledge, self.scene = identity, knowledge, scene
        self.same: dict[str, tuple[str, ...]] = {}
        self._pointing: dict[tuple[str, str], list[str]] = {}
        for s in identity.by_id.values():
            head = identity.head[s.id]
            if head != s.id:
                self.same[head] = (*self.same.get(head, ()), s.id)
            for relation in RELATIONS:
                for target in ids(s.attributes.get(relation)):
                    self._pointing.setdefault((relation, target), []).append(s.id)

    def pointing_at(self, relation: str, targets: Iterable[str]) -> tuple[str, ...]:
        """Ids of the statements that name any of the targets in that relation, in alphabetical order."""
        return tuple(sorted({i for target in targets for i in self._pointing.get((relation, target), ())}))

    def signs(self, identifiers: Iterable[str]) -> tuple[tuple[str, Window], ...]:
        """When each of these happened."""
        return tuple((i, self.knowledge.window(self.identity.by_id[i])) for i in sorted(set(identifiers)))


def _order(climb: Climb) -> tuple[date, str, str]:
    return climb.launch.earliest or date.max, climb.id, climb.ladder
