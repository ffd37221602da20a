"""The blocks of a dossier that are drawn from data: charts and maps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Datum:
    """One mark of a chart; `x`, `size` and `kind` are read by the shapes that have them.

    `kind` is a mode ("rail") or what else happens to goods ("border"): it has its colour in every drawing.
    """

    label: str
    value: float
    series: str = ""
    emphasis: bool = False
    x: float | None = None
    size: float | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Data and intent of a chart; `briefs.charts` draws it, `alternative` says it in words.

    `shape` is "bars" (one ranked series), "paired-bars" (several series side by side per label), "lines"
    (`value` over the year `x`, a line a series), "scatter" (`value` over `x`, a disc of area `size`, the
    emphasised ones labelled), "time-distance" (`value` over `x`, a line a series; a datum is where a stretch
    of its `kind` ends, the first of a series where it starts), "stacked-bars" (a bar a label, a piece a
    series, coloured by `kind`), "steps" (a row a label, the step `series` made between the decimal years
    `value` and `x`; `kind` is "certain", "possible" or "silence"), "ties" (bodies `label` and `series` in
    touch, as warm as `value`; `kind` says in which columns they stand: "left-right", "left-middle",
    "middle-right"; emphasised where it is the only tie of one of them), "ranges" (a change `value` from low
    `x` to high `size`, a row a label) or "waterfall" (each `value` begins where the one before it ended;
    `kind` "total" begins at zero). `log` sets the values of a scatter on a logarithmic axis.
    """

    key: str
    title: str
    shape: Literal[
        "bars",
        "paired-bars",
        "lines",
        "ranges",
        "scatter",
        "time-distance",
        "stacked-bars",
        "steps",
        "ties",
        "waterfall",
    ]
    data: tuple[Datum, ...]
    unit: str
    alternative: str
    notes: tuple[int, ...]
    caption: str = ""
    x_title: str = ""
    y_title: str = ""
    log: bool = False
    kind: Literal["chart"] = "chart"


@dataclass(frozen=True, slots=True)
class MapLine:
    """A stretch of one mode: (longitude, latitude) in degrees; great circles run between the points.

    `series` names the option that goes this way; options that share a stretch each bring it.
    """

    points: tuple[tuple[float, float], ...]
    mode: str
    series: str = ""
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class MapMark:
    """A point of a map with its name; "end" is where goods start or arrive, a "terminal" is only passed."""

    longitude: float
    latitude: float
    label: str
    kind: Literal["end", "border", "transfer", "gauge change", "terminal"]


@dataclass(frozen=True, slots=True)
class MapArea:
    """A country filled by what is known of it: ISO alpha-3 code, name, and a kind of `briefs.kinds`.

    `remark` stands beside the name in the table behind the map, such as a seat.
    """

    code: str
    label: str
    area: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """Lines, marked places and filled countries on a base map; `alternative` says it in words.

    `briefs.maps` draws it; one with areas `briefs.areas` does.
    """

    key: str
    title: str
    lines: tuple[MapLine, ...]
    places: tuple[MapMark, ...]
    alternative: str
    notes: tuple[int, ...]
    caption: str = ""
    areas: tuple[MapArea, ...] = ()
    kind: Literal["map"] = "map"
