from datetime import date

import pytest

from entrepot.metadata.dates import Precision, StatedDate


@pytest.mark.parametrize(
    ("edtf", "precision", "earliest", "latest"),
    [
        ("2012-02-15", Precision.DAY, date(2012, 2, 15), date(2012, 2, 15)),
        ("2008-02", Precision.MONTH, date(2008, 2, 1), date(2008, 2, 29)),
        ("1998", Precision.YEAR, date(1998, 1, 1), date(1998, 12, 31)),
        ("2008~", Precision.YEAR, date(2008, 1, 1), date(2008, 12, 31)),
        ("2012-01/2012-10", Precision.PERIOD, date(2012, 1, 1), date(2012, 10, 31)),
        ("2010-10/..", Precision.OPEN, date(2010, 10, 1), None),
        ("../2006-03", Precision.OPEN, None, date(2006, 3, 31)),
        ("..", Precision.NONE, None, None),
    ],
)
def test_bounds(edtf: str, precision: Precision, earliest: date | None, latest: date | None) -> None:
    stated = StatedDate(edtf)
    assert (stated.precision, stated.earliest, stated.latest) == (precision, earliest, latest)


@pytest.mark.parametrize("edtf", ["1998-13", "199", "2012-02-30", "2010/2008", "spring 2008", "2010-Q4"])
def test_what_is_not_edtf_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError):
        StatedDate(edtf)


def test_a_date_with_a_derivation_is_derived() -> None:
    assert StatedDate("1998", "six years later", "1992 + 6").is_derived
    assert not StatedDate("1998").is_derived
