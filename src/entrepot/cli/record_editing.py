"""`entrepot record dispute`, `settle`, `retract`, `restore`, `undo`: verdicts on statements as they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.output import json_option, print_json
from entrepot.cli.signing import opened, signed, tell

if TYPE_CHECKING:
    from entrepot.store.record import Record

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _of_a_statement(function: Decorated) -> Decorated:
    """ID, --based-on, --as, --why and --json."""
    function = signed(json_option(function))
    function = click.option(
        "--based-on",
        "revision",
        type=click.IntRange(min=1),
        help="The revision you looked at; refused if somebody has changed it since. By default the last.",
    )(function)
    return click.argument("identifier", metavar="ID")(function)


@click.command(short_help="Say that a statement is wrong, and why.")
@_of_a_statement
def dispute(identifier: str, revision: int | None, who: str | None, why: str, as_json: bool) -> None:
    """Say that a statement is wrong, and why. It stays in every answer, with your objection beside it."""
    record, desk = opened(who)
    change = desk.dispute(identifier, based_on=_base(record, identifier, revision), why=why)
    tell(change, f"{identifier} is disputed: {why}", as_json)


@click.command(short_help="End a dispute: the statement stands.")
@_of_a_statement
def settle(identifier: str, revision: int | None, who: str | None, why: str, as_json: bool) -> None:
    """End a dispute: the statement stands as it is, and the objections are answered."""
    record, desk = opened(who)
    change = desk.settle(identifier, based_on=_base(record, identifier, revision), why=why)
    tell(change, f"{identifier} stands.", as_json)


@click.command(short_help="Take a statement out; its history stays.")
@_of_a_statement
def retract(identifier: str, revision: int | None, who: str | None, why: str, as_json: bool) -> None:
    """Take a statement out of every answer. Its history stays, and `restore` puts it back."""
    record, desk = opened(who)
    change = desk.retract(identifier, based_on=_base(record, identifier, revision), why=why)
    tell(change, f"{identifier} is retracted.", as_json)


@click.command(short_help="Put a retracted statement back.")
@_of_a_statement
def restore(identifier: str, revision: int | None, who: str | None, why: str, as_json: bool) -> None:
    """Put a retracted statement back as it was. For a backup file: `entrepot record recover`."""
    record, desk = opened(who)
    change = desk.restore(identifier, based_on=_base(record, identifier, revision), why=why)
    tell(change, f"{identifier} is back.", as_json)


@click.command(short_help="Take a whole change back.")
@click.argument("numbers", metavar="CHANGE...", nargs=-1, required=True, type=click.IntRange(min=1))
@signed
@json_option
def undo(numbers: Sequence[int], who: str | None, why: str, as_json: bool) -> None:
    """Take changes back, by their numbers; undoing an undo does them again.

    Refused where somebody has changed the same statements since: undo that first.
    """
    _, desk = opened(who)
    # The latest first: an earlier change may have touched the same statements.
    undone = [desk.undo(number, why=why) for number in sorted(numbers, reverse=True)]
    if as_json:
        return print_json([change.to_dict() for change in undone])
    for change in undone:
        tell(change, f"Change {change.undoes} is taken back.", as_json)
    return None


def _base(record: Record, identifier: str, revision: int | None) -> int:
    """The revision that the user looked at: as said, else the one that stands."""
    return revision or record.statement(identifier).revision
