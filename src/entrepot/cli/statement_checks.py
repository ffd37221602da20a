"""What a person should know about a statement that is well-formed and yet would count for less than meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from entrepot.cli.output import note
from entrepot.metadata.errors import BadInput, PlaceError
from entrepot.metadata.ladders import LADDER_OF, LADDERS, read, words
from entrepot.metadata.places import get, match
from entrepot.metadata.statement import Statement

_STANDING = frozenset({"agreement", "commitment", "project", "step"})


def with_codes(statements: Iterable[Statement], file: str | Path) -> tuple[Statement, ...]:
    """The statements of a file with codes where places were written by their names.

    A place that nobody knows would be stored and found under no country.

    Args:
        statements: as read.
        file: where they were read, for the message.

    Raises:
        BadInput: a place that is no code and no name, with the nearest.
    """
    return tuple(
        replace(said, places=tuple(_code(place, said.id, file) for place in said.places))
        for said in statements
    )


def _code(written: str, statement: str, file: str | Path) -> str:
    code, near = _read(written)
    if not code:
        raise BadInput(
            f"statement {statement}: no place is called “{written}”",
            file=file,
            column="places",
            expected="codes or names, such as BEL or Belgium",
            remedy=f"Did you mean {near}?" if near else "",
        )
    return code


@cache
def _read(written: str) -> tuple[str, str]:
    """The code of a place, or nothing and what may be meant; a mended typo is a guess, refused in a file."""
    try:
        return get(written).code, ""
    except PlaceError:
        pass
    try:
        found = match(written)
    except PlaceError as error:
        return "", " or ".join(error.candidates[:2])
    return ("", f"{found.place.code}  {found.place.name()}") if found.guessed else (found.place.code, "")


def tell_doubts(statement: Statement, known: Callable[[], Iterable[str]]) -> None:
    """Say on standard error what of a statement no answer will count, and how to mend it.

    Args:
        statement: as it was stored.
        known: gives the identifiers of the record; asked only where the statement points to others.
    """
    for doubt in (*_status(statement), *_pointed(statement, known), *_form(statement)):
        note(f"{statement.id}: {doubt}")


def _status(statement: Statement) -> Iterator[str]:
    if not statement.status or statement.kind not in _STANDING:
        return
    own = str(statement.attributes.get("ladder") or LADDER_OF.get(statement.kind, ""))
    ladders = [own] if own in LADDERS else list(LADDERS)
    if not any(read(statement.status, name) for name in ladders):
        steps = [step.name for name in ladders for step in LADDERS[name].steps]
        near = _nearest(statement.status, [word for name in ladders for word in words(name)])
        meant = f"did you mean {near}?" if near else f"steps are {', '.join(dict.fromkeys(steps))}."
        yield f"“{statement.status}” is no step that a ladder knows, and counts as none; {meant}"


def _pointed(statement: Statement, known: Callable[[], Iterable[str]]) -> Iterator[str]:
    held = statement.attributes.get("applies_to", ())
    wanted = list(held) if isinstance(held, list | tuple) else [str(held)]
    if statement.kind == "step" and not wanted:
        yield "it does not say whose step it is, and counts for nothing: --set attributes.applies_to=ID"
    ids = set(known()) if wanted else set()
    for one in wanted:
        if one not in ids:
            near = _nearest(str(one), ids)
            yield f"it applies to {one}, which is not on record.{f' Did you mean {near}?' if near else ''}"


def _form(statement: Statement) -> Iterator[str]:
    from entrepot.analyses.relations.silences import CONTACTS

    if statement.kind == "event" and not statement.subtype:
        yield (
            "an event without a subtype counts as no contact of two places. If it was one: "
            f"--set subtype=… with {', '.join(sorted(CONTACTS))}."
        )
    if statement.kind == "office" and not statement.actors("body", "sending state"):
        yield (
            "an office without a body acts for nobody. Name both, such as "
            f'--set "parties={statement.subject}: holder; Belgium: body".'
        )


def _nearest(written: str, known: Iterable[str]) -> str:
    from rapidfuzz import process  # only where something was mistyped

    found = process.extractOne(written, list(known), score_cutoff=70)
    return str(found[0]) if found else ""
