"""What a scenario changes, for all economies and pairs at once: plain numbers, read without NumPy."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from entrepot.metadata.origin import Origin

WHAT = ("goods", "services", "all")
"""What sales are told of, in the order of the third-last axis of `Effects.sales`."""
CARRIED = ("freight", "time", "delay")
"""What the cost of bringing goods is made of."""
MOVED = 8
"""Industries of a flow that are kept: those whose sales change most."""


@dataclass(frozen=True, slots=True)
class Change:
    """An amount before, its change, and from where to where nine of ten draws of the change lie.

    Changes of several economies add up; so do their bounds, which then are wider than nine of ten.
    """

    before: float
    change: float
    low: float
    high: float

    def __add__(self, other: Change) -> Change:
        return Change(
            self.before + other.before,
            self.change + other.change,
            self.low + other.low,
            self.high + other.high,
        )

    @property
    def relative(self) -> tuple[float, float, float] | None:
        """Best value, low and high as shares of the amount before; None where there was nothing."""
        if not self.before > 0.0:
            return None
        return self.change / self.before, self.low / self.before, self.high / self.before


NOTHING = Change(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Carriage:
    """What bringing goods takes of their value, before and after (0.1 is 10 %).

    Attributes:
        before, after: by `CARRIED`.
        change: of the cost of trade (iceberg), after / before - 1; low, high: in the variants of costs.
    """

    before: Mapping[str, float]
    after: Mapping[str, float]
    change: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Effects:
    """What one scenario does in one world. N economies; flat arrays in C order, float32.

    Attributes:
        scenario: its name.
        closure: what becomes of deficits.
        elasticities: title of the set of the best values.
        sets: names of the sets that were drawn from.
        draws: draws solved; failed: draws without an equilibrium.
        table: what table it is; period: its year; unit: of all amounts; scope: as `World.scope`.
        has_rest: whether the rest of the world is an economy of the table.
        economies: ISO 3166-1 alpha-3, N of them.
        industries: names of industries by language and code.
        incomes, exports, imports: by economy; income is at prices before.
        sales: [4, 3, N, N], before, change, low, high; of `WHAT`; exporter, importer; without duties.
        codes: codes of industries, to which `moved` points.
        moved: uint16[N, N, MOVED], exporter, importer, industries that change most first; fewer where the
            table has fewer.
        moves: [2, N, N, MOVED], before and change of these.
        carriage: [9, N, N], exporter, importer: `CARRIED` before, the same after, then the change of the
            cost of trade, its low and its high; empty unless one part is on corridors.
        lacks: what the table lacks, with its measured size, one or two sentences each.
        caveats: all that a reader must know, these included.
        outside: economies that the scenario names and the table does not have.
        origins: everything it rests on.
    """

    scenario: str
    closure: str
    elasticities: str
    sets: tuple[str, ...]
    draws: int
    failed: int
    table: str
    period: str
    unit: str
    scope: str
    has_rest: bool
    economies: tuple[str, ...]
    industries: Mapping[str, Mapping[str, str]]
    incomes: Mapping[str, Change]
    exports: Mapping[str, Change]
    imports: Mapping[str, Change]
    sales: array[float]
    codes: tuple[str, ...]
    moved: array[int]
    moves: array[float]
    carriage: array[float] = field(default_factory=lambda: array("f"))
    lacks: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()

    def present(self, countries: Iterable[str]) -> tuple[str, ...]:
        """Those of the countries that are economies of the table."""
        return tuple(code for code in countries if code in self.economies)

    def income(self, economies: Sequence[str]) -> Change:
        """Real income of economies together; those the table lacks count nothing."""
        return sum((self.incomes[code] for code in self.present(economies)), NOTHING)

    def sold(self, exporters: Sequence[str], importers: Sequence[str], what: str = "goods") -> Change:
        """Sales of the exporters to the importers, without those within an economy.

        Args:
            exporters: ISO 3166-1 alpha-3.
            importers: the same.
            what: of `WHAT`.
        """
        plane = WHAT.index(what)
        size = len(self.economies) ** 2
        found = NOTHING
        for cell in self._cells(exporters, importers):
            found += Change(*(self.sales[(kind * len(WHAT) + plane) * size + cell] for kind in range(4)))
        return found

    def by_industry(
        self, exporters: Sequence[str], importers: Sequence[str]
    ) -> dict[str, tuple[float, float]]:
        """By code, sales before and their change, of the industries that change most, the largest first."""
        found: dict[str, tuple[float, float]] = {}
        count = len(self.moved)
        wide = count // len(self.economies) ** 2
        for cell in self._cells(exporters, importers):
            for place in range(cell * wide, cell * wide + wide):
                code = self.codes[self.moved[place]]
                before, change = found.get(code, (0.0, 0.0))
                found[code] = before + self.moves[place], change + self.moves[count + place]
        return dict(sorted(found.items(), key=lambda item: (-abs(item[1][1]), item[0])))

    def carried(self, exporters: Sequence[str], importers: Sequence[str]) -> Carriage | None:
        """What bringing goods takes, mean over flows by the goods sold; None where it is not known."""
        cells = list(self._cells(exporters, importers)) if self.carriage else []
        size = len(self.economies) ** 2
        weights = [(cell, self.sales[WHAT.index("goods") * size + cell]) for cell in cells]
        known = [(cell, weight) for cell, weight in weights if weight > 0.0 and self._known(cell, size)]
        whole = sum(weight for _, weight in known)
        if not whole > 0.0:
            return None
        mean = [
            sum(self.carriage[k * size + cell] * weight for cell, weight in known) / whole for k in range(9)
        ]
        count = len(CARRIED)
        before, after = (dict(zip(CARRIED, mean[at : at + count], strict=True)) for at in (0, count))
        return Carriage(before, after, *mean[2 * count :])

    def name(self, industry: str, language: str) -> str:
        """What an industry is called; English where the language has no name."""
        names = self.industries.get(language, {})
        return names.get(industry) or self.industries["en"].get(industry, industry)

    def _cells(self, exporters: Sequence[str], importers: Sequence[str]) -> Iterator[int]:
        for seller in self.present(exporters):
            for buyer in self.present(importers):
                if seller != buyer:
                    yield self.economies.index(seller) * len(self.economies) + self.economies.index(buyer)

    def _known(self, cell: int, size: int) -> bool:
        return all(self.carriage[k * size + cell] < float("inf") for k in range(9))
