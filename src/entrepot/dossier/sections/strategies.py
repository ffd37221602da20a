"""strategies."""

from __future__ import annotations

from entrepot.dossier.case import Case
from entrepot.dossier.model import Section


def section(case: Case) -> Section:
    """Under way."""
    return Section("strategies", case.pen.word("strategies.title"), ())
