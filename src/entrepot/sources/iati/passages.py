"""Where the parts of each activity stand in the text of the file, to the character.

Expat tells the byte at which each element begins and ends; the text is read as UTF-8 whatever it was in.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from xml.parsers import expat

from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Document, Quote
from entrepot.sources.iati.opening import opening
from entrepot.sources.members import Member

MOST = 100_000_000
"""Bytes of a file that is read into statements: its text is held in memory."""
_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_NEWLINE = re.compile("\n")
Key = tuple[str, int]
"""Name of a child of an activity, and its place among those of that name, from 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a document, its text, and in each activity the characters of its children.

    Attributes:
        document: hash, name and length; how its text was had where it is not in UTF-8.
        text: all of it.
        activities: for each activity, from the first, the start and end of each child.
    """

    document: Document
    text: str
    activities: tuple[dict[Key, tuple[int, int]], ...]
    _lines: list[int]

    def quote(self, activity: int, name: str, place: int = 1) -> Quote:
        """A child of the activity of that number (from 1) as a quote that carries its words."""
        start, end = self.activities[activity - 1][name, place]
        words = self.text[start:end]
        first = bisect_left(self._lines, start) + 1
        digest = hashlib.sha256(words.encode()).hexdigest()
        return Quote(self.document.sha256, start, end, first, first + words[:-1].count("\n"), digest, words)

    def has(self, activity: int, name: str, place: int = 1) -> bool:
        """Whether the activity has such a child."""
        return (name, place) in self.activities[activity - 1]


def source(member: Member) -> Source:
    """The text of a file of activities and the places in it.

    Raises:
        BadInput: it is larger than 100 MB, in another encoding than it says, or not well-formed.
    """
    head = opening(member)
    with member.open() as stream:
        content = stream.read(MOST + 1)
    if len(content) > MOST:
        raise BadInput(
            f"is larger than {MOST // 10**6} MB", file=member.where,
            expected="a file that can be read into statements",
            remedy="Add it with `entrepot data add`, or take the activities wanted into a smaller file.",
        )  # fmt: skip
    encoding = head.encoding.lower() or ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        problem = f"is not in {encoding} ({error})"
        raise BadInput(problem, file=member.where, remedy="Save it as UTF-8.") from error
    plain = text.encode() == content
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        hashlib.sha256(content).hexdigest(), member.base, len(text), published=head.generated[:10] or "..",
        reader="" if plain else f"decoded from {encoding}", text_sha256="" if plain else digest,
    )  # fmt: skip
    return Source(document, text, _walked(text, member.where), [m.start() for m in _NEWLINE.finditer(text)])


def _walked(text: str, where: str) -> tuple[dict[Key, tuple[int, int]], ...]:
    data = text.encode()
    walk = _Walk(data)
    # The declaration may name another encoding than these bytes are in now.
    parser = expat.ParserCreate("utf-8")
    walk.parser = parser
    parser.StartElementHandler, parser.EndElementHandler = walk.start, walk.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadInput(
            f"is no well-formed XML ({expat.ErrorString(error.code)})", file=where, line=error.lineno,
            column=error.offset,
        ) from error  # fmt: skip
    return _in_characters(walk.activities, data, ascii_only=len(data) == len(text))


@dataclass(slots=True)
class _Walk:
    """Bytes at which the children of activities begin and end."""

    data: bytes
    parser: expat.XMLParserType = field(init=False)
    depth: int = 0
    began: int = 0
    activities: list[dict[Key, tuple[int, int]]] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)
    _inside: bool = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self.depth == 2:
            self._inside = name == "iati-activity"
            if self._inside:
                self.activities.append({})
                self._counts = {}
        elif self.depth == 3:
            self.began = self.parser.CurrentByteIndex

    def end(self, name: str) -> None:
        """An element ends."""
        if self.depth == 3 and self._inside:
            self._counts[name] = place = self._counts.get(name, 0) + 1
            own = self._after(self.began)
            # Where an element is empty, expat is behind it already, at whatever comes next.
            empty = self.data[own - 2 : own] == b"/>"
            end = own if empty else self._after(self.parser.CurrentByteIndex)
            self.activities[-1][name, place] = (self.began, end)
        self.depth -= 1

    def _after(self, at: int) -> int:
        """The byte after the tag that stands at this one."""
        tag = _TAG.match(self.data, at)
        return tag.end() if tag else at


def _in_characters(
    activities: list[dict[Key, tuple[int, int]]], data: bytes, *, ascii_only: bool
) -> tuple[dict[Key, tuple[int, int]], ...]:
    if ascii_only:
        return tuple(activities)
    wanted = sorted({byte for spans in activities for span in spans.values() for byte in span})
    place: dict[int, int] = {}
    byte, character = 0, 0
    for next_byte in wanted:
        character += len(data[byte:next_byte].decode())
        byte = next_byte
        place[byte] = character
    return tuple({key: (place[a], place[b]) for key, (a, b) in spans.items()} for spans in activities)
