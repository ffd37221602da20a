"""The Factbook's lists held against its own totals."""

import pytest

from entrepot.analyses.profile import implausible_partners
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse


def test_a_supplier_that_does_not_export_so_much_is_found(warehouse: Warehouse) -> None:
    # The Factbook prints "Gambia, The 4%" among Kazakhstan's suppliers, between Russia and Turkey.
    (found,) = implausible_partners(warehouse, get("KAZ"), "imports")
    assert found.partner.code == "GMB"
    assert found.implied.interval.low > found.whole.interval.high
    assert found.implied.origins and found.whole.origins
    # Of the same year as the share, though the Factbook has a later total.
    assert found.whole.period == found.partner.share.period == "2023"


@pytest.mark.parametrize("code", ["BEL", "LUX", "FRA", "UZB", "DEU", "CHN"])
def test_plausible_lists_are_left_alone(warehouse: Warehouse, code: str) -> None:
    assert implausible_partners(warehouse, get(code), "imports") == ()
