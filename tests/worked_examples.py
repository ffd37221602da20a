"""Examples of measures to work out by hand: tables in words, and how a page of the manual prints them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import narwhals as nw
import polars as pl

from entrepot.analyses.trade import measures

DOCS = Path(__file__).parents[1] / "docs" / "explanation"
PAGE = DOCS / "trade-measures-examples.md"

KINDS: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars, lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
}


@dataclass(frozen=True)
class Example:
    """A table, what is asked of it, and the answer."""

    title: str
    says: str
    given: dict[str, str]
    call: str
    gives: str


def check(example: Example, kind: str) -> None:
    """The call gives the table that is printed, as the kind of frame that was given."""
    given = {name: KINDS[kind](table(text)) for name, text in example.given.items()}
    answer = eval(example.call, vars(measures) | given)
    assert type(answer) is type(next(iter(given.values())))
    assert cells(as_polars(answer)) == cells(table(example.gives))


def as_polars(frame: Any) -> pl.DataFrame:
    """The rows of a frame of any kind."""
    seen = nw.from_native(frame)
    return (seen.collect() if isinstance(seen, nw.LazyFrame) else seen).to_polars()


def table(text: str) -> pl.DataFrame:
    """A frame from words in columns; numbers are numbers, - is an empty cell."""
    head, *rows = [line.split() for line in text.strip().splitlines()]
    columns = list(zip(*rows, strict=True))
    return pl.DataFrame(dict(zip(head, map(_column, columns), strict=True)))


def _column(words: tuple[str, ...]) -> list[Any]:
    try:
        return [None if word == "-" else float(word) for word in words]
    except ValueError:
        return list(words)


def cells(frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows with numbers rounded to the six decimals that the tables print."""

    def cell(value: Any) -> Any:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str) or value is None:
            return value
        return None if math.isnan(value) else round(float(value), 6) + 0.0

    return [{name: cell(value) for name, value in row.items()} for row in frame.to_dicts()]


def printed(examples: Sequence[Example]) -> str:
    """All examples as Markdown."""
    return "\n".join(map(_printed, examples))


def write(chapter: str, examples: Sequence[Example]) -> None:
    """Puts the examples into their chapter of the page, between its marks."""
    begin, end = (f"<!-- {chapter}: {edge} -->\n" for edge in ("begin", "end"))
    text = PAGE.read_text(encoding="utf-8")
    before, after = text.split(begin)[0], text.split(end)[1]
    PAGE.write_text(before + begin + printed(examples) + end + after, encoding="utf-8")


def _printed(example: Example) -> str:
    given = "\n".join(f"`{name}`\n\n{_markdown(text)}" for name, text in example.given.items())
    answer = f"```python\n{example.call}\n```\n\n{_markdown(example.gives)}"
    return f"### {example.title}\n\n{example.says}\n\n{given}\n{answer}"


def _markdown(text: str) -> str:
    head, *rows = [line.split() for line in text.strip().splitlines()]
    lines = [head, ["---"] * len(head), *([" " if word == "-" else word for word in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
