"""Codes of the 2025 edition and their names; French names of industries are our translation."""

from __future__ import annotations

from pathlib import Path

import polars as pl

_HERE = Path(__file__).parent


def industries() -> pl.DataFrame:
    """Code, name_en, name_fr and ISIC Rev. 4 section of the 50 industries, in the OECD's order."""
    return _read("industries.csv").select("code", "name_en", "name_fr", "section")


def economies() -> pl.DataFrame:
    """Code and English name of the 80 economies and ROW, the rest of the world."""
    return _read("economies.csv")


def _read(name: str) -> pl.DataFrame:
    return pl.read_csv(_HERE / name, infer_schema=False)
