"""Beside every table of rates and of vocabularies stands who publishes it, on what terms, and its hash."""

import hashlib
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

DATA = Path(str(files("entrepot.data")))
TABLES = [table for folder in ("rates", "vocabularies") for table in sorted((DATA / folder).rglob("*.csv"))]
SAID = ("title", "publisher", "edition", "licence", "address", "retrieved", "how_made")


def test_there_are_tables_of_all_kinds() -> None:
    assert {table.parent.name for table in TABLES} == {"rates", "vocabularies", "iati"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_note_beside_a_table_is_whole_and_of_this_table(table: Path) -> None:
    note = yaml.safe_load(table.with_name(f"{table.name}.yml").read_text(encoding="utf-8"))
    assert [name for name in SAID if not str(note.get(name, "")).strip()] == []
    assert note["sha256"] == hashlib.sha256(table.read_bytes()).hexdigest()
