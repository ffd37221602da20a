"""Profiles from the extract that ships: numbers with their place, groups, two entries for one economy."""

import pytest

from entrepot.analyses.profile import profile
from entrepot.metadata.errors import NoData
from entrepot.metadata.factbook import ENTITIES
from entrepot.metadata.figure import Quality
from entrepot.metadata.places import Place, Scheme, places

WITHOUT_ENTRY = ("ALA", "BES", "GLP", "GUF", "MTQ", "MYT", "REU")


def country(code):
    return Place(code, Scheme.ISO3, "country", {"en": code})


def group(code, *members):
    return Place(code, Scheme.GROUP, "group", {"en": code}, members=members)


def test_a_country_has_figures_latest_first_with_their_place_in_the_factbook(warehouse):
    belgium = profile(warehouse, country("BEL"))
    assert [(f.period, f.value) for f in belgium.series["exports"]] == [
        ("2024", 525.458e9),
        ("2023", 542.508e9),
        ("2022", 565.233e9),
    ]
    exports = belgium.latest("exports")
    assert exports is not None
    assert exports.origins[0].locator == "Belgium › Economy › Exports › Exports 2024"
    assert exports.origins[0].edition == "22 January 2026 (last edition)"
    assert exports.quality is Quality.ESTIMATED
    assert "balance of payments" in exports.caveat
    assert belgium.of("exports", "2023") == belgium.series["exports"][1]


def test_words_are_quoted_with_their_place(warehouse):
    ports = profile(warehouse, country("BEL")).quoted("key_ports")
    assert ports is not None
    assert ports.text == "Antwerpen, Bruxelles, Ghent, Oostende, Zeebrugge"
    assert ports.origin.locator == "Belgium › Transportation › Ports › key ports"


def test_what_is_not_given_is_none_and_not_zero(warehouse):
    luxembourg = profile(warehouse, country("LUX"))
    assert luxembourg.latest("external_debt") is None
    assert luxembourg.quoted("external_debt") is None
    assert luxembourg.of("exports", "1999") is None


def test_it_prints_itself(warehouse):
    text = str(profile(warehouse, country("KAZ")))
    assert "railways, total length: 16,636 km (2021)" in text
    assert "real GDP growth, annual: 4.8 % (2024); 5.1 % (2023); 3.2 % (2022)" in text
    assert "exports of goods and services: 91.908 billion USD (2024)" in text
    assert "capital: Astana" in text


def test_it_goes_to_json(warehouse):
    stated = profile(warehouse, country("TJK")).to_dict()
    assert stated["place"] == "TJK"
    assert stated["series"]["population"][0]["origins"][0]["publisher"] == "CIA"
    assert stated["words"]["capital"][0]["text"] == "Dushanbe"


def test_every_country_of_today_has_a_profile_but_those_named(warehouse):
    today = [place for place in places(Scheme.ISO3) if place.valid_to == ".."]
    known = set(warehouse.read(ENTITIES)["economy"])
    assert sorted(place.code for place in today if place.code not in known) == list(WITHOUT_ENTRY)
    with_entry = [place for place in today if place.code in known]
    assert len(with_entry) == 243
    assert [place.code for place in with_entry if not profile(warehouse, place).series] == []


@pytest.mark.parametrize("code", WITHOUT_ENTRY)
def test_parts_of_a_country_without_an_entry_say_so(warehouse, code):
    with pytest.raises(NoData, match=code):
        profile(warehouse, country(code))


def test_a_group_is_the_sum_of_its_members_where_sums_make_sense(warehouse):
    benelux = profile(warehouse, group("Benelux", "BEL", "NLD", "LUX"))
    members = [profile(warehouse, country(code)) for code in ("BEL", "NLD", "LUX")]
    population = benelux.latest("population")
    assert population is not None
    assert population.value == sum(member.latest("population").value for member in members)
    assert population.places == ("Benelux", "BEL", "NLD", "LUX")
    assert population.method == "sum over BEL, NLD, LUX"
    assert len(population.origins) == 3
    assert "gdp_growth" not in benelux.series
    assert "exchange_rate" not in benelux.series
    assert benelux.words == {}


def test_a_sum_names_the_members_it_lacks(warehouse):
    some = profile(warehouse, group("Some", "BEL", "GLP", "AFG", "PRK"))
    reserves = some.latest("reserves")
    assert reserves is not None
    assert some.missing == ("GLP",)
    assert "GLP" in reserves.caveat
    assert "GLP" not in reserves.places


def test_a_sum_over_different_years_says_so(warehouse):
    railways = profile(warehouse, group("Two", "BEL", "KAZ")).latest("railways")
    assert railways is not None
    assert (railways.value, railways.period) == (3602 + 16636, "2020/2021")
    assert "Of different years: BEL 2020, KAZ 2021." in railways.caveat


def test_figures_in_other_units_stay_out_of_a_sum(warehouse):
    # Jersey's real GDP is in dollars of 2015, the others' in dollars of 2021.
    gdp = profile(warehouse, group("Three", "BEL", "LUX", "JEY")).latest("gdp_ppp")
    assert gdp is not None
    assert gdp.places == ("Three", "BEL", "LUX")
    assert gdp.caveat.startswith("Without JEY: no figure in USD of 2021 (PPP).")


def test_the_union_has_an_entry_of_its_own(warehouse):
    union = profile(warehouse, group("EU27", "BEL", "FRA"))
    assert union.latest("exports").value == 9.783e12
    assert union.latest("gdp_growth") is not None


def test_palestine_adds_its_two_entries_up_unless_both_print_the_same(warehouse):
    palestine = profile(warehouse, country("PSE"))
    population, gdp = palestine.latest("population"), palestine.latest("gdp_ppp")
    assert population.value == 3_310_554 + 2_184_652
    assert population.method == "sum of West Bank + Gaza Strip"
    assert gdp.value == 20.339e9
    assert palestine.latest("population_growth").caveat.startswith("Of West Bank only.")


def test_a_group_that_the_factbook_knows_nothing_of(warehouse):
    with pytest.raises(NoData, match="nor for a part"):
        profile(warehouse, group("Overseas", "GLP", "MTQ"))
