from entrepot.analyses.relations.network import InOffice, contact_network, single_points, turnover
from entrepot.metadata.statement import Statement
from little_record import STATES, actor, held, said


def met(identifier: str, a: str, b: str, date: str = "2012-01-01") -> Statement:
    return said(identifier, "event", f"{a}:visitor", f"{b}:host", subtype="visit", date=date)


BOWTIE = (
    *(met(f"{a}{b}", a, b) for a, b in ("ab", "bc", "ca", "cd", "de", "ec")),
    met("ef", "e", "f"),
    met("xy", "x", "y"),
)


def test_whose_loss_cuts_the_network() -> None:
    points = single_points(contact_network(BOWTIE, "2013"))
    assert [(b.name, b.parts, b.cut_off) for b in points.bodies] == [
        ("c", (3, 2), ("a", "b")),
        ("e", (4, 1), ("f",)),
    ]
    assert [(link.a, link.b) for link in points.links] == [("e", "f"), ("x", "y")]


def test_what_stands_between_two() -> None:
    network = contact_network(BOWTIE, "2013")
    assert [b.name for b in single_points(network, "a", "f").bodies] == ["c", "e"]
    assert [b.name for b in single_points(network, "a", "d").bodies] == ["c"]
    assert single_points(network, "a", "b").bodies == ()
    assert single_points(network, "a", "x").bodies == ()


MINISTERS = (
    *STATES,
    *(actor(name, "person", of="Belgium") for name in ("Ann", "Bob", "Cid")),
    held("Ann", "Prime Minister", "Belgium", "2005"),
    held("Bob", "Prime Minister", "Belgium", "2010/2014"),
    held("Cid", "Senator", "Belgium", "2005"),
    said("ann", "event", "Ann:visitor", "Kazakhstan:host", date="2005-06"),
    said("bob", "event", "Bob:visitor", "Uzbekistan:host", date="2011"),
    said("cid", "event", "Cid:visitor", "Tajikistan:host", date="2005-03"),
    said("none", "event", "Luxembourg:visitor", "Tajikistan:host", date="2005-03"),
)


def test_people_who_alone_carry_a_pair() -> None:
    points = single_points(contact_network(MINISTERS, "2013"))
    assert {(p.person, p.offices, p.cuts) for p in points.people} == {
        ("Ann", ("Prime Minister",), (("Belgium", "Kazakhstan"),)),
        ("Bob", ("Prime Minister",), (("Belgium", "Uzbekistan"),)),
        ("Cid", ("Senator",), (("Belgium", "Tajikistan"),)),
    }
    [ann] = [p for p in points.people if p.person == "Ann"]
    assert ann.statements == ("ann", "Ann 2005")


def test_a_second_way_makes_a_carrier_no_cut() -> None:
    more = said("other", "event", "Luxembourg:visitor", "Kazakhstan:host", date="2005")
    joined = said("benelux", "event", "Luxembourg:visitor", "Belgium:host", date="2005")
    points = single_points(contact_network((*MINISTERS, more, joined), "2013"))
    assert {p.person: p.cuts for p in points.people}["Ann"] == ()


def test_several_pairs_of_one_person_are_lost_together() -> None:
    both = tuple(
        said(f"ann {host}", "event", "Ann:visitor", f"{host}:host", date="2005-06")
        for host in ("Kazakhstan", "Kyrgyzstan")
    )
    neighbours = said("kk", "event", "Kazakhstan:visitor", "Kyrgyzstan:host", date="2005")
    points = single_points(contact_network((*MINISTERS[: len(STATES) + 6], *both, neighbours), "2013"))
    [ann] = points.people
    assert ann.cuts == (("Belgium", "Kazakhstan"), ("Belgium", "Kyrgyzstan"))


def test_who_left_since() -> None:
    told = turnover(contact_network(MINISTERS, "2013-01-01"))
    assert {(p.person, p.state.value, p.successor) for p in told.people} == {
        ("Ann", "left", "Bob"),  # someone else holds an office that one person holds
        ("Bob", "in office", ""),
        ("Cid", "not known", ""),  # of senators there are many
    }
    assert told.ties == {
        InOffice.LEFT: 1,
        InOffice.IN_OFFICE: 1,
        InOffice.NOT_KNOWN: 1,
        InOffice.NO_PERSON: 1,
    }
    assert told.share(InOffice.LEFT, InOffice.NOT_KNOWN) == 2 / 3
    assert {p.person: p.last.edtf for p in told.people}["Ann"] == "2005-06"


def test_an_office_observed_once_covers_that_date_and_an_ended_one_is_over() -> None:
    then = turnover(contact_network(MINISTERS, "2005-06-30"))
    assert {p.person: p.state.value for p in then.people} == {"Ann": "not known", "Cid": "not known"}
    later = turnover(contact_network(MINISTERS, "2020"))
    assert {p.person: p.state.value for p in later.people}["Bob"] == "left"


def test_turnover_of_a_pair_and_without_people() -> None:
    network = contact_network(MINISTERS, "2013")
    assert [p.person for p in turnover(network, "Belgium", "KAZ").people] == ["Ann"]
    nobody = turnover(network, "Luxembourg")
    assert (nobody.people, nobody.share(InOffice.LEFT)) == ((), None)
