"""Strategy files, good and bad."""

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.strategy import Measures
from entrepot.sources.strategies import library, read_strategy, strategy

GOOD = """strategy: ours
title: {en: Ours, fr: La nôtre}
owner: Province of Liège
places: [KAZ]
since: '2025'
source: {publisher: us, title: a plan, year: '2025', address: none, licence: CC0}
objectives:
- key: trade
  title: {en: Trade}
  indicators:
  - key: missions
    title: {en: Missions}
    measures: activity
    kinds: [event]
    words: [mission]
    target: {value: 2, unit: missions, by: '2026'}
  objectives:
  - {key: rail, title: {en: Rail}, owner: Liège port}
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "ours.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plan_of_ones_own(tmp_path: Path) -> None:
    plan = strategy(str(write(tmp_path, GOOD)))
    assert [o.key for o in plan.walk()] == ["trade", "trade/rail"]
    trade, rail = plan.walk()
    assert trade.indicators[0].measures is Measures.ACTIVITY
    assert trade.indicators[0].target is not None
    assert rail.owner == "Liège port"
    assert plan.name("fr") == "La nôtre"
    assert plan.stalled_after == 24


@pytest.mark.parametrize("name", list(library()))
def test_those_that_ship_are_whole(name: str) -> None:
    plan = strategy(name)
    assert plan.key == name
    assert all(objective.names.keys() >= {"en", "fr"} for objective in plan.walk())
    leaves = [objective for objective in plan.walk() if not objective.parts]
    assert all(objective.indicators for objective in leaves)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("measures: activity", "measures: hope", "line 13, column 15.*'hope' is neither activity nor result"),
        ("kinds: [event]", "kinds: [evnt]", "unknown kind 'evnt'"),
        ("places: [KAZ]", "places: [Narnia]", "line 4.*Narnia"),
        ("key: rail", "key: Rail road", "'Rail road' is no key"),
        ("since: '2025'", "since: soon", "'soon' is not an EDTF date"),
        ("owner: Province", "colour: red\nowner: Province", "unknown key 'colour'"),
        ("source: {publisher: us, ", "source: {", "no publisher"),
        ("  - {key: rail", "  - {key: rail, title: {en: x}}\n  - {key: rail", "key trade/rail stands twice"),
        ("value: 2", "value: two", "'two' is not a number"),
    ],
)
def test_what_is_not_as_declared_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        read_strategy(write(tmp_path, GOOD.replace(old, new)))


def test_objectives_lie_no_deeper_than_four(tmp_path: Path) -> None:
    one = "{0}objectives:\n{0}- key: k{1}\n{0}  title: {{en: x}}\n"
    deep = "".join(one.format("  " * depth, depth) for depth in range(5))
    with pytest.raises(BadInput, match="more than 4 deep"):
        read_strategy(write(tmp_path, GOOD.partition("objectives:")[0] + deep))


def test_a_name_that_is_none() -> None:
    with pytest.raises(UsageError, match="Did you mean eu-central-asia-2019"):
        strategy("eu-centralasia-2019")
