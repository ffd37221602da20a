"""What must hold of compilation: late, kept where that is possible, and possible where it is not."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOLVE = """
import sys
from entrepot.analyses.corridors.search import Arcs, Ends, front
assert "numba" not in sys.modules, "loaded before it was needed"
found = front(Arcs.of([0], [1], [[1.0, 2.0, 3.0, 4.0]], 2), Ends.of(0), Ends.of(1))
assert found.cost.tolist() == [[1.0, 2.0, 3.0, 4.0]]
from entrepot.analyses.corridors.search import pareto
print(sum(pareto.pareto.stats.cache_hits.values()), len(pareto.pareto.signatures))
"""


def solved(folder: Path, code: str = SOLVE) -> str:
    environment = os.environ | {"NUMBA_CACHE_DIR": str(folder), "HOME": str(folder)}
    ended = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    return ended.stdout.strip()


@pytest.mark.slow
def test_a_second_process_does_not_compile(tmp_path: Path) -> None:
    assert solved(tmp_path) == "0 1"
    assert solved(tmp_path) == "1 1"


def test_without_a_folder_to_write_to_it_compiles_every_time(tmp_path: Path) -> None:
    code = """
import numba.core.caching as caching
def refuse(self, *_):
    raise OSError("read-only")
caching._CacheLocator.ensure_cache_path = refuse
from entrepot.analyses.corridors.search.compiled import compiled
import entrepot.analyses.corridors.search.heap as heap
import numpy as np
keys, items = np.zeros(2), np.zeros(2, np.int32)
print(heap.push(keys, items, 0, 3.0, 7), items[0])
"""
    assert solved(tmp_path, code) == "1 7"
    assert not list(tmp_path.rglob("*.nbi"))
