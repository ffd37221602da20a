"""Effects of scenarios in a world of five economies and three industries, to check sums by hand."""

from __future__ import annotations

from array import array

from entrepot.analyses.scenarios.account.effects import MOVED, Change, Effects
from entrepot.metadata.origin import Origin

ECONOMIES = ("BEL", "CHN", "FRA", "KAZ", "RUS")
CODES = ("A01", "C21", "H49")
LACKS = (
    "The rest of the world is left out: what is sold to it counts as final sales, what is bought from it as "
    "income.",
)
_COUNT = len(ECONOMIES)
BEL, KAZ = ECONOMIES.index("BEL"), ECONOMIES.index("KAZ")


def effects(scenario: str = "russia-closed", factor: float = 1.0, *, carried: bool = True) -> Effects:
    """Belgium sells Kazakhstan goods of 100, 8 less then, times the factor; other flows are 10 and stay."""
    incomes = {code: Change(1000.0, 0.0, 0.0, 0.0) for code in ECONOMIES}
    incomes["BEL"] = Change(500.0, -0.1 * factor, -0.3 * factor, 0.05 * factor)
    incomes["KAZ"] = Change(200.0, -2.0 * factor, -3.0 * factor, -1.0 * factor)
    incomes["CHN"] = Change(9000.0, 4.0 * factor, 1.0 * factor, 7.0 * factor)
    traded = {code: Change(300.0, -1.0 * factor, -2.0 * factor, 0.5 * factor) for code in ECONOMIES}
    return Effects(
        scenario=scenario,
        closure="share",
        elasticities="Caliendo and Parro",
        sets=("median", "cp2015"),
        draws=20,
        failed=0,
        table="the OECD table of 2022 (extract)",
        period="2022",
        unit="USD million",
        scope="extract",
        has_rest=False,
        economies=ECONOMIES,
        industries={
            "en": {"A01": "Farming", "C21": "Medicines", "H49": "Land transport"},
            "fr": {"A01": "Agriculture", "C21": "Médicaments", "H49": "Transports terrestres"},
        },
        incomes=incomes,
        exports=traded,
        imports=traded,
        sales=_sales(factor),
        codes=CODES,
        moved=array("H", [place % 3 for _ in range(_COUNT**2) for place in range(MOVED)]),
        moves=_moves(factor),
        carriage=_carriage() if carried else array("f"),
        lacks=LACKS,
        caveats=("A model's estimate, not a forecast.", *LACKS),
        outside=("GEO",),
        origins=(Origin("OECD", "ICIO", "2022"), Origin("Caliendo, L. and Parro, F.", "NAFTA", "2015")),
    )


def _sales(factor: float) -> array[float]:
    """[4, 3, N, N]: before, change, low, high of goods, services and all."""
    cells = _COUNT**2
    made = array("f", [10.0] * cells * 2 + [20.0] * cells + [0.0] * cells * 9)
    values = {0: 100.0, 1: -8.0 * factor, 2: -12.0 * factor, 3: -4.0 * factor}
    for kind, value in values.items():
        for plane in (0, 2):
            made[(kind * 3 + plane) * cells + BEL * _COUNT + KAZ] = value + (
                10.0 if (kind, plane) == (0, 2) else 0.0
            )
    return made


def _moves(factor: float) -> array[float]:
    """[2, N, N, MOVED]: of Belgium's sales to Kazakhstan, medicines fall by 6 and farm products by 2."""
    cells = _COUNT**2 * MOVED
    made = array("f", [0.0] * cells * 2)
    start = (BEL * _COUNT + KAZ) * MOVED
    for place, (before, change) in enumerate(((40.0, -2.0), (60.0, -6.0))):
        made[start + place], made[cells + start + place] = before, change * factor
    return made


def _carriage() -> array[float]:
    """[9, N, N]: 6 %, 4 % and 1 % before; 6.5 %, 5 % and 1 % after; 1.2 % (0.8 % to 2 %) dearer."""
    return array(
        "f", [v for v in (0.06, 0.04, 0.01, 0.065, 0.05, 0.01, 0.012, 0.008, 0.02) for _ in range(_COUNT**2)]
    )
