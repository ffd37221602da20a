"""`entrepot aid`: what a donor gave a recipient, each flow of money counted once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from entrepot.cli.footnotes import plain
from entrepot.cli.output import json_option, note, print_json
from entrepot.metadata.errors import UsageError
from entrepot.metadata.places import Place, match

_YEARS = re.compile(r"(\d{4})?(-)?(\d{4})?")


@click.command(short_help="What a donor gave a recipient, each flow counted once.")
@click.argument("donor")
@click.argument("recipient")
@click.option(
    "--years", metavar="FIRST-LAST", help="Of the transactions, e.g. 2010-2020, 2015, 2015- or -2015."
)
@click.option("--currency", default="EUR", show_default=True, help="ISO 4217 code of the sums.")
@click.option("--constant", "base", type=click.IntRange(1900, 2100), help="At the prices of this year.")
@click.option(
    "--basis",
    default="disbursement",
    show_default=True,
    metavar="STEP",
    help="disbursement (with expenditure), commitment, pledge, or all, each apart.",
)
@click.option(
    "--by",
    "way",
    default="year",
    show_default=True,
    type=click.Choice(["year", "sector", "purpose", "publisher", "giver", "channel", "flow"]),
    help="What the sum is divided by.",
)
@click.option(
    "--rates",
    "tables",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Your own table: currency,year,per_euro or currency,year,index as CSV. May be repeated.",
)
@click.option("--transactions", "each", is_flag=True, help="Every transaction of the sum instead.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@json_option
def aid(
    donor: str,
    recipient: str,
    years: str | None,
    currency: str,
    base: int | None,
    basis: str,
    way: str,
    tables: Sequence[Path],
    each: bool,
    as_csv: bool,
    as_json: bool,
) -> None:
    """What DONOR gave RECIPIENT as publishers report it to IATI, without counting any money twice.

    \b
    entrepot aid USA KAZ --currency USD
    entrepot aid any CentralAsia --years 2010-2020 --constant 2020 --by sector
    entrepot aid XM-DAC-918 KGZ --basis all
    entrepot aid BEL any --by channel --transactions --csv
    DONOR is a country, a group, "any", or the beginning of organisations' identifiers (the institutions of
    the Union are XM-DAC-918, the World Bank's IDA is 44002); RECIPIENT a country, a group, or "any". What the
    record says stands beside and is never added. A range says that the share or the rate is not known.
    """  # noqa: D301 - click's own marks
    from entrepot.analyses.aid import aid as answer
    from entrepot.cli.aid_text import print_as_csv, print_transactions, tell
    from entrepot.cli.asking import whole_record
    from entrepot.sources.rates import rates
    from entrepot.store.warehouse import Warehouse

    if as_csv and as_json:
        raise UsageError("--csv and --json are two formats: take one.")
    statements, documents = whole_record()
    span, table = _span(years), rates(tables)
    found = answer(
        Warehouse.open(), statements, _donor(donor), _recipient(recipient), span, currency, base, basis,
        documents=documents, table=table,
    )  # fmt: skip
    if each:
        return print_transactions(found, as_csv=as_csv, as_json=as_json)
    if as_json:
        return print_json(plain(found))
    return print_as_csv(found, way) if as_csv else tell(found, way, (statements, documents))


def _donor(written: str) -> Place | str:
    from entrepot.analyses.aid.question import ANYBODY, IDENTIFIER

    if written.casefold() in ANYBODY:
        return ""
    return written if IDENTIFIER.fullmatch(written) else _place(written)


def _recipient(written: str) -> Place | None:
    from entrepot.analyses.aid.question import ANYBODY

    return None if written.casefold() in ANYBODY else _place(written)


def _place(written: str) -> Place:
    found = match(written)
    if found.guessed:
        note(f"“{found.written}” read as {found.place.name()} ({found.place.code}).")
    return found.place


def _span(written: str | None) -> tuple[int | None, int | None]:
    if not written:
        return None, None
    found = _YEARS.fullmatch(written)
    if found is None or (found[2] is None and found[3] is not None) or not (found[1] or found[3]):
        raise UsageError(f"--years: {written!r:.40} is no span: write 2010-2020, 2015 or 2015-.")
    first, last = (int(year) if year else None for year in (found[1], found[3]))
    return (first, last) if found[2] else (first, first)
