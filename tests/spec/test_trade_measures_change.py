"""What measures of change give on a table to work out by hand; the manual prints it.

PYTHONPATH=tests python tests/spec/test_trade_measures_change.py    writes them into the manual's page
"""

from __future__ import annotations

import pytest

from worked_examples import KINDS, PAGE, Example, check, printed, write

TWO_YEARS = """
    product year value
    wine    2020 6
    wool    2020 4
    wine    2021 9
    amber   2021 2
"""
WORLD = """
    exporter  importer  product year value
    Avalon    Camelot   wine    2020 6
    Avalon    Dunsinane wool    2020 4
    Brigadoon Camelot   wine    2020 2
    Brigadoon Dunsinane wine    2020 2
    Brigadoon Dunsinane wool    2020 6
    Avalon    Camelot   wine    2021 10
    Avalon    Dunsinane wool    2021 3
    Brigadoon Camelot   wine    2021 6
    Brigadoon Dunsinane wine    2021 2
    Brigadoon Dunsinane wool    2021 9
"""
BOTH_WAYS = """
    product exports_before imports_before exports imports
    wine    4              4              8       6
    wool    5              5              7       3
    amber   1              1              1       1
"""

EXAMPLES = (
    Example(
        "Marginal intra-industry trade",
        "Wine rose by 4 and 2: two of six went one way only. Wool rose on one side and fell on the other.",
        {"trade": BOTH_WAYS},
        "marginal_intra_industry(trade)",
        """
        product exports_before imports_before exports imports marginal_iit performance
        wine    4              4              8       6       0.666667     0.333333
        wool    5              5              7       3       0            1
        amber   1              1              1       1       -            -
        """,
    ),
    Example(
        "Marginal intra-industry trade of a pair",
        "Of 10 that changed, 6 did so on one side only.",
        {"trade": BOTH_WAYS},
        "aggregate_marginal_intra_industry(trade)",
        "marginal_iit\n 0.4",
    ),
    Example(
        "Intra-industry trade by quality",
        "Overlaps 8, 10, 4 and 10 of 40. Wine sells for 11 % more than is paid for it: the same quality"
        " within 15 %. Wool sells for double, amber for half; of silk nothing is known.",
        {
            "trade": """
            product exports imports export_unit_value import_unit_value
            wine    8       4       10                9
            wool    5       5       20                10
            amber   2       6       5                 10
            silk    5       5       -                 10
            """
        },
        "vertical_intra_industry(trade)",
        "grubel_lloyd horizontal vertical_high vertical_low unknown\n 0.8 0.2 0.25 0.1 0.25",
    ),
    Example(
        "Unit values",
        "200 is more than ten times the median 11.5. Without a quantity there is no unit value.",
        {
            "trade": """
            product value quantity
            wine    10    1
            wine    11    1
            wine    24    2
            wine    200   1
            wool    6     0
            wool    6     -
            """
        },
        "unit_values(trade)",
        """
        product value quantity unit_value median_unit_value is_outlier
        wine    10    1        10         11.5              no
        wine    11    1        11         11.5              no
        wine    24    2        12         11.5              no
        wine    200   1        200        11.5              yes
        wool    6     0        -          -                 no
        wool    6     -        -          -                 no
        """,
    ),
    Example(
        "Compound growth",
        "From 100 to 121 in two years; the bad year between does not count.",
        {"exports": "year value\n 2020 100\n 2021 50\n 2022 121"},
        "compound_growth(exports)",
        "first last before after cagr\n 2020 2022 100 121 0.1",
    ),
    Example(
        "Log-linear growth",
        "Logarithms 0, 1.39, 1.39: the line rises by 0.69 a year, a doubling.",
        {"exports": "year value\n 2020 1\n 2021 4\n 2022 4"},
        "log_linear_growth(exports)",
        "growth slope standard_error n\n 1 0.693147 0.400189 3",
    ),
    Example(
        "Contributions",
        "The total went from 10 to 11: + 0.3 from wine, + 0.2 from amber, - 0.4 from wool.",
        {"exports": TWO_YEARS},
        "contributions(exports, 2020, 2021)",
        """
        product before after change contribution share_of_change
        amber   0      2     2      0.2          2
        wine    6      9     3      0.3          3
        wool    4      0     -4     -0.4         -4
        """,
    ),
    Example(
        "Margins of a change",
        "Wine went on, amber came, wool went.",
        {"exports": TWO_YEARS},
        "margins_of_change(exports, 2020, 2021)",
        """
        before after change continuing entry exit n_continuing n_entry n_exit
        10     11    1      3          2     -4   1            1       1
        """,
    ),
    Example(
        "Margins of trade",
        "What Avalon sells is 12 of the world's 16, and of these 12 it has 8.",
        {
            "exports": """
            exporter  product value
            Avalon    wine    6
            Avalon    wool    2
            Brigadoon wool    4
            Brigadoon amber   4
            """
        },
        "hummels_klenow(exports)",
        """
        exporter  extensive intensive share
        Avalon    0.75      0.666667  0.5
        Brigadoon 0.625     0.8       0.5
        """,
    ),
    Example(
        "Constant market shares",
        "The world grew by half, wine by 80 %, wool by 20 %, wine in Camelot by 100 %. Avalon's 10 would have"
        " grown by 5; wine adds 0.3 x 6 - 0.3 x 4, Camelot 0.2 x 6; it lost 3.8, which Brigadoon won.",
        {"flows": WORLD},
        "constant_market_share(flows, 2020, 2021)",
        """
        exporter  before after change world_growth commodity market competitive
        Avalon    10     13    3      5            0.6       1.2    -3.8
        Brigadoon 10     17    7      5            -0.6      -1.2   3.8
        """,
    ),
    Example(
        "Volatility",
        "Up by ln 2 and down by ln 2; half of all trade fell into one year.",
        {"exports": "year value\n 2020 1\n 2021 2\n 2022 1"},
        "volatility(exports)",
        "volatility lumpiness n_changes n_years n_zero\n 0.980258 0.5 2 3 0",
    ),
    Example(
        "One-off contracts",
        "A ship in 2020, nothing in the other years. Wine's best year is no such thing.",
        {
            "exports": """
            product year value
            wine    2018 10
            wine    2019 11
            wine    2020 9
            wine    2021 10
            wine    2022 10
            ship    2020 100
            """
        },
        "one_offs(exports)",
        """
        product year value usual excess of_total  deviations is_one_off
        ship    2020 100   0     100    0.917431  -          yes
        wine    2018 10    10    0      0         0          no
        wine    2019 11    10    1      0.090909  -          no
        wine    2020 9     10    -1     -0.009174 -          no
        wine    2021 10    10    0      0         0          no
        wine    2022 10    10    0      0         0          no
        """,
    ),
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_example(example: Example, kind: str) -> None:
    check(example, kind)


def test_the_manual_prints_these_examples() -> None:
    assert printed(EXAMPLES) in PAGE.read_text(encoding="utf-8"), "run this file, see its first lines"


if __name__ == "__main__":
    write("change", EXAMPLES)
