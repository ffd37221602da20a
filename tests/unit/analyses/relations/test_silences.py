from entrepot.analyses.relations.silences import silences
from entrepot.analyses.relations.timing import Length
from little_record import STATES, actor, held, said

HERE = ("TKM",)
RECORD = (
    *STATES,
    actor("OSCE", "igo"),
    actor("NATO", "igo"),
    *(actor(name, "person", of="Belgium") for name in ("Dehaene", "De Gucht", "Envoy")),
    actor("Leader", "person", of="Turkmenistan"),
    held("Dehaene", "Prime Minister", "Belgium", "1998"),
    held("De Gucht", "Chairman-in-Office", "OSCE", "2006-03"),
    held("De Gucht", "Foreign Minister", "Belgium", "2007-11"),
    held("Leader", "President", "Turkmenistan", "2007-11"),
    held("Envoy", "Ambassador", "Belgium", "2001"),
    said("relations", "event", "Belgium:party", "Turkmenistan:party", date="1992", subtype="recognition"),
    said("first", "event", "Dehaene:visitor", "Turkmenistan:host", date="1998", subtype="visit"),
    said("envoy", "event", "Envoy:visitor", "Turkmenistan:host", date="2001", subtype="visit"),
    said(
        "osce", "event", "De Gucht:visitor", "OSCE:on behalf of", date="2006-03", subtype="visit", places=HERE
    ),
    said("nato", "event", "Leader:visitor", "NATO:host", date="2007-11", subtype="visit", places=("BEL",)),
    said("met", "event", "Leader:participant", "De Gucht:participant", date="2007-11", subtype="meeting"),
    said("when?", "event", "Belgium:party", "Turkmenistan:party", subtype="meeting"),
)


def longest(*, counting: bool, level: str = "high") -> tuple[str, str, Length, list[str]]:
    found = silences(RECORD, "BEL", "TKM", counting_other_capacities=counting, level=level).silences[0]  # type: ignore[arg-type]
    return (
        found.since.statements[0],
        found.until.statements[0],
        found.length,
        [i for contact in found.inside for i in contact.statements],
    )


def test_a_visit_for_an_organisation_breaks_the_silence_only_if_it_is_to_count() -> None:
    assert longest(counting=True) == ("first", "osce", Length(86, 98), ["envoy"])
    assert longest(counting=False) == ("first", "met", Length(106, 118), ["envoy", "osce"])


def test_an_ambassador_counts_at_any_level() -> None:
    assert longest(counting=False, level="any") == ("envoy", "met", Length(70, 82), ["osce"])


def test_a_visit_to_an_organisation_in_the_capital_is_no_visit_to_the_country() -> None:
    contacts = silences(RECORD, "BEL", "TKM", counting_other_capacities=True).contacts
    assert "nato" not in {i for contact in contacts for i in contact.statements}


def test_relations_are_no_contact_but_the_wait_after_them_is_told() -> None:
    found = silences(RECORD, "BEL", "TKM", counting_other_capacities=True)
    assert found.before_first == Length(60, 83)
    assert found.undated == ("when?",)


def test_a_pair_without_contacts_has_no_silence() -> None:
    found = silences(RECORD, "BEL", "UZB", counting_other_capacities=True)
    assert (found.contacts, found.silences, found.before_first) == ((), (), None)
