"""Two customs offices and what they say of the same trade; the manual tells the first table."""

from __future__ import annotations

import polars as pl
import pytest

from entrepot.analyses.trade.mirror import (
    DOTS_2017,
    DOTS_BEFORE,
    SAME_VALUATION,
    discrepancies,
    reconcile,
    summary,
)


def table(text: str) -> pl.DataFrame:
    names, *rows = (line.split() for line in text.strip().splitlines())
    frame = pl.DataFrame(
        {name: list(column) for name, column in zip(names, zip(*rows, strict=True), strict=True)}
    )
    numbers = {"value", "margin"} & set(names)
    return frame.with_columns(pl.col(name).cast(pl.Float64) for name in numbers)


def rounded(frame: pl.DataFrame) -> pl.DataFrame:
    """To where a division by 1.06 leaves no trace."""
    return frame.with_columns(pl.selectors.float().round(9) + 0.0)


REPORTED = table("""
    reporter  partner   flow product value
    Avalon    Brigadoon X    wine    100
    Brigadoon Avalon    M    wine    106
    Avalon    Brigadoon X    wool    40
    Avalon    Brigadoon RX   wool    30
    Brigadoon Avalon    M    wool    10.6
    Avalon    Camelot   X    wine    7
    Brigadoon Camelot   M    amber   21.2
    Avalon    W00       X    wine    107
    Brigadoon XX        M    salt    3
    Brigadoon Avalon    M    9999AA  5
    Avalon    Brigadoon X    TOTAL   140
    Avalon    Avalon    M    wine    2
    Avalon    Brigadoon X    salt    0
    Brigadoon Avalon    RX   tin     4
""")


def test_both_sides_stand_beside_each_other() -> None:
    told = rounded(reconcile(REPORTED).flows)
    shown = told.select(
        "exporter", "importer", "product", "value_exporter", "value_importer", "value_importer_fob", "quality"
    )
    assert shown.rows() == [
        ("Avalon", "Brigadoon", "wine", 100.0, 106.0, 100.0, "both"),
        ("Avalon", "Brigadoon", "wool", 40.0, 10.6, 10.0, "both"),
        ("Avalon", "Camelot", "wine", 7.0, None, None, "exporter only"),
        ("Camelot", "Brigadoon", "amber", None, 21.2, 20.0, "importer only"),
    ]
    assert told["relative"].to_list() == [0.0, -0.75, None, None]
    assert told["re_export_share"].to_list() == [None, 0.75, None, None]
    assert told["re_export"].to_list() == [False, True, False, False]
    # Nobody errs where reporters are judged (wine), so that both count alike.
    assert told["weight_exporter"].to_list() == [0.5, 0.5, 1.0, 0.0]
    assert told["reconciled"].to_list() == [100.0, 25.0, 7.0, 20.0]
    # Camelot reports nothing at all: its silence says nothing about these flows.
    assert told["other_reports"].to_list() == [None, None, False, False]


def test_what_has_no_mirror_is_kept_apart_with_the_reason() -> None:
    result = reconcile(REPORTED)
    assert (
        dict(result.apart.select("product", "reason").rows())
        == {
            "wine": "reporter and partner the same",
            "TOTAL": "all products together",
            "9999AA": "product not specified",
            "salt": "value of zero",
            "tin": "RX without X",
        }
        | {}
    )
    assert result.apart["reason"].value_counts().sort("reason").rows() == [
        ("RX without X", 1),
        ("all partners together", 1),
        ("all products together", 1),
        ("partner not specified", 1),
        ("product not specified", 1),
        ("reporter and partner the same", 1),
        ("value of zero", 1),
    ]
    told = result.flows
    sides = told["value_exporter"].sum() + told["value_importer"].sum() + told["re_exports"].sum()
    assert sides + result.apart["value"].sum() == REPORTED["value"].sum()


def test_discrepancies_are_ranked_by_what_is_missing() -> None:
    flows = reconcile(REPORTED).flows
    told = rounded(discrepancies(flows))
    assert told.select("rank", "exporter", "product", "gap", "quality").rows() == [
        (1, "Avalon", "wool", -30.0, "both"),
        (2, "Camelot", "amber", 20.0, "importer only"),
        (3, "Avalon", "wine", -7.0, "exporter only"),
        (4, "Avalon", "wine", 0.0, "both"),
    ]
    pairs = rounded(discrepancies(flows, level="pair", top=1))
    assert pairs.select("exporter", "importer", "gap", "relative").rows() == [
        ("Avalon", "Brigadoon", -30.0, pytest.approx(-30 / 140))
    ]


def test_the_summary_says_how_much_of_trade_both_agree_on() -> None:
    told = rounded(summary(reconcile(REPORTED)))
    assert told.rows()[:4] == [
        ("both, within 25 %", 1, 0.25, 100.0, pytest.approx(100 / 152)),
        ("both, beyond 25 %", 1, 0.25, 25.0, pytest.approx(25 / 152)),
        ("exporter only", 1, 0.25, 7.0, pytest.approx(7 / 152)),
        ("importer only", 1, 0.25, 20.0, pytest.approx(20 / 152)),
    ]
    assert told.filter(pl.col("class") == "apart: all partners together").row(0) == (
        "apart: all partners together", 1, None, 107.0, None,
    )  # fmt: skip
    pairs = summary(reconcile(REPORTED), level="pair")
    assert pairs["rows"].to_list()[:4] == [1, 0, 1, 1]


def test_margins_have_names_and_may_differ_by_pair() -> None:
    assert (DOTS_2017.rate, DOTS_BEFORE.rate, SAME_VALUATION.rate) == (0.06, 0.10, 0.0)
    margins = table("""
        exporter importer  margin
        Avalon   Brigadoon 0.325
    """)
    told = reconcile(REPORTED, margin=DOTS_BEFORE, margins=margins).flows
    assert told["cif_margin"].to_list() == [0.325, 0.325, 0.10, 0.10]
    assert told["margin_given"].to_list() == [True, True, False, False]
    assert told["value_importer_fob"].to_list()[0] == pytest.approx(106 / 1.325)


def test_the_one_who_disagrees_with_everyone_counts_less() -> None:
    # Brigadoon says half of what the others say, in both roles; Avalon, Camelot and Dale agree.
    honest = [("Avalon", "Camelot"), ("Camelot", "Dale"), ("Dale", "Avalon")]
    rows = [(i, j, "X", 100.0) for i, j in honest] + [(j, i, "M", 100.0) for i, j in honest]
    for other in ("Avalon", "Camelot", "Dale"):
        rows += [(other, "Brigadoon", "X", 100.0), ("Brigadoon", other, "M", 50.0)]
    frame = pl.DataFrame(rows, schema=["reporter", "partner", "flow", "value"], orient="row")
    result = reconcile(frame.with_columns(product=pl.lit("wine")), margin=SAME_VALUATION)
    variances = dict(result.reporters.select("reporter", "error_variance").rows())
    assert max(variances, key=variances.__getitem__) == "Brigadoon"
    doubtful = result.flows.filter(pl.col("importer") == "Brigadoon")
    assert (doubtful["weight_exporter"] > 0.75).all()
    assert (doubtful["reconciled"] > 87.5).all()
