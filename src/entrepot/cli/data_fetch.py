"""`entrepot data fetch`: publishers' files, downloaded with patience."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.data_fetch_list import print_catalogue
from entrepot.cli.downloading import Teller
from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.metadata.errors import BadInput, UsageError

if TYPE_CHECKING:
    from entrepot.sources.addresses import Dataset, Item
    from entrepot.sources.download import Download

# The options of all datasets; the catalogue says which takes which. Here so that help loads no catalogue.
OPTIONS = {
    "revision": "Revision of the Harmonised System (baci).",
    "version": "The publisher's edition (baci, gravity, icio).",
    "years": "Years: 2020, 2017-2024 or 2017-2019,2022.",
    "months": "Months: 01, 01-06; comext: 52 for the whole year.",
    "reporter": "Who reports: countries by code or name (comtrade, imf).",
    "partner": "The other side: countries, world or all (comtrade, imf).",
    "flow": "Flows (comtrade: X, M, RX, RM; imf: XG_FOB_USD and others).",
    "product": "HS codes, TOTAL, AG2, AG4 or AG6 (comtrade).",
    "classification": "HS, H0 to H6 or S1 to S4 (comtrade).",
    "table": "Codes of tables (eurostat, nbb).",
    "format": "TSV or SDMX-CSV (eurostat).",
    "key": "Codes by dimension with dots between (eurostat, nbb); not a password.",
    "indicator": "Codes of indicators (wdi).",
    "country": "Countries, or all (wdi).",
    "frequency": "A, Q or M (imf).",
}


def _dataset_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for name, text in reversed(OPTIONS.items()):
        function = click.option(f"--{name}", metavar="TEXT", help=text)(function)
    return function


@click.command(
    epilog="Examples:  entrepot data fetch baci --revision HS17 --years 2017-2024 --add   |   "
    "entrepot data fetch comext --years 2022-2023   |   entrepot data fetch comtrade --reporter BEL "
    "--partner KAZ --years 2022 --product AG6   |   entrepot data fetch eurostat --table nama_10r_2gdp"
)
@click.argument("dataset", required=False)
@click.option("--list", "listed", is_flag=True, help="What can be fetched, from whom, on what terms.")
@_dataset_options
@click.option("--to", "folder", type=click.Path(path_type=Path), help="Folder for the files.")
@click.option("--add", "is_added", is_flag=True, help="Add each file to the store once it is there.")
@click.option("--dry-run", is_flag=True, help="Print addresses and terms; download nothing.")
@click.option("--url", help="Another address for the file, should the publisher have moved it.")
@click.option("--sha256", default="", help="Checksum that the file must have.")
@click.option("--limit", type=click.FloatRange(min=0.001), metavar="GB", help="Largest file to accept.")
@json_option
def fetch(
    dataset: str | None,
    listed: bool,
    folder: Path | None,
    is_added: bool,
    dry_run: bool,
    url: str | None,
    sha256: str,
    limit: float | None,
    as_json: bool,
    **written: str | None,
) -> None:
    """Download a publisher's DATASET, with its terms shown first; a broken download is resumed.

    What is there and has not changed is not downloaded again. Files go to $ENTREPOT_HOME/downloads, each with
    a note beside it: address, date, checksum, terms. A key for UN Comtrade is read from the environment
    variable ENTREPOT_COMTRADE_KEY only.
    """
    from entrepot.sources.addresses import dataset as find
    from entrepot.sources.addresses import plan, plan_of_address

    if listed or dataset is None:
        print_catalogue(as_json)
        return
    chosen = {name: text for name, text in written.items() if text is not None}
    described = find(dataset)
    items = plan_of_address(described, url, chosen) if url else plan(described, chosen, os.environ)
    if sha256 and len(items) > 1:
        raise UsageError(f"--sha256 is the checksum of one file; this would fetch {len(items)}.")
    folder = folder or _downloads()
    _show_terms(described)
    if dry_run:
        _print_plan(items, folder, as_json)
    else:
        size = int(limit * 10**9) if limit else None
        _print_files(_fetch(described, items, folder, is_added, size, sha256), is_added, as_json)


def _fetch(
    described: Dataset, items: Sequence[Item], folder: Path, is_added: bool, limit: int | None, sha256: str
) -> list[tuple[Download, list[str]]]:
    from entrepot.sources.addresses import fetch as fetch_items
    from entrepot.sources.download import Manner

    teller, done = Teller([item.name for item in items]), []
    manner = Manner(progress=teller.progress, say=teller.say, sleep=time.sleep)
    try:
        for item, file in fetch_items(
            described, items, folder, environment=os.environ, manner=manner, limit=limit, sha256=sha256
        ):
            teller.file_done(file)
            done.append((file, _add(file, item.years) if is_added else []))
    except KeyboardInterrupt:
        teller.say("Broken off. The same command goes on where it stopped.")
        raise
    finally:
        teller.close()
    return done


def _add(file: Download, years: Sequence[str]) -> list[str]:
    if file.note:
        raise BadInput(
            f"was downloaded and not added. {file.note}", file=file.file, remedy="Ask for less, then add it."
        )
    # Reading publishers' files loads more than downloading does.
    from entrepot.store.warehouse import Warehouse
    from entrepot.store.warehouse.intake import add_file

    warehouse = Warehouse.open()
    added = add_file(warehouse, file.file, tuple(years), _told)
    return [release.id for release in added]


def _told(message: str, _share: float | None = None, /) -> None:
    if message:  # an empty one brings but a share
        note(message)


def _downloads() -> Path:
    from entrepot.store.home import home

    return home() / "downloads"


def _show_terms(described: Dataset) -> None:
    note(f"{described.title}, {described.publisher}. Licence: {described.licence}.")
    note(f"Terms: {described.terms}")
    note(f"Page: {described.page}")
    if described.unverified:
        note(f"Not established: {described.unverified.strip()}")


def _print_plan(items: Sequence[Item], folder: Path, as_json: bool) -> None:
    planned = [{"url": item.url, "file": str(folder / item.name), "state": "planned"} for item in items]
    if as_json:
        print_json(planned)
    else:
        for each in planned:
            click.echo(f"{each['url']}\n  -> {each['file']}")


def _print_files(done: Sequence[tuple[Download, list[str]]], is_added: bool, as_json: bool) -> None:
    if as_json:
        print_json([{**file.to_dict(), "releases": releases} for file, releases in done])
        return
    print_table(
        ("file", "bytes", "state", "releases"),
        [
            (
                str(file.file),
                f"{file.bytes:,}",
                "unchanged" if file.unchanged else "fetched",
                ", ".join(releases),
            )
            for file, releases in done
        ],
        right=("bytes",),
    )
    if done and not is_added:
        note(
            f"To use it: entrepot data add {done[0][0].file}" + (" (and the others)" if len(done) > 1 else "")
        )
