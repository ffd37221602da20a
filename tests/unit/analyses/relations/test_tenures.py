import pytest

from entrepot.analyses.relations.tenures import Capacity, high_office, state_of, tenures, who_held
from entrepot.metadata.dates import StatedDate
from little_record import STATES, actor, held

RECORD = (
    *STATES,
    actor("OSCE", "igo"),
    actor("Enex", "company", of="Belgium"),
    actor("De Gucht", "person", of="Belgium"),
    actor("Minne", "person", of="Belgium"),
    held("De Gucht", "Chairman-in-Office", "OSCE", "2006-03"),
    held("De Gucht", "Minister of Foreign Affairs", "Belgium", "2007-12"),
    held("Minne", "Chief executive officer", "Enex", ".."),
    held("Minne", "Honorary Consul in Belgium", "Turkmenistan", "2010/.."),
)
HELD = tenures(RECORD)


def states(person: str, when: str) -> list[str]:
    return [a.state for a in state_of(person, StatedDate(when), HELD)]


def test_a_person_acts_for_the_body_of_the_office_held_then() -> None:
    assert states("De Gucht", "2007-12") == ["BEL"]
    [at_osce] = state_of("De Gucht", StatedDate("2006-03"), HELD)
    assert (at_osce.state, at_osce.tenure.body) == ("", "OSCE")


def test_one_observation_covers_its_own_date_only() -> None:
    assert states("De Gucht", "2008") == []


def test_a_date_wider_than_the_tenure_is_not_certain() -> None:
    [year] = state_of("De Gucht", StatedDate("2007"), HELD)
    assert (year.state, year.certain) == ("BEL", False)


def test_an_undated_tenure_covers_only_what_has_no_end() -> None:
    assert [t.tenure.body for t in state_of("Minne", StatedDate("2025/.."), HELD)] == ["Turkmenistan", "Enex"]
    assert states("Minne", "2009") == []


def test_an_honorary_consul_serves_a_state_that_is_not_his_own() -> None:
    [consul] = [t for t in HELD if t.capacity is Capacity.CONSULAR]
    assert (consul.person, consul.state) == ("Minne", "TKM")


def test_a_company_is_no_state() -> None:
    [chief] = who_held(HELD, office="chief executive")
    assert (chief.capacity, chief.state) == (Capacity.COMPANY, "")


def test_who_held_an_office_of_a_state_on_a_date() -> None:
    assert [t.person for t in who_held(HELD, state="BEL", when=StatedDate("2007-12-24"))] == ["De Gucht"]
    assert who_held(HELD, state="BEL", when=StatedDate("2006-03")) == ()


@pytest.mark.parametrize(
    ("office", "high"), [("Deputy Foreign Minister", False), ("Ambassador", False), ("Prime Minister", True)]
)
def test_offices_that_make_a_contact_high(office: str, high: bool) -> None:
    assert high_office(office) is high
