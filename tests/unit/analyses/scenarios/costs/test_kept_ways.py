"""Ways that were searched once: what comes back, and when it is searched anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from entrepot.analyses.corridors.network import Network
from entrepot.analyses.scenarios.costs import searching, ways
from entrepot.analyses.scenarios.costs.searching import searched
from entrepot.metadata.corridors import Change, Difference
from entrepot.sources.trade_costs import trade_costs
from little_layer import SPOTS, layer

TABLES = trade_costs()
SLOWER = Difference("slower", changes=(Change("border_hours", "", times=2.0),))
SHUT = Difference("shut", closures=("country:KAZ",))


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Marks of all that is searched while the test runs."""
    asked: list[str] = []
    search = ways._Search.with_lorries

    def counting(self: ways._Search, whole: np.ndarray) -> np.ndarray:
        asked.append(self.mark(""))
        return search(self, whole)

    monkeypatch.setattr(ways._Search, "with_lorries", counting)
    return asked


@pytest.mark.parametrize("difference", [SLOWER, SHUT, Difference("nothing")])
def test_what_is_kept_is_what_was_searched(difference: Difference, tmp_path: Path) -> None:
    plain = searched(Network(layer()), (difference,), SPOTS, TABLES)
    for _ in range(2):
        kept = searched(Network(layer()), (difference,), SPOTS, TABLES, tmp_path)
        for one, other in zip(plain[:2], kept[:2], strict=True):
            assert one.tobytes() == other.tobytes()
        assert kept[2] == plain[2]


def test_the_second_time_nothing_is_searched(tmp_path: Path, found: list[str]) -> None:
    searched(Network(layer()), (SLOWER,), SPOTS, TABLES, tmp_path)
    first = len(found)
    searched(Network(layer()), (SLOWER,), SPOTS, TABLES, tmp_path)
    assert 0 < first == len(found)


def test_what_a_difference_does_not_touch_is_not_searched_again(found: list[str]) -> None:
    kinds = len(TABLES.ways)
    searched(Network(layer()), (Difference("air", closures=("mode:air",)),), SPOTS, TABLES)
    assert kinds < len(found) < 2 * kinds


def test_another_difference_between_the_same_places_searches_only_itself(
    tmp_path: Path, found: list[str]
) -> None:
    searched(Network(layer()), (SLOWER,), SPOTS, TABLES, tmp_path)
    before = set(found)
    del found[:]
    searched(Network(layer()), (Difference("air", closures=("mode:air",)),), SPOTS, TABLES, tmp_path)
    assert found
    assert before.isdisjoint(found)


def test_harmed_files_are_searched_anew(tmp_path: Path, found: list[str]) -> None:
    first = searched(Network(layer()), (SLOWER,), SPOTS, TABLES, tmp_path)
    for file in (tmp_path / "ways").iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    del found[:]
    again = searched(Network(layer()), (SLOWER,), SPOTS, TABLES, tmp_path)
    assert found
    assert again[1].tobytes() == first[1].tobytes()


def test_where_nothing_can_be_written_only_time_is_lost(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    plain = searched(Network(layer()), (SHUT,), SPOTS, TABLES)
    found = searched(Network(layer()), (SHUT,), SPOTS, TABLES, blocked)
    assert found[1].tobytes() == plain[1].tobytes()


def test_places_come_back_as_they_were(tmp_path: Path) -> None:
    known = Network(layer()).layer
    asked = ("BEL", "KAZ", "ROW")
    plain = searching.spots_of(asked, known)
    assert list(plain) == ["BEL", "KAZ"]
    for _ in range(2):
        assert searching.spots_of(asked, known, tmp_path) == plain
