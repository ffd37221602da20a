"""One entry of the Factbook as a flat list of items: where each stands, its words and its note."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from entrepot.metadata.errors import BadInput

__all__ = ["Leaf", "leaves", "load", "plain"]

_TAG = re.compile(r"<[^>]*>")
_SERIES = re.compile(r".+ ((?:19|20)\d\d)")
_NOTE_HEAD = re.compile(r"^note\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One item.

    Attributes:
        where: path as printed, "Economy › Exports › Exports 2024".
        path: the same with "*" for the leaf of a series: "Economy › Exports › *".
        year: the year in the name of a series' leaf; "" otherwise.
        text: the Factbook's words without markup.
        note: its note to the item.
    """

    where: str
    path: str
    year: str
    text: str
    note: str


def load(file: Path) -> dict[str, Any]:
    """The entry in a JSON file: sections by name.

    Raises:
        BadInput: the file is not JSON, or not an entry of the Factbook.
    """
    try:
        entry = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(
            f"not readable as JSON ({error})", file=file, remedy="Fetch the file again."
        ) from error
    if not isinstance(entry, dict) or not isinstance(entry.get("Economy"), dict):
        raise BadInput("not an entry of the Factbook", file=file, expected="sections, among them Economy")
    return entry


def leaves(entry: dict[str, Any]) -> Iterator[Leaf]:
    """Every item that has words, section by section, in the order of the file."""
    for section, items in entry.items():
        for item, content in items.items():
            yield from _leaves_of(f"{section} › {item.strip()}", content)


def _leaves_of(where: str, content: dict[str, Any]) -> Iterator[Leaf]:
    note = _NOTE_HEAD.sub("", plain(content.get("note", "")))
    if content.get("text"):
        yield Leaf(where, where, "", plain(content["text"]), note)
    for name, inner in content.items():
        if isinstance(inner, dict) and inner.get("text"):
            series = _SERIES.fullmatch(name)
            leaf = "*" if series else name.strip()
            year = series[1] if series else ""
            yield Leaf(f"{where} › {name.strip()}", f"{where} › {leaf}", year, plain(inner["text"]), note)


def plain(text: str) -> str:
    """`text` without tags and entities, on one line."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
