"""Drawings are remembered by what they show, and by nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from entrepot.briefs.pictures import pictures
from entrepot.briefs.widths import NARROW
from entrepot.dossier.model import Chart, Dossier
from sample_dossier import with_routes

DOSSIER = with_routes()


class Memory:
    """Keeps what was made and counts."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.made = 0

    def __call__(self, key: str, make: Callable[[], str]) -> str:
        if key not in self.kept:
            self.made += 1
            self.kept[key] = make()
        return self.kept[key]


def changed(dossier: Dossier, **how: object) -> Dossier:
    """The dossier with its charts changed."""
    sections = tuple(
        replace(s, blocks=tuple(replace(b, **how) if isinstance(b, Chart) else b for b in s.blocks))  # type: ignore[arg-type]
        for s in dossier.sections
    )
    return replace(dossier, sections=sections)


def test_a_memory_changes_nothing() -> None:
    memory = Memory()
    assert pictures(DOSSIER) == pictures(DOSSIER, remember=memory) == pictures(DOSSIER, remember=memory)
    assert memory.made == len(memory.kept) > 2


def test_other_notes_are_no_other_picture_but_other_widths_and_languages_are() -> None:
    memory = Memory()
    pictures(DOSSIER, remember=memory)
    first = memory.made
    pictures(changed(DOSSIER, notes=(1, 2, 3)), remember=memory)
    assert memory.made == first
    pictures(DOSSIER, remember=memory, width=NARROW)
    pictures(replace(DOSSIER, language="fr"), remember=memory)
    assert memory.made == 3 * first
    pictures(changed(DOSSIER, unit="another unit"), remember=memory)
    assert memory.made > 3 * first
