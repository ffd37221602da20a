"""Write the .yml beside each table of src/entrepot/data/places that is written by hand."""

from __future__ import annotations

from make_places_gazetteer import DATA
from make_places_notes import write_note

OWN = {
    "country_spellings.csv": (
        "Spellings of countries that CLDR does not give",
        "Common, official and former names, adjectives, and the names and codes that the Factbook, "
        "Comtrade and the World Bank use; the column note says which.",
        "",
    ),
    "former_countries.csv": (
        "Countries that are no more but stand in trade data",
        "Codes of ISO 3166-3; names and dates by hand.",
        "",
    ),
    "groups.csv": (
        "Groups of countries",
        "By hand, from what is generally known; the columns source and address name the treaty or page on "
        "which a row can be checked. No row of this edition was compared with its page.",
        "Valid from is the entry into force, or the founding meeting where no treaty founds the group. "
        "Groups by usage (South Caucasus, Western Balkans, Nordic, Baltic) follow the publisher named.",
    ),
    "group_members.csv": (
        "Members of the groups, with dates",
        "By hand, from what is generally known of accessions; to be checked on the page that the group "
        "names. No row of this edition was compared with it.",
        "Memberships as known at the end of 2025. A date is as precise as it is written. "
        "Only the status 'member' counts: associates (Turkmenistan in the CIS), observers (Hungary and "
        "Turkmenistan in the OTS) and participants (Ukraine in the CIS, whose charter it never ratified) do "
        "not. The dates of EU27 and EU28 are those of accession to the Communities or the Union.",
    ),
    "region_names.csv": (
        "Names of regions in other languages",
        "By hand: every Belgian NUTS region in three to five languages, and well-known regions elsewhere.",
        "ISO 3166-2 codes of the Belgian regions and provinces stand in the column also.",
    ),
    "subdivisions.csv": (
        "First-level regions of the Central Asian countries",
        "Codes of ISO 3166-2 (Kazakhstan as amended in 2022); names by hand in five languages.",
        "Checked against the codes in pycountry; no text is copied from it.",
    ),
    "town_names.csv": (
        "Names of towns, ports and terminals in five languages",
        "By hand: capitals and the nodes of the corridors between Europe and Asia.",
        "These names are tried before UN/LOCODE's own: Moscow is Moskva, not the town in Idaho.",
    ),
    "airport_names.csv": (
        "Names of airports in five languages",
        "By hand: airports of Belgium, Luxembourg and Central Asia.",
        "",
    ),
}


def main() -> None:
    """Write every note."""
    for file, (title, how, remark) in OWN.items():
        write_note(
            DATA / file,
            publisher="The Entrepôt contributors",
            title=title,
            edition="2026",
            licence="Apache-2.0",
            address="src/entrepot/data/places in this repository",
            how=how,
            remark=remark,
        )


if __name__ == "__main__":
    main()
