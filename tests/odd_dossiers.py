"""Dossiers that a careless renderer would stumble over: hostile words, nothing at all, far too many rows."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from entrepot.dossier.model import (
    Cell,
    Chart,
    Column,
    Datum,
    Dossier,
    Map,
    Run,
    Section,
    Table,
    Timeline,
)
from sample_dossier import sample, with_routes

# HTML, Typst markup and code, a spreadsheet formula, Jinja, XML, control characters, a reversing override.
HOSTILE = (
    "<script>alert(1)</script>",
    '" onmouseover="alert(2)',
    '#panic() #import "x.typ" $ x $ *bold* @label <note-1> \\',
    "{{ 7 * 7 }}{% raise %}",
    "]]>&amp;<w:t/>&#x41;",
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\x00\x07\x1bcontrol\x9f\ud800",
    "abc\u202edcba\u2066x",
    "'); drop table x; --",
    "مرحبا بالعالم",
    "a\nb\r\nc\td",
)
# Names that the program gives and relies on, not words of a document.
_NAMES = {
    "kind",
    "tone",
    "align",
    "style",
    "shape",
    "language",
    "generated",
    "earliest",
    "latest",
    "key",
    "lane",
    "value",
}


def hostile() -> Dossier:
    """The sample with every text replaced by one of `HOSTILE`, in turn, and hostile addresses of sources."""
    texts = _Turn()
    dossier = with_routes()
    replaced: Dossier = replace(
        dossier,
        title=HOSTILE[0] + HOSTILE[2],
        subtitle=HOSTILE[1],
        abstract=_spoil(dossier.abstract, texts),
        sections=_spoil(dossier.sections, texts),
        notes=_spoil(dossier.notes, texts),
        sources=tuple(replace(_spoil(s, texts), url="javascript:alert(3)") for s in dossier.sources),
    )
    return replaced


class _Turn:
    def __init__(self) -> None:
        self.place = 0

    def next(self) -> str:
        self.place += 1
        return HOSTILE[self.place % len(HOSTILE)]


def _spoil(value: Any, texts: _Turn) -> Any:
    if isinstance(value, str):
        return texts.next()
    if isinstance(value, tuple):
        return tuple(_spoil(item, texts) for item in value)
    if isinstance(value, Cell):
        text = texts.next()
        return Cell(text, text if isinstance(value.value, str) else value.value, value.notes)
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in _NAMES}
        return replace(value, **{name: _spoil(part, texts) for name, part in parts.items()})
    return value


def empty() -> Dossier:
    """Sections without blocks, tables without rows or columns, charts, maps and timelines without data."""
    blocks = (
        Table("no-rows", "A table without rows", (Column("a", "A"), Column("b", "B", "right")), ()),
        Table("no-columns", "A table without columns", (), ()),
        Chart("no-bars", "A chart without bars", "bars", (), "", "nothing", ()),
        Chart("no-pairs", "A chart without pairs", "paired-bars", (), "", "nothing", ()),
        Chart("no-course", "A course without stretches", "time-distance", (), "", "nothing", ()),
        Chart("no-stacks", "Bars without pieces", "stacked-bars", (), "", "nothing", ()),
        Map("no-map", "A map of nowhere", (), (), "nothing", ()),
        Timeline("no-moments", "A timeline without moments", ()),
    )
    sections = (Section("nothing", "Nothing", ()), Section("almost", "Almost nothing", blocks))
    return replace(sample(), abstract=(), sections=sections, notes=(), sources=(), subtitle="")


def bare() -> Dossier:
    """Not even a section."""
    return replace(empty(), sections=())


def long() -> Dossier:
    """A table of 300 rows and ten columns with notes in the head and in cells, and a chart of 60 bars."""
    columns = tuple(
        Column(
            f"c{place}", f"Column {place} of the long table", "right" if place else "left", "%", (place + 1,)
        )
        for place in range(10)
    )
    rows = tuple(
        tuple(
            Cell(
                f"Row {row}" if not place else f"{row * place:,}",
                row * place if place else None,
                (20,) if row == 150 else (),
            )
            for place in range(10)
        )
        for row in range(300)
    )
    chart = Chart(
        "long-chart",
        "Sixty bars",
        "bars",
        tuple(Datum(f"A rather long name of an industry, number {n}", n - 20.5) for n in range(60)),
        "%",
        "Sixty bars, a third of them below zero.",
        (30,),
    )
    section = Section(
        "long", "A long section", (Table("long-table", "Three hundred rows", columns, rows, (15,)), chart)
    )
    return replace(sample(), abstract=(Run("Long.", (40,)),), sections=(section,))
