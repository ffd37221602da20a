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

from entrepot.briefs.columns import set_columns
from entrepot.briefs.words import day, words
from entrepot.dossier.model import Chart, Dossier, Map, Note, Table

Layout = dict[str, Any]


_QUOTATION_MARKS = {"fr": "«\u202f{}\u202f»"}
# What a block of that kind introduces, if it comes next.
_LED_BY = {
    "paragraph": ("bullets", "key-figures", "table", "chart", "map", "notice"),
    "notice": ("bullets",),
}
# Numbers as the dossier prints them, with their sign and the separators of any language.
_NUMBERS = re.compile(r"(−?\d(?:[\d.,\u00a0\u202f]*\d)?)")


def lay_out(dossier: Dossier) -> Layout:
    """The dossier as nested dicts for a template.

    Runs of style "quote" gain the quotation marks of the language, unless they bring their own.
    `notes` of text, tables, charts and maps become `marks`, a list of `{"note": 5, "time": 2}` (the second
    mark that leads to note 5); tables, charts and maps gain `number`, tables also what `set_columns` gives
    them, and maps lose what they are drawn from. A block gains `leads`: whether it
    introduces the next and must not be parted from it; a key figure `parts`, its numbers apart from words.
    Each note gains `citations` (source, publisher, locator) and `times`, how often it is cited.
    """
    cited: Counter[int] = Counter()
    layout = {
        name: getattr(dossier, name) for name in ("title", "subtitle", "language", "generated", "version")
    }
    layout["abstract"] = _marked(dossier.abstract, cited)
    layout["sections"] = _marked(dossier.sections, cited)
    _quote(layout, _QUOTATION_MARKS.get(dossier.language[:2], "“{}”"))
    for section in layout["sections"]:
        _set_blocks(section["blocks"])
    for number, block in zip(block_numbers(dossier), _numbered_blocks(layout), strict=True):
        block["number"] = number
    layout["words"] = labels = words(dossier)
    layout["made_on"] = day(dossier.generated, dossier.language)
    layout["notes"] = [_note(note, dossier, labels) | {"times": cited[note.number]} for note in dossier.notes]
    layout["sources"] = _marked(dossier.sources, cited)
    return layout


def _set_blocks(blocks: list[Layout]) -> None:
    for block, following in zip_longest(blocks, blocks[1:]):
        kind = block["kind"]
        block["leads"] = following is not None and following["kind"] in _LED_BY.get(kind, ())
        if kind == "table":
            set_columns(block)
        elif kind == "map":
            del block["lines"], block["places"], block["areas"]
        elif kind == "key-figures":
            for tile in block["tiles"]:
                tile["parts"] = _parts(tile["value"])


def _parts(value: str) -> list[Layout]:
    """Numbers and the words between them; what holds no number is one part that counts as a number."""
    pieces = _NUMBERS.split(value)
    alone = len(pieces) == 1
    return [{"text": text, "number": alone or at % 2 == 1} for at, text in enumerate(pieces) if text]


def block_numbers(dossier: Dossier) -> list[int]:
    """The number of each table, chart and map in reading order; each kind counts apart."""
    counts: Counter[str] = Counter()
    numbers = []
    for section in dossier.sections:
        for block in section.blocks:
            if isinstance(block, Table | Chart | Map):
                counts[block.kind] += 1
                numbers.append(counts[block.kind])
    return numbers


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
        yield from (block for block in section["blocks"] if block["kind"] in ("table", "chart", "map"))


def _note(note: Note, dossier: Dossier, labels: dict[str, str]) -> Layout:
    passages = [{"before": p.before, "exact": p.exact, "after": p.after} for p in note.passages]
    return {
        "number": note.number,
        "text": note.text,
        "quality": labels.get(note.quality, note.quality).capitalize(),
        "passages": passages,
        "citations": citations(note, dossier),
    }
