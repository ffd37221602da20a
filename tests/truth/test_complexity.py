"""The complexity family against Stata's own output, and against rankings that others computed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from entrepot.analyses.trade.complexity import (
    Choices,
    FullSet,
    eigenvector,
    fitness,
    full_set,
    indices,
    reflections,
)

MEASURES = ["rca", "M", "density", "eci", "pci", "diversity", "ubiquity", "coi", "cog"]
COLUMNS = {"time": "year", "place": "origin", "product": "hs92", "value": "export_val"}
TEXT = {"hs92": pl.String, "export_val": pl.Float64}


@pytest.fixture(scope="module")
def trade(shared: Path) -> pl.DataFrame:
    """1995 as Stata holds it: its `import delimited` makes floats of four bytes."""
    file = shared / "data" / "complexity" / "trade_data_sample_1995.csv"
    return pl.read_csv(file, schema_overrides=TEXT).with_columns(pl.col("export_val").cast(pl.Float32))


@pytest.fixture(scope="module")
def stata(shared: Path) -> pl.DataFrame:
    file = shared / "data" / "complexity" / "stata_ground_truth_1995.csv"
    return pl.read_csv(file, schema_overrides=TEXT, infer_schema_length=None).sort("year", "origin", "hs92")


def test_every_column_of_stata(trade: pl.DataFrame, stata: pl.DataFrame) -> None:
    found = indices(trade.sample(fraction=1, shuffle=True, seed=7), **COLUMNS)
    assert found.select("year", "origin", "hs92").equals(stata.select("year", "origin", "hs92"))
    for name in MEASURES:
        gap = (found[name] - stata[name]).abs().max()
        assert isinstance(gap, float) and gap < 1e-12, name


def test_the_file_as_it_is_in_eight_bytes_too(shared: Path, stata: pl.DataFrame) -> None:
    file = shared / "data" / "complexity" / "trade_data_sample_1995.csv"
    found = indices(pl.read_csv(file, schema_overrides=TEXT), **COLUMNS)
    for name in MEASURES:
        gap = (found[name] - stata[name]).abs().max()
        assert isinstance(gap, float) and gap < 1e-6, name


def test_ties_of_ten_neighbours_as_observed_in_stata(trade: pl.DataFrame) -> None:
    # Who read Stata's knn(10) output found 8 of 30 products to depend on how it rounds the tenth proximity.
    rounded = indices(trade, knn=10, **COLUMNS)
    plain = indices(trade, knn=10, convention="ecomplexity", **COLUMNS)
    moved = (rounded["density"] - plain["density"]).abs() > 1e-9
    assert rounded.filter(moved)["hs92"].n_unique() == 8


def test_rpop_leaves_out_who_has_no_population(shared: Path, trade: pl.DataFrame) -> None:
    people = pl.read_csv(shared / "data" / "complexity" / "population_data_sample.csv")
    with pytest.warns(UserWarning, match="1 place and 0 products are left out"):
        found = indices(trade, presence="rpop", population=people, **COLUMNS)
    known = found.filter(pl.col("origin") != "blx")
    assert found.filter(pl.col("origin") == "blx")["rpop"].null_count() == 30 and len(known) == 270
    cell = trade.join(people, on=["year", "origin"])
    world = cell.group_by("hs92").agg(pl.col("export_val").cast(pl.Float64).sum().alias("world"))
    share = cell.join(world, on="hs92").sort("origin", "hs92")
    everyone = people.filter(pl.col("origin").is_in(cell["origin"].unique()), pl.col("year") == 1995)[
        "population"
    ]
    wanted = (share["export_val"] / share["world"]) / (share["population"] / everyone.sum())
    assert np.allclose(known["rpop"].to_numpy(), wanted.to_numpy(), rtol=1e-6)


@pytest.fixture(scope="module")
def world(shared: Path) -> tuple[list[str], np.ndarray, FullSet]:
    """226 places and 785 products; values are means over records: good for algorithms, not for rankings."""
    file = shared / "data" / "complexity" / "world_trade_avg_1998_to_2000.csv"
    cells = pl.read_csv(file, schema_overrides={"product": pl.String})
    wide = cells.pivot(on="product", index="country", values="value").fill_null(0).sort("country")
    values = wide.drop("country").to_numpy().astype(float)
    assert values.shape == (226, 785)
    return wide["country"].to_list(), values, full_set(values)


def top(places: list[str], scores: np.ndarray) -> list[str]:
    return [places[i] for i in np.argsort(-scores)[:10]]


def test_eci_ranks_as_ecomplexity_and_econcomplex_do(world: tuple[list[str], np.ndarray, FullSet]) -> None:
    places, _, found = world
    assert top(places, found.eci) == ["sgs", "jpn", "hmd", "gbr", "deu", "smr", "usa", "esh", "myt", "wlf"]
    rank = {place: 1 + int((found.eci > score).sum()) for place, score in zip(places, found.eci, strict=True)}
    assert (rank["kaz"], rank["bel"]) == (200, 49)
    assert (found.pci.mean(), found.pci.std(ddof=1)) == pytest.approx((0.470, 2.311), abs=5e-4)
    assert np.allclose(found.eci, found.present @ found.pci / found.diversity, atol=1e-12)


def test_reflections_rank_as_datawheel_does(world: tuple[list[str], np.ndarray, FullSet]) -> None:
    places, _, found = world
    # By the correlation, what Datawheel's package calls 20 iterations are 18 reflections.
    kc = reflections(found.present, 18).places
    assert 1 + int((kc > kc[places.index("kaz")]).sum()) == 199
    assert top(places, kc) == ["sgs", "jpn", "hmd", "gbr", "deu", "usa", "smr", "esh", "myt", "che"]
    assert np.corrcoef(kc, found.eci)[0, 1] == pytest.approx(0.99994, abs=5e-6)
    # Raw reflections are noise past 60 steps; ours are the eigenvector.
    assert np.corrcoef(reflections(found.present, 500).places, found.eci)[0, 1] == pytest.approx(1, abs=1e-9)


def test_fitness_ranks_as_the_package_for_r_does(world: tuple[list[str], np.ndarray, FullSet]) -> None:
    places, _, found = world
    scores = fitness(found.present, 20).places
    assert top(places, scores) == ["deu", "esp", "ita", "fra", "cze", "usa", "aut", "gbr", "bel", "jpn"]
    rank = {place: 1 + int((scores > score).sum()) for place, score in zip(places, scores, strict=True)}
    assert (rank["kaz"], rank["bel"]) == (117, 9)


def test_single_precision_and_the_general_eigensolver(world: tuple[list[str], np.ndarray, FullSet]) -> None:
    _, values, found = world
    single = full_set(values, Choices(precision="single"))
    for name in ("density", "coi", "cog"):
        assert np.nanmax(np.abs(getattr(single, name) - getattr(found, name))) < 5e-6, name
    held, d, u = found.present, found.diversity, found.ubiquity
    value, vectors = np.linalg.eig((held / u / d[:, None]) @ held.T)
    second = vectors[:, np.argsort(value.real)[-2]].real
    assert abs(np.corrcoef(second, eigenvector(held).places)[0, 1]) == pytest.approx(1, abs=1e-12)
