"""Personal data beyond a public role is told only to who says why; the log keeps who did, and when."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.signing import named
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.store.record import Record

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def for_a_reason(function: Decorated) -> Decorated:
    """The options --with-private and --as; passes `reason` and `who`."""
    who = click.option("--as", "who", metavar="NAME", default=None, help="Who asks for what is private.")
    why = click.option(
        "--with-private", "reason", metavar="WHY", help="What is private too, and why; it is logged."
    )
    return why(who(function))


def log_or_refuse(record: Record, private: Collection[str], reason: str | None, who: str | None) -> None:
    """Enter in the log who looks at these private statements and why; where there are none, do nothing.

    Raises:
        UsageError: there are some, and no reason is given.
    """
    if not private:
        return
    names = ", ".join(sorted(private))
    if reason is None:
        raise UsageError(
            f"{names}: private, personal data beyond a public role. "
            "To see it, say why with --with-private WHY; the log keeps that."
        )
    record.log_access(named(who), f"looked at private statements: {names}", reason)
