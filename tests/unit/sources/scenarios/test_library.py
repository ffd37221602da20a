"""The scenarios that ship, scenarios by name or file, and industries held to a table."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import CorridorPart, CostPart
from entrepot.sources import corridors
from entrepot.sources.scenarios import check_industries, names, read_scenario, ready, scenario

SHIPPED = Path(str(files("entrepot.data").joinpath("scenarios")))
ICIO = tuple(
    industry
    for line in (
        "A01 A02 A03 B05 B06 B07 B08 B09 C10T12 C13T15 C16 C17_18 C19 C20 C21 C22 C23 C24A C24B C25 C26 C27",
        "C28 C29 C301 C302T309 C31T33 D E F G H49 H50 H51 H52 H53 I J58T60 J61 J62_63 K L M N O P Q R S T",
    )
    for industry in line.split()
)


def test_what_ships_is_there_by_its_name() -> None:
    found = ready()
    assert tuple(one.name for one in found) == names() == tuple(sorted(f.stem for f in SHIPPED.glob("*.yml")))
    assert len(found) >= 15
    assert scenario("suez-closed") in found


@pytest.mark.parametrize("name", names())
def test_each_says_in_both_languages_what_it_is(name: str) -> None:
    one = scenario(name)
    assert {"en", "fr"} <= one.title.keys() and {"en", "fr"} <= one.description.keys()
    assert all({"en", "fr"} <= part.title.keys() for part in one.parts)
    check_industries(one, ICIO)


@pytest.mark.parametrize("name", names())
def test_a_figure_from_outside_has_its_publication(name: str) -> None:
    """Parts with a source stand in a file with publications; each has a year and an address."""
    one = scenario(name)
    assert not any(part.source for part in one.parts) or one.sources
    assert all(
        "http" in source and any(str(year) in source for year in range(1990, 2027)) for source in one.sources
    )


@pytest.mark.parametrize("name", names())
def test_editors_find_the_schema(name: str) -> None:
    first = (SHIPPED / f"{name}.yml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=scenario.schema.json"


def test_a_corridor_is_the_one_that_ships() -> None:
    shipped = {one.name: one for one in corridors.ready()}
    found = [
        part.what.difference for one in ready() for part in one.parts if isinstance(part.what, CorridorPart)
    ]
    assert len(found) >= 10
    assert all(difference == shipped[difference.name] for difference in found)


def test_the_two_cuts_of_the_belt_and_road_make_the_second() -> None:
    """By hand: a cut within, after the cut everywhere, is the published range of economies on the way."""
    world, inner = (part.what for part in scenario("belt-and-road").parts)
    assert isinstance(world, CostPart) and isinstance(inner, CostPart)
    for end, total in (("low", -0.028), ("high", -0.015)):
        both = (1 + getattr(world.change, end)) * (1 + getattr(inner.change, end)) - 1
        assert both == pytest.approx(total, abs=1e-6)
    assert (world.change.low, world.change.high) == (-0.022, -0.011)


def test_a_file_is_read_by_its_path(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    file.write_text("parts: [{corridor: suez-closed}]", encoding="utf-8")
    assert scenario(file) == scenario(str(file)) == read_scenario(file)


def test_a_mistyped_name_is_suggested() -> None:
    with pytest.raises(UsageError, match=r"korgos-halvd is neither.*Did you mean khorgos-halved\?"):
        scenario("korgos-halvd")


@pytest.mark.parametrize(
    "name", ["", "x" * 5_000, "a\x00b", "\u202e", "nothing/like/it", Path("khorgos-halved")]
)
def test_what_is_no_name_is_told(name: str | Path) -> None:
    with pytest.raises(UsageError, match="neither a file nor a scenario"):
        scenario(name)


@pytest.mark.parametrize(("industry", "near"), [("C24", "C24A"), ("good", "goods"), ("A1", "A01"), ("Z", "")])
def test_an_industry_that_the_table_lacks_is_told(tmp_path: Path, industry: str, near: str) -> None:
    file = tmp_path / "mine.yml"
    file.write_text(f"parts: [{{demand: {{in: KAZ, industries: {industry}, change: 1%}}}}]", encoding="utf-8")
    with pytest.raises(UsageError, match=rf"part demand: no industry '{industry}'.*{near}"):
        check_industries(scenario(file), ICIO)


def test_sections_goods_and_services_are_there(tmp_path: Path) -> None:
    file = tmp_path / "mine.yml"
    words = "[goods, services, C, C24A, T]"
    file.write_text(f"parts: [{{cost: {{between: all, industries: {words}, change: 1%}}}}]", encoding="utf-8")
    check_industries(scenario(file), ICIO)
