"""A folder in the real layout: what is read, and how each fault is named."""

import contextlib
import json

import pytest

from entrepot.metadata.errors import BadInput, PlaceError
from entrepot.metadata.factbook import COMMODITIES, ENTITIES, FACTS, PARTNERS, TABLES
from entrepot.metadata.places import Scheme, resolve
from entrepot.sources.cia_factbook import read
from entrepot.sources.cia_factbook.assertions import check
from entrepot.sources.cia_factbook.facts import currency_code
from entrepot.sources.cia_factbook.lists import entities, fields, not_read, partner_names
from entrepot.store.warehouse.check import checked

LUXEMBOURG = {
    "Geography": {"Area": {"total ": {"text": "2,586 sq km"}}, "Climate": {"text": "mild"}},
    "People and Society": {"Population": {"total": {"text": "678,772 (2025 est.)"}}},
    "Economy": {
        "Exports": {
            "Exports 2024": {"text": "$190.5 billion (2024 est.)"},
            "Exports 2023": {"text": "$180 billion (2023 est.)"},
            "note": "<b>note:</b> goods &amp; services",
        },
        "Exports - partners": {"text": "Germany 25%, France 16% (2023)"},
        "Imports - commodities": {"text": "<p>gas turbines, cars&nbsp;(2023)</p>"},
        "Exchange rates": {
            "Currency": {"text": "euros (EUR) per US dollar -"},
            "Exchange rates 2024": {"text": "0.924 (2024 est.)"},
        },
        "Real GDP per capita": {
            "Real GDP per capita 2024": {"text": "$128,200 (2024 est.)"},
            "note": "<b>note:</b> data in 2021 dollars",
        },
        "Fiscal year": {"text": "calendar year"},
    },
    "Transportation": {
        "Railways": {"total": {"text": "271 km (2020)"}, "narrow gauge": {"text": "-5 km"}},
        "Airports": {"text": "3 (2025)"},
    },
}


@pytest.fixture
def folder(tmp_path):
    for entity in entities().values():
        write(tmp_path, entity.entity, LUXEMBOURG if entity.entity == "lu" else {"Economy": {}})
    return tmp_path


def write(folder, code, entry):
    file = folder / entities()[code].region / f"{code}.json"
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(entry), encoding="utf-8")


def facts_by_field(folder):
    rows = read(folder).frame(FACTS).filter(economy="LUX").to_dicts()
    return {(row["field"], row["period"]): row for row in rows}


def test_every_fact_has_its_number_unit_words_note_and_path(folder):
    exports = facts_by_field(folder)["exports", "2024"]
    assert exports == {
        "entity": "lu",
        "economy": "LUX",
        "field": "exports",
        "period": "2024",
        "value": 190.5e9,
        "low": 190.45e9,
        "high": 190.55e9,
        "unit": "USD",
        "estimate": True,
        "text": "$190.5 billion (2024 est.)",
        "note": "goods & services",
        "path": "Economy › Exports › Exports 2024",
    }


@pytest.mark.parametrize(
    ("key", "value", "low", "high", "unit"),
    [
        (("area", ".."), 2586, 2585.5, 2586.5, "sq km"),
        (("population", "2025"), 678_772, 678_772, 678_772, "people"),
        (("exchange_rate", "2024"), 0.924, 0.9235, 0.9245, "EUR per USD"),
        (("gdp_per_capita_ppp", "2024"), 128_200, 128_150, 128_250, "USD of 2021 (PPP)"),
        (("airports", "2025"), 3, 3, 3, "airports"),
        (("currency", ".."), None, None, None, ""),
    ],
)
def test_numbers_with_the_bounds_that_their_kind_gives(folder, key, value, low, high, unit):
    row = facts_by_field(folder)[key]
    assert (row["value"], row["low"], row["high"], row["unit"]) == (value, low, high, unit)


def test_an_impossible_number_is_refused_and_counted(folder):
    reading = read(folder)
    assert reading.refused == [("lu", "Transportation › Railways › narrow gauge", "-5 km")]
    row = facts_by_field(folder)["railways_narrow_gauge", ".."]
    assert row["value"] is None
    assert "not taken" in row["note"]
    assert row["text"] == "-5 km"


