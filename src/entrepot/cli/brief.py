"""`entrepot brief`: the account of a pair of places, as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.arguments import PlaceType
from entrepot.cli.moments import DAY
from entrepot.cli.output import note
from entrepot.cli.ticking import ticking
from entrepot.metadata.errors import OutputError, StoreError, UsageError
from entrepot.metadata.places.place import Place

if TYPE_CHECKING:
    from entrepot.store.record import Record

FORMATS = ("html", "pdf", "docx", "xlsx", "json")


@click.command()
@click.argument("reporter", type=PlaceType())
@click.argument("partner", type=PlaceType())
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
@click.option("--format", "kind", type=click.Choice(FORMATS), help="By default the suffix of FILE, or html.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to write; '-' is standard output.  [default: brief-REPORTER-PARTNER.FORMAT]",
)
@click.option("--as-of", type=DAY, help="The record as it stood at the end of this day, seen from it.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json -o -")
def brief(
    reporter: Place,
    partner: Place,
    language: str,
    kind: str | None,
    output: str | None,
    as_of: date | None,
    as_json: bool,
) -> None:
    """Write the brief of a pair of places, from the first one's point of view.

    Places are countries, groups or regions, by code or by name in English, French, Dutch, Russian or Kazakh.

    \b
    entrepot brief BEL KAZ -o brief.html
    entrepot brief Luxembourg Tadjikistan --lang fr --format pdf
    entrepot brief BEL CentralAsia --format xlsx
    entrepot brief BEL KAZ --as-of 2026-11-30
    """  # noqa: D301 - click's own marks
    # The renderers and the store are heavy: they load when a brief is really wanted.
    from entrepot import workbench
    from entrepot.briefs import render
    from entrepot.store.files import write_bytes

    kind = "json" if as_json else kind or _by_suffix(output)
    pair = workbench.pair(reporter, partner)
    with ticking(lambda: None, doing="working out what is asked for the first time"):
        dossier = pair.dossier(language, as_of=as_of)
    content = render(dossier, kind, pair.workbench.remember)
    if as_json or output == "-":
        click.echo(content, nl=False)
        return
    target = Path(output or f"brief-{reporter.code}-{partner.code}.{kind}")
    write_bytes(target, content, make_folders=False)
    note(f"Wrote {target} ({len(content) / 1024:,.0f} kB, {len(dossier.notes)} notes).")
    if as_of is None:
        _mark(pair.workbench.record, f"brief {reporter.code} {partner.code}")


def _mark(record: Record, name: str) -> None:
    """Tell what changed in the record since the last brief of the pair, and remember this one."""
    try:
        last = next((mark for mark in record.marks() if mark.name == name), None)
        if last and (count := len(record.changes(last.change))):
            changes = "1 change" if count == 1 else f"{count} changes"
            note(
                f"{changes} of the record since the last brief of this pair: "
                f"entrepot record difference --since change:{last.change}"
            )
        record.mark(name)
    except (OutputError, StoreError):
        # A record that may only be read, or is busy, makes no worse brief.
        return


def _by_suffix(output: str | None) -> str:
    suffix = Path(output or "").suffix.removeprefix(".").lower()
    if suffix in ("", "htm"):
        return "html"
    if suffix not in FORMATS:
        raise UsageError(
            f"{output}: no brief is written as .{suffix}. "
            f"End the name in {', '.join(f'.{each}' for each in FORMATS)}, or name one of them with --format."
        )
    return suffix
