"""Long tables are summed through one packed key: the same sums, types and order as the plain way."""

import narwhals as nw
import numpy as np
import polars as pl
import pytest

from entrepot.analyses.trade.concordance import sums


def table(kind: str, **columns: object) -> nw.DataFrame[object]:
    frame = pl.DataFrame(columns)
    native = {"polars": frame, "pandas": frame.to_pandas(), "pyarrow": frame.to_arrow()}[kind]
    opened: nw.DataFrame[object] = nw.from_native(native, eager_only=True)
    # PyArrow has two kinds of text; the conversion casts to this one as well.
    return opened.with_columns(nw.selectors.string().cast(nw.String))


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow"])
def test_both_ways_agree(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(7)
    columns = {
        "year": chance.integers(2015, 2018, 500),
        "who": chance.choice(["BEL", "KAZ", "éire", "Ωμέγα"], 500),
        "code": chance.choice(["010121", "010130", "99"], 500),
        "v": chance.integers(0, 100, 500).astype(float),
    }
    opened = table(kind, **columns)
    keys = ["year", "who", "code"]
    plain = sums.summed(opened, keys, "v")
    monkeypatch.setattr(sums, "_LONG", 0)
    packed = sums.summed(opened, keys, "v")
    assert packed.schema == plain.schema
    assert packed.rows() == plain.rows()
    assert plain["v"].sum() == columns["v"].sum()


def test_keys_that_cannot_be_packed_go_the_plain_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "_LONG", 0)
    opened = table("polars", year=[1.5, 1.5, 0.5], v=[1.0, 2.0, 4.0])
    assert sums.summed(opened, ["year"], "v").rows() == [(0.5, 4.0), (1.5, 3.0)]
    nobody = table("polars", who=pl.Series([], dtype=pl.String), v=pl.Series([], dtype=pl.Float64))
    assert sums.summed(nobody, ["who"], "v").rows() == []
