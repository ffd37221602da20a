"""Whatever a record says, its exports are well formed, lose nothing in silence, and tell nothing private."""

import importlib.util
import json
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import icalendar
from hypothesis import given, settings

from entrepot.exchange.calendar import calendar
from entrepot.exchange.export import Edition
from entrepot.exchange.followthemoney import followthemoney
from entrepot.exchange.geojson import geojson
from entrepot.exchange.linked import linked
from entrepot.sources.record_pack.pack import Pack
from entrepot.store.record.published import publish

EDITION = Edition("Record of tests", datetime(2026, 11, 30, tzinfo=UTC))


def _packs() -> ModuleType:
    path = Path(__file__).parent.parent / "test_record_packs.py"
    spec = importlib.util.spec_from_file_location("packs_to_export", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


packs = _packs().packs


@settings(deadline=None, max_examples=60)
@given(packs())
def test_exports_hold_a_statement_or_say_that_they_do_not(pack: Pack) -> None:
    everything = tuple(statement.id for statement in pack.statements if not statement.private)
    for make in (calendar, geojson, linked, followthemoney):
        made = make(pack.statements, EDITION, documents=pack.documents)
        assert sorted(made.held + made.left_out) == sorted(everything)
    parsed = icalendar.Calendar.from_ical(calendar(pack.statements, EDITION).text)
    assert len(parsed.subcomponents) == len(calendar(pack.statements, EDITION).held)
    json.loads(geojson(pack.statements, EDITION).text)
    assert len(json.loads(linked(pack.statements, EDITION).text)["@included"]) == len(everything)
    for line in followthemoney(pack.statements, EDITION).text.splitlines():
        assert all(json.loads(line)["properties"].values())


@settings(deadline=None, max_examples=25)
@given(packs())
def test_what_is_private_is_in_no_export(pack: Pack) -> None:
    hidden = [
        replace(s, subject="Zebulon", paraphrase={"en": "Zebulon"}, private=True) for s in pack.statements
    ]
    for make in (calendar, geojson, linked, followthemoney):
        made = make(hidden, EDITION, documents=pack.documents)
        assert (made.held, made.losses) == ((), ())
        assert "Zebulon" not in made.text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.db"
        assert publish(hidden, pack.documents, path, source="s", at=EDITION.at) == 0
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("SELECT count(*) FROM document").fetchone() == (0,)
