"""JSON: the dossier as it is, for programs. `schema` says which form of it."""

from __future__ import annotations

import json

from entrepot.dossier.model import Dossier


def render(dossier: Dossier) -> bytes:
    """The dossier as UTF-8 JSON, keys in the order of the model; no NaN, which JSON does not know."""
    text = json.dumps(dossier.to_dict(), ensure_ascii=False, allow_nan=False, indent=2)
    return f"{text}\n".encode()
