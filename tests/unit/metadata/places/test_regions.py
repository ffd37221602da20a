import pytest

from entrepot.metadata.places import Scheme, get, places
from entrepot.metadata.places.codelist import rows

BY_LEVEL = {  # Eurostat, NUTS 2024: regions at each level, extra-regio left out
    "NUTS 1": 92,
    "NUTS 2": 244,
    "NUTS 3": 1165,
}


def in_force(kind: str) -> list[str]:
    return [region.code for region in places(Scheme.NUTS) if region.kind == kind and region.valid_to == ".."]


@pytest.mark.parametrize(("kind", "count"), BY_LEVEL.items())
def test_as_many_regions_as_eurostat_counts(kind: str, count: int) -> None:
    assert len(in_force(kind)) == count


def test_every_region_lies_in_one_that_exists() -> None:
    codes = {place.code for scheme in (Scheme.NUTS, Scheme.ISO3) for place in places(scheme)}
    assert {region.parent for region in places(Scheme.NUTS)} <= codes


def test_the_chain_from_arrondissement_to_country() -> None:
    chain = ["BE332"]
    while chain[-1]:
        chain.append(get(chain[-1]).parent)
    assert chain == ["BE332", "BE33", "BE3", "BEL", ""]


@pytest.mark.parametrize(("code", "parent"), [("EL3", "GRC"), ("UKI", "GBR"), ("NO0", "NOR"), ("TR1", "TUR")])
def test_country_of_a_region_whose_code_is_not_iso(code: str, parent: str) -> None:
    assert get(code).parent == parent


def test_editions() -> None:
    assert (get("NL31").valid_to, get("NL35").valid_from) == ("2023-12-31", "2024-01-01")
    assert (get("BE33").valid_from, get("BE33").valid_to) == ("..", "..")
    assert get("UKI").valid_to == "2020-12-31"


def test_every_belgian_region_and_province_has_five_names_and_every_arrondissement_three() -> None:
    belgian = [region for region in places(Scheme.NUTS) if region.parent.startswith("BE")]
    assert len(belgian) == 3 + 11 + 44
    for region in belgian:
        wanted = {"en", "fr", "nl"} if region.kind == "NUTS 3" else {"en", "fr", "nl", "ru", "kk"}
        assert wanted <= set(region.names), region.code


def test_a_region_that_is_the_whole_country_bears_its_names() -> None:
    assert get("LU00").names == get("LUX").names
    assert get("LU00").name("nl") == "Luxemburg"


def test_other_scripts_are_kept_beside_the_latin_name() -> None:
    assert get("BG41").names == {"en": "Yugozapaden", "bg": "Югозападен"}


def test_belgian_iso_3166_2_codes() -> None:
    assert get("BE-WLG").code == "BE33"
    assert len([r for r in places(Scheme.NUTS) if r.codes.get("ISO 3166-2", "").startswith("BE-")]) == 13


def test_kazakhstan_has_the_seventeen_regions_and_three_cities_of_2022() -> None:
    kinds = [one.kind for one in places(Scheme.SUBDIVISION) if one.parent == "KAZ"]
    assert (kinds.count("region"), kinds.count("city")) == (17, 3)


def test_our_names_are_given_to_regions_that_exist() -> None:
    assert {row["code"] for row in rows("region_names.csv")} <= {
        region.code for region in places(Scheme.NUTS)
    }
