"""Scenarios in YAML: what is right is read, what is not is told with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.scenario import (
    AgreementPart,
    Amount,
    CorridorPart,
    CostPart,
    DemandPart,
    EmbargoPart,
    Flows,
    ProductivityPart,
    Scenario,
    TariffPart,
)
from entrepot.sources.scenarios import read_scenario

WHOLE = """name: everything
title: {en: All kinds, fr: Tout}
description: Two words.
places: [Kazakhstan, BEL]
closure: share
elasticities: cp2015
sources:
  - Somebody, Something, 2020
  - {publisher: A, title: B, year: 2021, address: example.org, licence: CC BY 4.0, note: Read}
parts:
  - {name: post, corridor: khorgos-halved, source: A wish}
  - name: straits
    corridor: [suez-closed, {name: mine, close: [Bosporus]}]
  - name: deal
    agreement: {between: EAEU, and: KAZ, industries: goods, effect: {value: 0.557, se: 0.102}}
  - name: duty
    tariff: {from: [KAZ], to: [BEL, NLD], industries: [C24A], before: 5%, after: 0%}
  - {name: ban, embargo: {between: RUS, and: USA, industries: B06}}
  - cost: {from: all, to: BEL, industries: [goods, J61], change: [-15%, -10 %, -5%]}
  - name: dearer
    cost: {between: [BEL, FRA, DEU], change: {times: 1.1, low: 1.05, high: 1.25}}
  - productivity: {in: KAZ, industries: A01, change: {value: 5%, se: 1.5%}}
  - demand: {in: all, industries: [C26, C27], change: -12.5%}
