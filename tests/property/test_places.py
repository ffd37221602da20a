"""Laws of the resolver that hold for every place, and for every text one could write."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.metadata.errors import AmbiguousPlace, PlaceError
from entrepot.metadata.places import Place, Scheme, get, match, places, resolve, search
from entrepot.metadata.places.codelist import rows
from entrepot.metadata.places.spelling import fold, read

COUNTRIES = places(Scheme.ISO3)
WIDE = (*COUNTRIES, *places(Scheme.GROUP))
REGIONS = (*places(Scheme.NUTS), *places(Scheme.SUBDIVISION))
TOWNS = (*places(Scheme.LOCODE)[::97], *places(Scheme.IATA)[::37])


def bare(text: str) -> str:
    """The text without its accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def listed(place: Place, written: str) -> bool:
    """Whether the name means the place without a guess, or a doubt about it names the place."""
    try:
        found = match(written)
        return found.place == place and not found.guessed
    except AmbiguousPlace as doubt:
        return any(line.startswith(f"{place.code} ") for line in doubt.candidates)


def test_every_code_of_a_country_group_or_region_means_that_place() -> None:
    for place in (*WIDE, *REGIONS):
        assert resolve(place.code) == place
        assert resolve(place.code.lower()) == place


def test_every_code_means_its_place_within_its_list() -> None:
    for place in (*WIDE, *REGIONS, *TOWNS):
        assert resolve(place.code, schemes=[place.scheme]) == place
        assert get(place.code, place.scheme) == place


def test_a_code_that_two_lists_have_means_the_wider_place() -> None:
    order = list(Scheme)
    for place in TOWNS:
        found = resolve(place.code)
        assert found == place or order.index(found.scheme) < order.index(place.scheme)


def test_every_name_of_a_country_or_group_means_it_or_names_it_in_the_doubt() -> None:
    for place in WIDE:
        for name in place.names.values():
            for written in (name, bare(name), name.upper(), name.lower(), f"  {name} "):
                assert listed(place, written), (place.code, written)


def test_every_spelling_in_our_tables_means_its_country() -> None:
    for table in ("country_names.csv", "country_spellings.csv"):
        for row in rows(table):
            assert listed(get(row["code"]), row["written"]), row


def test_every_name_of_a_region_means_it_or_a_wider_place_or_a_doubt() -> None:
    for place in REGIONS:
        if place.valid_to != "..":
            continue
        for name in place.names.values():
            try:
                found = resolve(name)
            except AmbiguousPlace:
                continue
            wider = found.scheme in (Scheme.ISO3, Scheme.GROUP)
            assert found == place or wider or found.valid_to == ".."


def test_every_prefix_names_its_list() -> None:
    for place, prefix in [(get("LUX"), "ISO3"), (get("LUX", Scheme.IATA), "iata"), (get("LULUX"), "LOCODE")]:
        assert resolve(f"{prefix}:{place.code}") == place


@given(st.text(max_size=60))
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_fold_leaves_neither_capitals_nor_accents_nor_outer_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == folded.strip()
    assert folded == folded.casefold()
    assert "  " not in folded


@given(st.text(max_size=60))
def test_the_core_has_no_word_that_the_name_lacks_but_for_abbreviations(text: str) -> None:
    expanded = {"saint", "republic", "democratic", "islands"}
    assert set(read(fold(text)).core.split()) <= set(fold(text).split()) | expanded


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_place_or_a_clear_error(text: str) -> None:
    for ask in (resolve, search):
        try:
            ask(text)
        except PlaceError as error:
            assert str(error)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(COUNTRIES), st.data())
def test_one_slip_in_a_long_name_never_gives_another_country_in_silence(
    place: Place, data: st.DataObject
) -> None:
    name = place.names["en"]
    at = data.draw(st.integers(0, len(name) - 1))
    written = name[:at] + name[at + 1 :]
    try:
        found = match(written)
    except PlaceError:
        return
    assert found.place == place or not found.guessed


@pytest.mark.parametrize("place", COUNTRIES[::25], ids=lambda place: place.code)
def test_a_place_survives_the_way_to_json(place: Place) -> None:
    again = place.to_dict()
    assert again["code"] == place.code and again["names"] == place.names
