"""`entrepot corridors`: questions on the network as a whole, and what the layer of corridors says."""

from __future__ import annotations

from importlib import import_module

import click

# command -> (module, name in it, one-line help), so that the group's own help imports no command.
COMMANDS = {
    "effect": (
        "corridors_effect",
        "effect",
        "Say what a closure or a what-if does to many pairs of places.",
    ),
    "critical": ("corridors_critical", "critical", "Find what most trade hangs on."),
    "hubs": ("corridors_hubs", "hubs", "Compare hubs by the markets that they could reach."),
    "ways": ("corridors_ways", "ways", "Count the ways that share nothing, and name what cuts them all."),
    "what-if": ("corridors_what_if", "what_if", "List, show and compare named differences from the layer."),
    "terminals": ("corridors_layer", "terminals", "Find terminals: ports, stations, airports, border posts."),
    "legs": ("corridors_layer", "legs", "List the legs at a terminal, or between two places."),
    "parameters": (
        "corridors_parameters",
        "parameters",
        "Print what is assumed, with its sources and their conflicts.",
    ),
}


class CorridorsGroup(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Questions first, then what the layer says."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, name, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"entrepot.cli.{module}"), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, _, summary) in COMMANDS.items()])


@click.group(cls=CorridorsGroup)
def corridors() -> None:
    """Ask about the network for goods as a whole: closures, weak spots, hubs, ways apart, new links.

    The ways for goods between two places are found by `entrepot routes`. Without pairs of your own, all
    pairs of the economies in the OECD's tables are asked about, capital to capital, by their trade in goods.

    \b
    entrepot corridors effect --close Russia,Caspian --pair Almaty Liège
    entrepot corridors critical --what passages
    entrepot corridors hubs Liège Duisburg Rotterdam --within-days 20 --modes rail,road,ferry
    entrepot corridors ways Almaty Liège --by countries
    entrepot corridors what-if list
    entrepot corridors parameters border_hours --where "border Dostyk-Alashankou"
    """  # noqa: D301 - click's own marks
