import dataclasses

import pytest

from entrepot.analyses.relations.coverage import Coverage, coverage, map_rows, network_of_posts, posts
from entrepot.metadata.statement import Document, Statement
from little_record import PAPER, STATES, actor, said

SEEN = dataclasses.replace(PAPER, published="2012-11-05")


def post(identifier: str, kind: str, sender: str, host: str, **fields: object) -> Statement:
    ends = (f"{sender}:sending", f"{host}:host")
    return said(identifier, "institution", *ends, subtype=kind, **fields)  # type: ignore[arg-type]


ASTANA = post("embassy", "embassy", "Belgium", "Kazakhstan", location="Astana", date="2006/..")
TO_TAJIKISTAN = post(
    "to TJK", "accreditation", "Belgium", "Tajikistan", location="Astana", seat_country="KAZ"
)
AWEX = said(
    "awex",
    "institution",
    "AWEX:operator",
    "Kazakhstan:host",
    subtype="trade office",
    location="Almaty",
    date="2008/..",
)
RECORD = (*STATES, actor("AWEX", "trade-promotion", of="Wallonia"), ASTANA, TO_TAJIKISTAN, AWEX)


def asked(
    host: str, on: str, *extra: Statement, sender: str = "BEL", documents: tuple[Document, ...] = (SEEN,)
) -> Coverage:
    return coverage((*RECORD, *extra), host, on, [sender], documents)


def test_an_embassy_is_resident_and_at_no_distance() -> None:
    [row] = asked("KAZ", "2010").rows
    assert (row.level, row.presence) == ("resident mission", "certain")
    assert row.best is not None
    assert (row.best.post.seat, row.best.post.km, row.statements) == ("Astana", 0.0, ("embassy",))


def test_an_accreditation_tells_from_where_and_how_far() -> None:
    [row] = asked("TJK", "2012-11-05").rows
    assert row.best is not None
    assert (row.level, row.presence) == ("accredited from elsewhere", "certain")
    # Astana (51.17 N, 71.45 E) to Dushanbe (38.54 N, 68.78 E): 12.6 degrees of latitude are 1,405 km.
    assert row.best.post.km == pytest.approx(1420, abs=15)


def test_nobody_is_accredited_from_a_mission_that_is_not_yet_there() -> None:
    [row] = asked("TJK", "2004").rows
    assert (row.level, row.presence) == ("not yet", None)
    assert row.covers[0].remark == "the mission in Astana that it rests on is not yet"


def test_a_seat_that_cannot_be_placed_has_no_distance() -> None:
    lost = post("lost", "accreditation", "Belgium", "Uzbekistan", location="Xyzzyville")
    [row] = asked("UZB", "2012", lost).rows
    assert row.best is not None
    assert row.best.post.km is None
    assert row.level == "accredited, seat not recorded"


def test_an_embassy_in_another_country_is_an_accreditation() -> None:
    moscow = post("moscow", "embassy", "Belgium", "Uzbekistan", location="Moscow")
    [row] = asked("UZB", "2012", moscow).rows
    assert row.level == "accredited from elsewhere"
    assert row.best is not None
    assert row.best.post.seat_country == "RUS"


def test_the_office_of_a_region_is_its_countrys_presence_too() -> None:
    [row] = asked("KAZ", "2009").rows
    assert {c.post.operator for c in row.covers} == {"", "AWEX"}
    [region] = asked("KAZ", "2009", sender="BE3").rows
    assert {c.post.operator for c in region.covers} == {"", "AWEX"}
    [flanders] = asked("KAZ", "2009", sender="BE2").rows
    assert {c.post.operator for c in flanders.covers} == {""}


def test_a_group_is_asked_for_as_its_members() -> None:
    found = coverage(RECORD, "CentralAsia", "2010", ["Benelux"])
    assert len(found.rows) == 3 * 5
    assert {row.level for row in found.rows if row.sender != "BEL"} == {"not recorded"}


def test_an_organisation_of_states_is_not_its_members() -> None:
    union = actor("European Union", "igo")
    delegation = post("delegation", "eu delegation", "European Union", "Kazakhstan", location="Astana")
    found = coverage((*RECORD, union, delegation), "KAZ", "2010", None, (SEEN,))
    assert {row.sender: row.level.value for row in found.rows} == {
        "BEL": "resident mission",
        "EU27": "resident mission",
    }
    row = found.row("BEL", "KAZ")
    assert row is not None
    assert "delegation" not in {i for c in row.covers for i in c.post.statements}


