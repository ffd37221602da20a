from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from entrepot.briefs.cartography.axes import ticks
from entrepot.briefs.cartography.labels import Name, Placed, Sheet, dotted, lined, size_of

EMPTY = np.empty((0, 2))


def _box(put: Placed) -> tuple[float, float, float, float]:
    wide, tall = size_of(put.name)
    left = {"left": put.x, "right": put.x - wide, "center": put.x - wide / 2}[put.align]
    return left, put.y - tall / 2, left + wide, put.y + tall / 2


_PLACES = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200)), min_size=1, max_size=25)


@given(_PLACES, st.lists(st.sampled_from(["Almaty", "Małaszewicze", "Osh"]), min_size=25, max_size=25))
def test_names_cover_neither_each_other_nor_marks_and_stay_on_the_page(
    places: list[tuple[float, float]], words: list[str]
) -> None:
    sheet = Sheet(300.0, 200.0, EMPTY)
    for x, y in places:
        sheet.occupy(x, y, 3.0)
    names = [Name(text, x, y, 11.0, 6.0) for (x, y), text in zip(places, words, strict=False)]
    boxes = [_box(put) for put in sheet.place(names)]
    marks = [(x - 3, y - 3, x + 3, y + 3) for x, y in places]
    for place, box in enumerate(boxes):
        assert box[0] >= 0
        assert box[2] <= 300
        for other in (*boxes[:place], *marks):
            apart = box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1]
            assert apart


def test_a_needed_name_is_placed_even_where_nothing_is_free() -> None:
    sheet = Sheet(100.0, 60.0, EMPTY)
    sheet.occupy(50.0, 30.0, 100.0)
    needed = Name("Almaty", 50.0, 30.0, 13.0, 8.0, needed=True)
    assert len(sheet.place([needed])) == 1
    assert sheet.place([Name("Osh", 50.0, 30.0, 13.0, 8.0)]) == []
    long = Name("a name as long as this is nowhere beside", 50.0, 30.0, 13.0, 8.0, needed=True)
    assert len(sheet.place([long])) == 1


def test_a_name_rather_stands_off_a_line_than_on_it() -> None:
    line = dotted([np.array([[50.0, 50.0], [250.0, 50.0]])])
    put = Sheet(300.0, 100.0, line).place([Name("Almaty", 50.0, 50.0, 12.0, 6.0)])[0]
    assert (put.align, put.y) == ("right", 50.0)


def test_a_list_is_broken_behind_its_commas() -> None:
    assert lined("fastest, safest") == "fastest, safest"
    assert lined("cheapest, greenest, best balance") == "cheapest,\ngreenest,\nbest balance"


def test_ticks_are_round() -> None:
    assert ticks(24.8, 6) == [0.0, 5.0, 10.0, 15.0, 20.0]
    assert ticks(7499.0, 8) == [1000.0 * n for n in range(8)]
    assert ticks(0.0, 6) == [0.0]
