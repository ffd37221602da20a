"""Tables of links: checked, composed, turned round, and made where a rule gives them."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from entrepot.analyses.trade.measures.frames import opened
from entrepot.analyses.trade.measures.kinds import eager
from entrepot.metadata.concordance import LINK_COLUMNS, WEIGHTINGS
from entrepot.metadata.errors import BadInput, NoData, UsageError
from entrepot.metadata.products import (
    classification,
    find_classification,
    hs_revision,
    icio_industry,
    parent,
)

_TOLERANCE = 1e-6
# A composed link is as sure as the least sure on the way.
_RANK = {"published": 0, "estimated": 1, "equal": 2}
assert set(_RANK) == set(WEIGHTINGS)  # noqa: S101


def one_table(links: object) -> pl.DataFrame:
    """Links as Polars, in their declared columns, checked.

    Args:
        links: a frame of any kind with the columns of `metadata.concordance.LINK_COLUMNS`.

    Raises:
        BadInput: a column is missing, a weight is no share, or the weights of a code exceed 1.
        NoData: there is no link.
        UsageError: the links are between more than two classifications.
    """
    names = [column.name for column in LINK_COLUMNS]
    table = eager(links)
    if missing := [name for name in names if name not in table.columns]:
        raise BadInput(f"no table of links: without {', '.join(missing)}", expected=", ".join(names))
    frame = table.select(names).to_polars()
    if frame.is_empty():
        raise NoData("The table of links has no row.")
    if max(frame["from_scheme"].n_unique(), frame["to_scheme"].n_unique()) > 1:
        raise UsageError("The links are between more than two classifications: filter one pair of them.")
    sums = frame.group_by("from_code").agg(pl.col("weight").sum())
    wrong = sums.filter(~pl.col("weight").is_between(0, 1 + _TOLERANCE)).sort("from_code")
    if wrong.height or not frame["weight"].is_between(0, 1 + _TOLERANCE).fill_null(False).all():
        raise BadInput("weights that are no shares of a whole", column="weight",
                       expected="numbers from 0 to 1 that sum to at most 1 for a code")  # fmt: skip
    return frame


def schemes(links: pl.DataFrame) -> tuple[str, str]:
    """The two classifications of a checked table."""
    return links["from_scheme"][0], links["to_scheme"][0]


def compose(first: object, second: object) -> pl.DataFrame:
    """Links from A to C, from those from A to B and from B to C.

    w(a, c) = sum over b of w(a, b) w(b, c). Where a code b has no link, that part of a is lost and the
    weights of a sum to less than 1: `convert` shows it in the residual. A code whose every way ends at the
    same code is marked published, since no weight on the way matters.

    Source: ours, by the algebra of parts.

    Raises:
        BadInput, NoData, UsageError: as `one_table`; also if the second does not begin where the first ends.
    """
    ab, bc = one_table(first), one_table(second)
    (start, middle), (begins, end) = schemes(ab), schemes(bc)
    if middle != begins:
        raise UsageError(
            f"Links from {start} to {middle} cannot be followed by links from {begins} to {end}."
        )
    rank = pl.col("weighting").replace_strict(_RANK, return_dtype=pl.Int8)
    ways = ab.with_columns(rank.alias("rank")).join(
        bc.select(pl.col("from_code").alias("to_code"), pl.col("to_code").alias("end"),
                  pl.col("weight").alias("then"), rank.alias("later")),
        on="to_code",
    )  # fmt: skip
    if ways.is_empty():
        raise NoData(f"No code of {start} that is wanted has links that lead over {middle} to {end}.")
    summed = ways.group_by("from_code", "end").agg(
        (pl.col("weight") * pl.col("then")).sum(), pl.max_horizontal("rank", "later").max().alias("rank")
    )
    sure = (pl.len().over("from_code") == 1) & (pl.col("weight") > 1 - _TOLERANCE)
    name = (
        pl.when(sure)
        .then(0)
        .otherwise(pl.col("rank"))
        .replace_strict({rank: name for name, rank in _RANK.items()}, return_dtype=pl.String)
    )
    return _table(summed.rename({"end": "to_code"}).with_columns(name.alias("weighting")), start, end)


def reverse(
    links: object, values: object = None, product: str = "product", value: str = "value"
) -> pl.DataFrame:
    """Links the other way: w(b, a) = v_a w(a, b) / sum over a' of v_a' w(a', b).

    A weight says which part of a code goes where, not where it comes from: that needs values.

    Source: ours, by the algebra of parts.

    Args:
        links: from A to B.
        values: a frame of any kind with codes of A and their value, e.g. world trade of a year; several
            rows of a code are summed. Without it, or for a code b without any value, parts are equal.
        product: its column of codes.
        value: its column of values, non-negative.

    Returns:
        Links from B to A, weighting "estimated", or "equal" without value, "published" for a single link.
    """
    table = one_table(links)
    start, end = schemes(table)
    table = table.filter(pl.col("weight") > 0)
    if values is None:
        amounts = table.select("from_code", pl.lit(0.0).alias("v")).unique()
    else:
        known = opened(values, (product,), (value,)).select(product, value).to_polars()
        amounts = known.group_by(pl.col(product).alias("from_code")).agg(pl.col(value).sum().alias("v"))
    flows = table.join(amounts, on="from_code", how="left").with_columns(
        (pl.col("v").fill_null(0.0) * pl.col("weight")).alias("flow")
    )
    total, several = pl.col("flow").sum().over("to_code"), pl.len().over("to_code")
    weight = pl.when(total > 0).then(pl.col("flow") / total).otherwise(1 / several)
    how = pl.when(several == 1).then(pl.lit("published")).when(total > 0).then(pl.lit("estimated"))
    turned = flows.select(
        pl.col("to_code").alias("from_code"), pl.col("from_code").alias("to_code"), weight.alias("weight"),
        how.otherwise(pl.lit("equal")).alias("weighting"),
    )  # fmt: skip
    return _table(turned.filter(pl.col("weight") > 0), end, start)


def cut(codes: Iterable[str], source: str, level: int) -> pl.DataFrame:
    """Links from codes to their first `level` digits; codes that hide these have none.

    Six digits of a Combined Nomenclature are codes of the HS revision of its year; other cuts keep the
    classification's name with the level ("HS17-4").

    Source: the codes themselves; that six digits of a CN are the HS of its year is how the CN is made.

    Raises:
        NoData: no code shows so many digits.
    """
    known = classification(source)
    target = hs_revision(known).name if known.family == "CN" and level == 6 else f"{known.name}-{level}"
    return _rule(((code, _head(code, level)) for code in codes), known.name, target)


def to_icio(codes: Iterable[str], source: str) -> pl.DataFrame:
    """Links from CPA or NACE codes to the industries of the OECD's ICIO.

    Source: the OECD's codes, which are groups of ISIC Rev. 4 divisions; data/products/icio_cpa.csv.

    Raises:
        NoData: none of the codes belongs to an industry.
        UsageError: codes of another classification.
    """
    known = classification(source)
    if known.family not in ("CPA", "NACE"):
        raise UsageError(f"ICIO's industries are groups of CPA and NACE codes, not of {known.name}.")
    return _rule(((code, icio_industry(code)) for code in codes), known.name, "ICIO")


def same(codes: Iterable[str], source: str, target: str) -> pl.DataFrame:
    """Links from each code to itself, between two classifications that write it the same.

    Source: the caller, who says that they do.
    """
    return _rule(((code, code) for code in codes), source, target)


def is_industries(name: str) -> bool:
    """Whether a classification, by its short name, sorts industries or the products of each."""
    known = find_classification(name)
    return known is not None and known.kind == "industries"


def _head(code: str, level: int) -> str | None:
    try:
        return parent(code, level)
    except BadInput:
        return None


def _rule(pairs: Iterable[tuple[str, str | None]], source: str, target: str) -> pl.DataFrame:
    rows = [(code, other, 1.0, "published") for code, other in dict(pairs).items() if other]
    if not rows:
        raise NoData(f"None of the codes of {source} can be put into {target}.")
    frame = pl.DataFrame(rows, schema=["from_code", "to_code", "weight", "weighting"], orient="row")
    return _table(frame, source, target)


def _table(frame: pl.DataFrame, source: str, target: str) -> pl.DataFrame:
    named = frame.with_columns(pl.lit(source).alias("from_scheme"), pl.lit(target).alias("to_scheme"))
    return named.select(column.name for column in LINK_COLUMNS).sort("from_code", "to_code")
