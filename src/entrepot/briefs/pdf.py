"""PDF by Typst: tagged and titled (PDF/UA-1), in the faces Typst brings, so that it prints alike anywhere.

The dossier goes in as data, one JSON text; nothing of it ever stands in Typst markup.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.resources import files

import typst

from entrepot.briefs.layout import lay_out
from entrepot.briefs.pictures import Remember, pictures
from entrepot.dossier.model import Dossier

_TEMPLATE = files("entrepot.briefs") / "templates" / "brief.typ"


def render(dossier: Dossier, remember: Remember | None = None) -> bytes:
    """The dossier as PDF/UA-1, A4."""
    layout = lay_out(dossier)
    layout["drawings"] = pictures(dossier, remember=remember)
    made: bytes = typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"brief": json.dumps(layout, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        timestamp=_seconds(dossier.generated),
    )
    return made


def _seconds(generated: str) -> int:
    """The day of the dossier, so that the same dossier makes the same file."""
    try:
        return int(datetime.fromisoformat(generated[:10]).replace(tzinfo=UTC).timestamp())
    except ValueError:
        return 0
