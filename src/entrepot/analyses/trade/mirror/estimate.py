"""CIF/FOB margins estimated from distance and contiguity, where both sides report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

import numpy as np
import polars as pl
from narwhals.typing import IntoFrame, IntoFrameT
from numpy.typing import NDArray

from entrepot.analyses.trade.mirror.apart import COMTRADE, Unspecified
from entrepot.analyses.trade.mirror.reported import both_sides
from entrepot.analyses.trade.potential.kind import read
from entrepot.metadata.errors import BadInput, NoData, UsageError

Floats = NDArray[np.float64]
PAIR = ("exporter", "importer")
FEWEST = 20


@dataclass(frozen=True, eq=False)
class MarginEstimate(Generic[IntoFrameT]):
    """What freight and insurance seem to cost, pair by pair.

    Attributes:
        margins: exporter, importer, margin, bounded (a bound was met), for every pair of the geography.
        distance: change of ln(CIF/FOB) with ln(distance).
        distance_error: its standard error, robust to unequal variances (HC1).
        contiguity: change of ln(CIF/FOB) with a common border; 0 where nothing tells its effect.
        pairs: number of pairs behind it.
        r_squared: share that distance and border explain of what the countries' own effects leave.
    """

    margins: IntoFrameT
    distance: float
    distance_error: float
    contiguity: float
    pairs: int
    r_squared: float


def estimate_margins(
    reported: IntoFrame,
    geography: IntoFrameT,
    *,
    bounds: tuple[float, float] = (0.0, 0.2),
    winsorised: float = 0.1,
    least: float = 0.0,
    unspecified: Unspecified = COMTRADE,
) -> MarginEstimate[IntoFrameT]:
    """Estimate CIF/FOB margins from what both sides report of the same goods.

        ln(M_ij / X_ij) = a_i + b_j + c ln(distance_ij) + d contiguity_ij + error

    by least squares over pairs, on the products that both report. a and b are what an exporter and an
    importer always do (under-invoice, say), which is no freight: so the margin of a pair is predicted with
    the mean of them, exp(mean of ln(M/X) + c (ln distance - its mean) + d (contiguity - its mean)) - 1,
    and kept within `bounds`. It is drawn from noise: customs offices disagree by more than freight.

    Source: regressors, effects, winsorising and bounds as in the Growth Lab's comtrade-mirroring (2025);
    prediction at the mean of the effects is ours.

    Args:
        reported: as `reconcile` takes it.
        geography: exporter, importer, distance (km, above 0), contiguity (0 or 1, or true and false).
        bounds: lowest and highest margin believed.
        winsorised: share of pairs at each end whose ratio is drawn in to that of the last one left.
        least: pairs of which either side reports less than this in all are left out; unit of the values.
        unspecified: codes that are no partner or product.

    Raises:
        BadInput: if a frame is not as declared.
        NoData: if fewer than 20 pairs are left, or no difference in distance once effects are taken out.
        UsageError: if bounds or share make no sense.
    """
    if not (0 <= bounds[0] <= bounds[1] < 1 and 0 <= winsorised < 0.5):
        raise UsageError("Bounds of a margin lie between 0 and 1, the winsorised share below one half.")
    table, kind = read(geography, PAIR, ("distance",), ("contiguity",))
    places = _checked(table)
    sample = _ratios(reported, unspecified, least).join(places, on=PAIR).sort(PAIR)
    if len(sample) < FEWEST:
        raise NoData(f"{len(sample)} pairs are too few to estimate a margin from: at least {FEWEST}.")
    log_ratio = np.log(sample["ratio"].to_numpy())
    log_ratio = np.clip(log_ratio, *np.quantile(log_ratio, (winsorised, 1 - winsorised)))
    known = _regressors(sample)
    effects = _effects(sample)
    slopes, error, explained = _within(effects, known, log_ratio)
    level = log_ratio.mean() + (_regressors(places) - known.mean(axis=0)) @ slopes
    margin = np.clip(np.expm1(level), *bounds)
    columns = {"margin": margin, "bounded": margin != np.expm1(level)}
    margins = kind.like(places.select(*PAIR).with_columns(**{n: pl.Series(v) for n, v in columns.items()}))
    return MarginEstimate(margins, float(slopes[0]), error, float(slopes[1]), len(sample), explained)


def _checked(table: pl.DataFrame) -> pl.DataFrame:
    contiguity = table["contiguity"].cast(pl.Float64, strict=False)
    wrong = (table["distance"] <= 0) | ~contiguity.is_in([0.0, 1.0]).fill_null(value=False)
    wrong |= table.select(PAIR).is_duplicated()
    if wrong.any():
        raise BadInput(
            "no geography of a pair",
            line=int(wrong.arg_max() or 0) + 1,
            expected="each pair once, with a distance above 0 and a contiguity of 0 or 1",
        )
    return table.with_columns(pl.col(PAIR).cast(pl.String), contiguity=contiguity)


def _ratios(reported: IntoFrame, unspecified: Unspecified, least: float) -> pl.DataFrame:
    cells, _, _ = both_sides(reported, unspecified, None)
    sides = ["value_exporter", "value_importer"]
    sums = cells.drop_nulls(sides).group_by(PAIR).agg(pl.col(sides).sum())
    ratio = pl.col("value_importer") / pl.col("value_exporter")
    return sums.filter(pl.min_horizontal(sides) >= least).with_columns(ratio=ratio)


def _regressors(pairs: pl.DataFrame) -> Floats:
    return np.column_stack([np.log(pairs["distance"].to_numpy()), pairs["contiguity"].to_numpy()])


def _effects(sample: pl.DataFrame) -> Floats:
    """One column per exporter and per importer: a few hundred, for a few ten thousand pairs."""
    columns = [sample[side].to_dummies().to_numpy() for side in PAIR]
    return np.hstack(columns).astype(np.float64)


def _within(effects: Floats, known: Floats, explained: Floats) -> tuple[Floats, float, float]:
    """Slopes, the first one's standard error, and R squared, the effects taken out (Frisch and Waugh)."""
    both = np.column_stack([known, explained])
    normal = np.linalg.lstsq(effects.T @ effects, effects.T @ both, rcond=None)[0]
    left = both - effects @ normal
    x, y = left[:, :-1], left[:, -1]
    if np.ptp(x[:, 0]) < 1e-9 * np.ptp(known[:, 0]) or not np.ptp(known[:, 0]):
        raise NoData("The pairs do not differ in distance: no margin can be estimated from it.")
    if np.abs(x[:, 1]).max() < 1e-9:
        x = np.column_stack([x[:, 0], np.zeros(len(x))])
    slopes = np.asarray(np.linalg.lstsq(x, y, rcond=1e-10)[0], dtype=np.float64)
    residual = y - x @ slopes
    bread = np.linalg.pinv(x.T @ x, rcond=1e-10)
    parameters = np.linalg.matrix_rank(effects.T @ effects) + np.linalg.matrix_rank(x)
    freedom = max(len(y) - int(parameters), 1)
    meat = (x * residual[:, None] ** 2).T @ x
    variance = bread @ meat @ bread * len(y) / freedom
    total = float(y @ y)
    share = 1 - float(residual @ residual) / total if total > 0 else 0.0
    return slopes, float(np.sqrt(variance[0, 0])), share
