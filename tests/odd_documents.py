"""Documents of our own in every format that is read, whole and spoilt at random, for tests."""

from __future__ import annotations

import html
import io
import random
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import docx
import typst

PARAGRAPHS = (
    "The Minister of Éclair received the guest of Freedonia in May 1931, six years after the first visit.",
    "They spoke of café tables, of efficient offices and of a gift of over €64 million, which nobody has "
    "seen since; a cooperation agreement was initialled, and it was said that ratification would follow.",
    "Freedonia’s exports grew by 18.31% to 118 million. Its chamber of commerce opened an office in Éclair.",
    "Two years later the well-known envoy Jean-Luc Firefly returned, acting as chairman of the League.",
)
ROWS = (("Country", "Imports", "Exports"), ("Freedonia", "118.2", "64.0"), ("Sylvania", "3.4", "5.6"))
Make = Callable[[random.Random], bytes]


@cache
def word_file() -> bytes:
    """A Word file with headings, a list, a table, a header and a footer."""
    made = docx.Document()
    made.core_properties.title = "A letter"
    made.add_heading("A visit", 1)
    for paragraph in PARAGRAPHS:
        made.add_paragraph(paragraph)
    made.add_paragraph("an item", style="List Bullet")
    table = made.add_table(len(ROWS), len(ROWS[0]))
    for r, row in enumerate(ROWS):
        for c, words in enumerate(row):
            table.cell(r, c).text = words
    made.sections[0].header.paragraphs[0].text = "Letters of Éclair"
    made.sections[0].footer.paragraphs[0].text = "Printed in Éclair"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def typeset(source: str) -> bytes:
    """A PDF of what is written for typst."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "letter.typ"
        file.write_text(source, encoding="utf-8")
        return bytes(typst.compile(str(file)))


def numbered(times: int) -> list[str]:
    """The paragraphs so many times, each with words of its own."""
    names = ("ash", "birch", "cedar", "date", "elm", "fir", "gum", "hazel", "iron", "jasmine")
    return [f"The {names[i % 10]} {names[i // 10]} says: {p}" for i, p in enumerate(PARAGRAPHS * times)]


@cache
def pdf_file(columns: int = 2, pages: int = 2, rotation: int = 0) -> bytes:
    """A PDF: columns, a heading over them, a note, a table; a header and a number on every page."""
    text = "\n\n".join(numbered(5 * pages)).replace("€", "\\€")
    cells = ", ".join(f"[{words}]" for row in ROWS for words in row)
    return typeset(
        f"""
        #set page(width: 15cm, height: 20cm, columns: {columns}, flipped: {str(rotation == 90).lower()},
          header: [Letters of Éclair], footer: context [Page #counter(page).display()])
        #set par(justify: true)
        #set text(size: 9pt, lang: "en", hyphenate: true)
        #place(top, scope: "parent", float: true)[= A heading that stands over all columns of the page]
        A note is here.#footnote[It says nothing.]
        {text}
        #table(columns: {len(ROWS[0])}, {cells})
        """
    )


def web_page() -> bytes:
    """A web page with what a browser hides, and a table."""
    paragraphs = "".join(f"<p>{html.escape(paragraph)}" for paragraph in PARAGRAPHS)
    rows = "".join(f"<tr>{''.join(f'<td>{words}</td>' for words in row)}</tr>" for row in ROWS)
    return (
        "<!doctype html><html><head><meta charset=utf-8><title>A letter</title><style>p{}</style></head>"
        f"<body><h1>A visit</h1>{paragraphs}<script>alert('no')</script><div hidden>secret</div>"
        f"<ul><li>one<li>two</ul><table>{rows}</table></body></html>"
    ).encode()


def spoilt(chance: random.Random) -> tuple[str, bytes]:
    """A name and the bytes of a document that may be broken in some way; the same seed gives the same."""
    name, make = chance.choice(
        (("a.txt", _text), ("a.html", lambda _: web_page()), ("a.docx", _word), ("a.pdf", _pdf))
    )
    content = make(chance)
    # What is spoilt in a zip is found at once by its sums; most Word files are spoilt inside instead.
    whole = name == "a.docx" and chance.random() < 0.7
    for _ in range(chance.choice((0,) if whole else (0, 1, 1, 2, 5, 20))):
        content = chance.choice(_SPOILERS)(content, chance)
    return (name if chance.random() < 0.9 else chance.choice(("a", "a.txt", "a.html", "a.pdf")), content)


def _text(chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"))
    return "\r\n".join(PARAGRAPHS).encode(encoding)


def _word(chance: random.Random) -> bytes:
    """Most of them with a part spoilt within the zip."""
    whole = word_file()
    if chance.random() < 0.2:
        return whole
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(out, "w") as target:
        unlucky = chance.choice(("word/document.xml", chance.choice(source.namelist())))
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, chance.choice(_SPOILERS)(part, chance) if name == unlucky else part)
    return out.getvalue()


def _pdf(chance: random.Random) -> bytes:
    return pdf_file(chance.choice((1, 2)), 1) if chance.random() < 0.7 else bare_pdf(chance.choice(_STREAMS))


def bare_pdf(stream: bytes, entries: bytes = b"") -> bytes:
    """The smallest PDF that shows a stream of drawing commands; nothing is packed, so spoiling reaches it."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length %d%s>>stream\n%s\nendstream" % (len(stream), entries, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, written)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + tail


_STREAMS = (
    b"BT /F 12 Tf 20 250 Td (The guest was received) Tj 0 -14 Td (in May 1931) Tj ET",
    b"BT /F 12 Tf 0 1 -1 0 50 50 Tm (upwards) Tj ET BT /F 9 Tf 1 0 0 1 80 80 Tm (across) Tj ET",
)


def _flip(content: bytes, chance: random.Random) -> bytes:
    spoilt_bytes = bytearray(content)
    for _ in range(chance.randint(1, 30)):
        if spoilt_bytes:
            spoilt_bytes[chance.randrange(len(spoilt_bytes))] = chance.randrange(256)
    return bytes(spoilt_bytes)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _double(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(content)) for _ in range(2))
    # Doubled again and again, it would outgrow any memory.
    times = min(chance.randint(1, 20), 1_000_000 // (end - start + 1))
    return (content[:end] + content[start:end] * times + content[end:])[:1_000_000]


def _insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(_NASTY) + content[at:]


def _leave_out(content: bytes, chance: random.Random) -> bytes:
    start, end = sorted(chance.randint(0, len(content)) for _ in range(2))
    return content[:start] + content[end:]


_SPOILERS = (_flip, _flip, _cut, _double, _insert, _insert, _leave_out)
_NASTY = (
    *(b"\x00" * 50, b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b[31m", "\u202e\u2066".encode(), b"<" * 500),
    *(
        b"<table><tr><td colspan=99999 rowspan=99999>",
        b"<div>" * 300,
        b"</table></tr>",
        b"<!--",
        b"<![CDATA[",
    ),
    *(b"&#x110000;&#0;&#xd800;", b'<!DOCTYPE x [<!ENTITY a "aaaa">]>&a;', b"<w:tbl><w:tr><w:tc>", b"<w:p>"),
    *(b"/Rotate 90", b"/Count 99999999", b"99999999999999999999 0 R", b"1 0 R", b"<<<<[[((", b"endstream"),
    *(b"/Filter/FlateDecode", b"%PDF-1.7", b"PK\x03\x04", b"1e38 0 0 -1e38 0 0 cm ", b"nan inf -1e400 Td "),
)


def many(count: int, seed: int) -> Iterator[tuple[int, str, bytes]]:
    """Seed, name and bytes of as many documents."""
    for number in range(seed, seed + count):
        yield number, *spoilt(random.Random(number))
