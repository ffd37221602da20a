from __future__ import annotations

from dataclasses import replace

import pytest

from entrepot.briefs.numbering import cited_notes, in_reading_order
from entrepot.dossier.model import Cell, Column, Note, Run, Section, Table
from sample_dossier import sample


def test_notes_are_numbered_as_they_are_met_and_keep_their_words() -> None:
    before, after = sample(), in_reading_order(sample())
    marks = list(cited_notes((before.abstract, before.sections)))
    words = {note.number: note.text for note in before.notes}
    new_marks = list(cited_notes((after.abstract, after.sections)))
    new_words = {note.number: note.text for note in after.notes}
    assert list(dict.fromkeys(new_marks)) == list(range(1, len(set(marks)) + 1))
    assert [new_words[mark] for mark in new_marks] == [words[mark] for mark in marks]


def test_doing_it_twice_changes_nothing() -> None:
    once = in_reading_order(sample())
    assert in_reading_order(once) == once


def test_a_table_is_read_title_then_heads_then_cells() -> None:
    table = Table("k", "t", (Column("c", "C", notes=(7,)),), ((Cell("1", 1, (8,)),),), notes=(9,))
    assert list(cited_notes(table)) == [9, 7, 8]


def test_notes_without_a_mark_come_last_and_are_kept() -> None:
    dossier = replace(sample(), sections=(), abstract=(Run("x", (40,)),))
    notes = in_reading_order(dossier).notes
    assert (notes[0].text, len(notes)) == (sample().notes[39].text, 40)


def test_a_mark_without_note_is_refused() -> None:
    with pytest.raises(ValueError, match="marks lead to notes that are not there: \\[99\\]"):
        in_reading_order(replace(sample(), abstract=(Run("x", (99,)),)))


def test_a_note_without_source_is_refused() -> None:
    with pytest.raises(ValueError, match="cite sources that are not there: \\[77\\]"):
        in_reading_order(
            replace(sample(), sections=(Section("s", "S", ()),), notes=(Note(1, "n", (77,)),), abstract=())
        )
