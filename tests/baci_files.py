"""Small files in the real layout of CEPII's BACI, for tests: synthetic figures, nobody's trade.

What is real: names of files, header, numeric country codes (251, 490, 757 and 842 where ISO 3166-1 has
others), numbers padded to 13 characters, NA for a weight that nobody reported, product 9999AA, names encoded
twice ("CÃ´te d'Ivoire"), HS subheadings that exist in HS 2017 (under other revisions they are but labels).
What is not: every value and weight, drawn from a seed; the same arguments always give the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

YEARS = (2017, 2018, 2019, 2020, 2021, 2022)

# The publisher's code: alpha-3 as Entrepôt has it; alpha-2, alpha-3 and name as its file has them; size.
ECONOMIES = {
    56: ("BEL", "BE", "BEL", "Belgium", 5.5),
    156: ("CHN", "CN", "CHN", "China", 8.5),
    251: ("FRA", "FR", "FRA", "France", 6.5),
    276: ("DEU", "DE", "DEU", "Germany", 7.5),
    380: ("ITA", "IT", "ITA", "Italy", 6.4),
    384: ("CIV", "CI", "CIV", "CÃ´te d'Ivoire", 2.5),
    398: ("KAZ", "KZ", "KAZ", "Kazakhstan", 4.0),
    442: ("LUX", "LU", "LUX", "Luxembourg", 3.2),
    490: ("TWN", "", "S19", "Other Asia, nes", 6.0),
    757: ("CHE", "CH", "CHE", "Switzerland", 6.0),
    842: ("USA", "US", "USA", "USA", 8.0),
    860: ("UZB", "UZ", "UZB", "Uzbekistan", 3.0),
}
# In the publisher's file and not in the flows of these years.
ABSENT = ("58,Belgium-Luxembourg (...1998),BE,BEL", '697,"Europe EFTA, nes",,R20')

PRODUCTS = {
    "010121": "Horses: live, pure-bred breeding animals",
    "020130": "Meat of bovine animals, boneless, fresh or chilled",
    "040690": "Cheese, other than fresh, grated, processed or blue-veined",
    "080810": "Apples, fresh",
    "100199": "Wheat and meslin, other than durum and seed",
    "120190": "Soya beans, other than seed",
    "150910": "Olive oil, virgin",
    "170199": "Cane or beet sugar, refined",
    "180690": "Chocolate and other preparations containing cocoa",
    "220300": "Beer made from malt",
    "220421": "Wine of fresh grapes, in containers of 2 litres or less",
    "260300": "Copper ores and concentrates",
    "270112": "Bituminous coal",
    "270900": "Petroleum oils and oils from bituminous minerals, crude",
    "271019": "Petroleum oils, other than light oils and crude",
    "271121": "Natural gas in gaseous state",
    "284410": "Natural uranium and its compounds",
    "300490": "Medicaments in measured doses, other",
    "310210": "Urea",
    "330499": "Beauty or make-up preparations, other",
    "390120": "Polyethylene of a specific gravity of 0.94 or more",
    "401110": "New pneumatic tyres, for motor cars",
    "480256": "Paper, uncoated, 40 to 150 g/m2, in sheets",
    "520100": "Cotton, neither carded nor combed",
    "610910": "T-shirts and singlets, of cotton, knitted",
    "640399": "Footwear with uppers of leather, not covering the ankle",
    "710239": "Diamonds, non-industrial, worked",
    "710812": "Gold in unwrought forms, non-monetary",
    "720241": "Ferro-chromium with more than 4 % of carbon",
    "740311": "Cathodes of refined copper",
    "760110": "Aluminium, unwrought, not alloyed",
    "840734": "Spark-ignition engines over 1,000 cc",
    "847130": "Portable data-processing machines of at most 10 kg",
    "854231": "Processors and controllers, integrated circuits",
    "870323": "Motor cars, spark ignition, 1,500 to 3,000 cc",
    "870332": "Motor cars, diesel, 1,500 to 2,500 cc",
    "880240": "Aeroplanes of more than 15,000 kg",
    "901890": "Instruments used in medical sciences, other",
    "940360": "Wooden furniture, other than for offices, kitchens and bedrooms",
    "950300": "Toys, scale models, puzzles",
    "9999AA": "Commodities not specified according to kind",
}

Flow = tuple[int, int, int, str, float, float | None]


def flows(year: int, revision: str = "HS17") -> Iterator[Flow]:
    """The flows of one year, in the publisher's order: t, i, j, k, v (thousand USD) and q (t, or None)."""
    for i in ECONOMIES:
        for j in ECONOMIES:
            if i == j:
                continue
            # Seeded by the pair, not by the year: trade of one year resembles that of the next.
            lasting, passing = Random(f"{revision} {i} {j}"), Random(f"{revision} {i} {j} {year}")
            size = ECONOMIES[i][4] + ECONOMIES[j][4] - 8
            for n, k in enumerate(PRODUCTS):
                skill = Random(f"{i} {k}").gauss(0, 1.6)
                level = size + skill + lasting.gauss(0, 1) + passing.gauss(0, 0.3) - 0.04 * n
                tons = round(2.718281828 ** (level + passing.gauss(-0.5, 0.5)), 3)
                missing = passing.random() < 0.025
                if level > 0.5:
                    yield year, i, j, k, round(2.718281828**level / 3, 3), None if missing else tons


