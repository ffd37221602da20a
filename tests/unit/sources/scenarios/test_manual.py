"""The files of the manual and of the examples are read, and the manual knows what ships."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.scenario import AgreementPart, Amount
from entrepot.sources.scenarios import names, read_scenario, scenario

ROOT = Path(__file__).parents[4]
PAGE = (ROOT / "docs" / "how-to" / "write-a-scenario.md").read_text(encoding="utf-8")
BLOCKS = [block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "parts:" in block]


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_files_of_the_manual_are_read(tmp_path: Path, number: int) -> None:
    (tmp_path / "ours.json").write_text('{"terms": {"rta": {"value": 0.4, "se": 0.1}}}', encoding="utf-8")
    file = tmp_path / "manual.yml"
    file.write_text(BLOCKS[number], encoding="utf-8")
    assert read_scenario(file).parts


def test_the_manual_shows_every_kind(tmp_path: Path) -> None:
    file = tmp_path / "manual.yml"
    file.write_text(BLOCKS[0], encoding="utf-8")
    assert len({type(part.what) for part in read_scenario(file).parts}) == 7


def test_the_error_of_the_manual_is_the_one_that_is_told(tmp_path: Path) -> None:
    shown = PAGE.split("```text\n")[1].partition("\n```")[0]
    line, column = (int(number) for number in re.findall(r"line (\d+), column (\d+)", shown)[0])
    file = tmp_path / "mine.yml"
    file.write_text(
        "\n" * (line - 2) + "parts:\n" + "  - cost: {between: BEL, and: KAZ, industries: goods, change: -10}"
    )
    with pytest.raises(BadInput) as raised:
        read_scenario(file)
    assert str(raised.value).replace(f"{tmp_path}/", "") == shown and raised.value.column == column


def test_the_examples_are_read() -> None:
    ours = scenario(ROOT / "examples" / "scenarios" / "our-corridor.yml").parts[1].what
    assert isinstance(ours, AgreementPart) and ours.effect == Amount(0.4, 0.1)
    assert [part.name for part in scenario(ROOT / "examples" / "scenarios" / "steel.yml").parts] == [
        "duty", "haul", "harvest", "appetite"
    ]  # fmt: skip


def test_the_reference_lists_what_ships() -> None:
    page = (ROOT / "docs" / "reference" / "scenario-files.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.*?) \|", page.partition("## What ships")[2], re.MULTILINE)
    assert rows == [(name, scenario(name).title["en"]) for name in names()]
