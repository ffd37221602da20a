"""Records without any pack, made once and copied."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from entrepot.store.record import Record, load

_NEW = itertools.count()


@pytest.fixture(scope="session")
def new_record(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Record]:
    """Makes an empty record, in a folder of its own."""
    folder = tmp_path_factory.mktemp("records")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "bundled", dict)
        Record.open(folder / "empty")

    def make() -> Record:
        home = folder / str(next(_NEW))
        shutil.copytree(folder / "empty", home)
        return opened(home)

    return make


def opened(home: Path) -> Record:
    """The record in a folder, as it is: packs that ship are not loaded."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "bundled", dict)
        return Record.open(home)
