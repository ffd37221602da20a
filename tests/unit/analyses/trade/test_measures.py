"""What the measures refuse, and why they say so."""

from __future__ import annotations

import math

import pandas as pd
import polars as pl
import pytest

from entrepot.analyses.trade.measures import grubel_lloyd, shares, trade_intensity
from entrepot.metadata.errors import BadInput


def test_a_missing_column_is_named_with_what_is_there() -> None:
    with pytest.raises(BadInput, match=r"column value: the frame lacks.*it has v\..*Rename") as error:
        shares(pl.DataFrame({"v": [1]}))
    assert error.value.column == "value"


@pytest.mark.parametrize("value", [-1.0, math.nan, math.inf, None])
def test_a_value_that_is_no_amount_is_named_with_its_line(value: float | None) -> None:
    with pytest.raises(BadInput, match=r"line 2, column value: .*not finite or negative"):
        shares(pl.DataFrame({"value": [1.0, value]}))


def test_the_same_of_pandas() -> None:
    with pytest.raises(BadInput, match="line 1, column imports"):
        grubel_lloyd(pd.DataFrame({"exports": [1.0], "imports": [math.nan]}))


def test_words_are_no_amounts() -> None:
    with pytest.raises(BadInput, match="numeric"):
        shares(pl.DataFrame({"value": ["12"]}))


def test_an_empty_key_is_refused() -> None:
    flows = pl.DataFrame({"origin": ["A", "B"], "destination": ["B", None], "value": [1, 1]})
    with pytest.raises(BadInput, match="line 2, column destination: a key is empty"):
        trade_intensity(flows)


def test_whole_numbers_are_amounts_too() -> None:
    assert shares(pl.DataFrame({"value": [1, 3]}))["share"].to_list() == [0.25, 0.75]


def test_an_empty_frame_gives_an_empty_frame() -> None:
    assert shares(pl.DataFrame(schema={"value": pl.Float64})).columns == ["value", "share"]
