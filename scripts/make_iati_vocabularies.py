"""Make src/entrepot/data/vocabularies/iati from the standard's code lists: codes and their names alone.

    python scripts/make_iati_vocabularies.py FOLDER

FOLDER holds the lists as the standard publishes them in XML (version 2.03), one file a list. Descriptions
are left out.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

from lxml import etree

from make_places_notes import write_note

DATA = Path(__file__).parents[1] / "src" / "entrepot" / "data" / "vocabularies" / "iati"
LISTS = (
    "ActivityDateType", "ActivityStatus", "AidType", "BudgetStatus", "BudgetType", "CollaborationType",
    "Currency", "FinanceType", "FlowType", "OrganisationRole", "OrganisationType", "Region",
    "RelatedActivityType", "Sector", "SectorCategory", "TiedStatus", "TransactionType",
)  # fmt: skip
COLUMNS = ("code", "en", "fr", "category", "status")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def main(folder: str) -> None:
    """Write each list and its note."""
    DATA.mkdir(parents=True, exist_ok=True)
    for name in LISTS:
        tree = etree.parse(Path(folder) / f"{name}.xml")
        target = DATA / f"{name}.csv"
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(row(item) for item in tree.iter("codelist-item"))
        write_note(
            target,
            publisher="IATI Standard",
            title=f"Code list {name} of the International Aid Transparency Initiative",
            edition="2.03",
            licence="CC-BY-4.0",
            address="https://iatistandard.org",
            how="scripts/make_iati_vocabularies.py, from the list in XML; descriptions left out",
            remark=REMARKS.get(name, ""),
        )


def row(item: Any) -> dict[str, str]:
    """A code, its English and French names, the code of the group it is in, and whether it is in use."""
    found = item.iterfind("name/narrative")
    names = {node.get(LANG, "en"): " ".join((node.text or "").split()) for node in found}
    return {
        "code": (item.findtext("code") or "").strip(),
        "en": names.get("en", ""),
        "fr": names.get("fr", ""),
        "category": (item.findtext("category") or "").strip(),
        "status": item.get("status", "active"),
    }


REMARKS = {
    "Sector": "The purpose codes are the OECD DAC's, as the standard repeats them.",
    "Currency": "ISO 4217, as the standard repeats it, with currencies that are no more.",
}

if __name__ == "__main__":
    main(sys.argv[1])
