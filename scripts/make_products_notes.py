"""Write the .yml beside each table of src/entrepot/data/products; all of them are written by hand."""

from __future__ import annotations

from pathlib import Path

from make_places_notes import write_note

DATA = Path(__file__).parents[1] / "src" / "entrepot" / "data" / "products"
# File: title, how it was made, remark.
OWN = {
    "critical_raw_material_codes.csv": (
        "Trade codes of critical raw materials",
        "By hand: a code is entered where the text of the Combined Nomenclature 2022 (Commission "
        "Implementing Regulation (EU) 2021/1832; Eurostat's table of codes and texts, CC BY 4.0, "
        "https://showvoc.op.europa.eu) names the material (column named holds the word), first for six "
        "digits (hs22), and with eight (cn2022) where the six hold more. The stage is read from the same "
        "text: ores and natural minerals, intermediates of metallurgy, oxides and hydroxides, other "
        "compounds, ferro-alloys, unwrought metal or element, waste and scrap. A test compares every row "
        "with that text.",
        "Column alone: yes where the six digits hold nothing but the material. An empty code says that no "
        "code of that stage names the material: it is traded with others and cannot be seen in trade "
        "statistics. Articles and semi-manufactures are left out. For another HS revision convert the codes "
        "with a concordance.",
    ),
    "critical_raw_materials.csv": (
        "Critical and strategic raw materials of the European Union",
        "Annexes I and II of Regulation (EU) 2024/1252 (OJ L, 2024/1252, 3.5.2024, "
        "http://data.europa.eu/eli/reg/2024/1252/oj), as in force on 3 May 2024: columns annex_1 and annex_2 "
        "give the letter of the entry. Both lists were compared with the German text at "
        "gesetze.legal/eu/vo_eu_2024_1252. Names in five languages by hand.",
        "Annex II has 34 entries, Annex I 17. Annex I lists rare earths for permanent magnets as one entry "
        "(letter n), which here stands at the heavy and at the light ones. Trade codes do not tell a battery "
        "grade from another.",
    ),
    "hs_chapters.csv": (
        "Chapters of the Harmonized System, labels in five languages",
        "By hand. Codes are those of the HS, 01 to 97; the labels are short paraphrases of our own, not the "
        "WCO's titles.",
        "Chapter 77 is reserved and empty in every revision. Chapters 98 and 99 are left to countries and "
        "have no label.",
    ),
    "hs_sections.csv": (
        "Sections of the Harmonized System, labels in five languages",
        "By hand. Section numbers and the chapters they hold are those of the HS; the labels are short "
        "paraphrases of our own, not the WCO's titles.",
        "Labels are for tables and charts; they decide nothing about where a good belongs.",
    ),
    "icio_cpa.csv": (
        "Industries of the OECD's ICIO and the CPA and NACE codes that belong to each",
        "By hand: the OECD's codes are groups of ISIC Rev. 4 divisions, which are those of NACE Rev. 2 and "
        "CPA; C24A is ISIC 241 and 2431, C24B 242 and 2432, C301 is 301 and C302T309 the rest of 30 (the "
        "OECD's longer codes C241_2431, C242_2432 and C30X301). NACE classes 24.51 to 24.54 follow the "
        "correspondence of NACE Rev. 2 and ISIC Rev. 4.",
        "A code belongs to the industry of the longest entry with which it begins. CPA 99 (extraterritorial "
        "bodies) belongs to none.",
    ),
}


def main(folder: Path = DATA) -> None:
    """Write every note beside its table in `folder`."""
    for file, (title, how, remark) in OWN.items():
        write_note(
            folder / file,
            publisher="The Entrepôt contributors",
            title=title,
            edition="2026",
            licence="Apache-2.0",
            address="src/entrepot/data/products in this repository",
            how=how,
            remark=remark,
        )


if __name__ == "__main__":
    main()
