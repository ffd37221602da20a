"""IATI's code lists that ship: codes, and their names in English and French."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "vocabularies" / "iati"


@cache
def codes(vocabulary: str) -> Mapping[str, dict[str, str]]:
    """Every code of a list, e.g. "Sector", with its row: code, en, fr (maybe empty), category, status.

    Raises:
        KeyError: there is no such list.
    """
    file = FOLDER / f"{vocabulary}.csv"
    if not file.is_file():
        known = ", ".join(sorted(one.stem for one in FOLDER.glob("*.csv")))
        raise KeyError(f"no code list {vocabulary!r}; there are: {known}")
    with file.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}


def name_of(vocabulary: str, code: str, language: str = "en") -> str:
    """What a code means, in English where there is no other name; the code itself if no list has it."""
    row = codes(vocabulary).get(code, {})
    return row.get(language) or row.get("en") or code
