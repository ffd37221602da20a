"""Which routes of a front are shown."""

import numpy as np

from entrepot.analyses.corridors.options import balanced, pick, ratios

# hours, USD, kg CO2e, hours of delay: an aircraft, two trains, a ship, a slower ship that is greener
FRONT = np.array(
    [
        [60.0, 60000.0, 66000.0, 30.0],
        [400.0, 6000.0, 2000.0, 60.0],
        [430.0, 5800.0, 1900.0, 70.0],
        [900.0, 3000.0, 2500.0, 90.0],
        [1300.0, 3100.0, 1500.0, 80.0],
    ]
)
MODES = ["air", "rail", "rail", "sea", "sea"]


def names_of(row: int) -> set[str]:
    return {name for p in pick(FRONT, MODES) if p.row == row for name in p.names}


def test_the_extremes_are_the_best_of_each_column():
    assert {"fastest", "safest", "by air"} <= names_of(0)
    assert "cheapest" in names_of(3)
    assert "greenest" in names_of(4)


def test_the_balance_has_the_smallest_product_of_ratios():
    shifted = FRONT + np.array([0, 0, 0, 24.0])
    products = (shifted / shifted.min(axis=0)).prod(axis=1)
    assert balanced(FRONT) == int(products.argmin())
    assert np.allclose(np.exp(ratios(FRONT).sum(axis=1)), products)


def test_every_main_mode_is_shown_once_by_name():
    named = [name for p in pick(FRONT, MODES) for name in p.names if name.startswith("by ")]
    assert sorted(named) == ["by air", "by rail", "by sea"]


def test_small_fronts_are_filled_up_but_never_repeat_a_row():
    rows = [p.row for p in pick(FRONT, MODES)]
    assert len(rows) == len(set(rows)) == 5


def test_what_no_reader_could_tell_apart_is_not_added():
    twins = np.repeat(FRONT[1:2], 8, axis=0) * (1 + np.arange(8)[:, None] * 1e-4)
    assert len(pick(twins, ["rail"] * 8)) == 1


def test_no_delay_at_all_does_not_outweigh_everything():
    calm = np.array([[900.0, 9000.0, 9000.0, 0.0], [300.0, 3000.0, 3000.0, 1.0]])
    assert balanced(calm) == 1
