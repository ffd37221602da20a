"""FollowTheMoney holds who, when and how much; what it cannot hold is in the report."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from entrepot.exchange.export import Edition, Export
from entrepot.exchange.followthemoney import followthemoney
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import KINDS, Amount, Statement
from little_record import PAPER, actor, held, said

EDITION = Edition("Record of tests", datetime(2026, 11, 30, tzinfo=UTC))
EXACT = Amount("€5", "€", 5.0, "EUR", Interval(5.0, 5.0))
WHO = (actor("Belgium"), actor("Ann", "person", of="Belgium"), actor("OSCE", "igo"), actor("UNDP", "igo"))


def export(*statements: Statement, **choices: Any) -> tuple[Export, dict[str, list[dict[str, Any]]]]:
    made = followthemoney(statements, EDITION, documents=[PAPER], **choices)
    found: dict[str, list[dict[str, Any]]] = {}
    for line in made.text.splitlines():
        entity = json.loads(line)
        found.setdefault(entity["schema"], []).append(entity)
    return made, found


def lost(made: Export, statement: str) -> list[str]:
    return [loss.what for loss in made.losses if loss.statement == statement]


def test_persons_bodies_and_what_they_held() -> None:
    made, found = export(*WHO, held("Ann", "Minister", "Belgium", "2010/2012"))
    ann, state = found["Person"][0], found["PublicBody"][0]
    assert (ann["properties"]["name"], ann["properties"]["country"]) == (["Ann"], ["be"])
    (post,), (term,) = found["Position"], found["Occupancy"]
    assert post["properties"]["organization"] == [state["id"]]
    assert term["properties"]["holder"] == [ann["id"]]
    assert (term["properties"]["startDate"], term["properties"]["endDate"]) == (["2010"], ["2012"])
    assert not made.losses


def test_an_office_seen_once_has_a_date_not_a_term() -> None:
    _, found = export(*WHO, held("Ann", "Minister", "Belgium", "2012-05"))
    properties = found["Occupancy"][0]["properties"]
    assert properties["date"] == ["2012-05"]
    assert "startDate" not in properties


def test_every_entity_says_where_it_is_from() -> None:
    _, found = export(*WHO, said("V", "event", "Ann:visitor:OSCE", date="2012"))
    for entities in found.values():
        for entity in entities:
            assert entity["properties"]["publisher"] == ["Record of tests"]
            assert entity["properties"]["retrievedAt"] == ["2026-11-30"]
    (event,), (document,), (link,) = found["Event"], found["Document"], found["Documentation"]
    assert event["properties"]["recordId"] == ["V"]
    assert event["properties"]["proof"] == [document["id"]]
    assert link["properties"]["entity"] == [event["id"]]
    assert link["properties"]["summary"][0].startswith("line 1, characters 0-10, SHA-256 bbb")
    assert document["properties"]["notes"] == [f"SHA-256 {PAPER.sha256}"]


def test_no_entity_is_named_that_is_not_there() -> None:
    _, found = export(*WHO, said("V", "event", "Ann:visitor", "Freedonia:host", date="2012"))
    identifiers = {entity["id"] for entities in found.values() for entity in entities}
    named = [
        value
        for entities in found.values()
        for entity in entities
        for name in ("involved", "organizer", "proof", "document", "entity", "holder", "post")
        for value in entity["properties"].get(name, ())
    ]
    assert named
    assert set(named) <= identifiers
    assert found["LegalEntity"][0]["properties"]["name"] == ["Freedonia"]


SHORTENED = {"2008~": "approximate", "2008/..": "open is lost", "../2008": "open is lost"}


@pytest.mark.parametrize("edtf", SHORTENED)
def test_a_date_is_never_shortened_in_silence(edtf: str) -> None:
    made, found = export(said("V", date=edtf))
    assert any(SHORTENED[edtf] in what for what in lost(made, "V"))
    kept = found["Event"][0]["properties"]
    assert [kept.get(name) for name in ("date", "startDate", "endDate")].count(["2008"]) == 1


@pytest.mark.parametrize(
    "kind", sorted(set(KINDS) - {"actor", "office", "event", "project", "aid", "institution", "contact"})
)
def test_kinds_without_a_schema_are_reported(kind: str) -> None:
    made, found = export(said("X", kind, "Ann:party", date="2010"))
    assert made.left_out == ("X",)
    assert found == {}


def test_only_what_was_paid_is_a_payment() -> None:
    gift = said(
        "G", "aid", "Belgium:donor", "UNDP:recipient", date="2010", amount=EXACT, status="contributed"
    )
    offer = replace(gift, id="O", status="offered")
    about = replace(gift, id="A", amount=replace(EXACT, as_stated="about €5", bounds=Interval(4.0, 6.0)))
    made, found = export(*WHO, gift, offer, about)
    assert [p["properties"]["recordId"] for p in found["Payment"]] == [["G"], ["A"]]
    assert found["Payment"][0]["properties"]["amount"] == ["5"]
    assert found["Payment"][0]["properties"]["currency"] == ["EUR"]
    assert lost(made, "O") == ["left out: a Payment is paid, this was offered"]
    assert lost(made, "A") == ["“about €5” is 4 to 6: kept as 5"]


def test_an_event_loses_roles_and_capacities_and_says_so() -> None:
    made, _ = export(*WHO, said("V", "event", "Ann:visitor:OSCE", date="2012"))
    assert lost(made, "V") == ["an Event has no roles: Ann as visitor, acting for OSCE"]


def test_identifiers_are_the_same_in_every_export() -> None:
    (first, _), (second, _) = export(*WHO), export(*WHO, said("V", "event", "Ann:visitor"))
    before, after = ({json.loads(line)["id"] for line in made.text.splitlines()} for made in (first, second))
    assert before < after


def test_contacts_leave_only_when_asked_for() -> None:
    contact = replace(
        said("C", "contact", subject="Bob", organisation="OSCE", role="desk officer"), private=True
    )
    made, found = export(*WHO, contact)
    assert "Membership" not in found
    assert not made.losses
    made, found = export(*WHO, contact, private=True)
    assert found["Membership"][0]["properties"]["role"] == ["desk officer"]
    assert made.held[-1] == "C"
