"""What we know of lines that the raw networks do not tell, read from small tables that anyone can mend.

All stand in `data/corridors/osm/`: `gauges.csv` (gauge by country), `gauge_lines.csv` (lines of another
gauge), `masked.csv` (lines without freight), `joins.csv` (gaps closed by hand, and stations far from a drawn
line), `closed.csv` (borders without traffic), `corners.csv` (lines through a corner of another country),
`overrides.csv` (published lengths).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from entrepot.sources.corridors.sheet import Folder, Row
from entrepot.sources.networks.network import Position

HERE = Path(__file__).resolve().parents[3] / "data" / "corridors"
OSM = "osm"


@dataclass(frozen=True)
class Line:
    """A line named by points along it; gauge 0 where it is masked."""

    key: str
    points: tuple[Position, ...]
    reason: str
    gauge: int = 0


@dataclass(frozen=True)
class Join:
    """A gap of `km` kilometres closed by hand.

    Its two ends are positions on the network, or codes of terminals, which then get a point of their own.
    With one end, a terminal, no edge is added: that terminal may lie `km` from the network.
    """

    key: str
    mode: str
    ends: tuple[Position | str, ...]
    km: float
    reason: str


@dataclass(frozen=True)
class Corner:
    """Where a line cuts through another country without border work: all that crosses within `km` of `at`."""

    key: str
    mode: str
    at: Position
    km: float


@dataclass(frozen=True)
class Override:
    """A published length of a leg, or a line that the raw network lacks."""

    mode: str
    start: str
    end: str
    gauge: int
    km: float
    source: str
    quality: str
    reason: str


@dataclass(frozen=True)
class Rules:
    """All tables of exceptions.

    Attributes:
        gauges: by country (ISO alpha-3), in millimetres.
        closed: (country, country, mode), codes in order of the alphabet.
    """

    gauges: Mapping[str, tuple[int, ...]]
    gauge_lines: tuple[Line, ...]
    masked: tuple[Line, ...]
    joins: tuple[Join, ...]
    closed: frozenset[tuple[str, str, str]]
    corners: tuple[Corner, ...]
    overrides: tuple[Override, ...]

    def closed_for(self, mode: str) -> frozenset[tuple[str, str]]:
        """Pairs of countries without traffic of that mode."""
        return frozenset((a, b) for a, b, closed in self.closed if closed == mode)


def read_rules(path: Path = HERE) -> Rules:
    """The tables as they ship, or as they stand in another folder of the same shape.

    Raises:
        BadInput: a cell is not what its column holds; file, line and column are named.
    """
    folder = Folder(path)
    gauges = {row["country"]: _gauges(row) for row in _rows(folder, "gauges", ("country", "gauges", "note"))}
    lines = _rows(folder, "gauge_lines", ("key", "gauge", "points", "reason"))
    masked = _rows(folder, "masked", ("key", "country", "name", "points", "reason"))
    joins = _rows(folder, "joins", ("key", "mode", "from", "to", "km", "reason"))
    closed = _rows(folder, "closed", ("a", "b", "modes", "reason"))
    columns = ("mode", "start", "end", "gauge", "km", "source", "quality", "reason")
    return Rules(
        gauges,
        tuple(Line(r.must("key"), _points(r, "points"), r["reason"], r.whole("gauge")) for r in lines),
        tuple(Line(r.must("key"), _points(r, "points"), r["name"]) for r in masked),
        tuple(_join(r) for r in joins),
        frozenset((r["a"], r["b"], mode) for r in closed for mode in r.listed("modes")),
        tuple(_corner(r) for r in _rows(folder, "corners", ("key", "mode", "point", "km", "reason"))),
        tuple(_override(r) for r in _rows(folder, "overrides", columns)),
    )


def _rows(folder: Folder, name: str, columns: Sequence[str]) -> Iterator[Row]:
    return folder.rows(folder.path / OSM / f"{name}.csv", columns)


def _gauges(row: Row) -> tuple[int, ...]:
    found = tuple(int(text) for text in row.listed("gauges") if text.isdigit())
    return found or row.fail("gauges", "no gauge", expected="millimetres, such as 1435;1520")


def _points(row: Row, column: str) -> tuple[Position, ...]:
    found = []
    for text in row.listed(column):
        parts = text.split()
        try:
            latitude, longitude = map(float, parts)
        except ValueError:
            row.fail(column, f"{text!r} is no point", expected="latitude and longitude, such as 45.25 82.48")
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            row.fail(column, f"{text!r} is not on the globe", expected="latitude first, then longitude")
        found.append((latitude, longitude))
    return tuple(found)


def _join(row: Row) -> Join:
    ends = tuple(end for column in ("from", "to") if (end := _end(row, column)))
    if not ends or (len(ends) < 2 and not isinstance(ends[0], str)):
        row.fail("from", "a join has two ends, or is a terminal alone", remedy="Fill in from and to.")
    return Join(row.must("key"), row.must("mode"), ends, row.number("km", 0, 2000), row.must("reason"))


def _end(row: Row, column: str) -> Position | str:
    return _points(row, column)[0] if " " in row[column] else row[column]


def _corner(row: Row) -> Corner:
    points = _points(row, "point")
    if len(points) != 1:
        row.fail("point", "one point, please", expected="latitude and longitude, such as 42.66 71.08")
    return Corner(row.must("key"), row.must("mode"), points[0], row.number("km", 1, 100))


def _override(row: Row) -> Override:
    return Override(
        row.must("mode"),
        row.must("start"),
        row.must("end"),
        row.whole("gauge"),
        row.number("km", 0.1, 5000),
        row.must("source"),
        row.must("quality"),
        row.must("reason"),
    )
