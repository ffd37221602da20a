from collections.abc import Callable

import pytest

from entrepot.metadata.errors import AmbiguousPlace, PlaceError, UnknownPlace
from entrepot.metadata.places import (
    Scheme,
    get,
    label,
    match,
    namesakes,
    places,
    resolve,
    resolver,
    search,
)


def codes(found: object) -> list[str]:
    return [place.code for place in found]  # type: ignore[attr-defined]


def test_schemes_narrow_the_question() -> None:
    assert resolve("Luxembourg").code == "LUX"
    assert resolve("Luxembourg", schemes=[Scheme.LOCODE]).code == "LULUX"
    assert resolve("Luxembourg", schemes=[Scheme.NUTS]).code == "BE34"
    assert resolve("LUX", schemes=[Scheme.IATA]).scheme is Scheme.IATA


def test_nothing_fits_the_schemes() -> None:
    with pytest.raises(UnknownPlace):
        resolve("BE33", schemes=[Scheme.ISO3])
    with pytest.raises(UnknownPlace):
        resolve("NUTS:KAZ")


def test_get_wants_a_code_and_knows_no_names() -> None:
    assert get("centralasia").code == "CentralAsia"
    assert get("LUX", Scheme.IATA).kind == "airport"
    with pytest.raises(UnknownPlace):
        get("Belgium")
    with pytest.raises(UnknownPlace):
        get("BEL", Scheme.NUTS)


def test_a_country_code_is_never_taken_for_an_airport() -> None:
    for country in places(Scheme.ISO3):
        assert resolve(country.code) == country
        assert resolve(country.codes.get("ISO 3166-1 alpha-2", country.code)).scheme is Scheme.ISO3


def test_namesakes_come_in_the_order_of_precedence() -> None:
    assert codes(namesakes("Liège")) == ["BE33", "BE332", "BELGG", "LGG"]


def test_search_goes_from_exact_to_similar() -> None:
    found = codes(search("Kazakh", limit=5))
    assert found[0] == "KAZ"
    assert "KAZ" in codes(search("Kazakstahn"))
    assert len(search("San", limit=7)) == 7


def test_an_unknown_name_is_repeated_in_the_error() -> None:
    with pytest.raises(UnknownPlace, match="No place is called “Atlantis”") as unknown:
        resolve("Atlantis")
    assert unknown.value.written == "Atlantis"


def test_many_namesakes_are_counted_not_all_listed() -> None:
    with pytest.raises(AmbiguousPlace) as doubt:
        resolve("Richmond")
    assert len(doubt.value.candidates) == 13
    assert doubt.value.candidates[-1].startswith("… and ")


def test_labels() -> None:
    assert label(get("BE33")) == "BE33  Province of Liège (NUTS 2, Belgium)"
    assert label(get("BE33"), "fr") == "BE33  Province de Liège (NUTS 2, Belgique)"
    assert label(get("KAZ")) == "KAZ  Kazakhstan (country)"
    assert label(get("SUN")) == "SUN  USSR (former country, until 1991-12-26)"
    assert label(get("BEANR")) == "BEANR  Antwerp (town or terminal, BE-VAN, Belgium)"


HOSTILE = {
    "nothing": "",
    "spaces": " \t ",
    "signs only": "***---***",
    "a null": "BEL\x00",
    "an escape sequence": "\x1b[31mBEL\x1b[0m",
    "a newline": "BEL\nKAZ",
    "half a surrogate pair": "BEL\ud800",
    "a private character": "\ue000",
    "a script": "<script>alert(1)</script>",
    "a query": "' OR 1=1; DROP TABLE place; --",
    "a wildcard": "%",
    "a path": "../../etc/passwd",
    "a long name": "Kazakhstan " * 50,
    "a megabyte": "A" * 1_000_000,
    "a megabyte of accents": "e\u0301" * 500_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_refused_clearly(text: str) -> None:
    with pytest.raises(PlaceError) as refused:
        resolve(text)
    message = str(refused.value)
    assert len(message) < 400
    assert message.isprintable()
    for ask in (match, search, namesakes):
        try:
            ask(text)
        except PlaceError as error:
            assert len(str(error)) < 400


@pytest.mark.parametrize("ask", [resolve, match, search, namesakes])
def test_a_text_too_long_for_a_name_is_refused_unread(
    ask: Callable[[str], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(text: str) -> str:
        raise AssertionError("time is spent on reading it")

    monkeypatch.setattr(resolver, "fold", read)
    with pytest.raises(UnknownPlace, match="1,000,000 characters"):
        ask("A" * 1_000_000)


def test_invisible_characters_of_pasted_text_do_not_matter() -> None:
    assert resolve("\ufeffKazakh\u00adstan\u200b").code == "KAZ"
    assert resolve("Kazakhstan\u00a0").code == "KAZ"
