"""Values by product in one classification become values in another; what cannot be converted is shown."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic

import narwhals as nw
import polars as pl
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.concordance.levels import held_level
from entrepot.analyses.trade.concordance.sums import summed
from entrepot.analyses.trade.concordance.tables import cut, one_table, schemes
from entrepot.analyses.trade.measures.frames import opened
from entrepot.analyses.trade.measures.kinds import Table, handed_back
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.products import Classification, find_classification, normalise, own_list

# What is left of a weight after sums of floating-point numbers is no residual.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Conversion(Generic[IntoFrameT]):
    """What came of a conversion.

    Attributes:
        frame: the columns `by`, the product in the new classification and its value; of the kind given, in
            order of the keys. Its values and those of `residual` sum to what was given.
        residual: the columns `by`, the product in the old classification, the value that has no link, and
            its share of all value given. Empty where everything was converted.
        total: value given, in its unit.
        shares: part of the total by how the links on the way are weighted (published, estimated, equal),
            and "none" for the residual; they sum to 1. All zero where the total is zero.
        text: what was done, in a sentence or two.
    """

    frame: IntoFrameT
    residual: IntoFrameT
    total: float
    shares: Mapping[str, float]
    text: str

    @property
    def share_converted(self) -> float:
        """Part of the total that was converted."""
        return sum(share for how, share in self.shares.items() if how != "none")


def convert(
    frame: IntoFrameT,
    links: object,
    product: str = "product",
    value: str = "value",
    by: Sequence[str] = (),
) -> Conversion[IntoFrameT]:
    """Convert values by product: V_b = sum over a of v_a w(a, b), for each group of `by`.

    Source: the weights are those of the links' publisher; values that sum, and only these, are cut by them.

    Args:
        frame: any number of rows; `value` is a non-negative amount in one unit that can be added up.
        links: from the frame's classification to another, as `read_links`, `compose` or `reverse` give it.
        product: the column of codes, text.
        value: the column of amounts.
        by: columns that are kept, e.g. year, exporter, importer; all others are summed over.

    Raises:
        BadInput: a column is missing, a value is empty, not finite or negative, codes are numbers, of
            several levels (their sums would count twice), or not of the level that the links are for.
        UsageError: `by` holds the product, the value or "share"; or the links are of several classifications.
    """
    table = _opened(frame, product, value, by)
    known = one_table(links)
    source, _ = schemes(known)
    scheme = find_classification(source) or own_list(source)
    codes = _codes(table, product, scheme)
    held_level(set(codes.values()), known, scheme, product)
    return _converted(frame, _coded(table, codes, product, value, by), known, (product, value, by))


def aggregate(
    frame: IntoFrameT,
    level: int,
    scheme: str,
    product: str = "product",
    value: str = "value",
    by: Sequence[str] = (),
) -> Conversion[IntoFrameT]:
    """Sum codes to their first `level` digits: CN8 to HS6, HS6 to headings or chapters.

    Codes whose digits are hidden at that level (confidential) are the residual. Arguments and errors are as
    in `convert`; `scheme` names the classification of the codes, e.g. "CN2022".

    Source: the codes themselves, whose first digits are the wider heading.
    """
    table = _opened(frame, product, value, by)
    known = find_classification(scheme) or own_list(scheme)
    codes = _codes(table, product, known)
    links = cut(set(codes.values()), known.name, level)
    return _converted(frame, _coded(table, codes, product, value, by), links, (product, value, by))


def _opened(frame: object, product: str, value: str, by: Sequence[str]) -> Table:
    if taken := {product, value, "share"} & set(by):
        raise UsageError(f"{', '.join(sorted(taken))} cannot be a column to keep.")
    table = opened(frame, (*by, product), (value,))
    kind = table.schema[product]
    if kind.is_numeric() or kind.is_temporal() or kind == nw.Boolean:
        raise BadInput("codes are not text", column=product, expected="text: 010121 is not 10121",
                       remedy="Read the file with this column as text.")  # fmt: skip
    return table.with_columns(nw.col(product).cast(nw.String))


def _codes(table: Table, product: str, scheme: Classification) -> dict[str, str]:
    try:
        return {code: normalise(code, scheme) for code in table[product].unique().to_list()}
    except BadInput as error:
        raise BadInput(str(error), column=product) from error


def _coded(table: Table, codes: Mapping[str, str], product: str, value: str, by: Sequence[str]) -> Table:
    """The columns that count, the code as the links write it in `_code`."""
    if any(written != code for written, code in codes.items()):
        beside = _beside(table, {product: list(codes), "_code": list(codes.values())})
        table = table.join(beside, on=product, how="inner")
    else:
        table = table.rename({product: "_code"})
    return table.select(*by, "_code", value)


def _converted(
    like: IntoFrameT, values: Table, links: pl.DataFrame, names: tuple[str, str, Sequence[str]]
) -> Conversion[IntoFrameT]:
    product, value, by = names
    columns = {"_code": "from_code", "_to": "to_code", "_weight": "weight", "_how": "weighting"}
    linked = values.join(
        _beside(values, {name: links[column].to_list() for name, column in columns.items()}),
        on="_code",
        how="inner",
    ).with_columns(nw.col(value) * nw.col("_weight"))
    converted = summed(linked.rename({"_to": product}), [*by, product], value)
    lost = _lost(values["_code"].unique().to_list(), links)
    total = float(values[value].sum()) if len(values) else 0.0
    left = values.join(
        _beside(values, {"_code": list(lost), "_weight": list(lost.values())}), on="_code", how="inner"
    ).with_columns(nw.col(value) * nw.col("_weight"))
    residual = summed(left.rename({"_code": product}), [*by, product], value)
    residual = residual.with_columns(share=nw.col(value) / (total or 1.0))
    shares = _shares(linked, residual, value, total)
    return Conversion(
        handed_back(converted, like), handed_back(residual, like), total, shares,
        _told(links, values, converted, residual, shares, product),
    )  # fmt: skip


def _lost(codes: Collection[str], links: pl.DataFrame) -> dict[str, float]:
    """The part of each code that no link takes, where there is one."""
    sums = dict(links.group_by("from_code").agg(pl.col("weight").sum()).iter_rows())
    parts = {code: 1 - sums.get(code, 0.0) for code in codes}
    return {code: part for code, part in parts.items() if part > _NOTHING}


def _shares(linked: Table, residual: Table, value: str, total: float) -> dict[str, float]:
    by_kind = linked.group_by("_how").agg(nw.col(value).sum())
    sums = dict(zip(by_kind["_how"].to_list(), by_kind[value].to_list(), strict=True))
    sums["none"] = residual[value].sum() if len(residual) else 0.0
    return {
        how: float(sums.get(how, 0.0)) / (total or 1.0) for how in ("published", "estimated", "equal", "none")
    }


def _told(
    links: pl.DataFrame, values: Table, done: Table, left: Table, shares: Mapping[str, float], product: str
) -> str:
    source, target = schemes(links)
    words = {"published": "by published or single links", "estimated": "by weights estimated from values",
             "equal": "split into equal parts for want of weights"}  # fmt: skip
    ways = [f"{shares[how]:.1%} {said}" for how, said in words.items() if shares[how]]
    detail = f" ({', '.join(ways)})" if ways[1:] else ""
    told = (
        f"{source} to {target}: {_counted(values['_code'])} became {done[product].n_unique():,}; "
        f"{1 - shares['none']:.1%} of the value converted{detail}."
    )
    if len(left):
        worst = (
            left.group_by(product).agg(nw.col("share").sum()).sort("share", product, descending=[True, False])
        )
        told += (
            f" {shares['none']:.2%} has no link: {_counted(worst[product])}, the largest {worst[product][0]} "
            f"({worst['share'][0]:.2%})."
        )
    return told


def _counted(codes: nw.Series[Any]) -> str:
    number = codes.n_unique()
    return f"{number:,} code{'' if number == 1 else 's'}"


def _beside(like: Table, columns: Mapping[str, list[Any]]) -> Table:
    """A small table of the same kind as another, to join with it."""
    texts = {name: nw.Float64 if name == "_weight" else nw.String for name in columns}
    return nw.from_dict(dict(columns), schema=texts, backend=like.implementation)
