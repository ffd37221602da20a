"""A small record pack about a document of our own, for tests."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Amount, Document, Party, Quote, Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.writer import write_pack

TEXT = """The Minister of Éclair received the guest of Freedonia in May 1931.
They spoke of café tables and of a gift
of over €64 million, which nobody has seen since.
The guest, it was said, left in haste.
"""


def document(text: str = TEXT) -> Document:
    """The document that holds `text`."""
    return Document(hashlib.sha256(text.encode()).hexdigest(), "letter.txt", len(text), title="A letter")


def quote(words: str, text: str = TEXT) -> Quote:
    """The passage of `text` that reads `words`."""
    start = text.index(words)
    end = start + len(words)
    lines = (text.count("\n", 0, start) + 1, text.count("\n", 0, end - 1) + 1)
    return Quote(document(text).sha256, start, end, *lines, hashlib.sha256(words.encode()).hexdigest())


VISIT = Statement(
    id="L-1",
    kind="event",
    subtype="visit",
    subject="Guest",
    property="visit",
    paraphrase={"en": "The guest was received", "fr": "L’hôte a été reçu"},
    parties=(Party("Guest", "visitor", "the League of Nations"), Party("Minister", "host")),
    places=("BE33", "BEL", "KAZ"),
    location="Éclair",
    date=StatedDate("1931-05", "in May 1931"),
    quotes=(quote("received the guest of Freedonia"),),
    entered_by="a tester",
    entered_at="2026-01-02",
)
GIFT = Statement(
    id="L-2",
    kind="aid",
    subtype="",
    subject="Freedonia",
    property="contribution",
    paraphrase={"en": "A gift was spoken of"},
    places=("BEL", "KAZ"),
    amount=Amount(
        "over €64 million", "€", 64e6, "EUR", Interval(64e6, float("inf")), "“over”: a lower bound"
    ),
    status="announced",
    caveat="nobody has seen it",
    quotes=(quote("a gift\nof over €64 million"), quote("nobody has seen")),
    attributes={"part_of": "L-9", "counted": False, "shares": [1, 0.5]},
    entered_by="another tester",
    entered_at="2026-01-02",
)
TENURE = Statement(
    id="L-3",
    kind="office",
    subtype="",
    subject="Minister",
    property="holds office",
    paraphrase={"en": "The minister was minister"},
    parties=(Party("Minister", "holder"), Party("Éclair", "body")),
    places=("LUX",),
    date=StatedDate("..", "", ""),
    attributes={"office": "Minister of Cakes", "state": "LUX"},
    entered_by="a tester",
    entered_at="2026-01-02",
)
PACK = Pack("letter", "A letter", "a tester", "2026-01-02", (document(),), (VISIT, GIFT, TENURE))


def write(folder: Path, pack: Pack = PACK, name: str = "letter.yml") -> Path:
    """The pack as a file in `folder`."""
    path = folder / name
    path.write_text(write_pack(pack), encoding="utf-8")
    return path


def renamed(pack: Pack, name: str, **changes: str) -> Pack:
    """The pack under another name, its statements with identifiers of their own and with these changes."""
    return replace(
        pack,
        name=name,
        statements=tuple(replace(s, id=f"{name}-{s.id}", **changes) for s in pack.statements),
    )
