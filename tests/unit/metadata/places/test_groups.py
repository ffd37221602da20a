import pytest

from entrepot.metadata.places import Scheme, get, groups_of, members, places


def codes(group: str, on: str = "") -> set[str]:
    return {country.code for country in members(get(group), on=on)}


@pytest.mark.parametrize(
    ("group", "on", "expected"),
    [
        ("Benelux", "", "BEL LUX NLD"),
        ("BLEU", "", "BEL LUX"),
        ("CentralAsia", "", "KAZ KGZ TJK TKM UZB"),
        ("Visegrad", "", "CZE HUN POL SVK"),
        ("Visegrad", "1992-06-01", "CSK HUN POL"),
        ("EAEU", "2015-01-01", "BLR KAZ RUS"),
        ("EAEU", "", "ARM BLR KAZ KGZ RUS"),
        ("OTS", "2015-01-01", "AZE KAZ KGZ TUR"),
        ("OTS", "", "AZE KAZ KGZ TUR UZB"),
        ("EFTA", "", "CHE ISL LIE NOR"),
        ("G7", "", "CAN DEU FRA GBR ITA JPN USA"),
    ],
)
def test_members(group: str, on: str, expected: str) -> None:
    assert codes(group, on) == set(expected.split())


@pytest.mark.parametrize(
    ("on", "count"),
    [
        *[("1957-12-31", 0), ("1958-01-01", 6), ("1973-01-01", 9), ("1995-01-01", 15), ("2004-05-01", 25)],
        *[("2013-07-01", 28), ("2020-01-31", 28), ("2020-02-01", 27)],
    ],
)
def test_the_union_grows_on_the_days_it_grew(on: str, count: int) -> None:
    assert len(codes("EU27", on)) == count


@pytest.mark.parametrize(
    ("group", "count"),
    [
        *[("EU27", 27), ("EU28", 28), ("EuroArea", 21), ("EEA", 30), ("OECD", 38), ("NATO", 32)],
        *[("ASEAN", 11), ("SCO", 10), ("BRICS", 10), ("G20", 19), ("GCC", 6), ("ECO", 10), ("CAREC", 11)],
    ],
)
def test_size_today(group: str, count: int) -> None:
    assert len(get(group).members) == count


def test_a_month_counts_to_its_last_day() -> None:
    assert "TKM" in codes("CIS", "2005-08-20")
    assert "TKM" not in codes("CIS", "2005-09-01")


def test_associates_and_observers_are_no_members() -> None:
    assert "TKM" not in codes("CIS")
    assert "HUN" not in codes("OTS")


def test_an_ended_group_keeps_the_members_it_had() -> None:
    assert "GBR" in get("EU28").members


def test_groups_of_a_country() -> None:
    assert [group.code for group in groups_of(get("LUX"))] == [
        *("EU27", "EuroArea", "Benelux", "BLEU", "OECD", "EEA", "NATO")
    ]
    assert groups_of(get("BE33")) == ()


def test_every_group_has_five_names_a_source_and_members_that_exist() -> None:
    countries = {country.code for country in places(Scheme.ISO3)}
    for group in places(Scheme.GROUP):
        assert set(group.names) == {"en", "fr", "nl", "ru", "kk"}
        assert all(group.names.values()), group.code
        assert set(group.members) <= countries
        assert group.members or group.code == "ROW"
        assert group.countries == group.members


def test_the_world_is_every_country_there_is_now() -> None:
    assert len(get("WLD").members) == 250
    assert "SUN" not in get("WLD").members