"""
EAEU = ("ARM", "BLR", "KAZ", "KGZ", "RUS")


def _read(folder: Path, text: str | bytes, name: str = "mine.yml") -> Scenario:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_scenario(file)


@pytest.mark.parametrize(
    "change", ["{value: -90%, se: 2%}", "{value: 20%, se: 24%}", "{times: 0.5, se: 0.1}"]
)
def test_a_standard_error_may_not_reach_what_cannot_be(tmp_path: Path, change: str) -> None:
    part = "parts: [{{cost: {{from: KAZ, to: BEL, change: {}}}}}]"
    with pytest.raises(BadInput, match=r"standard error of .* reaches below -100%.*low and high"):
        _read(tmp_path, part.format(change))


def test_a_standard_error_well_within_is_read(tmp_path: Path) -> None:
    read = _read(tmp_path, "parts: [{cost: {from: KAZ, to: BEL, change: {value: -10%, se: 17%}}}]")
    assert read.parts[0].what == CostPart(Flows(("KAZ",), ("BEL",)), Amount(-0.1, 0.17))


def test_a_scenario_is_read_whole(tmp_path: Path) -> None:
    read = _read(tmp_path, WHOLE)
    assert (read.name, read.title, read.places) == (
        "everything",
        {"en": "All kinds", "fr": "Tout"},
        ("KAZ", "BEL"),
    )
    assert (read.description, read.closure, read.elasticities) == ({"en": "Two words."}, "share", "cp2015")
    assert read.sources == ("Somebody, Something, 2020", "A, B, 2021, example.org (CC BY 4.0). Read")
    post, straits, *others = read.parts
    assert isinstance(post.what, CorridorPart) and isinstance(straits.what, CorridorPart)
    assert (post.what.difference.name, post.source, len(post.what.difference.changes)) == (
        "khorgos-halved",
        "A wish",
        3,
    )
    assert straits.what.difference.closures == ("passage:suez", "passage:bosporus")
    assert straits.what.difference.name == "suez-closed+mine"
    assert [part.name for part in others] == [
        "deal",
        "duty",
        "ban",
        "cost",
        "dearer",
        "productivity",
        "demand",
    ]
    assert [part.what for part in others] == [
        AgreementPart(Flows(EAEU, ("KAZ",), True, ("goods",)), Amount(0.557, 0.102)),
        TariffPart(Flows(("KAZ",), ("BEL", "NLD"), False, ("C24A",)), Amount(0.0), 0.05),
        EmbargoPart(Flows(("RUS",), ("USA",), True, ("B06",)), Amount(1.0)),
        CostPart(Flows((), ("BEL",), False, ("goods", "J61")), Amount(-0.1, low=-0.15, high=-0.05)),
        CostPart(Flows(("BEL", "FRA", "DEU"), ("BEL", "FRA", "DEU")), Amount(0.1, low=0.05, high=0.25)),
        ProductivityPart(("KAZ",), ("A01",), Amount(0.05, 0.015)),
        DemandPart((), ("C26", "C27"), Amount(-0.125)),
    ]


def test_what_is_left_out_is_told_by_the_file(tmp_path: Path) -> None:
    read = _read(tmp_path, "parts: [{corridor: suez-closed}]", "my-idea.yml")
    assert (read.name, read.title, read.closure, read.parts[0].name) == (
        "my-idea", {"en": "my-idea"}, "", "corridor"
    )  # fmt: skip


def test_groups_the_world_and_the_rest_of_it(tmp_path: Path) -> None:
    read = _read(tmp_path, "parts: [{cost: {between: [CentralAsia, KAZ], and: World, change: -1%}}]")
    assert read.parts[0].what == CostPart(Flows(("KAZ", "KGZ", "TJK", "TKM", "UZB"), (), True), Amount(-0.01))
    read = _read(tmp_path, "parts: [{cost: {from: ROW, to: BEL, change: -1%}}]")
    assert read.parts[0].what == CostPart(Flows(("ROW",), ("BEL",)), Amount(-0.01))


def test_a_file_of_corridors_may_lie_beside(tmp_path: Path) -> None:
    (tmp_path / "lanes.yml").write_text("close: [Suez]", encoding="utf-8")
    read = _read(tmp_path, "parts: [{corridor: lanes.yml}]")
    assert isinstance(read.parts[0].what, CorridorPart)
    assert read.parts[0].what.difference.closures == ("passage:suez",)


COST = "parts: [{{cost: {{from: KAZ, to: BEL, change: {}}}}}]"
SLIPS = {
    "an unknown key": ("prats: []", 1, 1, "Did you mean parts?"),
    "no parts": ("name: x", 1, 1, "no parts"),
    "an empty list of parts": ("parts: []", 1, 8, "from 1 to 200"),
    "one name twice": (
        "parts:\n  - corridor: suez-closed\n  - corridor: red-sea",
        3,
        5,
        "two parts are called corridor",
    ),
    "a bare number": (COST.format("-10"), 1, 45, "Write -10% for -10 per cent, or {times: -10}"),
    "a bare factor": (COST.format("0.9"), 1, 45, "{times: 0.9}"),
    "a comma": (COST.format("'-2,5%'"), 1, 45, "Write -2.5%, with a point"),
    "words": (COST.format("cheaper"), 1, 45, "its % sign"),
    "not a number": (COST.format(".nan"), 1, 45, "its % sign"),
    "infinite": (COST.format(".inf%"), 1, 45, "its % sign"),
    "beyond numbers": (COST.format("1e999%"), 1, 45, "cannot be"),
    "free": (COST.format("-100%"), 1, 45, "more than -100%"),
    "less than free": (COST.format("-101%"), 1, 45, "use an embargo"),
    "times nothing": (COST.format("{times: 0}"), 1, 53, "more than -100%"),
    "times less": (COST.format("{times: -1}"), 1, 53, "cannot be"),
    "times infinite": (COST.format("{times: 1.0e+400}"), 1, 53, "no factor"),
    "value and times": (COST.format("{times: 2, value: 1%}"), 1, 45, "neither or both"),
    "one bound": (COST.format("{value: 2%, low: 1%}"), 1, 62, "both low and high"),
    "bounds and error": (COST.format("{value: 2%, low: 1%, high: 3%, se: 1%}"), 1, 80, "one of the two"),
    "a negative error": (COST.format("{value: 2%, se: -1%}"), 1, 61, "zero or more"),
    "outside its bounds": (COST.format("{value: 2%, low: 3%, high: 4%}"), 1, 53, "between low and high"),
    "not in order": (COST.format("[3%, 2%, 1%]"), 1, 45, "in that order"),
    "a closure that is none": (
        "closure: shared\nparts: [{corridor: suez-closed}]",
        1,
        10,
        "Did you mean share",
    ),
    "no English": ("title: {fr: Rien}\nparts: [{corridor: suez-closed}]", 1, 8, "no en"),
    "another language": (
        "title: {en: A, xx: B}\nparts: [{corridor: suez-closed}]",
        1,
        16,
        "unknown key 'xx'",
    ),
    "a source without a year": (
        "sources: [{publisher: A, title: B, address: C}]\nparts: [{corridor: suez-closed}]",
        1,
        11,
        "no year",
    ),
    "nothing": ("", None, None, "empty"),
    "tabs": ("parts:\n\t- corridor: x", 2, 1, "not YAML"),
}
IN_A_PART = {
    "a part of nothing": ("name: x", 0, "nothing is otherwise"),
    "an unknown kind": ("tarif: {}", 1, "Did you mean tariff"),
    "two kinds": ("embargo: {between: RUS}, cost: {}", 0, "Make a part of each"),
    "an unknown what-if": ("corridor: korgos-halved", 11, "Did you mean khorgos-halved"),
    "a corridor of nothing": ("corridor: {title: x}", 11, "something to close"),
    "an unknown place in it": ("corridor: {close: [Sues]}", 20, "passage:suez"),
    "no change": ("cost: {from: KAZ, to: BEL}", 7, "no change"),
    "an unknown place": ("cost: {from: Kazakhstann, to: BEL, change: 1%}", 14, "Did you mean Kazakhstan?"),
    "a town": ("cost: {from: Almaty, to: BEL, change: 1%}", 14, "No place is called"),
    "no places": ("cost: {from: [], to: BEL, change: 1%}", 14, "an empty list"),
    "all and others": ("cost: {from: [all, KAZ], to: BEL, change: 1%}", 14, "Leave out the others"),
    "no importer": ("cost: {from: KAZ, change: 1%}", 7, "Write to: all"),
    "nobody": ("cost: {change: 1%}", 7, "from and to, or between"),
    "and alone": ("cost: {and: KAZ, change: 1%}", 13, "and without between"),
    "both forms": ("cost: {between: KAZ, to: BEL, change: 1%}", 26, "to beside between"),
    "with itself": ("cost: {from: KAZ, to: Kazakhstan, change: 1%}", 7, "the only exporter"),
    "among one": ("embargo: {between: KAZ}", 10, "the only exporter"),
    "a gift": ("tariff: {from: KAZ, to: BEL, after: -100%}", 37, "subsidy"),
    "a gift before": ("tariff: {from: KAZ, to: BEL, before: -120%, after: 0%}", 38, "cannot be"),
    "a duty as a factor": ("tariff: {from: KAZ, to: BEL, after: {times: 0.5}}", 38, "unknown key 'times'"),
    "more than all": ("embargo: {between: [RUS, BEL], share: 101%}", 39, "from 0% to 100%"),
    "less than none": ("embargo: {between: [RUS, BEL], share: -1%}", 39, "from 0% to 100%"),
    "an effect in percent": (
        "agreement: {between: [KAZ, BEL], effect: 65%}",
        42,
        "For trade higher by 65% write 0.5008",
    ),
    "an effect without sense": ("agreement: {between: [KAZ, BEL], effect: 65}", 42, "22,000"),
    "an error below zero": (
        "agreement: {between: [KAZ, BEL], effect: {value: 0.5, se: -0.1}}",
        59,
        "zero or more",
    ),
    "no yield": ("productivity: {in: KAZ, industries: A01, change: -100%}", 50, "more than -100%"),
    "an industry of nothing": ("demand: {in: KAZ, industries: [''], change: 1%}", 32, "empty text"),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_is_told_with_its_place(tmp_path: Path, what: str) -> None:
    text, line, column, words = SLIPS[what]
    with pytest.raises(BadInput) as raised:
        _read(tmp_path, text)
    assert words in str(raised.value)
    assert (raised.value.line, raised.value.column) == (line, column) or line is None


@pytest.mark.parametrize("what", IN_A_PART)
def test_a_slip_in_a_part_is_told_with_its_place(tmp_path: Path, what: str) -> None:
    text, column, words = IN_A_PART[what]
    with pytest.raises(BadInput) as raised:
        _read(tmp_path, f"parts: [{{{text}}}]")
    assert words in str(raised.value)
    assert (raised.value.line, raised.value.column) == (1, column + 9)
