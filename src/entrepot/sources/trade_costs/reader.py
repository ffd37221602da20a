"""The tables that ship, read strictly: every cell within bounds, every row with a source that is there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from math import fsum, inf
from pathlib import Path

from entrepot.metadata.corridors import Mode, Span
from entrepot.metadata.errors import BadInput
from entrepot.metadata.origin import Origin, join
from entrepot.sources.corridors.sheet import Folder, Row
from entrepot.sources.trade_costs.table import VARIANTS, Goods, Known, Moved, TradeCosts, WayKind

_MOVED: dict[str, Moved] = {"box": "box", "bulk": "bulk", "none": "none"}
_NEEDED = ("price_level", "short_ton", "density_factor", "density_unknown", "bulk_margin", "dispersion")
Commodities = Mapping[str, tuple[float, float, tuple[Origin, ...]]]


@cache
def trade_costs(folder: Path | None = None) -> TradeCosts:
    """The tables of a folder; left out, those that ship.

    Raises:
        BadInput: a table is not as it should be; names file, line and column.
    """
    sheets = Folder(folder or Path(str(resources.files("entrepot.data"))) / "trade_costs")
    origins = {row.must("key"): _origin(row) for row in _rows(sheets, "sources", _SOURCES)}
    figures = {row.must("quantity"): _figure(row, origins) for row in _rows(sheets, "parameters", _FIGURES)}
    if missing := [name for name in _NEEDED if name not in figures]:
        raise BadInput(f"no row says {', '.join(missing)}", file=sheets.path / "parameters.csv")
    commodities = {row.must("sctg"): _commodity(row, origins) for row in _rows(sheets, "commodities", _SCTG)}
    goods = [_goods(row, commodities, figures) for row in _rows(sheets, "industries", _INDUSTRIES)]
    ways = tuple(_way(row, origins) for row in _rows(sheets, "ways", _WAYS))
    return TradeCosts({each.industry: each for each in goods}, ways, figures, sheets.digest)


_SOURCES = ("key", "publisher", "title", "year", "address", "licence", "read")
_FIGURES = ("quantity", "low", "typical", "high", "unit", "year", "source", "note")
_SCTG = ("sctg", "name", "usd_per_ton", "source", "thousand_tons", "weights_source", "usd_per_ton_earlier")
_INDUSTRIES = ("industry", "divisions", "moved", "sctg", "note")
_WAYS = (
    "way", "mode", "title", "modes", "must", "seas", "ships_km", "reach_km", "avoid", *VARIANTS, "among",
    "weight_among", "source", "note",
)  # fmt: skip


def _rows(sheets: Folder, name: str, columns: tuple[str, ...]) -> tuple[Row, ...]:
    """Rows of a table; the first cell of each is its key and stands there once."""
    seen: set[str] = set()
    rows = tuple(sheets.rows(sheets.path / f"{name}.csv", columns))
    for row in rows:
        if row[columns[0]] in seen:
            row.fail(columns[0], f"{row[columns[0]]} stands there twice")
        seen.add(row[columns[0]])
    return rows


def _origin(row: Row) -> Origin:
    return Origin(
        publisher=row.must("publisher"), dataset=row.must("title"), edition=row["year"],
        licence=row.must("licence"), url=row.must("address"), locator=row["read"],
    )  # fmt: skip


def _figure(row: Row, origins: Mapping[str, Origin]) -> Known:
    low, typical, high = (row.number(name, 0.0) for name in ("low", "typical", "high"))
    if not low <= typical <= high:
        row.fail("typical", f"{low:g}, {typical:g}, {high:g} are not in order")
    source = origins[row.known("source", origins, "source")]
    return Known(Span(low, typical, high), row.must("unit"), row["year"], (source,), row["note"])


def _commodity(row: Row, origins: Mapping[str, Origin]) -> tuple[float, float, tuple[Origin, ...]]:
    said = join(*((origins[row.known(name, origins, "source")],) for name in ("source", "weights_source")))
    return row.number("usd_per_ton", 1e-6, 1e9), row.number("thousand_tons", 1e-6, 1e12), said


def _goods(row: Row, commodities: Commodities, figures: Mapping[str, Known]) -> Goods:
    codes = row.listed("sctg")
    for code in codes:
        if code not in commodities:
            row.fail("sctg", f"unknown commodity {code!r}", remedy="Add it to commodities.csv.")
    moved = _MOVED[row.known("moved", _MOVED, "way of moving")]
    density = _density([commodities[code] for code in codes], figures)
    return Goods(row.must("industry"), row.listed("divisions"), moved, density, row["note"])


def _density(parts: list[tuple[float, float, tuple[Origin, ...]]], figures: Mapping[str, Known]) -> Known:
    """All value over all weight of the commodities, in kilograms and at the price level of freight."""
    if not parts:
        return figures["density_unknown"]
    level, ton, factor = (figures[name] for name in ("price_level", "short_ton", "density_factor"))
    value = fsum(price * tons for price, tons, _ in parts) / fsum(tons for _, tons, _ in parts)
    typical = value / ton.span.typical * level.span.typical
    said = join(*(origins for _, _, origins in parts), level.origins, factor.origins)
    note = f"USD {value:,.0f} a short ton x {level.span.typical:g} for the price level"
    return Known(factor.span * typical, "USD/kg", level.year, said, note)


def _way(row: Row, origins: Mapping[str, Origin]) -> WayKind:
    modes = row.listed("modes")
    known = {mode.value for mode in Mode}
    if unknown := [mode for mode in (*modes, row["must"] or "road") if mode not in known]:
        row.fail("modes", f"no mode is called {unknown[0]}")
    return WayKind(
        row.must("way"), row.must("mode"), row.must("title"), modes, row["must"], row.listed("seas"),
        _limit(row, "ships_km"), _limit(row, "reach_km"),
        row.listed("avoid"), {name: row.number(name, 1e-9, 1e9) for name in VARIANTS},
        frozenset(row.listed("among")), row.number("weight_among", 1e-9, 1e9) if row["among"] else 1.0,
        origins[row.known("source", origins, "source")],
    )  # fmt: skip


def _limit(row: Row, column: str) -> float:
    return row.number(column, 1.0) if row[column] else inf
