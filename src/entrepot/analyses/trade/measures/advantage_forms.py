"""Other forms of revealed comparative advantage, each under its author's name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import narwhals as nw
from narwhals.typing import IntoFrameT

from entrepot.analyses.trade.measures.advantage import balassa
from entrepot.analyses.trade.measures.frames import attribute, opened, ratio, total_within, totals
from entrepot.analyses.trade.measures.kinds import Table, handed_back, same_kind
from entrepot.metadata.errors import UsageError

Form: TypeAlias = Literal["symmetric", "log", "continuous", "weighted", "additive", "normalised"]
FORMS: tuple[Form, ...] = ("symmetric", "log", "continuous", "weighted", "additive", "normalised")


def rca_forms(
    flows: IntoFrameT,
    trader: str = "exporter",
    product: str = "product",
    value: str = "value",
    forms: Sequence[Form] = FORMS,
) -> IntoFrameT:
    """Balassa's RCA_ik = (X_ik / X_i) / (X_k / X), and what others made of it.

    - symmetric, (RCA - 1) / (RCA + 1), -1 to 1, neutral 0: Laursen (1998, printed 2015), Dalum et al. (1998).
    - log, ln RCA, any, neutral 0; null where RCA is 0: Vollrath (1991).
    - continuous, RCA / (1 + RCA), 0 to 1, neutral 0.5: the presence that the Atlas of Economic Complexity
      uses from 2026 in place of RCA >= 1.
    - weighted, RCA over its mean over all N products that the world trades, those that i does not export
      counted as 0; averages 1 for each i: Proudman and Redding (1997, 2000).
    - additive, X_ik / X_i - X_k / X, -1 to 1, neutral 0; adds up to 0 over all products of each i, absent
      ones included: Hoen and Oosterhaven (2006).
    - normalised, X_ik / X - X_i X_k / X^2, -1/4 to 1/4, neutral 0; adds up to 0 over products and over
      exporters, absent cells included: Yu, Cai and Leung (2009).

    Source: as named at each form. Weighted and additive were checked against the help of the Stata module
    `rca` (Ansari 2013); the other papers are cited as these forms are known, not read for this.

    Args:
        flows: any number of rows per trader and product; they are added up.
        trader: column with the exporter's (or importer's) code.
        product: column with the product's or industry's code.
        value: column with the amount, non-negative, one unit.
        forms: which forms, in the order of their columns.

    Returns:
        One row per trader and product present, in that order: the keys, `value`, `share`, `world_share`,
        `rca`, then `<form>_rca` for each form (unit 1). Null where a trader's total or a product's world
        total is zero. A cell without a row has RCA 0: `completed` writes it out, if it is wanted.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
        UsageError: if a form has no such name.
    """
    for form in forms:
        if form not in FORMS:
            raise UsageError(f"no form of RCA {form!r}: ask for {', '.join(FORMS)}")
    table = balassa(flows, trader, product, value).drop("symmetric_rca")
    return handed_back(table.with_columns(*(_form(form, table, trader, value) for form in forms)), flows)


def rpop(
    flows: IntoFrameT,
    population: IntoFrameT,
    trader: str = "exporter",
    product: str = "product",
    value: str = "value",
    heads: str = "population",
) -> IntoFrameT:
    """RPOP_ik = (X_ik / X_k) / (P_i / P): a share of the world's exports over a share of its people.

    Above 1 where i exports more of k per head than the world does. Not bound to average 1 over products: a
    rich place is above 1 in most.

    Source: the Growth Lab's Stata package `ecomplexity` and the Atlas's glossary (column export_rpop).

    Args:
        flows: any number of rows per trader and product; they are added up.
        population: one row per trader; the same kind of frame as `flows`.
        trader: column with the exporter's code, in both.
        product: column with the product's code.
        value: column with the amount, non-negative, one unit.
        heads: column with the population, in `population`.

    Returns:
        One row per trader and product present, in that order: the keys, `value`, `rpop` (unit 1). A trader
        without a population is no part of the world (as in Stata): its rows have null, and neither its
        exports nor its people count in the totals.

    Raises:
        BadInput: as for `rca_forms`; also if a trader has two populations.
        UsageError: if the frames are of different kinds.
    """
    same_kind(flows, population)
    cells = totals(opened(flows, (trader, product), (value,)), (trader, product), value)
    table = attribute(cells, population, trader, heads)
    counted = table.with_columns(nw.when(~nw.col(heads).is_null()).then(nw.col(value)).alias("_counted"))
    people = counted.select(trader, heads).unique()[heads].sum()
    product_share = ratio(nw.col("_counted"), total_within("_counted", (product,)))
    index = ratio(product_share * people, nw.col(heads)).alias("rpop")
    return handed_back(counted.with_columns(index).select(trader, product, value, "rpop"), flows)


def completed(flows: IntoFrameT, keys: Sequence[str], value: str = "value") -> IntoFrameT:
    """The flows with a row for every combination of the codes that occur, 0 where there was none.

    Source: ours; it only writes out the zeros that lists of trade leave out.

    Args:
        flows: any number of rows per combination; they are added up.
        keys: the columns that are combined.
        value: column with the amount, non-negative.

    Returns:
        One row per combination, in order of `keys`: `keys` and `value`.

    Raises:
        BadInput: if a column is missing, a key is empty, or a value is empty, not finite or negative.
    """
    table = opened(flows, keys, (value,))
    grid = table.select(keys[0]).unique()
    for key in keys[1:]:
        grid = grid.join(table.select(key).unique(), how="cross")
    filled = grid.join(totals(table, keys, value), on=list(keys), how="left")
    return handed_back(filled.with_columns(nw.col(value).fill_null(0.0)).sort(*keys), flows)


def _form(form: Form, table: Table, trader: str, value: str) -> nw.Expr:
    rca, gap = nw.col("rca"), nw.col("share") - nw.col("world_share")
    world = table[value].sum() or float("nan")
    lines = table.filter(nw.col("world_share") > 0)[table.columns[1]].n_unique()
    formulas = {
        "symmetric": (rca - 1) / (rca + 1),
        "log": nw.when(rca > 0).then(rca).log(),
        "continuous": rca / (1 + rca),
        "weighted": ratio(rca * lines, total_within("rca", (trader,))),
        "additive": gap,
        "normalised": gap * total_within(value, (trader,)) / world,
    }
    return formulas[form].alias(f"{form}_rca")
