"""Pairs of places to ask about: named one by one, in a CSV file, or all economies by their trade."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.corridors_asking import point
from entrepot.cli.output import note
from entrepot.metadata.errors import BadInput, NoData, PlaceError, UsageError

if TYPE_CHECKING:
    from entrepot.analyses.corridors.network_questions import Pair
    from entrepot.metadata.corridors import Layer, Spot
    from entrepot.metadata.origin import Origin
    from entrepot.workbench.corridors import Corridors

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

MAX_BYTES = 5_000_000
TRADE = "goods, USD million"
_EXPECTED = "a head with from and to, and weight where pairs do not count alike"


@dataclass(frozen=True, slots=True)
class Asked:
    """Pairs to ask about.

    Attributes:
        pairs: with weights.
        weighed_by: what the weights are, for the head of a column; empty where all count alike.
        origins: where the weights are from, if from data.
    """

    pairs: tuple[Pair, ...]
    weighed_by: str = ""
    origins: tuple[Origin, ...] = ()


def which_pairs(function: Decorated) -> Decorated:
    """The options that name pairs: passes `pair`, `pairs` and `capitals`, for `pairs_of`."""
    options = (
        click.option(
            "--capitals",
            is_flag=True,
            help="All economies of the OECD’s tables, by their trade.  [default where no pair is named]",
        ),
        click.option(
            "--pairs",
            type=click.Path(path_type=Path),
            metavar="FILE.csv",
            help="Columns from, to and, if they do not count alike, weight.",
        ),
        click.option("--pair", multiple=True, nargs=2, metavar="FROM TO", help="May be repeated."),
    )
    for option in options:
        function = option(function)
    return function


def pairs_of(
    corridors: Corridors, pair: Sequence[tuple[str, str]], file: Path | None, capitals: bool
) -> Asked:
    """The pairs that are named.

    Raises:
        UsageError: pairs of one's own and all capitals; a pair of one point.
        BadInput: the file is not as it should be.
        PlaceError: a name that is no place, or several.
    """
    from entrepot.workbench.trade_weights import goods_origin

    layer = corridors.network.layer
    if capitals or not (pair or file):
        if pair or file:
            raise UsageError("Either pairs of your own or --capitals: leave one out.")
        all_pairs = corridors.pairs()
        if not capitals:
            note(f"No pair is named: all {len(all_pairs):,} pairs of economies, capital to capital.")
        return Asked(all_pairs, TRADE, (goods_origin(corridors.warehouse),))
    read = _Reader(layer)
    named = [read.pair(*ends) for ends in pair]
    if file is None:
        return Asked(tuple(named))
    rows = list(read.file(file))
    weighs = {row.weight for row in rows} != {1.0}
    return Asked((*named, *rows), "weight" if weighs else "")


class _Reader:
    """Reads pairs; a place that is named again is not looked up again."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer
        self._known: dict[str, Spot] = {}

    def pair(self, origin: str, destination: str, weight: float = 1.0) -> Pair:
        """A pair of two points; raises `UsageError` if both are the same."""
        from entrepot.analyses.corridors.network_questions import Pair

        here, there = self._spot(origin), self._spot(destination)
        if (here.latitude, here.longitude) == (there.latitude, there.longitude):
            raise UsageError(f"{here.name} and {there.name} are the same point: name two places.")
        return Pair(here, there, weight)

    def file(self, path: Path) -> Iterator[Pair]:
        """The pairs of a CSV file, in order; raises `BadInput` with line and column."""
        head, rows = _table(path)
        columns = {name: head.index(name) for name in ("from", "to", "weight") if name in head}
        for line, row in rows:
            cells = {name: row[at].strip() if at < len(row) else "" for name, at in columns.items()}
            weight = _weight(path, line, cells.get("weight", ""))
            for name in ("from", "to"):
                self._checked(path, line, name, cells[name])
            try:
                yield self.pair(cells["from"], cells["to"], weight)
            except UsageError as error:
                raise BadInput(str(error), file=path, line=line) from error

    def _checked(self, path: Path, line: int, name: str, text: str) -> None:
        try:
            self._spot(text)
        except (PlaceError, UsageError, NoData) as error:
            near = "; ".join(error.candidates[:4]) if isinstance(error, PlaceError) else ""
            remedy = f"Perhaps {near}." if near else ""
            raise BadInput(str(error), file=path, line=line, column=name, remedy=remedy) from error

    def _spot(self, text: str) -> Spot:
        if text not in self._known:
            self._known[text] = point(text, self._layer)
        return self._known[text]


def _table(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """The head of a CSV file in lower case, and the other rows that are not empty, by line."""
    from entrepot.sources.bounded import read_bounded

    content = read_bounded(path, MAX_BYTES, expected="pairs of places", remedy="Split it.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("it is not in UTF-8", file=path, remedy="Save it as CSV in UTF-8.") from error
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise BadInput(
            str(error), file=path, line=reader.line_num, remedy="Save it as CSV in UTF-8."
        ) from error
    head = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    for name in ("from", "to"):
        if name not in head:
            raise BadInput(f"it has no column {name}", file=path, line=1, expected=_EXPECTED)
    kept = [(line, row) for line, row in rows[1:] if any(cell.strip() for cell in row)]
    if not kept:
        raise BadInput("it names no pairs", file=path, expected="a pair in each line below the head")
    return head, kept


def _weight(path: Path, line: int, text: str) -> float:
    if not text:
        return 1.0
    try:
        weight = float(text)
    except ValueError:
        weight = -1.0
    if not 0.0 <= weight < float("inf"):
        raise BadInput(
            f"{text!r} is no weight", file=path, line=line, column="weight", expected="a number from 0 up"
        )
    return weight
