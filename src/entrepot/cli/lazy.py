"""A group of commands that imports the module of a command only when that command is used."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

Commands = Mapping[str, tuple[str, str, str]]
"""Under the name of each command: its module below `entrepot.cli`, its name there, its help in a line."""


class LazyGroup(click.Group):
    """A group whose own help imports no command."""

    def __init__(self, *args: Any, sections: Mapping[str, Commands], **settings: Any) -> None:
        """As `click.Group`.

        Args:
            args: as there.
            sections: the commands under the titles that they are listed under, in that order.
            settings: as there.
        """
        super().__init__(*args, **settings)
        self.sections = sections
        self._known = {name: entry for commands in sections.values() for name, entry in commands.items()}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order in which they were given."""
        return list(self._known)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self._known:
            return None
        module, name, _ = self._known[cmd_name]
        command: click.Command = getattr(import_module(f"entrepot.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under their titles, without importing them."""
        for title, commands in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(name, summary) for name, (_, _, summary) in commands.items()])
