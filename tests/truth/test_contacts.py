"""Who covers whom and who knows whom, by the two documents, answered as a careful reader would."""

from importlib.resources import as_file, files

import pytest

from entrepot.analyses.relations.coverage import coverage, gaps, moves, posts
from entrepot.analyses.relations.coverage.posts import Posts
from entrepot.analyses.relations.network import contact_network, single_points, turnover, warm_path
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack

FIVE = ("KAZ", "KGZ", "TJK", "TKM", "UZB")


@pytest.fixture(scope="module")
def pack() -> Pack:
    with as_file(files("entrepot.data") / "record" / "eucam-liege.yml") as path:
        return read_pack(path)


@pytest.fixture(scope="module")
def known(pack: Pack) -> Posts:
    return posts(pack.statements, pack.documents)


@pytest.mark.parametrize(
    ("host", "seat", "km", "statement"),
    [
        ("KAZ", "Astana", 0, "D3-INS-006"),
        ("KGZ", "Astana", 954, "D3-INS-007"),
        ("TJK", "Astana", 1421, "D3-INS-008"),
        ("UZB", "Moscow", 2792, "D3-INS-009"),
        ("TKM", "Baku", 780, "D3-INS-010"),
    ],
)
def test_from_which_city_belgium_covers_each(
    known: Posts, host: str, seat: str, km: int, statement: str
) -> None:
    [row] = coverage(known, host, "2012-10", ["BEL"]).rows
    assert row.best is not None
    assert (row.best.post.seat, statement in row.statements) == (seat, True)
    assert row.best.post.km == pytest.approx(km, abs=1)


def test_the_embassy_in_astana_is_dated_and_those_in_brussels_are_not(known: Posts) -> None:
    on = {day: coverage(known, "KAZ", day, ["BEL"]).rows[0] for day in ("2005", "2010", "2024-05-01")}
    assert (on["2010"].level, on["2010"].presence) == ("resident mission", "certain")
    assert on["2024-05-01"].presence == "possible"  # nobody in the record has looked since
    assert on["2005"].level == "joint bodies only"
    brussels = coverage(known, "BEL", "2013", FIVE)
    assert {row.level for row in brussels.rows} == {"resident mission"}
    assert {row.presence for row in brussels.rows} == {"possible"}


def test_nobody_was_accredited_from_astana_before_there_was_an_embassy(known: Posts) -> None:
    [row] = coverage(known, "KGZ", "2004", ["BEL"]).rows
    [accreditation] = [c for c in row.covers if c.post.kind == "accreditation"]
    assert accreditation.presence == "not yet"
    assert accreditation.post.rests_on is not None
    assert "D3-INS-006" in accreditation.post.rests_on.statements


def test_luxembourg_has_no_embassy_in_the_region_and_the_netherlands_stand_for_it(known: Posts) -> None:
    found = coverage(known, "CentralAsia", "2013", ["LUX"])
    assert {row.host for row in found.rows} == set(FIVE)
    assert {row.level for row in found.rows} == {"represented by another"}
    assert {c.post.through for r in found.rows for c in r.covers if c.post.kind == "representation"} == {
        "NLD"
    }
    missing = [g for g in gaps(known, "CentralAsia", "2013", ["LUX"]) if g.kind == "embassy"]
    assert {(g.host, g.missing.value, g.statements) for g in missing} == {
        (host, "stated absent", ("D3-INS-021",)) for host in FIVE
    }


def test_kazakhstan_covers_luxembourg_from_brussels(known: Posts) -> None:
    [row] = coverage(known, "LUX", "2013", ["KAZ"]).rows
    assert row.best is not None
    assert (row.level, row.best.post.seat) == ("accredited from elsewhere", "Brussels")
    assert row.best.post.km == pytest.approx(187, abs=2)


def test_one_friendship_group_of_five_is_not_recorded(known: Posts) -> None:
    groups = [g for g in gaps(known, "CentralAsia", "2013", ["BEL"]) if g.kind == "friendship group"]
    assert [(g.host, g.missing.value, g.others) for g in groups] == [
        ("TKM", "not recorded", ("KAZ", "KGZ", "TJK", "UZB"))
    ]


def test_the_honorary_consul_and_the_trade_offices(known: Posts) -> None:
    [row] = coverage(known, "BEL", "2013", ["TKM"]).rows
    [consul] = [c.post for c in row.covers if c.post.kind == "honorary consulate"]
    assert set(consul.statements) == {"D3-INS-025", "D3-OFF-015"}
    offices = {(p.host, p.seat, p.sender) for p in known.every if p.kind == "trade office"}
    assert offices == {("KAZ", "Almaty", "BE3"), ("UZB", "Tashkent", "BE3")}


def test_what_opened_in_ten_years(known: Posts) -> None:
    found = {(m.post.kind.value, m.post.host) for m in moves(known, "1998-12-31", "2009-01-01") if m.certain}
    assert found == {("embassy", "KAZ"), ("trade office", "KAZ"), ("trade office", "UZB")}


def test_the_business_council_was_agreed_and_nobody_says_that_it_met(known: Posts) -> None:
    [gap] = [g for g in gaps(known, "KAZ", "2013", ["BEL"]) if g.kind == "joint council"]
    assert (gap.missing, gap.statements) == ("planned", ("D3-AGR-006",))


def test_de_gucht_as_chairman_is_a_contact_of_the_osce(pack: Pack) -> None:
    network = contact_network(pack.statements, "2012-10-31", pack.documents)
    link = network.link("OSCE", "Uzbekistan")
    assert link is not None
    assert link.statements == ("D3-EVT-018",)
    assert [via.person for tie in link.ties for via in tie.via] == ["Karel De Gucht"]
    belgium = network.link("Belgium", "Uzbekistan")
    assert belgium is not None
    assert "D3-EVT-018" not in belgium.statements


def test_the_courts_of_audit_know_each_other_and_nobody_else(pack: Pack) -> None:
    network = contact_network(pack.statements, "2015", pack.documents)
    [path] = warm_path(network, "Court of Audit of Belgium", "Kazakh Accounts Committee")
    assert path.statements == ("D3-AGR-011", "D3-AGR-012", "D3-AGR-017")
    assert warm_path(network, "Court of Audit of Belgium", "Kazakhstan") == ()


def test_how_the_university_of_liege_reaches_kazakhstan(pack: Pack) -> None:
    network = contact_network(pack.statements, "2015", pack.documents)
    first, *_ = warm_path(network, "University of Liège", "Kazakhstan")
    assert first.bodies == ("University of Liège", "European Union", "Kazakhstan")
    assert "D3-PRJ-008" in first.links[0].statements
    cut = {body.name: body.cut_off for body in single_points(network).bodies}
    assert "University of Liège" in cut["European Union"]


def test_dehaene_left_by_2007_and_of_the_others_nobody_knows(pack: Pack) -> None:
    told = turnover(contact_network(pack.statements, "2015", pack.documents))
    states = {p.person: (p.state.value, p.successor) for p in told.people}
    assert states["Jean-Luc Dehaene"] == ("left", "Guy Verhofstadt")
    assert states["Jean-Claude Juncker"] == ("not known", "")