def test_who_is_represented_by_another() -> None:
    agent = said(
        "agent",
        "institution",
        "Netherlands:agent",
        "Luxembourg:principal",
        subtype="representation",
        places=("LUX", "NLD", "KAZ", "UZB"),
    )
    found = coverage((*RECORD, actor("Netherlands"), agent), "CentralAsia", "2012", ["LUX"])
    levels = {row.host: row.level.value for row in found.rows}
    assert levels["UZB"] == "represented by another"
    assert levels["KGZ"] == "not recorded"
    row = found.row("LUX", "UZB")
    assert row is not None
    assert row.covers[0].post.through == "NLD"


def test_a_plan_is_no_post_and_a_closed_one_is_ended() -> None:
    planned = post("plan", "embassy", "Luxembourg", "Kazakhstan", status="proposed", date="2010")
    closed = post("shut", "embassy", "Luxembourg", "Uzbekistan", location="Tashkent", date="1995/2003")
    found = asked("CentralAsia", "2012", planned, closed, sender="LUX")
    levels = {row.host: row.level.value for row in found.rows}
    assert (levels["KAZ"], levels["UZB"], levels["TJK"]) == ("planned", "ended", "not recorded")


def test_what_was_agreed_upon_is_not_yet_there() -> None:
    council = said(
        "council",
        "agreement",
        "Belgium:party",
        "Tajikistan:party",
        subtype="business council",
        status="signed",
    )
    [row] = asked("TJK", "2004", council).rows
    assert [c.presence for c in row.covers if c.post.kind == "joint council"] == ["planned"]


def test_a_closing_told_later_ends_it() -> None:
    event = said("closing", "event", "Belgium:actor", subtype="closing", date="2014-06", applies_to="embassy")
    step = said("step", "step", "Belgium:actor", status="closed", date="2014-06", applies_to=["embassy"])
    for later in (event, step):
        [row] = asked("KAZ", "2015", later).rows
        assert row.covers[0].presence in ("ended", "possible")
        assert [c.presence for c in row.covers if c.post.kind == "embassy"] == ["ended"]
        [before] = asked("KAZ", "2013", later).rows
        assert before.presence == "certain"


def test_a_person_is_how_a_mission_is_known_not_another_one() -> None:
    envoy = said(
        "envoy",
        "office",
        "Ann:holder",
        "Kazakhstan:sending state",
        "Belgium:receiving state",
        office="Ambassador to Belgium",
        date="2015",
    )
    alone = posts((*STATES, actor("Ann", "person", of="Kazakhstan"), envoy)).every
    assert [(p.kind, p.resident, p.level) for p in alone] == [
        ("accreditation", None, "accredited, seat not recorded")
    ]
    house = post("house", "embassy", "Kazakhstan", "Belgium", location="Brussels")
    both = posts((*STATES, actor("Ann", "person", of="Kazakhstan"), envoy, house)).every
    assert [(p.kind, p.statements) for p in both] == [("embassy", ("house", "envoy"))]


def test_a_friendship_group_belongs_to_both_sides() -> None:
    group = said("friends", "institution", "Luxembourg:party", "Kazakhstan:party", subtype="friendship group")
    for sender, host in (("LUX", "KAZ"), ("KAZ", "LUX")):
        [row] = coverage((*STATES, group), host, "2012", [sender]).rows
        assert row.level == "joint bodies only"


def test_a_disputed_post_is_at_most_possible_and_a_retracted_one_is_none() -> None:
    for standing, level, presence in (
        ("disputed", "resident mission", "possible"),
        ("retracted", "not recorded", None),
    ):
        record = (*STATES, dataclasses.replace(ASTANA, standing=standing))
        [row] = coverage(record, "KAZ", "2010", ["BEL"], [SEEN]).rows
        assert (row.level, row.presence) == (level, presence)


def test_private_posts_do_not_show() -> None:
    record = (*STATES, dataclasses.replace(ASTANA, private=True))
    assert not posts(record).every
    assert len(posts(record, private=True).every) == 1


def test_the_posts_of_a_sender_and_their_map() -> None:
    found = network_of_posts(RECORD, "BEL", "2010", documents=[SEEN])
    assert [(r.host, r.level.value) for r in found.rows] == [
        ("KAZ", "resident mission"),
        ("TJK", "accredited from elsewhere"),
    ]
    flat = map_rows(network_of_posts(RECORD, "BEL", "2010", ["CentralAsia"], [SEEN]))
    assert [(r.place, r.rank, r.statements) for r in flat][:2] == [("KAZ", 0, "embassy"), ("KGZ", 11, "")]
    assert flat[0].to_dict()["km"] == 0.0


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="is not an EDTF date"):
        asked("KAZ", "last May")
