"""The formats a dossier can be given in; a format's libraries load only when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from entrepot.briefs.clean import clean
from entrepot.briefs.numbering import in_reading_order
from entrepot.briefs.pictures import Remember
from entrepot.dossier.model import Dossier
from entrepot.metadata.errors import UsageError


@dataclass(frozen=True, slots=True)
class Format:
    """File name extension (with its dot), media type, and the module whose `render` makes the bytes.

    `has_svg` says whether it draws in SVG, which can be remembered.
    """

    extension: str
    media_type: str
    module: str
    has_svg: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS: dict[str, Format] = {
    "html": Format(".html", "text/html; charset=utf-8", "entrepot.briefs.html", True),
    "pdf": Format(".pdf", "application/pdf", "entrepot.briefs.pdf", True),
    "docx": Format(".docx", f"{_OFFICE}.wordprocessingml.document", "entrepot.briefs.docx"),
    "xlsx": Format(".xlsx", f"{_OFFICE}.spreadsheetml.sheet", "entrepot.briefs.xlsx"),
    "json": Format(".json", "application/json", "entrepot.briefs.json"),
}


def render(dossier: Dossier, format: str, remember: Remember | None = None) -> bytes:  # noqa: A002
    """The dossier as a document of that format, one of `FORMATS`.

    The same dossier gives the same bytes, whenever it is rendered. Notes are numbered in reading order, so
    that every format prints the same numbers. `remember` keeps pictures from one page to the next.

    Raises:
        ValueError: if a mark leads to no note, or a note to no source.
        UsageError: if there is no such format.
    """
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}. Choose one of: {', '.join(FORMATS)}.")
    kind, prepared = FORMATS[format], in_reading_order(clean(dossier))
    room = import_module(kind.module)
    made: bytes = room.render(prepared, remember) if kind.has_svg else room.render(prepared)
    return made
