"""Questions to the record of the two documents, answered as a careful reader would."""

import math
from importlib.resources import as_file, files

import pytest

from entrepot.analyses.relations.contributions import contributions
from entrepot.analyses.relations.instruments import Stage, instruments
from entrepot.analyses.relations.involvement import of_pair
from entrepot.analyses.relations.representation import representation
from entrepot.analyses.relations.silences import silences
from entrepot.analyses.relations.tenures import state_of, tenures
from entrepot.analyses.relations.trade_figures import stated_trade
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack


@pytest.fixture(scope="module")
def pack() -> Pack:
    with as_file(files("entrepot.data") / "record" / "eucam-liege.yml") as path:
        return read_pack(path)


@pytest.mark.parametrize(
    ("counting", "ends", "length"),
    [
        (True, ("1998", "2006-03"), "7 years 2 months to 8 years 2 months"),
        (False, ("1998", "2007-11"), "8 years 10 months to 9 years 10 months"),
    ],
)
def test_the_long_silence_of_belgium(pack: Pack, counting: bool, ends: tuple[str, str], length: str) -> None:
    found = silences(pack.statements, "BEL", "CentralAsia", counting_other_capacities=counting)
    longest = found.silences[0]
    assert (longest.since.date.edtf, longest.until.date.edtf) == ends
    assert str(longest.length) == length


def test_the_meeting_that_ended_it_is_found_through_two_tenures(pack: Pack) -> None:
    found = silences(pack.statements, "BEL", "TKM", counting_other_capacities=False)
    assert found.contacts[0].statements == ("D3-EVT-022",)
    meeting = next(s for s in pack.statements if s.id == "D3-EVT-022")
    assert not {"Belgium", "Turkmenistan"} & set(meeting.actors())


def test_the_contacts_of_luxembourg(pack: Pack) -> None:
    found = silences(pack.statements, "LUX", "CentralAsia", counting_other_capacities=False)
    assert [c.date.edtf for c in found.contacts] == ["2008-06", "2010-03", "2011-12", "2012-05"]


def test_whom_de_gucht_served(pack: Pack) -> None:
    held = tenures(pack.statements)
    in_march, in_december = (
        state_of("Karel De Gucht", StatedDate(date), held) for date in ("2006-03", "2007-12")
    )
    assert [(a.state, a.tenure.body) for a in in_march] == [("", "OSCE")]
    assert [a.state for a in in_december] == ["BEL"]


def test_aid_to_kyrgyzstan_is_not_counted_twice(pack: Pack) -> None:
    found = contributions(pack.statements, "BEL", "KGZ", pack.documents)
    [grant] = [c for c in found.given if c.parts]
    assert grant.amount is not None
    assert grant.amount.value == Interval(713_000, 713_800)
    total = found.total()
    assert total is not None
    assert total.interval == Interval(713_000, math.inf)
    assert {o.locator for o in grant.amount.origins} == {
        "line 395, characters 17206-17250",
        "line 396, characters 17252-17294",
        "lines 396-397, characters 17299-17355",
    }


@pytest.mark.parametrize(
    ("donor", "recipient", "amounts"),
    [
        ("LUX", "TJK", [100_000, 688_000]),
        ("LUX", "UZB", [696_092]),
        ("BEL", "TJK", [83_000]),
        ("BEL", "TKM", [98_100]),
        ("BEL", "KAZ", []),
    ],
)
def test_what_was_given(pack: Pack, donor: str, recipient: str, amounts: list[int]) -> None:
    found = contributions(pack.statements, donor, recipient, pack.documents)
    assert sorted(c.amount.number for c in found.given if c.amount) == amounts


def test_the_memorandum_that_turkmenistan_wanted_was_not_signed(pack: Pack) -> None:
    [memorandum] = [
        i for i in instruments(pack.statements, "BEL", "TKM") if i.statement.subtype == "memorandum"
    ]
    assert (memorandum.stage, memorandum.is_signed) == (Stage.PROPOSED, False)


def test_of_the_deals_of_october_2010_each_is_possibly_in_force(pack: Pack) -> None:
    deals = [i for i in instruments(pack.statements, "BEL", "KAZ") if i.date.edtf == "2010-10"]
    assert len(deals) == 4
    assert {deal.in_force() for deal in deals} == {"possible"}


def test_belgium_has_no_friendship_group_with_turkmenistan(pack: Pack) -> None:
    [gap] = [g for g in representation(pack.statements, "BEL", "TKM").gaps if g.kind == "friendship group"]
    assert (gap.coverage, gap.others) == ("not recorded", ("KAZ", "KGZ", "TJK", "UZB"))


def test_luxembourg_has_no_embassy_and_says_so(pack: Pack) -> None:
    found = representation(pack.statements, "LUX", "KAZ")
    assert [(g.sender, g.coverage) for g in found.gaps if g.kind == "embassy"] == [
        ("LUX", "stated absent"),
        ("KAZ", "not recorded"),
    ]


def test_trade_as_stated_keeps_the_printed_unit_and_the_reason(pack: Pack) -> None:
    cell = next(t for t in stated_trade(pack.statements, "KAZ", "BEL") if t.statement.id == "D3-TRD-008")
    assert cell.as_stated == "119,091.91 [EUR]"
    assert cell.figure.interval == Interval(119_091_905, 119_091_915)
    assert "thousand EUR" in cell.figure.caveat


@pytest.mark.parametrize(
    ("a", "b", "some"),
    [
        ("BEL", "KAZ", True),
        ("BE33", "KAZ", True),
        ("LUX", "TJK", True),
        ("FRA", "KAZ", False),
        ("UZB", "KGZ", False),
    ],
)
def test_pairs_with_and_without_a_record(pack: Pack, a: str, b: str, some: bool) -> None:
    assert bool(of_pair(pack.statements, a, b)) is some
