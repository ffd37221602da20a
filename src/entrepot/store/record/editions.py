"""A pack against what the record has of it: what is taken, what stays because somebody here corrected it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from entrepot.metadata.change import Verb
from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Statement
from entrepot.metadata.statement_form import to_json
from entrepot.sources.record_pack.pack import Pack
from entrepot.store.record import tables as t
from entrepot.store.record.difference import Step
from entrepot.store.record.revisions import Row, heads, said_in

# With more statements than this it is quicker to read all last revisions than to ask for them by name.
_FEW = 2000


@dataclass(frozen=True, slots=True)
class Edition:
    """What loading a pack would do.

    Attributes:
        steps: what is done to each statement; those with a remark are not done, and it says why.
        moved: statements that the pack now names elsewhere: id, number of the last revision, position.
    """

    steps: tuple[Step, ...]
    moved: tuple[tuple[str, int, int], ...]


class _Meeting(NamedTuple):
    """A statement of a pack: what the pack said last, what the record has, what the pack says now."""

    said: Row | None
    head: Row | None
    now: str | None

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to do: both say the same, or the pack says what it said before."""
        mine = self.head.content if self.head else None
        return self.now == mine or (self.said is not None and self.now == self.said.content)

    @property
    def is_ours(self) -> bool:
        """Whether somebody here has changed the statement since the pack spoke last."""
        there = self.said.content if self.said else None
        mine = self.head.content if self.head else None
        return there != mine or (self.head is not None and self.head.standing == "erased")


def compare(connection: Connection, pack: Pack) -> Edition:
    """Hold a pack against the record.

    Where only the pack has changed since it was loaded last, its new words are taken; what was corrected here
    stays, and so does what was retracted, merged, split or erased.

    Raises:
        BadInput: another pack holds a statement of the same identifier.
    """
    known = _known(connection, pack)
    _refuse_foreign_identifiers(pack, known)
    said = _said_by(connection, pack.name, known)
    steps, moved, named = list[Step](), list[tuple[str, int, int]](), set[str]()
    for position, statement in enumerate(pack.statements):
        named.add(statement.id)
        head = known.get(statement.id)
        meeting = _Meeting(said.get(statement.id), head, to_json(statement))
        if not meeting.is_settled:
            steps.append(_step(meeting, statement, pack.name, position))
        elif head and head.position != position:
            moved.append((head.statement, head.number, position))
    steps += _gone(said, known, named)
    return Edition(tuple(steps), tuple(moved))


def _step(meeting: _Meeting, statement: Statement, pack: str, position: int) -> Step:
    head = meeting.head
    number = head.number + 1 if head else 1
    standing, objection = (head.standing, head.objection) if head and head.stands else ("", "")
    verb = Verb.CORRECT if head and head.stands else Verb.ADD
    others: list[str] = []
    after = Row(statement.id, number, 0, verb, pack, position, standing, objection, meeting.now or "", others)
    return Step(head, after, statement, _kept(head) if head and meeting.is_ours else "")


def _gone(said: Mapping[str, Row], known: Mapping[str, Row], named: set[str]) -> Iterator[Step]:
    """What the pack said before and says no more; what was entered here under its name stays."""
    for statement, row in said.items():
        head = known[statement]
        if statement in named or not head.stands or row.content is None:
            continue
        after = head._replace(number=head.number + 1, change=0, verb=Verb.RETRACT, standing="retracted")
        ours = _Meeting(row, head, None).is_ours
        yield Step(head, after, None, _kept(head) if ours else "")


def _kept(head: Row) -> str:
    done = "corrected" if head.stands else head.standing
    return f"kept as it was {done} here (change {head.change}): the pack now says otherwise"


def _known(connection: Connection, pack: Pack) -> dict[str, Row]:
    """Last revisions of what the pack names, and of all that it ever brought."""
    if connection.scalar(select(t.change.c.number).limit(1)) is None:
        return {}
    if len(pack.statements) > _FEW:
        named = {statement.id for statement in pack.statements}
        return {key: row for key, row in heads(connection).items() if row.pack == pack.name or key in named}
    return heads(connection, pack=pack.name) | heads(connection, [s.id for s in pack.statements])


def _refuse_foreign_identifiers(pack: Pack, known: Mapping[str, Row]) -> None:
    for statement in pack.statements:
        head = known.get(statement.id)
        if head and head.pack != pack.name and head.standing != "retracted":
            raise BadInput(
                f"pack {pack.name}: statement {statement.id} is already in the record, from pack {head.pack}",
                remedy="Give it another identifier; if it replaces the old one, say so in `supersedes`.",
            )


def _said_by(connection: Connection, pack: str, known: Mapping[str, Row]) -> dict[str, Row]:
    """What the pack itself said last of each statement, as far as no undo took it back."""
    loads = _loads(connection, pack)
    said = {key: row for key, row in known.items() if row.change in loads}
    return said | said_in(connection, known.keys() - said.keys(), loads)


def _loads(connection: Connection, pack: str) -> set[int]:
    """Numbers of the changes that loaded the pack and were not taken back."""
    taken_back = _taken_back(
        connection.execute(select(t.change.c.number, t.change.c.undoes).where(t.change.c.undoes > 0))
    )
    numbers = connection.scalars(select(t.change.c.number).where(t.change.c.pack == pack))
    return set(numbers) - taken_back


def _taken_back(undoings: Iterable[tuple[int, int]]) -> set[int]:
    """Changes that an undo took back which was not itself taken back: the last undo decides."""
    taken: set[int] = set()
    for number, undone in sorted(undoings, reverse=True):
        if number not in taken:
            taken.add(undone)
    return taken
