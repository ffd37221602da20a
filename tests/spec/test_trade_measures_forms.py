"""What measures of advantage, inequality and reach give on a table to work out by hand; the manual prints it.

PYTHONPATH=tests python tests/spec/test_trade_measures_forms.py    writes them into the manual's page
"""

from __future__ import annotations

import pytest

from worked_examples import KINDS, PAGE, Example, check, printed, write

EXPORTS = """
    exporter  product value
    Avalon    wine    6
    Avalon    wool    2
    Brigadoon wool    4
    Brigadoon amber   4
"""
EVEN = """
    exporter  product value
    Avalon    wine    8
    Avalon    wool    2
    Brigadoon wine    2
    Brigadoon wool    8
"""
FLOWS = """
    exporter  importer  product value
    Avalon    Brigadoon wine    5
    Avalon    Camelot   wool    1
    Brigadoon Camelot   wine    2
    Camelot   Avalon    wine    1
"""

EXAMPLES = (
    Example(
        "Comparative advantage, transformed",
        "Wine is 75 % of what Avalon sells and 37.5 % of what the world sells: RCA 2; its logarithm is 0.69,"
        " and 2 / 3 on the scale from 0 to 1.",
        {"exports": EXPORTS},
        'rca_forms(exports, forms=["log", "continuous"])',
        """
        exporter  product value share world_share rca      log_rca   continuous_rca
        Avalon    wine    6     0.75  0.375       2        0.693147  0.666667
        Avalon    wool    2     0.25  0.375       0.666667 -0.405465 0.4
        Brigadoon amber   4     0.5   0.25        2        0.693147  0.666667
        Brigadoon wool    4     0.5   0.375       1.333333 0.287682  0.571429
        """,
    ),
    Example(
        "Comparative advantage by other authors",
        "Avalon's mean over the three products is (2 + 0.67 + 0) / 3: weighted, wine has 2.25. Added, it is"
        " 0.75 less 0.375; normalised, the same times Avalon's half of world trade.",
        {"exports": EXPORTS},
        'rca_forms(exports, forms=["weighted", "additive", "normalised"])',
        """
        exporter  product value share world_share rca      weighted_rca additive_rca normalised_rca
        Avalon    wine    6     0.75  0.375       2        2.25         0.375        0.1875
        Avalon    wool    2     0.25  0.375       0.666667 0.75         -0.125       -0.0625
        Brigadoon amber   4     0.5   0.25        2        1.8          0.25         0.125
        Brigadoon wool    4     0.5   0.375       1.333333 1.2          0.125        0.0625
        """,
    ),
    Example(
        "Exports per head",
        "Avalon has a quarter of the people and sells 80 % of the wine.",
        {"exports": EVEN, "people": "exporter population\n Avalon 1\n Brigadoon 3"},
        "rpop(exports, people)",
        """
        exporter  product value rpop
        Avalon    wine    8     3.2
        Avalon    wool    2     0.8
        Brigadoon wine    2     0.266667
        Brigadoon wool    8     1.066667
        """,
    ),
    Example(
        "Zeros written out",
        "Every exporter with every product, for those who want to see what is not there.",
        {"exports": EXPORTS},
        'completed(exports, ["exporter", "product"])',
        """
        exporter  product value
        Avalon    amber   0
        Avalon    wine    6
        Avalon    wool    2
        Brigadoon amber   4
        Brigadoon wine    0
        Brigadoon wool    4
        """,
    ),
    Example(
        "Sophistication of products",
        "Wine weighs 0.8 with Avalon, which earns 10, and 0.2 with Brigadoon, which earns 20.",
        {"exports": EVEN, "gdp": "exporter income\n Avalon 10\n Brigadoon 20"},
        "prody(exports, gdp)",
        "product prody n\n wine 12 2\n wool 18 2",
    ),
    Example(
        "Sophistication of exports",
        "Avalon: 0.8 of 12 and 0.2 of 18.",
        {"exports": EVEN, "gdp": "exporter income\n Avalon 10\n Brigadoon 20"},
        "expy(exports, gdp)",
        "exporter expy covered\n Avalon 13.2 1\n Brigadoon 16.8 1",
    ),
    Example(
        "Theil's index and its margins",
        "Two of four lines are active: ln 2 between them and the empty ones; the rest is that 3 is not 1.",
        {"exports": "product value\n wine 3\n wool 1"},
        "theil(exports, lines=4)",
        "theil intensive extensive n n_active\n 0.823959 0.130812 0.693147 4 2",
    ),
    Example(
        "Theil's index within and between sectors",
        "Half the value is drink, in two lines of three: ln 1.125, halved, between; only drink is unequal"
        " inside.",
        {"exports": "sector product value\n drink wine 3\n drink beer 1\n cloth wool 4"},
        "theil_between_sectors(exports)",
        "theil within between\n 0.124298 0.065406 0.058892",
    ),
    Example(
        "Gini's coefficient",
        "Of three lines 0, 2 and 8: (2 x 8 + 0 x 2 - 2 x 0) / (3 x 10).",
        {"exports": "product value\n wine 8\n wool 2"},
        "gini(exports, lines=3)",
        "gini n\n 0.533333 3",
    ),
    Example(
        "Specialisation against the others",
        "The others of Avalon are Brigadoon: |0.8 - 0.2| + |0.2 - 0.8|.",
        {"exports": EVEN},
        "krugman_specialisation(exports)",
        "exporter krugman\n Avalon 1.2\n Brigadoon 1.2",
    ),
    Example(
        "Specialisation against the world",
        "The world sells as much wine as wool.",
        {"exports": EVEN},
        'krugman_specialisation(exports, against="world")',
        "exporter krugman\n Avalon 0.6\n Brigadoon 0.6",
    ),
    Example(
        "Distance of structures",
        "The same of each pair.",
        {"exports": EVEN},
        "krugman_distance(exports)",
        """
        exporter  other_exporter krugman
        Avalon    Avalon         0
        Avalon    Brigadoon      1.2
        Brigadoon Avalon         1.2
        Brigadoon Brigadoon      0
        """,
    ),
    Example(
        "Market shares",
        "Camelot buys 3, of which 2 from Brigadoon.",
        {"flows": FLOWS},
        "market_shares(flows)",
        """
        exporter  importer  value market_share
        Avalon    Brigadoon 5     1
        Avalon    Camelot   1     0.333333
        Brigadoon Camelot   2     0.666667
        Camelot   Avalon    1     1
        """,
    ),
    Example(
        "Import penetration",
        "Of the 8 of wine used at home 2 are from abroad. More wool is sold abroad than made: it passes"
        " through.",
        {"trade": "product production exports imports\n wine 10 4 2\n wool 4 6 3\n amber 0 0 0"},
        "import_penetration(trade)",
        """
        product production exports imports apparent_consumption import_penetration
        wine    10         4       2       8                    0.25
        wool    4          6       3       1                    3
        amber   0          0       0       0                    -
        """,
    ),
    Example(
        "Penetration of markets",
        "Avalon sells wine to one of two others that buy wine, and wool to the only one that buys wool.",
        {"flows": FLOWS},
        "export_market_penetration(flows)",
        """
        exporter  reached markets products penetration
        Avalon    2       3       2        0.666667
        Brigadoon 1       2       1        0.5
        Camelot   1       2       1        0.5
        """,
    ),
    Example(
        "Reach",
        "Flows below 2 are left out: Camelot has none.",
        {"flows": FLOWS},
        "market_reach(flows, at_least=2)",
        "exporter markets products relations\n Avalon 1 1 1\n Brigadoon 1 1 1",
    ),
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_example(example: Example, kind: str) -> None:
    check(example, kind)


def test_the_manual_prints_these_examples() -> None:
    assert printed(EXAMPLES) in PAGE.read_text(encoding="utf-8"), "run this file, see its first lines"


if __name__ == "__main__":
    write("forms", EXAMPLES)
