"""What SQL leaves out concerns no pair: of what it finds one gets the chronology of the whole record."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from entrepot.analyses.relations.chronology import chronology
from entrepot.analyses.relations.involvement import Scene, of_pair
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Party, Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.store.record import Record

PLACES = ("BEL", "KAZ", "LUX", "KGZ", "BE33", "BE3", "CentralAsia", "Benelux", "EU27", "Freedonia")
ASKED = ("BEL", "BEL", "KAZ", "KAZ", "BE33", "CentralAsia", "Benelux", "LUX", "Freedonia")
NAMES = ("Belgium", "Kazakhstan", "Central Asia", "OSCE", "Ann", "Bob", "Ms A", "Acme", "Province")


def actor(key: str, kind: str, name: str, of: str = "", *aka: str) -> Statement:
    attributes = {"of": of, "aka": list(aka)}
    return Statement(key, "actor", kind, name, "is", {"en": name}, attributes=attributes)


def office(key: str, who: str, body: str) -> Statement:
    parties = (Party(who, "holder"), Party(body, "body"))
    date = StatedDate("2006/2009")
    words = {"en": "in office"}
    return Statement(
        key, "office", "", who, "holds", words, parties, date=date, attributes={"office": "king"}
    )


# Who is who, so that a statement concerns a place by its parties alone: as it, of it, in its office.
CAST = (
    actor("S1", "state", "Belgium"),
    actor("S2", "state", "Kazakhstan"),
    actor("S3", "region", "Central Asia"),
    actor("S4", "igo", "OSCE"),
    actor("S5", "person", "Ann", "", "Ms A"),
    actor("S6", "company", "Acme", "Wallonia, Belgium"),
    actor("S7", "person", "Bob", "Kazakhstan"),
    office("S8", "Ann", "Belgium"),
    office("S9", "Bob", "Central Asia"),
)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The record that ships."""
    return Record.open(tmp_path_factory.mktemp("shipped"))


@pytest.mark.slow
def test_of_every_pair_in_the_shipped_record(shipped: Record) -> None:
    whole = shipped.statements()
    scene = Scene.of(whole)
    needed = {said.id for said in whole if said.kind in ("actor", "office")}
    places = sorted({code for said in whole for code in said.places} | {"CentralAsia", "Benelux", "EU"})
    assert len(places) > 15
    for n, (a, b) in enumerate(itertools.combinations(places, 2)):
        some = shipped.statements(concerning=(a, b))
        found = needed | {pair.statement.id for pair in of_pair(whole, a, b, scene)}
        assert found <= {said.id for said in some}, (a, b)
        assert len(some) < len(whole)
        if n % 7 == 0:
            assert chronology(some, a, b) == chronology(whole, a, b), (a, b)
            assert chronology(some, b, a) == chronology(whole, b, a), (b, a)


