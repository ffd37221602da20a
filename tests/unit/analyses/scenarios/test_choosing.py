"""Scenarios for a pair: those about both first, none about the same thing twice, the same each time."""

from __future__ import annotations

from itertools import combinations

import pytest

from entrepot.analyses.scenarios.choosing import choose, closures, direction
from entrepot.metadata.corridors import Addition, Change, Difference, Mode
from entrepot.metadata.scenario import (
    AgreementPart,
    Amount,
    CorridorPart,
    CostPart,
    DemandPart,
    EmbargoPart,
    Flows,
    Part,
    ProductivityPart,
    Scenario,
    TariffPart,
    What,
)
from entrepot.sources.scenarios import ready


def one(name: str, places: tuple[str, ...], *whats: What) -> Scenario:
    return Scenario(name, tuple(Part(f"p{n}", what) for n, what in enumerate(whats)), places=places)


def shut(*closed: str) -> CorridorPart:
    return CorridorPart(Difference("shut", closures=closed))


def faster(where: str, times: float = 0.5) -> CorridorPart:
    return CorridorPart(Difference("faster", changes=(Change("border_hours", where, times=times),)))


AGREEMENT = AgreementPart(Flows(("AAA",), ("BBB",)), Amount(0.3))


def names(*asked: object, **more: object) -> list[str]:
    return [chosen.scenario.name for chosen in choose(*asked, **more)]  # type: ignore[arg-type]


def test_what_is_about_both_comes_before_what_is_about_one() -> None:
    both = one("z-both", ("AAA", "BBB", "CCC", "DDD", "EEE"), shut("country:XXX"))
    half = one("a-half", ("AAA",), shut("country:YYY"))
    assert names(["AAA"], ["BBB"], [half, both]) == ["z-both"]
    assert names(["AAA"], ["FFF"], [half, both])[0] == "a-half"


def test_what_shuts_what_they_need_is_taken_though_it_is_about_one_or_neither() -> None:
    half = one("half", ("AAA",), shut("country:XXX"))
    none = one("none", ("ZZZ",), shut("passage:suez"))
    both = one("both", ("AAA", "BBB"), AGREEMENT)
    found = choose(["AAA"], ["BBB"], [half, none, both], ["country:XXX", "passage:suez"])
    assert [(c.scenario.name, c.reasons) for c in found] == [
        ("half", ("one", "needed")),
        ("both", ("both",)),
        ("none", ("needed",)),
    ]
    assert names(["AAA"], ["BBB"], [half, none, both]) == ["both"]


def test_one_that_shuts_and_one_that_opens_are_taken_where_there_are() -> None:
    closing = [one(f"a{n}", ("AAA", "BBB"), shut(f"country:X{n}")) for n in range(3)]
    opening = one("z", ("AAA", "BBB"), faster("border:P:Q"))
    found = choose(["AAA"], ["BBB"], [*closing, opening])
    assert [c.direction for c in found] == ["closing", "opening", "closing"]


def test_the_same_thing_is_not_asked_twice() -> None:
    halved = one("halved", ("AAA", "BBB"), faster("border:P:Q"))
    closed = one("closed", ("AAA", "BBB"), shut("terminal:P"))
    assert names(["AAA"], ["BBB"], [halved, closed]) == ["closed"]
    two = [one(name, ("AAA", "BBB"), AGREEMENT) for name in ("x", "y")]
    assert names(["AAA"], ["BBB"], two) == ["x"]


def test_what_is_made_for_the_pair_comes_before_what_is_for_many() -> None:
    many = one("a-many", ("AAA", "BBB", "CCC", "DDD", "EEE"), shut("country:XXX"))
    few = one("b-few", ("AAA", "BBB"), shut("country:YYY"))
    assert names(["AAA"], ["BBB"], [many, few])[0] == "b-few"
    assert names(["AAA"], ["BBB"], [many, few], ["country:XXX"])[0] == "b-few"


def test_groups_count_by_their_members() -> None:
    both = one("both", ("AAA", "BBB"), AGREEMENT)
    assert names(["QQQ", "AAA"], ["BBB", "RRR"], [both]) == ["both"]
    assert names(["QQQ"], ["RRR"], [both]) == []


@pytest.mark.parametrize(
    ("what", "found"),
    [
        (shut("country:XXX"), "closing"),
        (faster("border:P:Q"), "opening"),
        (faster("border:P:Q", 2.0), "closing"),
        (CorridorPart(Difference("new", additions=(Addition("P", "Q", Mode.AIR),))), "opening"),
        (CorridorPart(Difference("to", changes=(Change("rate", "everywhere"),))), "other"),
        (EmbargoPart(Flows(), Amount(1.0)), "closing"),
        (TariffPart(Flows(), Amount(0.1)), "closing"),
        (TariffPart(Flows(), Amount(0.1), before=0.2), "opening"),
        (CostPart(Flows(), Amount(-0.1)), "opening"),
        (CostPart(Flows(), Amount(0.1)), "closing"),
        (AgreementPart(Flows(), Amount(-0.1)), "closing"),
        (AGREEMENT, "opening"),
        (ProductivityPart((), (), Amount(0.1)), "opening"),
        (DemandPart((), (), Amount(0.1)), "other"),
    ],
)
def test_which_way_a_scenario_goes(what: What, found: str) -> None:
    assert direction(one("one", (), what)) == found


def test_parts_that_differ_go_both_ways() -> None:
    mixed = one("mixed", (), faster("border:P:Q"), shut("terminal:T"))
    assert direction(mixed) == "both"
    assert closures(mixed) == {"terminal:T"}


def test_those_that_ship_give_belgium_and_kazakhstan_a_closure_an_opening_and_an_agreement() -> None:
    found = choose(["BEL"], ["KAZ"], ready(), ["country:RUS"])
    assert found[0].scenario.name == "russia-closed"
    assert found[0].reasons == ("both", "needed")
    assert [one.direction for one in found] == ["closing", "opening", "opening"]
    assert found == choose(["BEL"], ["KAZ"], tuple(reversed(ready())), ["country:RUS"])


def test_no_pair_is_told_of_khorgos_twice() -> None:
    for a, b in combinations(("BEL", "CHN", "KAZ", "UZB", "DEU", "RUS"), 2):
        about = [name for name in names([a], [b], ready()) if "khorgos" in name]
        assert len(about) <= 1
