"""`entrepot convert`: values by product in another classification."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.output import json_option, note, print_json
from entrepot.cli.overwriting import refuse_overwriting
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.products import Classification, find_classification, normalise, own_list

if TYPE_CHECKING:
    import polars as pl

    from entrepot.analyses.trade.concordance import Conversion

_FILE = click.Path(path_type=Path)


@click.command(
    epilog="Example:  entrepot convert baci.csv --from HS17 --to HS92 --product k --value v -o hs92.csv"
)
@click.argument("file", type=_FILE)
@click.option("--from", "source", required=True, metavar="NAME", help="Classification of FILE, e.g. HS17.")
@click.option("--to", "target", required=True, metavar="NAME", help="Classification wanted, e.g. HS92, ICIO.")
@click.option("--product", default="product", metavar="COLUMN", help="Column of codes (default: product).")
@click.option("--value", default="value", metavar="COLUMN", help="Column of amounts (default: value).")
@click.option(
    "--by", "keep", multiple=True, metavar="COLUMN", help="Column to keep, may be repeated; see above."
)
@click.option(
    "--links", "tables", multiple=True, type=_FILE, metavar="FILE", help="Table of links, may be repeated."
)
@click.option("-o", "--output", type=_FILE, help="OUT.csv, .tsv, .parquet or .xlsx.")
@click.option("--delimiter", default="", metavar="CHARACTER", help="Between cells of FILE, if no comma.")
@click.option("--decimal", type=click.Choice([".", ","]), default=".", help="Mark of decimals (default: .).")
@json_option
def convert(file: Path, tables: Sequence[Path], output: Path | None, as_json: bool, **asked: Any) -> None:
    """Convert the values by product in FILE (CSV, TSV or Parquet) to another classification.

    What has no link is written beside the result, to OUT-residual; result and residual sum to what FILE
    holds. Without -o the result goes to standard output as CSV. Rows are summed over all columns but those
    kept: by default all that hold no decimal numbers.

    Names are HS92 to HS22, CN2022 and other years, SITC1 to SITC4, BEC4, BEC5, ISIC3, ISIC4, NACE2, CPA21,
    CPA22, ICIO. Links come from --links, from the store (entrepot data add FILE) and from the package
    atlas-common-data where it is installed, and are followed one after another: HS17, HS12, ..., HS92.
    """
    # Polars is loaded only now: help must not wait for it.
    from entrepot.analyses.trade.complexity.export import check_format
    from entrepot.analyses.trade.concordance import convert as converted
    from entrepot.analyses.trade.concordance import find_links, known_tables
    from entrepot.analyses.trade.concordance.own import columns_of, read_own
    from entrepot.store.warehouse import Warehouse

    output = None if output == Path("-") else output
    refuse_overwriting(output, (file, *tables))
    if output is not None:
        check_format(output)
    start, end = _named(asked["source"], tables), _named(asked["target"], tables)
    product, value = asked["product"], asked["value"]
    marks = (asked["delimiter"], asked["decimal"])
    by = _kept(file, asked["keep"], product, value, marks)
    frame = read_own(columns_of(product, value, by, file, *marks))
    known = known_tables(Warehouse.open(), tables, start.name, end.name)
    links, way = find_links(start.name, end.name, known, _codes(frame[product], start, file))
    done = converted(frame, links, product, value, by)
    note(f"{', '.join(way)}. {done.text}")
    _deliver(done, output, as_json, way)


def _named(written: str, tables: Sequence[Path]) -> Classification:
    found = find_classification(written)
    if found is None and not tables:
        raise UsageError(
            f"No classification is called “{written}”; entrepot convert --help lists the names. For a "
            "list of your own give its table with --links."
        )
    return found or own_list(written)


def _kept(file: Path, keep: Sequence[str], product: str, value: str, marks: tuple[str, str]) -> list[str]:
    from entrepot.analyses.trade.concordance.own import columns_of, other_columns

    if keep:
        return list(keep)
    others, decimal = other_columns(columns_of(product, value, (), file, *marks))
    if decimal:
        note(f"Left out, for they hold decimal numbers: {', '.join(decimal)}. --by names what to keep.")
    return others


def _codes(written: pl.Series, scheme: Classification, file: Path) -> list[str]:
    as_given = written.unique(maintain_order=True)
    try:
        codes = [normalise(code, scheme) for code in as_given]
    except BadInput as error:
        raise BadInput(str(error), file=file, column=written.name) from error
    mended = [one for one, code in zip(as_given, codes, strict=True) if f"0{one}" == code]
    if mended:
        codes_are = "1 code is" if len(mended) == 1 else f"{len(mended)} codes are"
        note(f"{codes_are} read with the zero that was lost in front: {mended[0]} as 0{mended[0]}.")
    return codes


def _deliver(done: Conversion[pl.DataFrame], output: Path | None, as_json: bool, way: Sequence[str]) -> None:
    from entrepot.analyses.trade.concordance.own import as_csv, write_both

    if output is not None:
        beside = write_both(done.frame, done.residual, output)
        note(f"{done.frame.height:,} rows in {output}, {done.residual.height:,} without link in {beside}")
    if as_json:
        rows = {} if output else {"rows": done.frame.to_dicts(), "residual": done.residual.to_dicts()}
        told = {"way": list(way), "text": done.text, "total": done.total, "shares": dict(done.shares)}
        print_json({**told, "share_converted": done.share_converted, **rows})
    elif output is None:
        for piece in as_csv(done.frame):
            click.echo(piece, nl=False)
