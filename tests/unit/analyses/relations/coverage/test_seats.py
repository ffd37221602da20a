import pytest

from entrepot.analyses.relations.coverage.kinds import Kind, kind_of
from entrepot.analyses.relations.coverage.seats import distance, locate, seat


@pytest.mark.parametrize(
    ("town", "country", "found"),
    [
        ("Astana", "", "KAZ"),
        ("Nur-Sultan", "", "KAZ"),
        ("Баку", "", "AZE"),
        ("Moscow", "", "RUS"),
        ("Bruxelles", "BEL", "BEL"),
        ("Almaty", "KAZ", "KAZ"),
        ("Atyrau", "KAZ", "KAZ"),
    ],
)
def test_towns_are_found_by_the_names_people_use(town: str, country: str, found: str) -> None:
    point = locate(town, country)
    assert point is not None
    assert point.country == found


@pytest.mark.parametrize(
    ("town", "country"), [("Xyzzyville", ""), ("", ""), ("x" * 500, ""), ("Astana", "BEL"), ("a\x00b", "")]
)
def test_what_is_not_known_or_in_doubt_is_nowhere(town: str, country: str) -> None:
    assert locate(town, country) is None


def test_a_name_that_several_towns_bear_is_in_doubt() -> None:
    assert locate("Springfield") is None


def test_distances_are_great_circles() -> None:
    # Brussels to Moscow: 2,254 km by the great circle.
    assert distance(locate("Brussels"), "RUS") == pytest.approx(2254, abs=15)
    assert distance(None, "RUS") is None
    assert distance(locate("Brussels"), "CentralAsia") is None


def test_a_region_is_stood_for_by_its_seat() -> None:
    found = seat("BE33")
    assert found is not None
    assert (found.town, found.country) == ("Liège", "BEL")


def test_words_of_documents_for_one_form() -> None:
    assert kind_of("High Commission") is Kind.EMBASSY
    assert kind_of("parliamentary friendship group ") is Kind.FRIENDSHIP
    assert kind_of("branch") is None
