from hypothesis import given
from hypothesis import strategies as st

from entrepot.metadata.interval import Interval

numbers = st.floats(-1e6, 1e6)
intervals = st.tuples(numbers, numbers).map(lambda ends: Interval(min(ends), max(ends)))


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, float]:
    interval = draw(intervals)
    return interval, draw(st.floats(interval.low, interval.high))


@given(members(), members())
def test_operations_hold_every_result_of_their_members(
    a: tuple[Interval, float], b: tuple[Interval, float]
) -> None:
    (left, x), (right, y) = a, b
    slack = 1e-6 * (1 + abs(x) * abs(y))
    for result, value in [(left + right, x + y), (left - right, x - y), (left * right, x * y)]:
        assert result.low - slack <= value <= result.high + slack
    if abs(y) > 1e-3:
        quotient = left / right
        slack = 1e-6 * (1 + abs(x / y))
        assert quotient.low - slack <= x / y <= quotient.high + slack


@given(st.integers(-(10**9), 10**9), st.integers(0, 6))
def test_a_number_lies_in_the_rounding_of_how_it_is_written(units: int, decimals: int) -> None:
    written = f"{units / 10**decimals:,.{decimals}f}"
    assert float(written.replace(",", "")) in Interval.rounding(written)
