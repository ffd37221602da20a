"""`entrepot gravity`: estimate from a panel, simulate a change, and list the specifications there are."""

from __future__ import annotations

import click

from entrepot.cli.lazy import LazyGroup
from entrepot.cli.mistyped import refuse_mistyped

_COMMANDS = {
    "estimate": ("gravity_estimate", "estimate", "Estimate from a panel; the word itself may be left out."),
    "simulate": ("gravity_simulate", "simulate", "What a change does in general equilibrium."),
    "specs": ("gravity_specs", "specs", "List the ready specifications."),
}


class _Group(LazyGroup):
    """A group whose first word may be a file: then it is estimated from."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put in the word "estimate" where another command is not named.

        Raises:
            UsageError: a word that is no file, and nearly a command.
        """
        if args and args[0] not in (*_COMMANDS, "--help", "-h"):
            refuse_mistyped(args[0], "entrepot gravity", _COMMANDS)
            args = ["estimate", *args]
        return super().parse_args(ctx, args)


@click.command(
    cls=_Group,
    sections={"Commands": _COMMANDS},
    epilog="Example:  entrepot gravity panel.csv --spec rta --lags 4,8,12 --years 1986-2006/4 -o rta.json",
)
def gravity() -> None:
    """Estimate a gravity equation from a panel of trade: distance, borders, agreements.

    The panel has a row for each exporter, importer and year, with sales within an economy where the
    specification uses them. Needs pip install 'entrepot[gravity]'.
    """
