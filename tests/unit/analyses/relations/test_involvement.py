from entrepot.analyses.relations.involvement import Grade, Scene, involved, of_pair
from little_record import STATES, actor, held, said

SCENERY = (
    *STATES,
    actor("European Union", "igo"),
    actor("OSCE", "igo"),
    actor("Province of Liège", "region", of="Belgium"),
    actor("Audit Court", "public-body", of="Belgium"),
    actor("Verhofstadt", "person", of="Belgium"),
    actor("De Gucht", "person", of="Belgium"),
    held("Verhofstadt", "Prime Minister", "Belgium", "2007-11"),
    held("De Gucht", "Chairman-in-Office", "OSCE", "2006-03"),
)
SCENE = Scene.of(SCENERY)


def grades(*parties: str, **fields: object) -> dict[str, Grade]:
    return {i.place: i.grade for i in reversed(involved(said("s", "event", *parties, **fields), SCENE))}  # type: ignore[arg-type]


def pairs(a: str, b: str, *parties: str, **fields: object) -> int:
    statement = said("s", "event", *parties, **fields)  # type: ignore[arg-type]
    return len(of_pair((*SCENERY, statement), a, b))


def test_a_state_is_named_a_person_involves_his_by_tenure_an_organisation_its_own() -> None:
    found = grades("Kazakhstan:host", "Verhofstadt:visitor", "Audit Court:party", date="2007-11")
    assert found == {"KAZ": Grade.NAMED, "BEL": Grade.BY_TENURE}
    assert grades("Audit Court:party") == {"BEL": Grade.BY_ORGANISATION}


def test_without_a_tenure_at_that_date_only_nationality_is_left() -> None:
    assert grades("Verhofstadt:visitor", date="2009") == {"BEL": Grade.BY_NATIONALITY}


def test_who_serves_an_organisation_does_not_act_for_his_state() -> None:
    [visitor] = involved(said("s", "event", "De Gucht:visitor", date="2006-03"), SCENE)
    assert (visitor.grade, visitor.acting_for) == (Grade.BY_NATIONALITY, "OSCE")


def test_a_place_that_is_no_party_is_where_it_happened() -> None:
    assert grades("Verhofstadt:visitor", date="2007-11", places=("BEL", "KAZ"))["KAZ"] is Grade.BY_LOCATION


def test_the_union_is_not_its_members_unless_it_is_asked_for() -> None:
    assert pairs("BEL", "KAZ", "European Union:party", "Kazakhstan:party") == 0
    assert pairs("EU27", "KAZ", "European Union:party", "Kazakhstan:party") == 1


def test_a_region_counts_for_its_country_but_a_country_not_for_its_region() -> None:
    assert pairs("BEL", "KAZ", "Province of Liège:side", "Kazakhstan:side") == 1
    assert pairs("BE33", "KAZ", "Province of Liège:side", "Kazakhstan:side") == 1
    assert pairs("BE33", "KAZ", "Belgium:side", "Kazakhstan:side") == 0


def test_a_member_counts_for_its_group() -> None:
    assert pairs("BEL", "CentralAsia", "Belgium:party", "Tajikistan:party") == 1


def test_two_hosts_of_one_visitor_are_no_pair() -> None:
    parties = ("Belgium:visitor", "Kazakhstan:host", "Uzbekistan:host")
    assert pairs("BEL", "UZB", *parties) == 1
    assert pairs("KAZ", "UZB", *parties) == 0


def test_a_group_named_whole_is_no_pair_of_its_members() -> None:
    five = ("KAZ", "KGZ", "TJK", "TKM", "UZB")
    assert pairs("KGZ", "UZB", "Belgium:party", places=("BEL", *five)) == 0
    assert pairs("BEL", "UZB", "Belgium:party", places=("BEL", *five)) == 1


def test_a_state_is_known_by_its_name_where_nobody_introduces_it() -> None:
    visit = said("V", "event", "Германия:visitor", "Uzbekistan:host", date="2020")
    (pair,) = of_pair((visit,), "DEU", "UZB")
    assert (pair.a.role, pair.b.role) == ("visitor", "host")
    unknown = said("W", "event", "Germania GmbH:visitor", "Uzbekistan:host", date="2020")
    assert of_pair((unknown,), "DEU", "UZB") == ()
    introduced = actor("Germany", "company", of="Austria")
    assert of_pair((said("X", "event", "Germany:visitor", "Uzbekistan:host"), introduced), "DEU", "UZB") == ()
