"""How far off a reporter usually is, from the disagreements of everyone with everyone."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

Floats = NDArray[np.float64]

CAP = 0.95  # quantile of |log ratio| beyond which a disagreement counts no more
PRIOR = 1.0  # partners of average reliability that each reporter is given
FLOOR = 0.01  # of the mean error variance: nobody is taken to be without error
SWEEPS = 10_000
ROUNDING = 1e-9  # |log ratio| below which two reports are the same


def error_variances(cells: pl.DataFrame) -> pl.DataFrame:
    """The variance of each reporter's errors: what it adds, as a reporter, to the log ratio of two reports.

    Model: D_jk = a_j + a_k for every pair of reporters, D_jk the mean of squared log ratios of what both
    report of their trade, in both directions, weighted with value. Least squares over pairs (each counts
    once), with a_r >= 1 % of the mean and one partner of average reliability added for each reporter, so
    that few partners do not make an extreme. The largest 5 % of log ratios are drawn in to the 95th
    percentile first. One variance per reporter, not one for its exports and one for its imports: from
    ratios alone those two cannot be told apart (adding to all exporters what is taken from all importers
    fits as well). Cells flagged as re-exports are left out: they disagree by concept and not by error.

    Source: weights from a decomposition of mirror ratios, Gaulier and Zignago (2010), BACI, CEPII WP
    2010-23; the network form D_jk = a_j + a_k as in the Growth Lab's comtrade-mirroring (2025). The
    constraint, prior and cap are ours.

    Args:
        cells: exporter, importer, value_exporter, value_importer_fob, log_ratio, re_export.

    Returns:
        reporter, partners (with which it is compared), error_variance (of log values), in order of codes;
        one row for every economy that reports in a cell both report.
    """
    both = cells.filter(pl.col("log_ratio").is_not_null())
    compared = both.filter(~pl.col("re_export"))
    reporters = pl.concat([both["exporter"], both["importer"]]).unique().sort().to_list()
    positions = {code: position for position, code in enumerate(reporters)}
    disagreement, met = _disagreements(compared, positions)
    return pl.DataFrame(
        {
            "reporter": pl.Series(reporters, dtype=pl.String),
            "partners": met.sum(axis=1).astype(np.int64),
            "error_variance": _split(disagreement, met),
        }
    )


def _disagreements(compared: pl.DataFrame, positions: dict[str, int]) -> tuple[Floats, Floats]:
    """D, reporters x reporters and symmetric, and 1 where the two are compared."""
    size = len(positions)
    sums, weights = np.zeros((size, size)), np.zeros((size, size))
    if len(compared):
        ratio = np.abs(compared["log_ratio"].to_numpy())
        ratio = np.where(ratio < ROUNDING, 0.0, ratio)
        squares = np.minimum(ratio, np.quantile(ratio, CAP)) ** 2
        value = (compared["value_exporter"] + compared["value_importer_fob"]).to_numpy() / 2
        at = tuple(
            compared[side].replace_strict(positions, return_dtype=pl.Int64).to_numpy()
            for side in ("exporter", "importer")
        )
        np.add.at(sums, at, squares * value)
        np.add.at(weights, at, value)
    sums, weights = sums + sums.T, weights + weights.T
    met = (weights > 0).astype(np.float64)
    return np.divide(sums, weights, out=np.zeros_like(sums), where=weights > 0), met


def _split(disagreement: Floats, met: Floats) -> Floats:
    """The a_r: see `error_variances`."""
    mean = float(disagreement.sum() / met.sum() / 2) if met.any() else 0.0
    degree = met.sum(axis=1) + PRIOR
    target = (disagreement * met).sum(axis=1) + PRIOR * mean
    floor = FLOOR * mean
    split = np.maximum(np.linalg.solve(met + np.diag(degree), target), floor) if len(met) else target
    # Where the floor binds the others must move too: coordinate descent, from near the answer.
    for _ in range(SWEEPS):
        before = split.copy()
        for r in range(len(split)):
            split[r] = max((target[r] - met[r] @ split) / degree[r], floor)
        if np.abs(split - before).max(initial=0.0) <= 1e-12 * mean:
            break
    return split
