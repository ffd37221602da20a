"""The command line: one file per command, loaded only when that command is asked for."""

from __future__ import annotations

import io
import sys

import click

from entrepot.cli.lazy import LazyGroup
from entrepot.cli.output import report
from entrepot.metadata.errors import EntrepotError, OutputError

# Each in a module of its name; the help stands here so that `entrepot --help` imports no command.
COMMANDS = {
    "brief": "Write the brief of a pair of places: HTML, PDF, DOCX, Excel or JSON.",
    "show": "Print one answer about a pair or a country in the terminal.",
    "place": "Find a country, group, region, port or airport.",
    "data": "List, inspect and verify the releases in the store.",
    "routes": "Find every way for goods to get from one place to another.",
    "corridors": "Ask what closures do, what trade hangs on, which hub reaches most, what is assumed.",
    "indices": "Compute RCA, ECI, PCI, density, COI and COG of a table of your own.",
    "aggregate": "Add up raw flows of any size, here or on Spark.",
    "convert": "Convert values by product to another classification.",
    "gravity": "Estimate a gravity equation from a panel of trade: distance, borders, agreements.",
    "networks": "Build, measure and check the raw networks of rails and roads.",
    "whatif": "Say what a corridor, an agreement or a closure would change.",
    "record": "Read, search, edit and exchange the record of relations.",
    "aid": "What a donor gave a recipient, each flow counted once.",
    "read": "Read a document and draft what it says, for you to accept or not.",
    "drafts": "Decide on what was drafted: accept, correct, reject.",
    "strategy": "Monitor a strategy: done, achieved, judged, still to do.",
}


@click.command(
    cls=LazyGroup,
    sections={"Commands": {name: (name, name, summary) for name, summary in COMMANDS.items()}},
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
