"""`entrepot whatif`: what a corridor, an agreement or a closure does to trade, output and real income."""

from __future__ import annotations

import click

from entrepot.cli.lazy import LazyGroup
from entrepot.cli.mistyped import refuse_mistyped

DEFAULT = "run"
SECTIONS = {
    "Ask": {
        DEFAULT: ("whatif_run", "run", "Run a scenario (the word may be left out)."),
        "explain": ("whatif_explain", "explain", "Follow one number from hours at a border to real income."),
        "parts": ("whatif_exploring", "parts", "Say which part of a scenario does what."),
        "compare": ("whatif_exploring", "compare", "Set scenarios side by side."),
        "sensitivity": ("whatif_exploring", "sensitivity", "Say what the answer hangs on."),
        "break-even": ("whatif_exploring", "break_even", "Find how strong a scenario must be for a goal."),
    },
    "Look": {
        "list": ("whatif_library", "list_them", "List the scenarios that ship."),
        "show": ("whatif_library", "show", "Show what a scenario says, and who says so."),
        "tables": ("whatif_library", "tables", "Show the table, the elasticities and what is known of both."),
    },
}


class ScenarioGroup(LazyGroup):
    """A group whose first word may be a scenario: it is run."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; what is no command is a scenario to run.

        Raises:
            UsageError: a word that is neither, and nearly a command.
        """
        if args and args[0] not in self.list_commands(ctx):
            from entrepot.sources.scenarios import names

            refuse_mistyped(args[0], "entrepot whatif", self.list_commands(ctx), names())
            args = [DEFAULT, *args]
        return super().resolve_command(ctx, args)


@click.group(cls=ScenarioGroup, sections=SECTIONS, short_help="What would change, in trade and real income.")
def whatif() -> None:
    """What a corridor, an agreement, a duty or a closure does to trade, output and real income.

    \b
    entrepot whatif khorgos-halved --pair BEL KAZ
    entrepot whatif mine.yml --json
    A scenario ships (`entrepot whatif list`) or is a YAML file of yours. The answer is a model's estimate
    with its interval: two states of the world compared, not a forecast.
    """  # noqa: D301 - click's own marks
