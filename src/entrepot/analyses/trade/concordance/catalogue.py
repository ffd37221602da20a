"""Which tables of links there are: in files the user names, in the store, in an installed package."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from entrepot.analyses.trade.concordance.routes import Loader, Pair
from entrepot.metadata.concordance import links_table
from entrepot.metadata.products import find_classification
from entrepot.sources.concordance.installed import installed_files
from entrepot.sources.concordance.reader import linked, read_links
from entrepot.store.warehouse import Warehouse

_PREFIX = "concordance_"


def known_tables(
    warehouse: Warehouse | None = None, files: Sequence[Path] = (), source: str = "", target: str = ""
) -> dict[Pair, Loader]:
    """How to load the links of each pair of classifications that there is; nothing is read but headers.

    What the user names comes before what the store holds, and that before an installed package.

    Source: what is found; nothing ships with Entrepôt.

    Args:
        warehouse: the store, where it shall be asked.
        files: tables of links that the user names.
        source: what the first column of a file is, where its header does not say.
        target: what its second column is.
    """
    tables: dict[Pair, Loader] = {}
    for file in installed_files():
        tables |= _of_file(file, "", "")
    for pair in _stored(warehouse):
        assert warehouse is not None  # noqa: S101
        tables[pair] = partial(warehouse.read, links_table(*pair))
    for file in files:
        tables |= _of_file(file, source, target)
    return tables


def _of_file(file: Path, source: str, target: str) -> dict[Pair, Loader]:
    pairs = linked(file) or (((source, target),) if source and target else ())
    if not pairs:
        read_links(file)  # says what is missing
    return {(start, end): partial(read_links, file, start, end) for start, end in pairs}


def _stored(warehouse: Warehouse | None) -> list[Pair]:
    datasets = {release.dataset for release in warehouse.releases()} if warehouse else set()
    pairs = []
    for dataset in sorted(datasets):
        names = dataset.removeprefix(_PREFIX).split("_") if dataset.startswith(_PREFIX) else []
        known = [one.name for one in map(find_classification, names) if one]
        if len(known) == len(names) == 2:
            pairs.append((known[0], known[1]))
    return pairs
