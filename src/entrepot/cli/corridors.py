"""`entrepot corridors`: questions on the network as a whole, and what the layer of corridors says."""

from __future__ import annotations

import click

from entrepot.cli.lazy import LazyGroup

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


@click.group(cls=LazyGroup, sections={"Commands": COMMANDS})
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
