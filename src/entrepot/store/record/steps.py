"""Steps of the desk: one statement, its last revision, and the one to come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from entrepot.metadata.change import Verb
from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import DISPUTED, Statement
from entrepot.metadata.statement_form import to_json
from entrepot.store.record import acts
from entrepot.store.record.difference import Step
from entrepot.store.record.revisions import Row, heads

_DESK = {"title": "Entered at the desk", "entered_by": "", "entered_at": "", "sha256": ""}


def added(said: Statement, position: int) -> Step:
    """A statement that is new."""
    return Step(None, Row(said.id, 1, 0, Verb.ADD, acts.DESK, position, "", "", to_json(said), []), said)


def corrected(head: Row, said: Statement, verb: Verb) -> Step:
    """A statement that says something else, or is quoted from elsewhere."""
    return Step(head, changed(head, verb)._replace(form=to_json(said)), said)


def disputed(head: Row, objection: str) -> Step:
    """A statement that somebody objects to, perhaps not as the first."""
    objections = "\n".join(filter(None, (head.objection, objection)))
    return Step(head, changed(head, Verb.DISPUTE)._replace(standing=DISPUTED, objection=objections))


def settled(head: Row) -> Step:
    """A statement that was disputed and is no more; raises `UsageError` if it was not."""
    if head.standing != DISPUTED:
        raise UsageError(f"statement {head.statement} is not disputed.")
    return Step(head, changed(head, Verb.SETTLE)._replace(standing="", objection=""))


def retracted(head: Row) -> Step:
    """A statement that counts no more; its objections are kept for the day it is restored."""
    return Step(head, changed(head, Verb.RETRACT)._replace(standing="retracted"))


def restored(head: Row) -> Step:
    """A retracted statement that counts again; raises `UsageError` if it was not retracted."""
    if head.standing != "retracted":
        remedy = "it counts" if head.stands else f"undo change {head.change} instead"
        raise UsageError(f"statement {head.statement} is not retracted: {remedy}.")
    standing = DISPUTED if head.objection else ""
    return Step(head, changed(head, Verb.RESTORE)._replace(standing=standing))


def changed(head: Row, verb: Verb) -> Row:
    """The revision after the last, saying the same so far."""
    return head._replace(number=head.number + 1, change=0, verb=verb, others=[])


def refuse_taken(connection: Connection, statements: Sequence[Statement]) -> None:
    """Raise `UsageError` if an identifier is taken, or given twice."""
    refuse_twice(said.id for said in statements)
    for head in heads(connection, [said.id for said in statements]).values():
        remedy = "correct that one" if head.stands else f"that one is {head.standing}; restore it, or undo"
        raise UsageError(
            f"statement {head.statement} is already in the record (pack {head.pack}, change {head.change}): "
            f"{remedy}, or choose another identifier."
        )


def refuse_twice(ids: Iterable[str]) -> None:
    """Raise `UsageError` if an identifier is given twice, or none is given."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise UsageError(f"statement {name} is named twice.")
        seen.add(name)
    if not seen:
        raise UsageError("no statement is named.")


def named(keep: str, others: Sequence[str], based_on: Mapping[str, int]) -> dict[str, int]:
    """The revision that each statement of a merger was seen at; raises `UsageError` if one is missing."""
    refuse_twice((keep, *others))
    if not others:
        raise UsageError(f"statement {keep}: name at least one other to be merged into it.")
    if missing := [name for name in (keep, *others) if name not in based_on]:
        raise UsageError(f"say which revision of {', '.join(missing)} you have seen.")
    return {name: based_on[name] for name in (keep, *others)}


def room_at_the_desk(connection: Connection) -> int:
    """Position of the next statement entered by hand; makes the pack of those if it is not there."""
    acts.pack_row(connection, name=acts.DESK, **_DESK)
    return acts.next_position(connection, acts.DESK)