names = st.sampled_from(NAMES)
parties = st.lists(st.builds(Party, names, st.sampled_from(["host", "visitor", "author"])), max_size=3)
places = st.one_of(st.just([]), st.lists(st.sampled_from(PLACES), max_size=3))
dates = st.sampled_from([None, StatedDate("2007"), StatedDate("2008/.."), StatedDate("..")])
actors = st.builds(
    lambda kind, name, aka, of, where: ("actor", kind, name, (), tuple(where), {"aka": aka, "of": of}),
    st.sampled_from(["state", "region", "igo", "person", "company", "public-body", "parliament"]),
    names,
    st.lists(names, max_size=2),
    st.sampled_from(["", "Belgium", "Wallonia, Belgium", "Central Asia", "nowhere"]),
    st.lists(st.sampled_from(PLACES), max_size=1),
)
offices = st.builds(
    lambda who, body: (
        "office",
        "",
        who,
        (Party(who, "holder"), Party(body, "body")),
        (),
        {"office": "king"},
    ),
    names,
    names,
)
others = st.builds(
    lambda kind, who, some, where: (kind, "", who, tuple(some), tuple(where), {}),
    st.sampled_from(["event", "aid", "opinion", "project"]),
    names,
    parties,
    places,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=st.lists(st.tuples(st.one_of(actors, offices, *[others] * 4), dates), min_size=1, max_size=12),
    known=st.lists(st.sampled_from(CAST), unique_by=lambda said: said.id),
    data=st.data(),
)
def test_of_drawn_records(
    drawn: list[tuple[tuple[object, ...], StatedDate | None]],
    known: list[Statement],
    data: st.DataObject,
    one_record: Record,
) -> None:
    statements = (
        *known,
        *(
            Statement(
                *(f"X-{i}", kind, subtype, subject, "is", {"en": "x"}),  # type: ignore[arg-type]
                parties=some,  # type: ignore[arg-type]
                places=where,  # type: ignore[arg-type]
                date=date,
                attributes=attributes,  # type: ignore[arg-type]
            )
            for i, ((kind, subtype, subject, some, where, attributes), date) in enumerate(drawn)
        ),
    )
    one_record.desk("a test").load(Pack("drawn", "", "a test", "2026", (), statements))
    whole = one_record.statements()
    assert whole == statements
    for _ in range(3):
        a, b = data.draw(st.lists(st.sampled_from(ASKED), min_size=2, max_size=2, unique=True))
        some_of_it = one_record.statements(concerning=(a, b))
        found = of_pair(whole, a, b, Scene.of(whole))
        event("something concerns the pair" if found else "nothing concerns the pair")
        assert of_pair(some_of_it, a, b, Scene.of(some_of_it)) == found


@pytest.fixture(scope="module")
def one_record(new_record: Callable[[], Record]) -> Record:
    """A record that each example fills anew."""
    return new_record()


def test_what_is_private_is_narrowed_alike(new_record: Callable[[], Record]) -> None:
    record = new_record()
    said = Statement("P", "event", "", "x", "is", {"en": "x"}, places=("BEL", "KAZ"), private=True)
    record.desk("a test").add(said, why="x")
    assert record.statements(concerning=("BEL", "KAZ")) == ()
    assert [s.id for s in record.statements(concerning=("BEL", "KAZ"), private=True)] == ["P"]
    assert record.statements(concerning=("BEL", "UZB"), private=True) == ()


@pytest.mark.parametrize(
    ("guest", "host", "asked"),
    [
        ("Ann", "Kazakhstan", ("BEL", "KAZ")),  # by her office alone
        ("Ms A", "Kazakhstan", ("KAZ", "BEL")),  # under another name
        ("Acme", "Bob", ("BEL", "CentralAsia")),
        ("Acme", "Bob", ("BEL", "KGZ")),  # a member of the region whose office he holds
        ("OSCE", "Bob", ("Freedonia", "KAZ")),
    ],
)
def test_by_its_parties_alone(one_record: Record, guest: str, host: str, asked: tuple[str, str]) -> None:
    parties = (Party(guest, "visitor"), Party(host, "host"))
    visit = Statement(
        *("V", "event", "visit", guest, "visited", {"en": "a visit"}, parties), date=StatedDate("2007")
    )
    one_record.desk("a test").load(Pack("drawn", "", "a test", "2026", (), (*CAST, visit)))
    whole = one_record.statements()
    concerned = [pair.statement.id for pair in of_pair(whole, *asked)]
    assert ("V" in concerned) == ("Freedonia" not in asked)
    narrowed = one_record.statements(concerning=asked)
    assert ("V" in {said.id for said in narrowed}) == ("Freedonia" not in asked)
    assert of_pair(narrowed, *asked) == of_pair(whole, *asked)


def test_who_holds_an_office_of_a_state_that_nobody_introduces_is_found(tmp_path: Path) -> None:
    record = Record.open(tmp_path)
    holder, visitor = Party("A. Minister", "holder"), Party("A. Minister", "visitor")
    office = Statement(
        "o", "office", "", "A. Minister", "holds", {"en": "x"}, parties=(holder, Party("Spain", "body"))
    )
    visit = Statement(
        "v", "event", "visit", "A. Minister", "visited", {"en": "x"}, parties=(visitor,), places=("MAR",)
    )
    record.desk("Ann").add(office, visit, why="x")
    assert "v" in {said.id for said in record.statements(concerning=("ESP", "MAR"))}
