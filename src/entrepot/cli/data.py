"""`entrepot data`: the releases in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entrepot.cli.adding import Course
from entrepot.cli.data_fetch import fetch
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.metadata.errors import StoreError

if TYPE_CHECKING:
    from entrepot.store.warehouse import Release, Warehouse
    from entrepot.store.warehouse.intake import Plan


@click.group()
def data() -> None:
    """List, inspect, verify and add releases: the immutable editions of datasets in the store.

    What ships with Entrepôt is always there; what you add goes to $ENTREPOT_HOME/releases (by default
    ~/.local/share/entrepot/releases).
    """


data.add_command(fetch)


@data.command("list")
@json_option
def list_releases(as_json: bool) -> None:
    """List every release, newest first within each dataset."""
    releases = _warehouse().releases()
    if as_json:
        print_json([release.to_dict() for release in releases])
        return
    print_table(
        ("dataset", "period", "edition", "publisher", "rows", "release"),
        [
            (
                r.dataset,
                _period(r.period),
                _short(r.edition),
                r.publisher,
                f"{sum(t.rows for t in r.tables):,}",
                r.id,
            )
            for r in releases
        ],
        right=("rows",),
    )


def _datasets(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    names = {release.dataset for release in _warehouse().releases()}
    return sorted(name for name in names if name.startswith(incomplete))


@data.command()
@click.argument("dataset", shell_complete=_datasets)
@click.option("--release", "release_id", metavar="ID", help="A release other than the newest.")
@json_option
def info(dataset: str, release_id: str | None, as_json: bool) -> None:
    """Say what a DATASET is, where it comes from, on what terms, and what to beware of."""
    release = _warehouse().release(dataset, release_id)
    if as_json:
        print_json(release.to_dict())
        return
    for label, text in _facts(release):
        click.echo(click.wrap_text(text, 100, f"{label:<10} ", " " * 11))
    click.echo()
    print_table(
        ("table", "rows", "SHA-256"),
        [(table.name, f"{table.rows:,}", table.sha256) for table in release.tables],
        right=("rows",),
    )


def _facts(release: Release) -> list[tuple[str, str]]:
    facts = [
        ("title", release.title),
        ("publisher", release.publisher),
        ("edition", release.edition),
        ("period", _period(release.period)),
        ("unit", ", ".join(part for part in (release.unit, release.valuation) if part)),
        ("licence", release.licence),
        ("address", release.url),
        ("retrieved", release.retrieved),
        ("how made", release.how_made),
        ("beware", release.caveat),
        ("release", release.id),
        ("SHA-256", release.sha256),
        ("folder", str(release.folder)),
    ]
    return [(label, text) for label, text in facts if text]


@data.command()
@json_option
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Hash every file again; name what is missing, changed, extra or broken. Exit code 6 if anything is."""
    findings = _warehouse().verify()
    if as_json:
        print_json([asdict(finding) for finding in findings])
    elif findings:
        for finding in findings:
            click.echo(f"{finding.kind}: {finding.message}")
    else:
        click.echo("Every file in the store is as it was written.")
    if findings:
        context.exit(StoreError.exit_code)


@data.command(
    epilog="Examples:  entrepot data add BACI_HS17_V202501.zip   |   entrepot data add BACI_HS17_V202501.zip "
    "--year 2022   |   entrepot data add flows.csv --revision HS17   |   entrepot data add 2016-2022_SML.zip"
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--year", "years", multiple=True, metavar="YEAR", help="Only this year (may be repeated).")
@click.option("--revision", metavar="HS17", help="The HS revision of BACI's files, or the one to choose.")
@click.option("--table", metavar="CODE", help="The code of Eurostat's table, where the file does not tell.")
@click.option("--vintage", metavar="DAY", help="The day on which Eurostat updated it, likewise.")
@click.option("--dry-run", is_flag=True, help="Say what the file holds; add nothing.")
@json_option
def add(file: Path, years: Sequence[str], dry_run: bool, as_json: bool, **said: str | None) -> None:
    """Add a publisher's FILE, or a folder of files, as it was downloaded, recognised by what is in it.

    One release a year or month. Years that are in the store already, from the same file, are not read
    again: what was broken off goes on with the same command. What can be read is named when a file is not
    recognised; the pages on adding data say where to get each.
    """
    # Reading publishers' files loads more than looking at releases does.
    from entrepot.store.warehouse.intake import add_planned, recognise

    plan = recognise(file, tuple(years), {word: value for word, value in said.items() if value})
    note(plan.sentence())
    if plan.ignored:
        note(f"Not read, as no part of these: {_listed(plan.ignored)}.")
    if dry_run:
        _print_parts(plan, as_json)
        return
    course = Course()
    try:
        added = add_planned(_warehouse(), plan, course, parallel=True)
    finally:
        course.close()
    if as_json:
        print_json([release.to_dict() for release in added])
    else:
        print_table(("dataset", "period", "release"), [(r.dataset, _period(r.period), r.id) for r in added])


def _print_parts(plan: Plan, as_json: bool) -> None:
    if as_json:
        print_json([asdict(part) for part in plan.parts])
    else:
        rows = [(part.dataset, _period(part.period), part.edition, part.name) for part in plan.parts]
        print_table(("dataset", "period", "edition", "from"), rows)


def _listed(names: Sequence[str], most: int = 10) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _warehouse() -> Warehouse:
    from entrepot.store.warehouse import Warehouse

    return Warehouse.open()


def _short(text: str, width: int = 28) -> str:
    return text if len(text) <= width else text[: width - 1].rstrip(" ,") + "…"


def _period(edtf: str) -> str:
    """A period as listed; what is of no time, such as links between classifications, has none."""
    return "" if edtf == ".." else edtf


def _rows(release: Release) -> str:
    return f"{sum(table.rows for table in release.tables):,}"
