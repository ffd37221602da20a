"""Modules of scgraph_data: what is read from them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from entrepot.metadata.errors import BadInput, NoData, UsageError
from entrepot.sources.networks import find_package, packages, read_network
from entrepot.sources.networks.literal import read_literal

SMALL = """
from scgraph.core import GeoGraph
graph=[{1: 2.02, 0: 0.0, 2: 0.445}, {0: 2.03}, {0: 0.445, 3: 7.5}, {2: 7.5}]
nodes=[[43.1, 76.9], [43.2, 76.9], [43.3, 77.0], [43.4, -77.1]]
small_geograph = GeoGraph(graph=graph, nodes=nodes)
"""


def test_each_edge_is_read_once_with_the_shorter_length_and_loops_are_dropped(tmp_path: Path) -> None:
    file = tmp_path / "small.py"
    file.write_text(SMALL, encoding="utf-8")
    network = read_literal(file)
    edges = list(zip(network.tail.tolist(), network.head.tolist(), network.km.tolist(), strict=True))
    assert edges == [(0, 1, 2.02), (0, 2, 0.445), (2, 3, 7.5)]
    assert network.latitude.tolist() == [43.1, 43.2, 43.3, 43.4]
    assert network.longitude[-1] == -77.1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("graph=[", "grap=[", "no lists"),
        ("{2: 7.5}]", "{2: 7.5}, {}]", "5 points with edges, 4 with a position"),
        ("{0: 2.03}", "{9: 2.03}", "a point that is not there"),
        ("{0: 2.03}", "{0: two}", "no number"),
        ("[43.1, 76.9]", "[43.1]", "cut in the middle"),
    ],
)
def test_a_module_that_is_not_as_it_should_be_is_refused(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    file = tmp_path / "small.py"
    file.write_text(SMALL.replace(before, after), encoding="utf-8")
    with pytest.raises(BadInput, match=said):
        read_literal(file)


def test_a_broken_cache_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "small.py").write_text(SMALL, encoding="utf-8")
    package = packages.Package("any", "small.py", "1", read_literal)
    monkeypatch.setitem(packages.PACKAGES, "small", package)
    monkeypatch.setattr(packages, "find_package", lambda _: tmp_path)
    first = read_network("small", tmp_path / "cache")
    again = read_network("small", tmp_path / "cache")
    assert np.array_equal(first.km, again.km)
    (tmp_path / "cache" / "small-1.npz").write_bytes(b"PK\x03\x04 cut")
    assert np.array_equal(read_network("small", tmp_path / "cache").km, first.km)


def test_what_is_missing_is_named_with_the_extra_that_brings_it() -> None:
    with pytest.raises(NoData, match=r"no_such_package_of_ours.*entrepot\[networks\]"):
        find_package("no_such_package_of_ours")
    with pytest.raises(UsageError, match="rail, road, sea"):
        read_network("tram")
