"""Effects as they are asked of, kept and read again: sums by hand, and the same after a round trip."""

from __future__ import annotations

import json
from array import array
from math import inf

import pytest

from entrepot.analyses.scenarios.account.effects import CARRIED, NOTHING, Change
from entrepot.analyses.scenarios.account.kept import packed, unpacked
from little_effects import BEL, ECONOMIES, KAZ, effects


def test_sales_of_several_add_up_with_their_bounds() -> None:
    found = effects()
    assert found.sold(["BEL"], ["KAZ"]) == Change(100.0, -8.0, -12.0, -4.0)
    assert found.sold(["BEL", "FRA"], ["KAZ", "RUS"]) == Change(130.0, -8.0, -12.0, -4.0)
    assert found.sold(["BEL"], ["KAZ"], "all") == Change(110.0, -8.0, -12.0, -4.0)
    assert found.sold(["BEL"], ["BEL"]) == NOTHING
    assert found.sold(["BEL"], ["UZB"]) == NOTHING


def test_changes_are_shares_of_before_and_of_nothing_none() -> None:
    assert Change(200.0, 4.0, -2.0, 6.0).relative == pytest.approx((0.02, -0.01, 0.03))
    assert Change(0.0, 4.0, 1.0, 6.0).relative is None


def test_industries_come_by_how_much_they_change() -> None:
    found = effects().by_industry(["BEL"], ["KAZ"])
    assert list(found)[:2] == ["C21", "A01"]
    assert found["C21"] == (60.0, -6.0)


def test_what_bringing_takes_is_a_mean_by_goods_sold() -> None:
    made = effects()
    found = made.carried(["BEL"], ["KAZ"])
    assert found is not None
    assert [found.before[part] for part in CARRIED] == pytest.approx([0.06, 0.04, 0.01])
    assert (found.change, found.low, found.high) == pytest.approx((0.012, 0.008, 0.02))
    cells = len(ECONOMIES) ** 2
    made.carriage[BEL * len(ECONOMIES) + KAZ] = 0.17  # freight before, a hundred of the hundred and ten sold
    both = made.carried(["BEL", "FRA"], ["KAZ"])
    assert both is not None
    assert both.before["freight"] == pytest.approx((0.17 * 100 + 0.06 * 10) / 110)
    made.carriage[8 * cells + BEL * len(ECONOMIES) + KAZ] = inf
    assert made.carried(["BEL"], ["KAZ"]) is None


def test_without_corridors_nothing_is_known_of_bringing() -> None:
    assert effects(carried=False).carried(["BEL"], ["KAZ"]) is None


def test_what_is_kept_is_what_was_made() -> None:
    made = effects()
    again = unpacked(json.loads(json.dumps(packed(made), allow_nan=False)))
    for name in made.__dataclass_fields__:
        assert getattr(again, name) == getattr(made, name), name
    assert isinstance(again.sales, array)


def test_industries_have_the_names_of_the_language_and_english_ones_beside() -> None:
    made = effects()
    assert made.name("C21", "fr") == "Médicaments"
    assert made.name("C21", "kk") == "Medicines"
    assert made.name("Z", "en") == "Z"
