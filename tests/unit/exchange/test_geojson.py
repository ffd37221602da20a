"""On the map a statement stands where it happened, else at the seats of its places."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from entrepot.exchange.export import Edition
from entrepot.exchange.geojson import geojson
from entrepot.metadata.statement import Statement
from little_record import PAPER, said

EDITION = Edition("Record of tests", datetime(2026, 11, 30, tzinfo=UTC))


def features(*statements: Statement, **choices: Any) -> dict[str, Any]:
    made = json.loads(geojson(statements, EDITION, documents=[PAPER], **choices).text)
    assert (made["type"], made["source"], made["made"]) == (
        "FeatureCollection",
        "Record of tests",
        "2026-11-30T00:00:00+00:00",
    )
    return {feature["id"]: feature for feature in made["features"]}


def test_a_town_that_is_known_is_the_place() -> None:
    (feature,) = features(said("V", places=("KAZ",), location="Almaty", date="2012")).values()
    longitude, latitude = feature["geometry"]["coordinates"]
    assert (76 < longitude < 78) and (43 < latitude < 44)  # east before north
    assert feature["properties"]["position"] == "town"
    assert feature["properties"]["statements"][0]["evidence"] == ["paper.txt: line 1, characters 0-10"]
    assert feature["properties"]["statements"][0]["earliest"] == "2012-01-01"


def test_else_the_seats_of_its_places_and_a_region_stands_for_its_country() -> None:
    found = features(said("V", places=("BE33", "BEL", "KAZ")), said("W", places=("KAZ",)))
    assert list(found) == ["BE33", "KAZ"]
    assert found["BE33"]["properties"]["position"] == "Liège, its seat"
    assert found["KAZ"]["properties"]["count"] == 2


def test_a_feature_for_each_statement_where_tools_want_it() -> None:
    found = features(said("V", places=("BEL", "KAZ")), said("W", places=("KAZ",)), flat=True)
    assert list(found) == ["V@BEL", "V@KAZ", "W@KAZ"]
    assert found["W@KAZ"]["properties"]["says"] == "W"


def test_what_has_no_position_is_in_the_file_too() -> None:
    made = geojson(
        [said("A"), said("B", places=("XXX",)), said("C", places=("KAZ",), location="Nowhere-on-Sea")],
        EDITION,
    )
    assert made.held == ("C",)
    assert json.loads(made.text)["left_out"] == [
        {"statement": "A", "why": "left out: no place"},
        {"statement": "B", "why": "left out: no position is known of XXX"},
        {"statement": "C", "why": "no position is known of Nowhere-on-Sea: shown at the seats of its places"},
    ]
    assert made.left_out == ("A", "B")


def test_private_statements_stay_at_home() -> None:
    contact = replace(said("P", places=("KAZ",)), private=True)
    assert features(contact) == {}
    assert list(features(contact, private=True)) == ["KAZ"]
