"""The command line: one file per command, loaded only when that command is asked for."""

from __future__ import annotations

import io
import sys
from importlib import import_module

import click

from entrepot.cli.output import report
from entrepot.metadata.errors import EntrepotError, OutputError

# command -> (module, one-line help); the help stands here so that `entrepot --help` imports no command.
COMMANDS = {
    "brief": ("entrepot.cli.brief", "Write the brief of a pair of places: HTML, PDF, DOCX, Excel or JSON."),
    "show": ("entrepot.cli.show", "Print one answer about a pair or a country in the terminal."),
    "place": ("entrepot.cli.place", "Find a country, group, region, port or airport."),
    "data": ("entrepot.cli.data", "List, inspect and verify the releases in the store."),
    "routes": ("entrepot.cli.routes", "Find every way for goods to get from one place to another."),
    "corridors": (
        "entrepot.cli.corridors",
        "Ask what closures do, what trade hangs on, which hub reaches most, what is assumed.",
    ),
    "indices": (
        "entrepot.cli.indices",
        "Compute RCA, ECI, PCI, density, COI and COG of a table of your own.",
    ),
    "aggregate": ("entrepot.cli.aggregate", "Add up raw flows of any size, here or on Spark."),
    "convert": ("entrepot.cli.convert", "Convert values by product to another classification."),
    "networks": (
        "entrepot.cli.networks",
        "Build, measure and check the raw networks of rails and roads.",
    ),
    "record": ("entrepot.cli.record", "Read, search, edit and exchange the record of relations."),
    "aid": ("entrepot.cli.aid", "What a donor gave a recipient, each flow counted once."),
    "read": ("entrepot.cli.read", "Read a document and draft what it says, for you to accept or not."),
    "drafts": ("entrepot.cli.drafts", "Decide on what was drafted: accept, correct, reject."),
    "strategy": ("entrepot.cli.strategy", "Monitor a strategy: done, achieved, judged, still to do."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start here:  entrepot brief BEL KAZ -o brief.html   |   entrepot show BEL KAZ partners   |   "
    "entrepot place Luik.   Exit codes: 2 usage, 3 place, 4 no data, 5 bad input, 6 broken store, "
    "7 cannot write, 8 somebody else was first.",
)
@click.version_option(package_name="entrepot", prog_name="entrepot")
def entrepot() -> None:
    """Entrepôt answers the questions of economic diplomacy for any pair of places.

    What they trade, who met whom, what was agreed and given; every figure one step from its source.
    Data go to standard output, notes and progress to standard error; --json is understood everywhere.
    """


def main() -> None:
    """Run the command line; an error a user can mend is one line and an exit code, never a traceback."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A letter that the terminal's encoding lacks is shown as "?"; JSON, CSV and briefs are always UTF-8.
        sys.stdout.reconfigure(errors="replace")
    try:
        code = _run()
    except click.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except EntrepotError as error:
        report(error)
        code = error.exit_code
    sys.exit(code if isinstance(code, int) else 0)


def _run() -> object:
    try:
        return entrepot.main(standalone_mode=False)
    except SystemExit:
        # click's way to say that the reader (head, less) has enough; that is no failure.
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        reason = error.strerror or str(error)
        raise OutputError(
            f"Cannot write the output ({reason}). Free some space, or send it elsewhere."
        ) from error
    except RuntimeError as error:
        # Ctrl-C while DuckDB answers comes out as its own error.
        if str(error) == "Query interrupted":
            raise click.Abort from error
        raise
