"""The engine says nothing of its own, and gives the same sums from any thread."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from entrepot.metadata.icio import ICIO_FLOWS
from entrepot.store.warehouse import Warehouse

QUIET = """
import sys
from pathlib import Path
from entrepot.metadata.icio import ICIO_FLOWS
from entrepot.store.warehouse import Warehouse
store = Warehouse.open(Path("absent"))
kept = [store.read(ICIO_FLOWS), store.total(ICIO_FLOWS, "value", ["origin"])]
print(kept[1].height)
"""
ENDS = {
    "plain": "",
    "exit": "sys.exit(3)",
    "error": """
from entrepot.store.warehouse import query, warehouse
try:
    warehouse._run(query.Query("SELECT * FROM read_parquet(?)", ("nowhere",)), Path("nowhere"))
except Exception as error:
    kept.append(error)
""",
    "threads": """
from threading import Thread
threads = [Thread(target=store.read, args=(ICIO_FLOWS,)) for _ in range(3)]
[t.start() for t in threads]; [t.join() for t in threads]
""",
}


@pytest.mark.parametrize("end", ENDS)
def test_nothing_on_standard_error_however_the_process_ends(end: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", QUIET + ENDS[end]], capture_output=True, text=True, check=False
    )
    assert run.stdout == "80\n"
    assert run.stderr == ""


def test_threads_get_the_same_sums_to_the_last_bit() -> None:
    store = Warehouse.open()
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: store.total(ICIO_FLOWS, "value", ["destination"]), range(8)))
    assert all(answer.equals(answers[0]) for answer in answers)
