"""The way from one classification to another through the tables of links that there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import pairwise

import polars as pl

from entrepot.analyses.trade.concordance.tables import compose, cut, one_table, reverse, same, to_icio
from entrepot.metadata.errors import NoData
from entrepot.metadata.products import classification, classifications, find_classification, hs_revision

Pair = tuple[str, str]
Loader = Callable[[], pl.DataFrame]
# Given the codes that arrive at a step, the links that take them on.
Step = Callable[[Collection[str]], pl.DataFrame]


def find_links(
    source: str, target: str, tables: Mapping[Pair, Loader], codes: Collection[str]
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Links from one classification to another, composed along the shortest way, and the way.

    Besides the tables there are steps that a rule gives: CN to the HS revision of its year (six digits); an
    HS revision to the CN of its years, in equal parts, where a table starts there; CPA and NACE to ICIO's
    industries; an HS revision to a table for all revisions together.

    Source: of each table its publisher.

    Args:
        source: short name of the classification of the data, e.g. HS17, CN2022, CPA21.
        target: that of the classification wanted, e.g. HS92, ICIO.
        tables: how to load the links of each pair that there is.
        codes: of the data that will be converted.

    Raises:
        NoData: no way leads there; the message says which tables there are.
    """
    if source == target:
        return same(codes, source, target), (source,)
    steps = _steps(tables)
    way = _way(source, target, steps)
    if way is None:
        known = ", ".join(f"{start}-{end}" for start, end in sorted(tables)) or "none"
        raise NoData(
            f"No links lead from {source} to {target} (tables: {known}). Give a publisher's file with "
            "--links, or add it with `entrepot data add FILE`."
        )
    links = steps[way[0], way[1]](codes)
    for pair in pairwise(way[1:]):
        links = compose(links, steps[pair](links["to_code"].unique().to_list()))
    return one_table(links), tuple(way)


def _way(source: str, target: str, steps: Mapping[Pair, Step]) -> list[str] | None:
    """Breadth first, ties in order of names."""
    onward: dict[str, list[str]] = {}
    for start, end in sorted(steps):
        onward.setdefault(start, []).append(end)
    ways, seen = deque([[source]]), {source}
    while ways:
        way = ways.popleft()
        if way[-1] == target:
            return way
        for end in onward.get(way[-1], []):
            if end not in seen:
                seen.add(end)
                ways.append([*way, end])
    return None


def _steps(tables: Mapping[Pair, Loader]) -> dict[Pair, Step]:
    steps = dict(_anywhere())
    for name in sorted({start for start, _ in tables}):
        steps |= dict(_leading_to(name, tables))
    return steps | {pair: _loaded(loader) for pair, loader in tables.items()}


def _anywhere() -> Iterator[tuple[Pair, Step]]:
    """Steps that need no table."""
    for name in ("CPA2008", "CPA21", "CPA22", "NACE2"):
        yield (name, "ICIO"), partial(to_icio, source=name)
    for year in range(1988, 2100):
        known = classification(f"CN{year}")
        yield (known.name, hs_revision(known).name), partial(cut, source=known.name, level=6)


def _leading_to(name: str, tables: Mapping[Pair, Loader]) -> Iterator[tuple[Pair, Step]]:
    """Steps from an HS revision to the start of a table."""
    known = find_classification(name)
    if known is not None and known.family == "CN":
        starts = next(loader for (start, _), loader in tables.items() if start == name)
        yield (hs_revision(known).name, name), partial(_spread, cn=name, starts=starts)
    if name == "HS":
        for revision in classifications():
            if revision.family == "HS" and revision.name != name:
                yield (revision.name, name), partial(same, source=revision.name, target=name)


def _loaded(loader: Loader) -> Step:
    return lambda _codes: loader()


def _spread(_codes: Collection[str], cn: str, starts: Loader) -> pl.DataFrame:
    """From six digits to the eight below them that a table knows, in equal parts."""
    return reverse(cut(starts()["from_code"].unique().to_list(), cn, 6))
