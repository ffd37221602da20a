"""Rates by country and by currency."""

import pytest

from entrepot.analyses.profile import exchange_rate
from entrepot.metadata.errors import NoData
from entrepot.metadata.interval import Interval
from entrepot.metadata.places.place import Place, Scheme


def country(code):
    return Place(code, Scheme.ISO3, "country", {"en": code})


@pytest.mark.parametrize(
    ("of", "year", "value", "unit"),
    [
        ("EUR", 2024, 0.924, "EUR per USD"),
        ("EUR", "2020", Interval(0.876, 0.877), "EUR per USD"),
        (country("BEL"), 2022, 0.95, "EUR per USD"),
        (country("KAZ"), 2024, 468.962, "KZT per USD"),
        ("KZT", 2024, 468.962, "KZT per USD"),
        ("USD", 2024, 1.0, "USD per USD"),
        (country("USA"), 2024, 1.0, "USD per USD"),
        (country("ECU"), 2024, 1.0, "USD per USD"),
    ],
)
def test_rates(warehouse, of, year, value, unit):
    rate = exchange_rate(warehouse, of, year)
    assert (rate.value, rate.unit, rate.period) == (value, unit, str(year))
    assert rate.origins


def test_entries_that_print_different_rates_give_an_interval_that_cites_both(warehouse):
    rate = exchange_rate(warehouse, "EUR", 2022)
    assert rate.value == Interval(0.95, 0.951)
    assert rate.caveat == "Entries print 0.95 to 0.951."
    assert {origin.locator.partition(" ›")[0] for origin in rate.origins} == {"European Union", "Andorra"}


def test_the_euro_is_cited_from_the_unions_entry(warehouse):
    assert exchange_rate(warehouse, "EUR", 2024).origins[0].locator.startswith("European Union ›")


@pytest.mark.parametrize(("of", "year"), [("EUR", 1999), ("XXX", 2024), (country("KAZ"), 2030)])
def test_no_rate_names_the_years_there_are(warehouse, of, year):
    with pytest.raises(NoData, match="it has"):
        exchange_rate(warehouse, of, year)
