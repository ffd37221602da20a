"""Who makes a change and why: the options that every editing command has, and what is printed after it."""

from __future__ import annotations

import getpass
import os
import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.output import harmless, note, print_json
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.metadata.change import Change
    from entrepot.store.record import Record
    from entrepot.store.record.desk import Desk

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def signed(function: Decorated) -> Decorated:
    """The options --as and --why; passes `who` and `why`."""
    function = click.option("--why", required=True, help="The reason; it is kept with the change.")(function)
    return click.option(
        "--as",
        "who",
        metavar="NAME",
        default=None,
        help="Who makes the change; by default $ENTREPOT_USER, else your login name.",
    )(function)


def opened(who: str | None) -> tuple[Record, Desk]:
    """The record, and the desk of that person in it."""
    from entrepot.store.record import Record

    record = Record.open()
    return record, record.desk(named(who))


def named(who: str | None) -> str:
    """Who makes a change: as given, as in the environment, or as the system knows the user."""
    if found := (who or os.environ.get("ENTREPOT_USER", "")).strip():
        return found
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("the system knows no name of yours: say who you are with --as NAME.") from error


def identifier(kind: str) -> str:
    """An identifier for a statement entered by hand: its kind, the day, and six random signs."""
    return f"{kind}-{datetime.now(UTC):%Y%m%d}-{secrets.token_hex(3)}"


def tell(change: Change, said: str, as_json: bool, **more: Any) -> None:
    """What was done, and how to take it back; or that there was nothing to do."""
    if as_json:
        print_json(change.to_dict() | more)
        return
    if not change.number:
        note("The record says all that already; nothing was stored.")
        return
    click.echo(harmless(said))
    note(f"Change {change.number} by {change.who}. To take it back: entrepot record undo {change.number}")
