"""A French dossier is French: every phrase, and every term that analyses give in English, has its words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

import entrepot
from entrepot.analyses.relations.claims import RULES
from entrepot.analyses.relations.instruments import Evidence, Stage
from entrepot.analyses.relations.tenures import Capacity
from entrepot.dossier import terms
from entrepot.dossier.numbers import amount
from entrepot.dossier.pen import Pen
from entrepot.dossier.phrasebook import catalogue
from entrepot.metadata.factbook import COMMODITIES, FACTS
from entrepot.metadata.figure import Quality
from entrepot.store.warehouse import Warehouse
from goods_world import invented
from reported_world import returned, told

_SLOT = re.compile(r"\{\w+(?:\.\w+)?\}")
# An interval printed as a currency stays a code; what is left of a unit is words.
_RATE = re.compile(r"[A-Z]{3} per USD")


def unknown(english: set[str]) -> list[str]:
    """Those for which the catalogue has no French."""
    return sorted(term for term in english if term and not terms.is_known(term, "fr"))


@cache
def record() -> tuple[dict[str, Any], ...]:
    """Every statement that is delivered."""
    packs = (f for f in (files("entrepot.data") / "record").iterdir() if f.name.endswith(".yml"))
    loaded = (yaml.load(pack.read_text("utf-8"), Loader=yaml.CSafeLoader) for pack in packs)
    return tuple(statement for pack in loaded for statement in pack.get("statements", ()))


def of_statements(*path: str) -> set[str]:
    """All distinct texts at a path in the record, e.g. "date", "derivation"."""

    def at(value: Any) -> str:
        for key in path:
            value = (value or {}).get(key)
        return str(value or "")

    return {at(statement) for statement in record()}


def test_every_phrase_is_in_both_languages_with_the_same_slots() -> None:
    english, french = catalogue("en"), catalogue("fr")
    assert set(english) == set(french)
    # Articles and "of" are a matter of grammar: which name a slot is about must agree, not its form.
    for key, phrase in english.items():
        about = [
            {slot.strip("{}").partition(".")[0] for slot in _SLOT.findall(p)} for p in (phrase, french[key])
        ]
        assert about[0] == about[1], key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BEL", "KAZ"),
        ("LUX", "KAZ"),
        ("BEL", "UZB"),
        ("BEL", "CentralAsia"),
        ("FRA", "KAZ"),
        ("UZB", "KGZ"),
    ],
)
def test_every_term_of_a_dossier_is_known(one: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()

    def term(self: Pen, english: str) -> str:
        asked.add(english)
        return terms.translate(english, self.language)

    monkeypatch.setattr(Pen, "term", term)
    entrepot.pair(one, other).dossier("fr")
    assert len(asked) > 40
    assert unknown(asked) == []


@pytest.mark.parametrize(("one", "other"), [("BEL", "KAZ"), ("CentralAsia", "LUX"), ("BEL", "UKR")])
def test_every_term_of_trade_in_goods_is_known(
    one: str, other: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()

    def term(self: Pen, english: str) -> str:
        asked.add(english)
        return terms.translate(english, self.language)

    monkeypatch.setattr(Pen, "term", term)
    home = tmp_path_factory.mktemp("goods")
    invented(home, (2021, 2022))
    entrepot.open(home).pair(one, other).dossier("fr", ("goods",))
    assert asked
    assert unknown(asked) == []


@pytest.mark.parametrize("pair", [("BEL", "KAZ"), ("KAZ", "BEL"), ("CentralAsia", "BEL")])
@pytest.mark.parametrize("reconciled", [True, False])
def test_every_term_of_reported_trade_is_known(
    pair: tuple[str, str], reconciled: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()

    def term(self: Pen, english: str) -> str:
        asked.add(english)
        return terms.translate(english, self.language)

    monkeypatch.setattr(Pen, "term", term)
    returned(told(invented(tmp_path, (2023,)) if reconciled else Warehouse.open(tmp_path)))
    sections = ("goods", "reported", "services", "investment", "unknown")
    dossier = entrepot.open(tmp_path).pair(*pair).dossier("fr", sections)
    assert len(asked) > 15
    assert unknown(asked) == []
    told_in = [note.text for note in dossier.notes] + [o for n in dossier.notes for o in n.locators]
    assert [text for text in told_in if re.search(r"\b(the|of|and|with|by)\b", text)] == []


@pytest.mark.parametrize(
    "path",
    [
        ("kind",),
        ("subtype",),
        ("status",),
        ("caveat",),
        ("date", "derivation"),
        ("amount", "reason"),
        ("attributes", "concept"),
    ],
)
def test_the_record_is_known(path: tuple[str, ...]) -> None:
    assert unknown(of_statements(*path)) == []


def test_what_the_record_measures_is_known() -> None:
    measured = {s["property"] for s in record() if s.get("amount")}
    assert len(measured) > 5
    assert unknown(measured) == []


def test_words_of_analyses_are_known() -> None:
    words = {rule.name for rule in RULES} | {"contradiction", "tension", "gap"}
    words |= {*Stage, *Capacity, *(e.word for e in Evidence), *(q.word for q in Quality)}
    assert unknown(words) == []


def test_fields_and_units_of_the_factbook_are_known() -> None:
    listed = (files("entrepot.sources.cia_factbook") / "fields.csv").read_text("utf-8")
    titles = {row["title"] for row in csv.DictReader(listed.splitlines())}
    assert len(titles) > 40
    assert unknown(titles) == []


def test_goods_and_units_in_the_store_are_known() -> None:
    warehouse = Warehouse.open()
    goods = set(warehouse.read(COMMODITIES)["commodity"])
    assert len(goods) > 200
    assert unknown(goods) == []
    units = {unit for unit in warehouse.read(FACTS)["unit"] if unit not in ("", "1", "index", "USD")}
    assert unknown({unit for unit in units if not _RATE.fullmatch(unit)}) == []


def _texts() -> Iterator[tuple[str, str]]:
    yield from catalogue("fr").items()
    yield from catalogue("terms.fr").items()


def test_french_signs_are_kept_to_their_words() -> None:
    loose = [key for key, text in _texts() if re.search(r" [:;?!»%]|« ", text)]
    assert loose == []


@pytest.mark.parametrize(
    ("english", "french"),
    [
        (
            "The Factbook notes: data in 2021 dollars. The Factbook notes: includes Monaco.",
            "Le Factbook précise : données en dollars de 2021. Le Factbook précise : y compris Monaco.",
        ),
        (
            "Shares are printed rounded. The Factbook notes: of goods.",
            "Les parts sont imprimées arrondies. Le Factbook précise (en anglais) : « of goods ».",
        ),
        (
            "share in imports, 2023 (BEL as printed) x GDP, 2022",
            "part dans les importations, 2023 (BEL : parts imprimées) × PIB, 2022",
        ),
        ("Ten months compared with full years.", "Dix mois comparés à des années entières."),
    ],
)
def test_patterns_and_sentences(english: str, french: str) -> None:
    assert terms.translate(english, "fr").replace("\u00a0", " ") == french


@pytest.mark.parametrize(
    ("number", "unit", "english", "french"),
    [
        (11_977_634, "people", "11,977,634 people", "11 977 634 habitants"),
        (1.4e9, "people", "1.4 billion people", "1,4 milliard d’habitants"),
        (1, "airports", "1 airport", "1 aéroport"),
        (186, "ships", "186 ships", "186 navires"),
        (
            7.897e11,
            "USD of 2021 (PPP)",
            "789.7 billion USD of 2021 (PPP)",
            "789,7 milliards d’USD de 2021 (PPA)",
        ),
        (1e9, "km", "1 billion km", "1 milliard de km"),
        (5, "count", "5", "5"),
    ],
)
def test_units_are_words_of_the_language(number: float, unit: str, english: str, french: str) -> None:
    assert amount(number, unit, "en") == english
    assert re.sub("[\u00a0\u202f]", " ", amount(number, unit, "fr")) == french
