"""Terms that are made, checked against sums by hand on three economies and two years."""

from __future__ import annotations

from math import log

import polars as pl
import pytest

from entrepot.analyses.gravity.columns import Columns, found
from entrepot.analyses.gravity.opened import opened_frame
from entrepot.analyses.gravity.panel import checked
from entrepot.analyses.gravity.variables import variable
from entrepot.metadata.errors import BadInput, UsageError

ROWS = [  # exporter, importer, year, trade, dist, rta, tariff
    ("A", "A", 2000, 10.0, 1.0, 0, 0.0),
    ("A", "B", 2000, 2.0, 4.0, 0, 0.1),
    ("A", "C", 2000, 3.0, 8.0, 1, 0.2),
    ("B", "A", 2000, 1.0, 4.0, 0, 0.3),
    ("B", "B", 2000, 20.0, 2.0, 0, 0.0),
    ("B", "C", 2000, 4.0, 6.0, 0, 0.2),
    ("C", "A", 2000, 5.0, 8.0, 1, 0.3),
    ("C", "B", 2000, 6.0, 6.0, 0, 0.1),
    ("C", "C", 2000, 30.0, 3.0, 0, 0.0),
    ("A", "B", 2004, 7.0, 4.0, 1, 0.0),
    ("B", "A", 2004, 9.0, 4.0, 1, 0.0),
]
FRAME = pl.DataFrame(
    ROWS, schema=["exporter", "importer", "year", "trade", "dist", "rta", "tariff"], orient="row"
)


def made(name: str, frame: pl.DataFrame = FRAME, **columns: str) -> list[float | None]:
    known, _ = found(frame.columns, Columns(**columns))
    term = variable(name, frame.columns, known)
    return term.make(checked(opened_frame(frame), known, term.needs)).to_list()


def test_a_column_goes_before_what_could_be_made() -> None:
    assert made("log_dist", FRAME.with_columns(log_dist=pl.lit(7.0)))[0] == 7.0
    assert made("rta")[2] == 1.0


def test_distance_by_year_is_of_flows_between_economies() -> None:
    assert made("log_dist")[0] == 0.0 and made("log_dist")[1] == pytest.approx(log(4))
    yearly = made("log_dist_2000")
    assert yearly[1] == pytest.approx(log(4)) and yearly[4] == 0.0 and yearly[9] == 0.0
    inside = made("log_dist_intra")
    assert inside[4] == pytest.approx(log(2)) and inside[1] == 0.0


def test_borders() -> None:
    assert made("border")[:2] == [0.0, 1.0] and made("domestic")[:2] == [1.0, 0.0]
    assert made("border_2004") == [0.0] * 9 + [1.0, 1.0]
    assert made("domestic_B") == [0.0] * 4 + [1.0] + [0.0] * 6
    assert made("border_A_B") == [0.0, 1.0] + [0.0] * 7 + [1.0, 0.0]


def test_economies_whose_codes_have_an_underscore() -> None:
    renamed = FRAME.with_columns(pl.col("exporter", "importer").replace("A", "A_1"))
    assert made("border_A_1_B", renamed)[1] == 1.0


def test_sizes_are_sums_of_the_year_at_home_and_abroad() -> None:
    assert made("log_y")[1] == pytest.approx(log(15)) and made("log_y")[9] == pytest.approx(log(7))
    assert made("log_e")[1] == pytest.approx(log(28))
    sized = FRAME.with_columns(g=pl.col("trade") + 1)
    assert made("log_y", sized, gdp_exporter="g")[0] == pytest.approx(log(11))


def test_remoteness_is_distance_over_the_partners_share_summed() -> None:
    # World of 2000: 81. E: A 16, B 28, C 37. Y: A 15, B 25, C 41.
    assert made("log_remoteness_exp")[0] == pytest.approx(log(81 * (1 / 16 + 4 / 28 + 8 / 37)))
    assert made("log_remoteness_imp")[0] == pytest.approx(log(81 * (1 / 15 + 4 / 25 + 8 / 41)))


def test_tariffs_count_at_the_border_alone() -> None:
    duty = made("log_tariff", FRAME.with_columns(pl.col("tariff").replace(0.0, 0.5)))
    assert duty[0] == 0.0 and duty[1] == pytest.approx(log(1.1))


def test_lags_and_leads_are_unknown_where_the_panel_does_not_reach() -> None:
    assert made("rta_lag4") == [None] * 9 + [0.0, 0.0]
    lead = made("rta_lead4")
    assert lead[1] == 1.0 and lead[3] == 1.0 and lead[0] is None


def test_products_and_logarithms_of_any_column() -> None:
    assert made("rta:border")[2] == 1.0
    assert made("log_trade")[0] == pytest.approx(log(10))


@pytest.mark.parametrize(
    ("name", "error", "words"),
    [
        ("lgo_dist", BadInput, "Did you mean log_dist"),
        ("border_A", UsageError, "border_EXPORTER_IMPORTER"),
        ("border_A_X", BadInput, "no column X"),
        ("domestic_X", BadInput, "economy of domestic_X"),
        ("log_rta", BadInput, "0 stands here"),
        ("rta_lag3", BadInput, "years 3 apart"),
    ],
)
def test_what_cannot_be_made_is_refused(name: str, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        made(name)


def test_a_role_without_a_column_is_asked_for() -> None:
    bare = FRAME.select("exporter", "importer", "year", "trade")
    for name, option in (("log_dist", "--distance"), ("log_tariff", "--tariff")):
        with pytest.raises(UsageError, match=option):
            made(name, bare)


def test_a_tariff_below_minus_one_hundred_percent_is_refused() -> None:
    with pytest.raises(BadInput, match="above -1"):
        made("log_tariff", FRAME.with_columns(tariff=pl.lit(-1.0)))


def test_lags_need_years() -> None:
    with pytest.raises(UsageError, match="--year"):
        made("rta_lag4", FRAME.head(9).drop("year"))
