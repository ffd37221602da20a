"""What measures of structure and of pairs give on a table to work out by hand; the manual prints it.

PYTHONPATH=tests python tests/spec/test_trade_measures.py    writes them into the manual's page
"""

from __future__ import annotations

import pytest

from worked_examples import KINDS, PAGE, Example, check, printed, write

EXPORTS = """
    exporter  product  value
    Avalon    wine     8
    Avalon    wool     2
    Brigadoon wine     2
    Brigadoon wool     8
"""
FLOWS = """
    origin    destination value
    Avalon    Avalon      90
    Avalon    Brigadoon   6
    Avalon    Camelot     4
    Brigadoon Avalon      8
    Brigadoon Camelot     2
    Camelot   Avalon      10
    Camelot   Brigadoon   10
"""
TRADE = """
    product exports imports
    wine    8       2
    wool    5       5
    amber   0       0
"""


EXAMPLES = (
    Example(
        "Shares",
        "A share is of the total of its group; the groups here are the exporters.",
        {"exports": EXPORTS},
        'shares(exports, by=["exporter"])',
        """
        exporter  product value share
        Avalon    wine    8     0.8
        Avalon    wool    2     0.2
        Brigadoon wine    2     0.2
        Brigadoon wool    8     0.8
        """,
    ),
    Example(
        "Shares of nothing",
        "Where nothing is traded, a share is not zero: it is not defined, and is left empty.",
        {"exports": "exporter product value\n Camelot wine 0"},
        "shares(exports)",
        "exporter product value share\n Camelot wine 0 -",
    ),
    Example(
        "Ranks",
        "Largest first; equals share the better rank, and the next rank is left out.",
        {"exports": "exporter value\n Avalon 3\n Brigadoon 7\n Camelot 7\n Dunsinane 9"},
        "ranks(exports)",
        """
        exporter  value rank
        Avalon    3     4
        Brigadoon 7     2
        Camelot   7     2
        Dunsinane 9     1
        """,
    ),
    Example(
        "Concentration",
        "Three quarters in one market, one quarter in another: 0.75² + 0.25². A market without trade "
        "does not count in n.",
        {"exports": "market value\n Brigadoon 75\n Camelot 25\n Dunsinane 0"},
        "herfindahl(exports)",
        "hhi normalised_hhi equivalent_number n\n 0.625 0.25 1.6 2",
    ),
    Example(
        "Comparative advantage",
        "Wine is 80 % of what Avalon sells and 50 % of what the world sells: 0.8 / 0.5.",
        {"exports": EXPORTS},
        "revealed_comparative_advantage(exports)",
        """
        exporter  product value share world_share rca symmetric_rca
        Avalon    wine    8     0.8   0.5         1.6 0.230769
        Avalon    wool    2     0.2   0.5         0.4 -0.428571
        Brigadoon wine    2     0.2   0.5         0.4 -0.428571
        Brigadoon wool    8     0.8   0.5         1.6 0.230769
        """,
    ),
    Example(
        "Complementarity",
        "Camelot buys half wine, half wool. Avalon sells 80 and 20 per cent: 50 of the 80 and 20 of the 50"
        " meet. Dunsinane buys amber alone, which Avalon does not sell.",
        {
            "exports": "exporter product value\n Avalon wine 8\n Avalon wool 2",
            "imports": "importer product value\n Camelot wine 5\n Camelot wool 5\n Dunsinane amber 1",
        },
        "michaely_complementarity(exports, imports)",
        """
        exporter importer  complementarity
        Avalon   Camelot   70
        Avalon   Dunsinane 0
        """,
    ),
    Example(
        "Similarity",
        "Of each product, the smaller of the two shares: 20 % of wine and 20 % of wool.",
        {"exports": EXPORTS},
        "finger_kreinin(exports)",
        """
        exporter  other_exporter similarity
        Avalon    Avalon         100
        Avalon    Brigadoon      40
        Brigadoon Avalon         40
        Brigadoon Brigadoon      100
        """,
    ),
    Example(
        "Intensity",
        "Of the 40 that cross a border 18 go to Avalon, 16 to Brigadoon and 6 to Camelot, so that Avalon,"
        " which sells 10, would be expected to send Brigadoon 4. Avalon's sales to itself are not trade.",
        {"flows": FLOWS},
        "trade_intensity(flows)",
        """
        origin    destination value expected intensity
        Avalon    Brigadoon   6     4        1.5
        Avalon    Camelot     4     1.5      2.666667
        Brigadoon Avalon      8     4.5      1.777778
        Brigadoon Camelot     2     1.5      1.333333
        Camelot   Avalon      10    9        1.111111
        Camelot   Brigadoon   10    8        1.25
        """,
    ),
    Example(
        "Intensity without the seller's own market",
        "Avalon's own imports are no market for Avalon: its 10 are spread over the 22 that others buy.",
        {"flows": FLOWS},
        "trade_intensity(flows, exclude_origin=True)",
        """
        origin    destination value expected intensity
        Avalon    Brigadoon   6     7.272727 0.825
        Avalon    Camelot     4     2.727273 1.466667
        Brigadoon Avalon      8     7.5      1.066667
        Brigadoon Camelot     2     2.5      0.8
        Camelot   Avalon      10    10.588235 0.944444
        Camelot   Brigadoon   10    9.411765 1.0625
        """,
    ),
    Example(
        "Intensity against the rest",
        "What everyone but Avalon sells is 30, of which 10 go to Brigadoon: a third of Avalon's 10 would be"
        " expected there.",
        {"flows": FLOWS},
        'trade_intensity(flows, against="rest")',
        """
        origin    destination value expected intensity
        Avalon    Brigadoon   6     3.333333 1.8
        Avalon    Camelot     4     0.666667 6
        Brigadoon Avalon      8     3.333333 2.4
        Brigadoon Camelot     2     1.333333 1.5
        Camelot   Avalon      10    8        1.25
        Camelot   Brigadoon   10    6        1.666667
        """,
    ),
    Example(
        "Balance",
        "In the unit of the table, and as a part of all that is traded; not defined where nothing is.",
        {"trade": TRADE},
        "trade_balance(trade)",
        """
        product exports imports balance normalised_balance
        wine    8       2       6       0.6
        wool    5       5       0       0
        amber   0       0       0       -
        """,
    ),
    Example(
        "Intra-industry trade",
        "Wool goes both ways alike; wine mostly one way.",
        {"trade": TRADE},
        "grubel_lloyd(trade)",
        """
        product exports imports grubel_lloyd
        wine    8       2       0.4
        wool    5       5       1
        amber   0       0       -
        """,
    ),
    Example(
        "Intra-industry trade of a pair",
        "The products' indices weighted with their trade: 10 parts of 0.4 and 10 parts of 1.",
        {"trade": TRADE},
        "aggregate_grubel_lloyd(trade)",
        "grubel_lloyd\n 0.7",
    ),
)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_example(example: Example, kind: str) -> None:
    check(example, kind)


def test_the_manual_prints_these_examples() -> None:
    assert printed(EXAMPLES) in PAGE.read_text(encoding="utf-8"), "run this file, see its first lines"


if __name__ == "__main__":
    write("structure", EXAMPLES)
