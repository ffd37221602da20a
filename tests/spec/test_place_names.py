"""What people write, and the place it means; the manual prints these tables.

python tests/spec/test_place_names.py    writes them into docs/how-to/name-a-place.md
"""

from __future__ import annotations

from pathlib import Path

import pytest

from entrepot.metadata.errors import AmbiguousPlace, UnknownPlace
from entrepot.metadata.places import label, match

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "name-a-place.md"
BEGIN, END = "<!-- examples: begin -->\n", "<!-- examples: end -->\n"

# "a name | another name = CODE": everything left of the sign means the place of that code.
MEANT = {
    "Codes, in capitals or not": """
        BEL | be | 056 = BEL
        KAZ | KZ | 398 = KAZ
        EL | GR = GRC
        EU27 | EU | EU27_2020 = EU27
        CentralAsia | C5 = CentralAsia
        BE33 | be33 | BE-WLG = BE33
        KZ-75 = KZ-75
        BEANR | BE ANR | beanr = BEANR
        LGG | lgg = LGG
        XKX | XKK | KSV = XKX
    """,
    "Names in many languages, with or without accents": """
        Kazakhstan | Kazachstan | Казахстан | Қазақстан | Казакстан | Kasachstan | Qazaqstan = KAZ
        Belgique | Belgie | België | Belgien | Бельгия = BEL
        Uzbekistan | Ouzbékistan | Ouzbekistan | Oezbekistan | Oʻzbekiston | O'zbekiston | Узбекистан = UZB
        Côte d'Ivoire | COTE D'IVOIRE | Ivory Coast | Ivoorkust | Кот-д’Ивуар = CIV
        Deutschland | Allemagne | Duitsland | Германия | 德国 = DEU
        Union européenne | Europese Unie | Европейский союз | ЕС = EU27
        Asie centrale | Centraal-Azië | Центральная Азия | Орталық Азия = CentralAsia
    """,
    "Former, official and everyday names": """
        Holland | the Netherlands | Kingdom of the Netherlands = NLD
        UK | U.K. | Great Britain | Royaume-Uni = GBR
        USA | U.S. | America | États-Unis | США = USA
        Czech Republic | Czechia | République tchèque = CZE
        Burma | Birmanie | BUR = MMR
        Kyrgyz Republic | Kirghizistan | Kirghizie | Киргизия | Кыргызстан = KGZ
        Republic of Kazakhstan | République du Kazakhstan | Республика Казахстан = KAZ
        Belgium-Luxembourg | UEBL | BLX | 058 = BLEU
        USSR | Soviet Union | СССР = SUN
    """,
    "As statistics write them": """
        Egypt, Arab Rep. = EGY
        Korea, Rep. | Rep. of Korea | Korea, South = KOR
        Dem. Rep. of the Congo | Congo, Dem. Rep. = COD
        Tanzania, United Republic of | United Rep. of Tanzania = TZA
        St. Lucia | Saint Lucia = LCA
        Bosnia & Herzegovina | Bosnia Herzegovina = BIH
        China, Hong Kong SAR | Hong Kong SAR, China = HKG
        ROM = ROU
        842 = USA
        251 = FRA
        Rest of the world = ROW
    """,
    "The wider place comes first": """
        Luxembourg | Luxemburg = LUX
        Georgia | Republic of Georgia = GEO
        Guinea = GIN
        Liège | Luik | Lüttich | Льеж = BE33
        Brussels | Bruxelles | Brussel = BE1
        Antwerp = BE21
        Berlin = DE3
        Utrecht = NL35
        Almaty | Алматы | Alma-Ata = KZ-75
        Moscow | Moscou | Москва = RUMOW
        Aktau | Актау | Ақтау = KZAAU
    """,
    "A word that says the kind chooses among namesakes": """
        Province de Liège | Prov. Liège | Provincie Luik = BE33
        Arrondissement of Liège | Arr. Liège = BE332
        City of Liège | Stad Luik = BELGG
        Liège Airport | Aéroport de Liège | Luchthaven Luik = LGG
        Province of Luxembourg | Luxembourg belge = BE34
        Luxembourg City = LULUX
        Luxembourg Airport = LUX
        Almaty Region | Almaty oblast | Алматинская область = KZ-19
        Port of Antwerp | Haven van Antwerpen = BEANR
        IATA:LUX = LUX
        LOCODE:LULUX = LULUX
    """,
    "One small slip in the name of a country or group": """
        Kazahkstan = KAZ
        Begium = BEL
        Uzbekstan = UZB
        Switzerlnd = CHE
    """,
}
DOUBTFUL = {
    "Congo": "COD COG",
    "Korea": "KOR PRK",
    "Virgin Islands": "VGB VIR",
    "Saint Martin": "MAF SXM",
    "Limburg": "BE22 NL42",
    "Brest": "BYBQT DEBSY FRBES",
}
UNKNOWN = {
    "Atlantis": "",
    "Austrlia": "AUS AUT",
    "Nigerr": "NER NGA",
    "Lieges": "BE33",
    "London airport": "LHR",
}


def lines(table: str) -> list[tuple[list[str], str]]:
    """(names, code) for each line."""
    pairs = [line.rsplit(" = ", 1) for line in table.strip().splitlines()]
    return [([name.strip() for name in names.split(" | ")], code.strip()) for names, code in pairs]


CASES = [(name, code) for table in MEANT.values() for names, code in lines(table) for name in names]


@pytest.mark.parametrize(("written", "code"), CASES)
def test_what_is_written_means(written: str, code: str) -> None:
    assert match(written).place.code == code


@pytest.mark.parametrize(("written", "code"), CASES)
def test_only_slips_are_guessed(written: str, code: str) -> None:
    slips = next(table for title, table in MEANT.items() if "slip" in title)
    assert match(written).guessed == (written in {name for names, _ in lines(slips) for name in names})


@pytest.mark.parametrize(("written", "codes"), DOUBTFUL.items())
def test_doubt_lists_the_candidates(written: str, codes: str) -> None:
    with pytest.raises(AmbiguousPlace) as doubt:
        match(written)
    assert sorted(line.split()[0] for line in doubt.value.candidates) == codes.split()


@pytest.mark.parametrize(("written", "codes"), UNKNOWN.items())
def test_the_unknown_lists_what_is_near(written: str, codes: str) -> None:
    with pytest.raises(UnknownPlace) as unknown:
        match(written)
    near = {line.split()[0] for line in unknown.value.candidates}
    assert set(codes.split()) <= near and bool(near) == bool(codes)


def manual() -> str:
    """The tables as the manual prints them."""
    parts = []
    for title, table in MEANT.items():
        parts.append(f"**{title}**\n\n| Written | Place |\n|---|---|\n")
        parts += [f"| {' · '.join(names)} | {label(match(names[0]).place)} |\n" for names, _ in lines(table)]
        parts.append("\n")
    parts.append(
        "**Doubtful: the candidates are listed, exit code 3**\n\n| Written | Candidates |\n|---|---|\n"
    )
    parts += [f"| {written} | {codes.replace(' ', ', ')} |\n" for written, codes in DOUBTFUL.items()]
    return "".join(parts)


def test_the_manual_prints_these_tables() -> None:
    page = PAGE.read_text(encoding="utf-8")
    printed = page.partition(BEGIN)[2].partition(END)[0]
    assert printed == manual(), "run: python tests/spec/test_place_names.py"


if __name__ == "__main__":
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(before + BEGIN + manual() + END + rest.partition(END)[2], encoding="utf-8")
