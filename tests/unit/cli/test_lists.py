"""Commands list sections, answers and formats without importing their rooms; this holds the lists equal."""

from pathlib import Path
from typing import Any

import click
import pytest

from aid_world import both_gave
from entrepot.analyses.profile import profile
from entrepot.briefs import FORMATS
from entrepot.cli import COMMANDS, brief, entrepot, show
from entrepot.dossier.assemble import SECTIONS
from entrepot.dossier.pen import LANGUAGES
from entrepot.metadata.places import get
from entrepot.workbench import Workbench
from goods_world import invented
from reported_world import returned, told


def test_the_sections_to_show_are_those_of_a_dossier() -> None:
    assert tuple(SECTIONS) == show.SECTIONS
    assert set(show.TABLES.values()) <= set(SECTIONS)


def test_the_formats_to_write_are_those_of_briefs() -> None:
    assert tuple(FORMATS) == brief.FORMATS


@pytest.mark.parametrize("name", COMMANDS)
def test_every_choice_of_a_language_offers_all(name: str) -> None:
    context = click.Context(entrepot)
    command = entrepot.get_command(context, name)
    assert command is not None
    for choice in _languages(command, context):
        assert tuple(choice.choices) == LANGUAGES


def _languages(command: click.Command, context: click.Context) -> list[Any]:
    found = [p.type for p in command.params if "--lang" in p.opts]
    if isinstance(command, click.Group):
        inner = filter(None, (command.get_command(context, name) for name in command.list_commands(context)))
        found += [choice for each in inner for choice in _languages(each, context)]
    return found


@pytest.mark.parametrize("answer", show.OF_ONE)
def test_every_answer_about_one_place_can_be_given(answer: str, tmp_path: Path) -> None:
    bench = Workbench(tmp_path)
    if answer == "profile":
        assert profile(bench.warehouse, get("KAZ")).series
    else:
        assert len(bench.country("KAZ").answer(answer))


def test_every_table_to_show_is_in_the_section_that_is_said_to_hold_it(tmp_path: Path) -> None:
    returned(told(invented(tmp_path, (2021, 2022))))
    both_gave(tmp_path)
    dossier = Workbench(tmp_path).pair("BEL", "KAZ").dossier()
    keys = {getattr(b, "key", ""): section.key for section in dossier.sections for b in section.blocks}
    assert {table: keys.get(table) for table in show.TABLES} == show.TABLES
