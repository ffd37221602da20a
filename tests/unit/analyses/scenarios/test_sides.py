"""Sides of a pair: economies and groups, and what the world has of them."""

from __future__ import annotations

import pytest

from entrepot.analyses.scenarios import sides
from entrepot.metadata.errors import UsageError
from little_scenarios import little_world

WORLD = little_world()


def test_an_economy_is_itself_and_a_group_its_members_in_the_world() -> None:
    assert sides.members(WORLD, "KAZ") == ("KAZ",)
    assert sides.members(WORLD, "SCO") == ("CHN", "KAZ")
    assert sides.name(WORLD, "SCO") == "Shanghai Cooperation Organisation"
    assert sides.name(WORLD, "KAZ") == "Kazakhstan"


def test_flows_are_between_economies_never_within_one() -> None:
    assert sides.flows(WORLD, "SCO", "KAZ") == (("CHN", "KAZ"),)
    assert set(sides.flows(WORLD, "WLD", "SCO")) == {
        ("BEL", "CHN"), ("KAZ", "CHN"), ("BEL", "KAZ"), ("CHN", "KAZ"),
    }  # fmt: skip


def test_what_the_world_lacks_of_a_group_is_told() -> None:
    told = sides.lacking(WORLD, "CentralAsia")
    assert told.startswith("Of Central Asia the table has KAZ. Kyrgyzstan")
    assert "Uzbekistan are not in a little world." in told
    assert sides.lacking(WORLD, "KAZ") == ""


@pytest.mark.parametrize(
    ("exporter", "importer", "said"),
    [
        ("BEL", "UZB", "Uzbekistan is not in"),
        ("BEL", "ROW", "full table has it"),
        ("BEL", "BEL", "same economy"),
        ("EU27", "BEL", "same economy"),
        ("MERCOSUR", "BEL", "has no member in"),
        ("BEL", "XYZ", "XYZ"),
    ],
)
def test_sides_that_cannot_be_are_refused(exporter: str, importer: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        sides.between(WORLD, exporter, importer)


def test_where_one_economy_is_asked_a_group_is_refused_with_its_members() -> None:
    with pytest.raises(UsageError, match="name one of CHN, KAZ"):
        sides.single(WORLD, "SCO")
    with pytest.raises(UsageError, match="name KAZ"):
        sides.single(WORLD, "CentralAsia")
    assert sides.single(WORLD, "CHN") == 1
