"""`entrepot gravity specs`: the ready specifications."""

from __future__ import annotations

import click

from entrepot.cli.output import json_option, print_json, print_table


@click.command(epilog="Example:  entrepot gravity specs")
@json_option
def specs(as_json: bool) -> None:
    """List the ready specifications; numbers are those of the equations in the guide.

    The guide is the Advanced Guide to Trade Policy Analysis (Yotov and others, WTO and UNCTAD 2016).
    """
    from entrepot.analyses.gravity.ready import READY

    rows = [(name, told) for name, (told, _) in READY.items()]
    if as_json:
        print_json([{"name": name, "what": told} for name, told in rows])
    else:
        print_table(("name", "what"), rows)
