"""How far a file is read is told, where it can be known."""

import gzip
from pathlib import Path

from entrepot.sources.given import given
from entrepot.sources.sdmx_csv.blocks import blocks


def test_the_share_grows_to_the_whole(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_bytes(b"1,2\n" * 100)
    told: list[float] = []
    assert sum(1 for _ in blocks(given(tmp_path / "f.csv").members[0], size=100, told=told.append)) == 4
    assert told == [0.25, 0.5, 0.75, 1.0]


def test_of_a_gzip_it_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "f.csv.gz").write_bytes(gzip.compress(b"1,2\n" * 100))
    told: list[float] = []
    assert list(blocks(given(tmp_path / "f.csv.gz").members[0], told=told.append))
    assert told == []
