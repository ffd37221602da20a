"""The layer that ships: nothing in it is refused, and every ready difference does something to it."""

from __future__ import annotations

from pathlib import Path

from entrepot.analyses.corridors.apply import applied
from entrepot.analyses.corridors.closures import closed_legs
from entrepot.sources.corridors import closure, difference, layer, problems, ready, shape
from entrepot.sources.corridors.reader import SHIPPED


def test_nothing_in_it_is_refused() -> None:
    assert [str(problem) for problem in problems()] == []


def test_every_ready_difference_does_something() -> None:
    shipped = layer()
    found = ready()
    assert [one.name for one in found] == sorted(file.stem for file in SHIPPED.glob("what_if/*.yml"))
    for one in found:
        assert one.title and one.description
        assert closed_legs(shipped, one.closures) or applied(shipped, one).digest != shipped.digest, one.name


def test_what_people_name_is_there() -> None:
    shipped = layer()
    for written in ("Suez", "Caspian", "Bosporus", "Red Sea", "Volga-Don", "winter", "Dostyk", "Trilogiport"):
        assert closure(written, shipped)


def test_the_file_of_the_manual_is_read(tmp_path: Path) -> None:
    page = Path(__file__).parents[4] / "docs" / "how-to" / "own-lanes-and-rates.md"
    file = tmp_path / "manual.yml"
    file.write_text(
        page.read_text(encoding="utf-8").split("```yaml\n")[1].partition("```")[0], encoding="utf-8"
    )
    read = difference(file)
    assert (len(read.closures), len(read.changes), len(read.additions)) == (3, 3, 2)
    assert applied(layer(), read).digest != layer().digest


def test_lines_on_the_map_run_between_their_ends() -> None:
    """To a degree: a line may begin where the rails do, not where the terminal's gate is."""
    drawn = 0
    for leg in layer().legs.values():
        line = shape(leg.id)
        if line:
            drawn += 1
            for (longitude, latitude), code in ((line[0], leg.start), (line[-1], leg.end)):
                terminal = layer().terminals[code]
                assert abs(latitude - terminal.latitude) < 1.5, leg.id
                assert abs((longitude - terminal.longitude + 180) % 360 - 180) < 1.5, leg.id
    assert drawn > 1_000
