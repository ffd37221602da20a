"""Notes numbered as they are met: every format prints the same number, and Word can count along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from entrepot.dossier.model import Dossier, Note


def in_reading_order(dossier: Dossier) -> Dossier:
    """The dossier with its notes numbered 1, 2, ... by first mark; notes without a mark come last.

    Raises:
        ValueError: if a mark leads to no note or a note to no source, which no reader must ever see.
    """
    cited = list(dict.fromkeys(cited_notes((dossier.abstract, dossier.sections))))
    notes = {note.number: note for note in dossier.notes}
    _refuse(set(cited) - notes.keys(), "marks lead to notes that are not there")
    listed = {source.number for source in dossier.sources}
    _refuse(
        {n for note in dossier.notes for n in note.sources} - listed, "notes cite sources that are not there"
    )
    order = cited + [number for number in notes if number not in set(cited)]
    numbers = {old: new for new, old in enumerate(order, start=1)}
    return replace(
        dossier,
        abstract=_renumbered(dossier.abstract, numbers),
        sections=_renumbered(dossier.sections, numbers),
        notes=tuple(_numbered(notes[old], numbers[old]) for old in order),
    )


def cited_notes(value: Any) -> Iterator[int]:
    """The notes that marks lead to, in reading order: an object's own marks before those of its parts."""
    if isinstance(value, tuple):
        for item in value:
            yield from cited_notes(item)
    elif is_dataclass(value) and not isinstance(value, type):
        yield from getattr(value, "notes", ())
        yield from cited_notes(tuple(getattr(value, f.name) for f in fields(value) if f.name != "notes"))


def _refuse(missing: set[int], problem: str) -> None:
    if missing:
        raise ValueError(f"{problem}: {sorted(missing)}")


def _numbered(note: Note, number: int) -> Note:
    return replace(note, number=number)


def _renumbered(value: Any, numbers: dict[int, int]) -> Any:
    if isinstance(value, tuple):
        return tuple(_renumbered(item, numbers) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {f.name: _renumbered(getattr(value, f.name), numbers) for f in fields(value) if f.name != "notes"}
    if hasattr(value, "notes"):
        parts["notes"] = tuple(numbers[note] for note in getattr(value, "notes", ()))
    return replace(value, **parts)
