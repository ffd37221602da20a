"""Hours, dollars and kilograms of any leg, with the shipped parameters: in order, never less for more."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from corridor_parameters import leg, shipped
from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.emissions import leg_co2e
from entrepot.analyses.corridors.prices import leg_price
from entrepot.analyses.corridors.times import leg_hours
from entrepot.metadata.corridors import Leg, Mode, Span

COUNTRIES = st.dictionaries(
    st.sampled_from(["CHN", "KAZ", "RUS", "BLR", "POL", "DEU", "BEL", "XXX"]),
    st.floats(1.0, 3000.0),
    max_size=5,
)
LEGS = st.builds(
    lambda mode, km, countries, gauge: leg(mode, km, countries=countries, gauge=gauge),
    st.sampled_from(list(Mode)),
    st.floats(1.0, 20_000.0),
    COUNTRIES,
    st.sampled_from([0, 1435, 1520]),
)
AMOUNTS = st.floats(0.01, 5000.0).map(lambda tonnes: f"{tonnes:.4f} t")


def spans(way: Leg, amount: str) -> tuple[Span, Span, Span]:
    load, known = cargo(amount, parameters=shipped()), shipped()
    return leg_hours(way, known)[0], leg_price(way, load, known)[0], leg_co2e(way, load, known)[0]


@given(LEGS, AMOUNTS)
def test_low_typical_and_high_are_in_order_and_more_than_nothing(way: Leg, amount: str) -> None:
    for span in spans(way, amount):
        assert 0.0 < span.low <= span.typical <= span.high


@given(LEGS, st.floats(1.0, 10.0))
def test_a_longer_way_never_takes_costs_or_emits_less(way: Leg, times: float) -> None:
    farther = leg(way.mode, way.km * times, countries=dict(way.countries), gauge=way.gauge)
    for near, far in zip(spans(way, "20 t")[:2], spans(farther, "20 t")[:2], strict=True):
        assert near.typical <= far.typical * (1 + 1e-9)


@given(LEGS, st.integers(1, 50))
def test_price_and_emission_grow_with_the_load_and_hours_do_not(way: Leg, times: int) -> None:
    one, many = spans(way, "10 t"), spans(way, f"{10 * times} t")
    assert one[0] == many[0]
    for small, large in zip(one[1:], many[1:], strict=True):
        assert abs(large.typical - times * small.typical) <= 1e-6 * large.typical
