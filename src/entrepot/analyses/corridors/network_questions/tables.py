"""Tables of what the layer says: their columns, and where all of it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from entrepot.metadata.corridors import Difference, Layer, Route
from entrepot.metadata.figure import Quality
from entrepot.metadata.figure_table import FigureColumn, FigureTable
from entrepot.metadata.origin import Origin, join
from entrepot.metadata.table_answer import TableAnswer

CAVEAT = (
    "A shipper’s own rates and times are not known: all rests on typical values of the layer, each stated "
    "there with its source and range. First and last miles are estimates."
)


class TableOfNetwork(TableAnswer):
    """An answer that is, for the most part, one table; a notebook shows it."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON form: figures with their origins."""
        return as_plain(self)


def as_plain(answer: Any) -> dict[str, Any]:
    """The fields of an answer as JSON can hold them; those that begin with an underscore are left out."""
    shown = (field.name for field in fields(answer) if not field.name.startswith("_"))
    return {name: _plain(getattr(answer, name)) for name in shown}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Route) or hasattr(value, "to_dict"):
        return value.to_dict()
    return as_plain(value) if is_dataclass(value) else value


def column(name: str, label: str, unit: str, concept: str, method: str = "") -> FigureColumn:
    """A column of modelled numbers."""
    return FigureColumn(name, label, unit, concept, Quality.MODELLED, method)


def table(
    title: str,
    rows: Sequence[Mapping[str, Any]],
    keys: Iterable[str],
    columns: Sequence[FigureColumn],
    layer: Layer,
    origins: Iterable[Origin] = (),
    caveat: str = CAVEAT,
) -> FigureTable:
    """A table of modelled figures over the layer.

    Args:
        title: what it shows.
        rows: in order; each has every key and every column's name, None where a number is not defined.
        keys: columns of words, first in the table.
        columns: columns of numbers.
        layer: what the numbers were reckoned on.
        origins: further sources, such as that of the weights.
        caveat: what a reader must know.
    """
    import polars as pl

    schema: dict[str, Any] = dict.fromkeys(keys, pl.String)
    schema |= {c.name: pl.Float64 for c in columns}
    ordered = {name: [row[name] for row in rows] for name in schema}
    data = pl.DataFrame(ordered, schema=schema)
    sources = join(origins_of(layer), tuple(origins))
    return FigureTable(title, data, tuple(columns), period_of(layer), (), sources, caveat)


def origins_of(layer: Layer) -> tuple[Origin, ...]:
    """The layer as a whole, then the works that the ways themselves are from, each once.

    Hundreds of sources stand behind the parameters; a route names those it rests on, step by step.
    """
    whole = Origin(
        publisher="Entrepôt",
        dataset="Corridors: terminals, legs and parameters, each with its source",
        edition=layer.digest[:12],
        sha256=layer.digest,
    )
    keys = dict.fromkeys(leg.source for leg in layer.legs.values())
    works = (layer.origins[key].work for key in keys if key in layer.origins)
    return join((whole,), tuple(works))


def difference_origins(difference: Difference) -> tuple[Origin, ...]:
    """Who says what is otherwise; the difference itself where nobody does."""
    said = [change.source for change in difference.changes]
    said += [addition.source for addition in difference.additions]
    name = difference.title or difference.name
    named = dict.fromkeys(source for source in said if source)
    return tuple(Origin(source, name) for source in named) or (Origin("As supposed", name),)


def period_of(layer: Layer) -> str:
    """From the oldest to the newest year of the parameters in use, EDTF."""
    years = sorted({p.year[:4] for p in layer.parameters if p.used and p.year[:4].isdigit()})
    if not years:
        return ""
    return years[0] if years[0] == years[-1] else f"{years[0]}/{years[-1]}"