def test_partners_and_goods(folder):
    reading = read(folder)
    partners = reading.frame(PARTNERS)
    assert partners.select("economy", "flow", "period", "position", "partner", "share").rows() == [
        ("LUX", "exports", "2023", 1, "DEU", 0.25),
        ("LUX", "exports", "2023", 2, "FRA", 0.16),
    ]
    goods = reading.frame(COMMODITIES)
    assert goods.select("flow", "period", "position", "commodity").rows() == [
        ("imports", "2023", 1, "gas turbines"),
        ("imports", "2023", 2, "cars"),
    ]


def test_what_is_left_aside_is_counted_and_entries_without_economy_are_named(folder):
    reading = read(folder)
    assert reading.left_aside == {"Economy › Fiscal year": 1}
    assert sorted(reading.left_out) == ["at", "ax", "cr", "dx", "ip", "pf", "pg"]
    assert reading.frame(ENTITIES).filter(economy="LUX")["name"].item() == "Luxembourg"


def test_frames_keep_their_declarations(folder):
    reading = read(folder)
    for table in TABLES:
        assert checked(table, reading.frame(table)).columns == [column.name for column in table.columns]


@pytest.mark.parametrize(
    ("section", "item", "content", "message"),
    [
        ("Economy", "Exports", {"Exports 2024": {"text": "a lot"}}, "'a lot' is not read"),
        ("Economy", "Exports", {"Exports 2024": {"text": "5 km (2024)"}}, "a number in \\$"),
        ("Economy", "Exports", {"Exports 2024": {"text": "$5 billion (2022 est.)"}}, "not of 2024"),
        ("Economy", "Exports - partners", {"text": "Atlantis 20% (2023)"}, "Atlantis"),
        ("Economy", "Exports - partners", {"text": "France 20%, some (2023)"}, "not a list of partners"),
        ("Economy", "Tariffs", {"text": "5%"}, "neither read nor left aside"),
        ("Transportation", "Railways", {"monorail": {"text": "5 km"}}, "neither read nor left aside"),
        ("Economy", "Exchange rates", {"Currency": {"text": "shells per US dollar"}}, "no currency code"),
    ],
)
def test_what_is_not_understood_stops_the_reader_and_names_the_file(folder, section, item, content, message):
    write(folder, "lu", {"Economy": {}, section: {item: content}})
    with pytest.raises(BadInput, match=message) as raised:
        read(folder)
    assert "lu.json" in str(raised.value)


def test_a_missing_entry_and_an_unknown_one(folder):
    (folder / "europe" / "be.json").rename(folder / "europe" / "qq.json")
    with pytest.raises(BadInput, match=r"missing: \['be'\], not known: \['qq'\]"):
        read(folder)


@pytest.mark.parametrize("text", ["{", "[]", '{"Geography": {}}'])
def test_a_broken_file(folder, text):
    (folder / "europe" / "be.json").write_text(text)
    with pytest.raises(BadInput, match=r"be\.json"):
        read(folder)


def test_assertions_of_the_descriptor_name_what_is_too_thin(folder):
    with pytest.raises(BadInput, match=r"population in 1, at least 235 stated"):
        check(read(folder))


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("euros (EUR) per US dollar -", "EUR"),
        ("Belarusian rubles (BYB/BYR) per US dollar -", "BYN"),
        ("baht per US dollar -", "THB"),
        ("North Korean won (KPW) per US dollar (average market rate)", "KPW"),
    ],
)
def test_currency_codes(words, code):
    assert currency_code(words) == code


def test_the_lists_agree_with_one_another():
    economies = {entity.economy for entity in entities().values()}
    main = [entity.economy for entity in entities().values() if entity.main]
    assert sorted(main) == sorted(economies - {""})
    assert all(entity.remark for entity in entities().values() if not entity.economy)
    assert not set(fields()) & set(not_read())
    assert len({field.field for field in fields().values()}) == 60
    assert all(len(code) == 3 or code == "EU27" for code in partner_names().values())


def test_the_resolver_of_places_never_takes_a_name_for_another_economy():
    """An independent list of names: what it knows by the Factbook's names is what we count them under."""
    taken_for = {}
    for name, economy in partner_names().items():
        with contextlib.suppress(PlaceError):
            taken_for[name] = (economy, resolve(name, schemes=(Scheme.ISO3, Scheme.GROUP)).code)
    assert len(taken_for) > 240
    assert {name: codes for name, codes in taken_for.items() if codes[0] != codes[1]} == {}
