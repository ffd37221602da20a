"""What the two documents tell of promises and what came of them, as a careful reader would count it."""

from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest
import yaml

from entrepot.analyses.relations.ladders.climb import Climb
from entrepot.analyses.relations.ladders.climbs import climbs
from entrepot.analyses.relations.ladders.following import follow_through
from entrepot.analyses.relations.ladders.reached import Certainty
from entrepot.metadata.interval import Interval
from entrepot.metadata.ladders import LADDER_OF, read
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack

ON = date(2015, 1, 1)
DEALS = ("D3-AGR-006", "D3-AGR-007", "D3-AGR-008", "D3-AGR-009")
PLANS = ("D3-COM-013", "D3-COM-014", "D3-COM-015", "D3-COM-017")


@pytest.fixture(scope="module")
def pack() -> Pack:
    with as_file(files("entrepot.data") / "record" / "eucam-liege.yml") as path:
        return read_pack(path)


@pytest.fixture(scope="module")
def found(pack: Pack) -> dict[str, Climb]:
    return {c.id: c for c in climbs(pack.statements, documents=pack.documents)}


def test_every_status_of_what_climbs_is_read(pack: Pack, found: dict[str, Climb]) -> None:
    assert [each for climb in found.values() for each in climb.unread] == []
    for s in pack.statements:
        if s.status and s.kind in LADDER_OF:
            assert read(s.status, LADDER_OF[s.kind]) is not None, s.status


def test_each_thing_climbs_once(shared: Path, found: dict[str, Climb]) -> None:
    facts = yaml.safe_load((shared / "facts" / "document_facts.yaml").read_text("utf-8"))
    counts = facts["counts"]["by_kind"]
    climbing = sum(counts[kind] for kind in LADDER_OF)
    # 71 of them: 2 are steps of others, 12 are content, parts or repetitions.
    assert (climbing, len(found)) == (71, 57)


def test_some_of_the_deals_of_october_2010_are_in_force(pack: Pack) -> None:
    line = follow_through(
        climbs(pack.statements, documents=pack.documents, between=("BEL", "KAZ")), "pair", on=ON
    ).line("BEL-KAZ", "agreement")
    force, signed = line.share("in force"), line.share("signed")
    assert (force.certain, force.possible, force.groups) == ((), DEALS, ("D3-AGR-010",))
    assert force.count == Interval(1, 4)
    assert force.share == Interval(1 / 7, 4 / 7)
    # What is in force was signed, and the audit courts' agreement is said to be.
    assert (signed.certain, signed.count) == (("D3-AGR-011",), Interval(2, 5))


def test_no_deal_was_in_force_before_it_was_made(found: dict[str, Climb]) -> None:
    deals = [found[i] for i in DEALS]
    assert {deal.reached("in force", date(2010, 9, 30)) for deal in deals} == {None}
    assert {deal.reached("in force", date(2026, 1, 1)) for deal in deals} == {Certainty.POSSIBLE}
    assert {deal.standing(ON).step for deal in deals} == {"negotiated"}


def test_most_plans_of_luxembourg_and_kazakhstan_were_sealed(pack: Pack, found: dict[str, Climb]) -> None:
    group = found["D3-COM-013"].groups[0]
    assert (group.members, group.at_least, group.statement) == (PLANS, 3, "D3-COM-016")
    plans = [found[i] for i in PLANS]
    agreed = follow_through(plans, on=ON).line("all", "commitment").share("agreed")
    assert (agreed.certain, agreed.possible) == (("D3-COM-014", "D3-COM-015"), ("D3-COM-013", "D3-COM-017"))
    assert (agreed.count, agreed.share) == (Interval(3, 4), Interval(0.75, 1.0))


def test_what_was_proposed_or_offered_went_no_further(found: dict[str, Climb]) -> None:
    assert found["D3-AGR-005"].standing(ON).step == "proposed"
    assert found["D3-AID-002"].standing(ON).step == "pledge"
    assert found["D3-COM-012"].standing(ON).step == "announced"
    assert found["D3-COM-012"].followed_by == ("D3-AID-010",)


def test_talks_of_the_province_are_not_promises(found: dict[str, Climb]) -> None:
    talk = {i for i, climb in found.items() if climb.is_only_talk and i.startswith("D0")}
    assert talk == {f"D0-COM-{n:03}" for n in (1, 2, 3, 4, 5, 6, 7, 10, 11)}
    assert found["D0-COM-009"].grade.word == "talk"


def test_the_treaties_of_1998_have_been_silent_longest(found: dict[str, Climb]) -> None:
    silent = found["D3-AGR-001"].silent(ON)
    assert silent is not None
    assert (silent.shortest, silent.longest) == (192, 204)
