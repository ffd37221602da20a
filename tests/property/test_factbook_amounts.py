"""Any number printed the Factbook's way is read back, and its bounds hold it."""

from hypothesis import given
from hypothesis import strategies as st

from entrepot.sources.cia_factbook.amounts import parse_amount

SCALES = {"": 1, " million": 10**6, " billion": 10**9, " trillion": 10**12}


@given(
    thousandths=st.integers(0, 10**8),
    decimals=st.integers(0, 3),
    scale=st.sampled_from(sorted(SCALES)),
    negative=st.booleans(),
    year=st.integers(1990, 2029),
)
def test_a_printed_amount_is_read_back(thousandths, decimals, scale, negative, year):
    number = round(thousandths / 1000, decimals)
    sign = "-" if negative else ""
    amount = parse_amount(f"{sign}${number:,.{decimals}f}{scale} ({year} est.)")
    assert amount is not None and amount.value is not None
    exact = (-1 if negative else 1) * number * SCALES[scale]
    assert abs(amount.value - exact) <= abs(exact) * 1e-12
    assert amount.low <= amount.value <= amount.high
    assert amount.high - amount.low <= 1.0001 * SCALES[scale] / 10**decimals
    assert (amount.unit, amount.period, amount.estimate) == ("$", str(year), True)
