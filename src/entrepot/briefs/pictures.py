"""Every drawing of a dossier as SVG, remembered where the caller has a memory.

To load what draws and to draw takes longer than all the rest of a page; a block, its language and its width
always give the same picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache, partial
from importlib.resources import files

from entrepot.briefs.widths import WIDE
from entrepot.briefs.words import words
from entrepot.dossier.model import Block, Chart, Dossier, Map, Timeline

Remember = Callable[[str, Callable[[], str]], str]
"""Gives back what the function made for that key before, or has it made."""


def pictures(dossier: Dossier, *, width: int = WIDE, remember: Remember | None = None) -> dict[str, str]:
    """SVG by key of chart, map or timeline; what has nothing to draw is left out.

    Args:
        dossier: whose blocks are drawn.
        width: in points.
        remember: keeps pictures from one page to the next; None draws each anew.
    """
    labels, keep = words(dossier), remember or _anew
    found = {}
    for block in (block for section in dossier.sections for block in section.blocks):
        if isinstance(block, Chart | Map | Timeline):
            make = partial(_drawn, block, dossier.language, labels, width)
            if picture := keep(_key(block, dossier.language, labels, width), make):
                found[block.key] = picture
    return found


def _anew(_key: str, make: Callable[[], str]) -> str:
    return make()


def _drawn(block: Block, language: str, labels: Mapping[str, str], width: int) -> str:
    from entrepot.briefs.drawing import svg
    from entrepot.briefs.drawings import drawn

    drawing = drawn(block, language, labels, width)
    return "" if drawing is None else svg(drawing)


def _key(block: Block, language: str, labels: Mapping[str, str], width: int) -> str:
    """All that a picture depends on; the numbers of notes are not in it."""
    bare = replace(block, notes=()) if isinstance(block, Chart | Map) else block
    return repr((bare, language, sorted(labels.items()), width, _fingerprint()))


@cache
def _fingerprint() -> str:
    """SHA-256 of the code that draws and of the base map."""
    digest = hashlib.sha256()
    room = files("entrepot.briefs")
    modules = [f for part in (room, room / "cartography") for f in part.iterdir() if f.name.endswith(".py")]
    base = files("entrepot.data") / "corridors" / "land" / "countries.json"
    for file in (*sorted(modules, key=str), base):
        digest.update(file.read_bytes())
    return digest.hexdigest()
