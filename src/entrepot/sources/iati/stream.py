"""Elements of an IATI file one after another, each forgotten before the next: memory is that of the largest.

What libxml2 bounds by itself, with `huge_tree` off, is relied on and tested: 256 levels, texts of 10 MB.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Self

from lxml import etree

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import AGAIN, MAX_BYTES, MAX_RATIO, Member

LARGEST = 64 << 20
"""Bytes that one activity may have."""
_HEAD = 65_536


@dataclass(slots=True)
class Watched:
    """A stream that stops when more comes than a publisher's file, or one element of it, would hold.

    Attributes:
        read_bytes: how many have come.
        element_began: how many had come when the last element ended.
    """

    stream: BinaryIO
    where: str
    most: int
    read_bytes: int = 0
    element_began: int = 0

    @classmethod
    def over(cls, stream: BinaryIO, member: Member) -> Self:
        """A watched stream of a member."""
        packed = member.kind == "gzip"
        most = min(MAX_BYTES, MAX_RATIO * max(member.size, _HEAD)) if packed else MAX_BYTES
        return cls(stream, member.where, most)

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; raises `BadInput` if they are too many."""
        piece = self.stream.read(size)
        self.read_bytes += len(piece)
        if self.read_bytes > self.most:
            raise BadInput("unpacks to implausibly many bytes", file=self.where, remedy=AGAIN)
        if self.read_bytes - self.element_began > LARGEST:
            raise BadInput(
                f"one element has more than {LARGEST >> 20} MB", file=self.where,
                expected="an activity of at most that size", remedy="Ask the publisher to divide it.",
            )  # fmt: skip
        return piece


def elements(member: Member, holds: str) -> Iterator[tuple[Any, int]]:
    """Each activity or organisation (`holds`) with its subtree, and how many bytes have been read.

    The element is emptied as soon as the next is asked for.

    Raises:
        BadInput: the file is not well-formed, cut short, in another encoding than it says, or too large.
    """
    with member.open() as stream:
        watched = Watched.over(stream, member)
        events = etree.iterparse(
            watched, events=("end",), tag=f"iati-{holds}", no_network=True, load_dtd=False, huge_tree=False,
            resolve_entities=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            for _, element in events:
                parent = element.getparent()
                if parent is not None and parent.getparent() is None:
                    yield element, watched.read_bytes
                    watched.element_began = watched.read_bytes
                    _forget(element, parent)
        except etree.XMLSyntaxError as error:
            line, column = error.position
            raise BadInput(
                f"is no well-formed XML ({str(error.msg or error)[:200]})", file=member.where, line=line,
                column=column, remedy="Download it again: it may have been cut.",
            ) from error  # fmt: skip


def _forget(element: Any, parent: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del parent[0]
