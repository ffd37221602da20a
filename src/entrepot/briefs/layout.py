"""The dossier laid out for a template: marks counted, tables and figures numbered, sources of a note joined.

HTML and PDF print the same layout, so that a note, a table or a figure has one number in both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from itertools import zip_longest
from typing import Any

from entrepot.briefs.words import day, words
from entrepot.dossier.model import Chart, Dossier, Note, Table

Layout = dict[str, Any]


_QUOTATION_MARKS = {"fr": "«\u202f{}\u202f»"}


# Letters of a table that fit on a line of the printed page.
_LINE = 100
_NO_COLUMN = {"key": "", "label": "", "align": "left", "unit": "", "marks": []}


def lay_out(dossier: Dossier) -> Layout:
    """The dossier as nested dicts for a template.

    Runs of style "quote" gain the quotation marks of the language, unless they bring their own.
    `notes` of text, tables and charts become `marks`, a list of `{"note": 5, "time": 2}` (the second mark
    that leads to note 5); tables and charts gain `number`. Each note gains `citations` (source, publisher,
    locator) and `times`, how often it is cited. Each table gains `row_header`, the place of the column that
    names its rows, `weights`, the share of the width that each column deserves, and `hang`, whether the marks
    of a column hang beside its numbers.
    """
    cited: Counter[int] = Counter()
    layout = {
        name: getattr(dossier, name) for name in ("title", "subtitle", "language", "generated", "version")
    }
    layout["abstract"] = _marked(dossier.abstract, cited)
    layout["sections"] = _marked(dossier.sections, cited)
    _quote(layout, _QUOTATION_MARKS.get(dossier.language[:2], "“{}”"))
    numbers = block_numbers(dossier)
    for number, block in zip(numbers, _numbered_blocks(layout), strict=True):
        block["number"] = number
        if block["kind"] == "table":
            block["columns"] = block["columns"] or [_NO_COLUMN]
            block |= {"row_header": _row_header(block["columns"]), "weights": _weights(block)}
            block["hang"] = [_hangs(block, place) for place in range(len(block["columns"]))]
    layout["words"] = labels = words(dossier)
    layout["made_on"] = day(dossier.generated, dossier.language)
    layout["notes"] = [_note(note, dossier, labels) | {"times": cited[note.number]} for note in dossier.notes]
    layout["sources"] = _marked(dossier.sources, cited)
    return layout


def block_numbers(dossier: Dossier) -> list[int]:
    """The number of each table and each chart in reading order; tables and charts count apart."""
    counts: Counter[str] = Counter()
    numbers = []
    for section in dossier.sections:
        for block in section.blocks:
            if isinstance(block, Table | Chart):
                counts[block.kind] += 1
                numbers.append(counts[block.kind])
    return numbers


def _row_header(columns: list[Layout]) -> int:
    """The column that names the rows: the first of text, as a rank may stand before it."""
    return next((place for place, column in enumerate(columns) if column["align"] == "left"), 0)


def _hangs(table: Layout, place: int) -> bool:
    """Whether the marks of a column of numbers may hang beside them, so that the numbers stay in line."""
    marks = [len(row[place]["marks"]) for row in table["rows"] if place < len(row)]
    return table["columns"][place]["align"] == "right" and max(marks, default=0) == 1


def _weights(table: Layout) -> list[int]:
    """The letters that each column gets of a line: its longest word at least, more where its text is long."""
    columns = list(enumerate(table["columns"]))
    cells = [[row[place]["text"] for row in table["rows"] if place < len(row)] for place, _ in columns]
    least = [_least(column, texts) for (_, column), texts in zip(columns, cells, strict=True)]
    wanted = [
        max(word, _wrapping(max(map(len, texts), default=0)) + 3)
        for word, texts in zip(least, cells, strict=True)
    ]
    room, asked = max(0, _LINE - sum(least)), sum(wanted) - sum(least)
    share = min(1.0, room / asked) if asked else 0.0
    return [word + int((want - word) * share) for word, want in zip(least, wanted, strict=True)]


def _least(column: Layout, texts: list[str]) -> int:
    """Room for the longest word with its mark; a head is bold, and a short unit stands on one line."""
    unit = len(column["unit"]) if len(column["unit"]) <= 12 else 0
    head = max(_longest_word([column["label"]]) * 7 // 5, unit)
    return max(head, _longest_word(texts)) + 3


def _longest_word(texts: list[str]) -> int:
    words = [word for text in texts for word in re.split(r"[ \n\t-]", text)]
    return min(24, max(map(len, words), default=0))


def _wrapping(letters: int) -> int:
    """The width a text asks for: all of it when short; when long it wraps, and asks for less and less."""
    return letters if letters <= 30 else min(72, 30 + (letters - 30) * 3 // 10)


def citations(note: Note, dossier: Dossier) -> list[dict[str, Any]]:
    """The sources of a note with publisher and the place in each; a locator without a source stands alone."""
    publishers = {source.number: source.publisher for source in dossier.sources}
    return [
        {"source": number, "publisher": publishers.get(number, ""), "locator": locator or ""}
        for number, locator in zip_longest(note.sources, note.locators)
    ]


def _marked(value: Any, cited: Counter[int]) -> Any:
    """Dataclasses as dicts; an object's own marks are counted before those of its parts, as they are read."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        marked = {"marks": _marks(getattr(value, "notes", ()), cited)} if "notes" in names else {}
        return marked | {name: _marked(getattr(value, name), cited) for name in names if name != "notes"}
    if isinstance(value, tuple):
        return [_marked(item, cited) for item in value]
    return value


def _quote(value: Any, form: str) -> None:
    """Put the words of every quotation between quotation marks, in place."""
    if isinstance(value, list):
        for item in value:
            _quote(item, form)
    elif isinstance(value, dict):
        if value.get("style") == "quote" and value["text"][:1] not in '“«„"':
            value["text"] = form.format(value["text"])
        _quote(list(value.values()), form)


def _marks(notes: tuple[int, ...], cited: Counter[int]) -> list[dict[str, int]]:
    marks = []
    for note in notes:
        cited[note] += 1
        marks.append({"note": note, "time": cited[note]})
    return marks


def _numbered_blocks(layout: Layout) -> Iterator[Layout]:
    for section in layout["sections"]:
        yield from (block for block in section["blocks"] if block["kind"] in ("table", "chart"))


def _note(note: Note, dossier: Dossier, labels: dict[str, str]) -> Layout:
    passages = [{"before": p.before, "exact": p.exact, "after": p.after} for p in note.passages]
    return {
        "number": note.number,
        "text": note.text,
        "quality": labels.get(note.quality, note.quality),
        "passages": passages,
        "citations": citations(note, dossier),
    }
