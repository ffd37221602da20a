"""Groups come whole and in order, from memory and from disk, and leave nothing behind."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.sources.text_tables.spill import Collected, Spill

FRAMES = [pl.DataFrame({"by": ["b", "a", "é", "c"], "n": [n, n + 1, n + 2, n + 3]}) for n in range(0, 120, 4)]
WHOLE = pl.concat(FRAMES).sort("by", maintain_order=True)


@pytest.mark.parametrize("many", [5, 31, 1_000])
def test_groups_come_whole_and_in_order(tmp_path: Path, many: int) -> None:
    spill, table = Spill(tmp_path / "rows", "by", many), Collected(tmp_path / "table.parquet", many)
    for frame in FRAMES:
        spill.add(frame)
    assert spill.rows == 120
    assert (tmp_path / "rows").is_dir() == (many < 120)
    for group in spill.groups():
        assert group["by"].n_unique() == 1
        table.add(group)
    done = table.done()
    whole = done if isinstance(done, pl.DataFrame) else pl.read_parquet(done)
    assert whole.equals(WHOLE)
    assert table.rows == 120
    assert [path.name for path in tmp_path.rglob("*")] == (["table.parquet"] if many < 120 else [])


@pytest.mark.parametrize(("many", "values"), [(5, [1, 1, 1, 1]), (60, [2, 2]), (100, [3, 1]), (1_000, [4])])
def test_windows_hold_as_many_values_as_fit(tmp_path: Path, many: int, values: list[int]) -> None:
    spill = Spill(tmp_path / "rows", "by", many)
    for frame in FRAMES:
        spill.add(frame)
    windows = list(spill.windows())
    assert [window["by"].n_unique() for window in windows] == values
    assert pl.concat(windows).sort("by", "n").equals(WHOLE.sort("by", "n"))


@pytest.mark.parametrize("many", [2, 100])
def test_rows_without_a_value_are_not_lost(tmp_path: Path, many: int) -> None:
    spill = Spill(tmp_path / "rows", "by", many)
    for _ in range(3):
        spill.add(pl.DataFrame({"by": [2, None, 10]}))
    assert [group["by"].to_list() for group in spill.groups()] == [[None] * 3, [2] * 3, [10] * 3]


def test_nothing_gives_nothing(tmp_path: Path) -> None:
    spill = Spill(tmp_path / "rows", "by")
    spill.add(FRAMES[0].clear())
    assert list(spill.groups()) == []
    assert list(tmp_path.iterdir()) == []
