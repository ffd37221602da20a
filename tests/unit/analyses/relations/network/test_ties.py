import dataclasses

import pytest

from entrepot.analyses.relations.network import ties
from entrepot.metadata.statement import Statement
from little_record import STATES, actor, held, said

PEOPLE = (
    actor("Karel", "person", of="Belgium"),
    actor("Vera", "person", of="Luxembourg"),
    actor("OSCE", "igo"),
    actor("Firm", "company", of="Belgium"),
)
OFFICES = (held("Karel", "Minister", "Belgium", "2007"), held("Karel", "Chairman-in-Office", "OSCE", "2006"))


def pairs(*statements: Statement, private: bool = False) -> list[tuple[str, str]]:
    return [(t.a, t.b) for t in ties((*STATES, *PEOPLE, *OFFICES, *statements), private=private)]


def test_a_contact_of_a_person_is_one_of_the_body_served_at_that_date() -> None:
    for date, body in (("2006-03", "OSCE"), ("2007-12", "Belgium")):
        [tie] = ties(
            (*STATES, *PEOPLE, *OFFICES, said("v", "event", "Karel:visitor", "Uzbekistan:host", date=date))
        )
        assert {tie.a, tie.b} == {body, "Uzbekistan"}
        [via] = tie.via
        assert (via.person, via.body, via.statement) == ("Karel", body, f"Karel {date[:4]}")


def test_the_capacity_that_a_statement_names_decides() -> None:
    both = (held("Karel", "President", "Firm", "2007"), held("Karel", "Minister", "Belgium", "2007"))
    visit = said("v", "event", "Karel:visitor:President of Firm", "Uzbekistan:host", date="2007-05")
    assert [(t.a, t.b) for t in ties((*STATES, *PEOPLE, *both, visit))] == [("Firm", "Uzbekistan")]
    unsaid = said("v", "event", "Karel:visitor", "Uzbekistan:host", date="2007-05")
    found = ties((*STATES, *PEOPLE, *both, unsaid))
    assert {(t.a, t.b) for t in found} == {("Belgium", "Uzbekistan"), ("Firm", "Uzbekistan")}
    assert not any(via.certain for t in found for via in t.via)


def test_without_an_office_the_state_of_the_nationality_stands_and_the_name_does_not_show() -> None:
    visit = said("v", "event", "Vera:visitor", "Uzbekistan:host", date="2007")
    [tie] = ties((*STATES, *PEOPLE, visit))
    assert (tie.a, tie.b, tie.via, tie.by_nationality) == ("Luxembourg", "Uzbekistan", (), True)
    assert ("Uzbekistan", "Vera") in pairs(visit, private=True)


def test_hosts_of_one_visit_are_not_tied_to_each_other_but_partners_are() -> None:
    visit = said("v", "event", "Belgium:sending", "Kazakhstan:host", "Uzbekistan:host")
    assert pairs(visit) == [("Belgium", "Kazakhstan"), ("Belgium", "Uzbekistan")]
    project = said("p", "project", "Firm:partner", "Kazakhstan:partner", "Uzbekistan:partner")
    assert len(pairs(project)) == 3


def test_whoever_is_beside_a_large_company_is_tied_to_its_first_only() -> None:
    fair = said("fair", "project", *(f"Body {n}:partner" for n in range(60)))
    assert len(pairs(fair)) == 59


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "event", "subtype": "dispute"},
        {"kind": "event", "subtype": "gap"},
        {"kind": "event", "status": "planned"},
        {"kind": "institution", "subtype": "absence"},
        {"kind": "commitment", "status": "not done"},
        {"kind": "opinion"},
        {"kind": "trade-figure"},
    ],
)
def test_what_brings_nobody_together(fields: dict[str, str]) -> None:
    kind = fields.pop("kind")
    assert pairs(said("x", kind, "Belgium:party", "Kazakhstan:other", **fields)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "fields", "grade"),
    [
        ("event", {"subtype": "visit"}, "visit"),
        ("event", {"subtype": "meeting"}, "talk"),
        ("agreement", {"subtype": "memorandum", "status": "signed"}, "memorandum"),
        ("agreement", {"status": "signed"}, "agreement"),
        ("agreement", {"status": "proposed"}, "talk"),
        ("project", {}, "project"),
        ("aid", {}, "flow"),
        ("aid", {"status": "offered"}, "talk"),
        ("fdi", {}, "flow"),
        ("institution", {"subtype": "embassy"}, "talk"),
    ],
)
def test_grades(kind: str, fields: dict[str, str], grade: str) -> None:
    [tie] = ties((*STATES, said("x", kind, "Belgium:a", "Kazakhstan:b", **fields)))  # type: ignore[arg-type]
    assert tie.grade.word == grade


def test_what_is_told_twice_has_one_head() -> None:
    told = (
        said("visit", "event", "Belgium:sending", "Kazakhstan:host"),
        said("talks", "event", "Belgium:side", "Kazakhstan:host", during="visit"),
        said("again", "commitment", "Belgium:side", "Kazakhstan:host", same_as="talks"),
        said("loop", "event", "Belgium:side", "Kazakhstan:host", same_as="loop"),
    )
    assert [t.head for t in ties((*STATES, *told))] == ["visit", "visit", "visit", "loop"]


def test_contacts_show_only_when_asked_for_and_are_marked() -> None:
    card = dataclasses.replace(
        said(
            "card",
            "contact",
            "Ann:contact",
            "Belgium:holder",
            subject="Ann",
            organisation="Firm",
            role="Buyer",
        ),
        private=True,
    )
    lunch = said("lunch", "event", "Ann:participant", "Kazakhstan:participant", date="2020")
    people = (actor("Ann", "person"),)
    assert pairs(*people, card) == []
    assert pairs(*people, card, lunch) == []
    found = ties((*STATES, *PEOPLE, *people, card, lunch), private=True)
    assert [(t.a, t.b, t.private) for t in found] == [
        ("Belgium", "Firm", True),
        ("Ann", "Kazakhstan", False),
    ]
    assert [via.person for via in found[0].via] == ["Ann"]
