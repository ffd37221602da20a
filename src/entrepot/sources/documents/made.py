"""What a maker of text hands back, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.sources.documents.read_text import Block, Page, TableText


@dataclass(frozen=True, slots=True)
class Made:
    """A text and its places, before it is known which file it is of.

    Attributes:
        reader: name and version of what made it; empty for plain UTF-8.
        title: what the file calls itself; empty where it does not.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    tables: tuple[TableText, ...] = ()
    pages: tuple[Page, ...] = ()
    remarks: tuple[str, ...] = ()
    turns: tuple[tuple[int, int], ...] = ()
    reader: str = ""
    title: str = ""