def year_text(
    year: int, revision: str = "HS17", *, padded: bool = True, rows: Sequence[Flow] | None = None
) -> str:
    """The text of one year's file; `padded` as in version 202401b. `rows` replaces the flows."""
    width = 13 if padded else 0
    lines = ["t,i,j,k,v,q"]
    for t, i, j, k, v, q in flows(year, revision) if rows is None else rows:
        weight = "NA" if q is None else f"{q:.3f}"
        lines.append(f"{t},{i},{j},{k},{v:{width}.3f},{weight:>{width}}")
    return "\n".join(lines) + "\n"


def country_codes() -> str:
    """The file of country codes."""
    lines = ["country_code,country_name,country_iso2,country_iso3"]
    lines += [
        f'{number},"{name}",{alpha2},{alpha3}' if "," in name else f"{number},{name},{alpha2},{alpha3}"
        for number, (_, alpha2, alpha3, name, _) in ECONOMIES.items()
    ]
    return "\n".join([*lines, *ABSENT]) + "\n"


def product_codes() -> str:
    """The file of product codes."""
    return "\n".join(["code,description", *(f'{k},"{name}"' for k, name in PRODUCTS.items())]) + "\n"


def baci_members(
    revision: str = "HS17",
    years: Sequence[int] = YEARS,
    version: str = "202501",
    *,
    padded: bool = True,
    codes: bool = True,
) -> dict[str, str]:
    """The files of one revision by name; `codes`: with the country and product codes."""
    members = {f"BACI_{revision}_Y{y}_V{version}.csv": year_text(y, revision, padded=padded) for y in years}
    if codes:
        members[f"country_codes_V{version}.csv"] = country_codes()
        members[f"product_codes_{revision}_V{version}.csv"] = product_codes()
    return members


def write_baci(
    folder: Path,
    revision: str = "HS17",
    years: Sequence[int] = YEARS,
    version: str = "202501",
    *,
    zipped: bool = True,
    padded: bool = True,
    codes: bool = True,
) -> Path:
    """Write BACI_<revision>_V<version>.zip into `folder`, or the files themselves; the path to add.

    `codes=False` leaves out the files of country and product codes; `padded=False` the blanks before numbers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    members = baci_members(revision, years, version, padded=padded, codes=codes)
    if not zipped:
        for name, text in members.items():
            (folder / name).write_text(text, encoding="utf-8")
        return folder
    path = folder / f"BACI_{revision}_V{version}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            # A fixed date: the same arguments give the same bytes, and so the same release.
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return path
