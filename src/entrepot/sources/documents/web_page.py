"""Web pages: what a reader of the page sees, blocks apart, tables as rows of cells.

The page is read as a stream of tags (lxml, on libxml2's HTML parser); no tree is built, so that neither a
million tags nor ten thousand levels cost memory.
"""

from __future__ import annotations

import codecs
import re

from lxml import etree

from entrepot.sources.documents.limits import MAX_TAGS
from entrepot.sources.documents.made import Made
from entrepot.sources.documents.page_stream import PageStream, TableScout
from entrepot.sources.documents.plain import decode
from entrepot.sources.documents.refusal import Refusal

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})", re.I)
# Browsers read these as Windows-1252 too (WHATWG Encoding Standard).
_AS_WINDOWS = {"iso8859-1", "ascii"}
# Python knows codecs too that are no alphabets, some of them slow.
_LETTERS = (
    "utf-8",
    "cp",
    "iso8859",
    "ascii",
    "koi8",
    "kz1048",
    "ptcp154",
    "mac",
    "gb",
    "big5",
    "euc",
    "shift",
)


def make(content: bytes) -> Made:
    """The text of a web page.

    Raises:
        Refusal: it has more tags or levels than the limits allow, or no encoding fits.
    """
    if content.count(b"<") > MAX_TAGS:
        raise Refusal(
            f"holds more than {MAX_TAGS / 10**6:g} million tags",
            expected="a page that a person can read",
            remedy="Save the part that you need.",
        )
    markup = _decoded(content)
    scout = TableScout()
    _feed(markup, scout)
    stream = PageStream(scout.layout)
    _feed(markup, stream)
    made = stream.composer
    version = ".".join(map(str, etree.LXML_VERSION[:2])), ".".join(map(str, etree.LIBXML_VERSION))
    return Made(
        made.text,
        tuple(made.blocks),
        tuple(made.tables),
        reader=f"lxml {version[0]} with libxml2 {version[1]}",
        title=stream.title,
    )


def _feed(markup: str, target: TableScout | PageStream) -> None:
    parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True, no_network=True)
    try:
        parser.feed(markup.encode("utf-8", "replace"))
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Refusal("holds nothing that a browser would show", expected="a web page") from error


def _decoded(content: bytes) -> str:
    """By byte-order mark, then as the page says, then as a plain text would be."""
    found = _CHARSET.search(content[:4096]) or _DECLARED.match(content[:4096])
    marked = content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or not found:
        return decode(content)[0]
    try:
        encoding = codecs.lookup(found[1].decode("ascii", "replace")).name
    except (LookupError, ValueError):
        encoding = ""
    # Who says UTF-16 in ASCII letters cannot mean it.
    encoding = "utf-8" if encoding.startswith("utf-16") else encoding
    if not encoding.startswith(_LETTERS):
        return decode(content)[0]
    return content.decode("cp1252" if encoding in _AS_WINDOWS else encoding, "replace")
