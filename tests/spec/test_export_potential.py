"""Export potentials of a world that one can work out by hand; the manual tells the first of them."""

from __future__ import annotations

import polars as pl
import pytest

from entrepot.analyses.trade.potential import Choices, prepare, smoothed


def table(text: str) -> pl.DataFrame:
    names, *rows = (line.split() for line in text.strip().splitlines())
    columns = zip(*rows, strict=True)
    numbers = {"value", "gdp_ratio", "population_ratio", "tariff", "distance", "year"}
    frame = pl.DataFrame({name: list(column) for name, column in zip(names, columns, strict=True)})
    return frame.with_columns(
        pl.col(name).cast(pl.Int64 if name == "year" else pl.Float64) for name in numbers & set(names)
    )


FLOWS = table("""
    exporter  importer  product value
    Avalon    Camelot   wine    30
    Avalon    Camelot   wool    10
    Avalon    Brigadoon wine    10
    Brigadoon Camelot   wine    20
    Brigadoon Camelot   wool    40
""")
# Avalon sells 40 of 60 wine and 10 of 50 wool; Camelot buys 50 of each: 33.3 + 10 = 43.3 would be expected
# and 40 is traded: ease 12/13.
PLAIN = {
    ("Avalon", "Camelot"): {
        "wine": (2 / 3, 50, 12 / 13, 30.769231, 30),
        "wool": (0.2, 50, 12 / 13, 9.230769, 10),
    },
    ("Brigadoon", "Camelot"): {
        "wine": (1 / 3, 50, 18 / 17, 17.647059, 20),
        "wool": (0.8, 50, 18 / 17, 42.352941, 40),
    },
    ("Avalon", "Brigadoon"): {"wine": (2 / 3, 10, 1.5, 10, 10), "wool": (0.2, 0, 1.5, 0, 0)},
    ("Camelot", "Avalon"): {"wine": (0, 0, 0, 0, 0), "wool": (0, 0, 0, 0, 0)},
}


@pytest.mark.parametrize("pair", PLAIN)
def test_supply_times_demand_times_ease(pair: tuple[str, str]) -> None:
    for row in prepare(FLOWS).pair(*pair).iter_rows(named=True):
        told = [row[name] for name in ("supply", "demand", "ease", "potential", "actual")]
        assert told == pytest.approx(PLAIN[pair][row["product"]], abs=1e-6)
        assert row["untapped"] == pytest.approx(max(row["potential"] - row["actual"], 0))


def one(market: object, pair: str = "Avalon Camelot", product: str = "wine") -> dict[str, float]:
    rows: pl.DataFrame = market.pair(*pair.split())  # type: ignore[attr-defined]
    return rows.row(by_predicate=pl.col("product") == product, named=True)


def test_growth_of_the_seller_is_supply_and_of_the_buyer_demand() -> None:
    growth = table("""
        economy   gdp_ratio population_ratio
        Avalon    1.5       1
        Brigadoon 1         1
        Camelot   1.32      1.1
    """)
    wine = one(prepare(FLOWS, growth=growth))
    assert wine["supply"] == pytest.approx(60 / 80)  # 40 x 1.5 of 40 x 1.5 + 20
    assert wine["demand"] == pytest.approx(50 * 1.2 * 1.1)  # per head 1.32 / 1.1, and more heads
    rigid = one(prepare(FLOWS, growth=growth, choices=Choices(elasticity=0)))
    assert rigid["demand"] == pytest.approx(50 * 1.1)


def test_an_advantage_in_tariffs_already_shows_in_what_is_sold() -> None:
    mfn = table("""
        importer product tariff
        Camelot  wine    50
    """)
    free = table("""
        exporter importer product tariff
        Avalon   Camelot  wine    0
    """)
    market = prepare(FLOWS, mfn=mfn, tariffs=free)
    # On average Camelot takes 20 % on wine: 0 on Avalon's 30, 50 on Brigadoon's 20.
    assert one(market)["demand"] == pytest.approx(50 * 1.2 / 1.0)
    assert one(market, "Brigadoon Camelot")["demand"] == pytest.approx(50 * 1.2 / 1.5)
    # Avalon meets 0 where wine meets 20 % in the world: its share owes that much to it.
    assert one(market)["supply"] == pytest.approx(2 / 3 * 1.0 / 1.2)
    assert one(market, "Brigadoon Camelot")["supply"] == pytest.approx(1 / 3 * 1.5 / 1.2)
    # With a single market both cancel.
    assert one(market)["potential"] == pytest.approx(30.769231)


def test_a_rate_that_nobody_knows_is_no_advantage() -> None:
    mfn = table("""
        importer product tariff
        Camelot  wool    50
    """)
    assert one(prepare(FLOWS, mfn=mfn)) == one(prepare(FLOWS))


def test_the_usual_supplier_sets_the_distance() -> None:
    km = table("""
        exporter importer  distance
        Avalon   Camelot   100
        Camelot  Brigadoon 400
    """)
    market = prepare(FLOWS, distances=km)
    usual = 100 * 4**0.4  # 30 of wine come from 100 km, 20 from 400
    assert one(market)["demand"] == pytest.approx(50 * 100 / usual)
    assert one(market, "Brigadoon Camelot")["demand"] == pytest.approx(50 * usual / 400)


def test_who_imports_more_than_it_exports_may_only_pass_it_on() -> None:
    through = pl.concat([FLOWS, table("exporter importer product value\n Camelot Avalon wine 80")])
    plain, corrected = (
        one(prepare(through, choices=Choices(reexport_correction=on))) for on in (False, True)
    )
    assert plain["supply"] == pytest.approx(40 / 140)
    assert corrected["supply"] == pytest.approx(40 / 140 * 40 / 80)


YEARS = table("""
    year exporter importer product value
    2018 Avalon   Camelot  wine    1000
    2020 Avalon   Camelot  wine    30
    2021 Avalon   Camelot  wool    12
    2022 Avalon   Camelot  wine    60
    2022 Dale     Camelot  wine    9
""")


def test_a_missing_year_is_zero_where_both_are_on_record() -> None:
    # The last three years in the frame; Dale did not exist before 2022.
    assert smoothed(YEARS, years=3).rows() == [
        ("Avalon", "Camelot", "wine", 30.0, 3),
        ("Avalon", "Camelot", "wool", 4.0, 3),
        ("Dale", "Camelot", "wine", 9.0, 1),
    ]


def test_a_year_that_nobody_reported_is_left_out() -> None:
    reported = table("""
        year economy
        2020 Avalon
        2022 Camelot
        2019 Dale
    """)
    assert smoothed(YEARS, years=3, reported=reported).rows() == [
        ("Avalon", "Camelot", "wine", 45.0, 2),
        ("Dale", "Camelot", "wine", 9.0, 1),
    ]
