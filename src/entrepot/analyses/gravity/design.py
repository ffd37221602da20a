"""The rows that are used and why the others are not; fixed effects and clusters as codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from entrepot.analyses.gravity.failures import NoEstimate
from entrepot.analyses.gravity.panel import EXPORTER, IMPORTER, TRADE, YEAR, Panel
from entrepot.analyses.gravity.specification import ROLES, Specification
from entrepot.analyses.gravity.variables import Variable

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Design:
    """What the engine is given.

    Attributes:
        frame: `y`; a term a column, `x0` and so on; a fixed effect `f0`, a dimension of clusters `c0`.
        terms: what x0 and so on are called.
        clusters: names of the columns of clusters, which may be those of fixed effects.
        left_out: rows that are not used, under the reason, only reasons that there were.
        years, economies: that are among the rows used.
    """

    frame: pl.DataFrame
    terms: tuple[str, ...]
    clusters: tuple[str, ...]
    left_out: dict[str, int]
    years: tuple[int, ...]
    economies: int

    @property
    def effects(self) -> list[str]:
        """Names of the columns of fixed effects."""
        return [name for name in self.frame.columns if name.startswith("f")]


def designed(panel: Panel, asked: Specification, variables: Sequence[Variable]) -> Design:
    """The rows of the sample with all that the equation needs.

    Raises:
        NoEstimate: no row is left, nothing is traded, or a term does not vary.
        BadInput: as the variables raise it.
    """
    kept, left_out = _sample(panel, asked)
    values = [panel.rows[TRADE], *(variable.make(panel) for variable in variables)]
    for name, series in zip(("trade", *(v.name for v in variables)), values, strict=True):
        if series.null_count():
            kept = _without(kept, series.is_null().to_numpy(), f"{name} missing", left_out)
    if asked.estimator == "ols":
        zero = (panel.rows[TRADE] == 0.0).fill_null(False).to_numpy()
        kept = _without(kept, zero, "trade zero (no logarithm)", left_out)
    if not kept.any():
        raise NoEstimate(f"No row is left to estimate from: {_said(left_out)}.")
    columns = [values[0].alias("y"), *(series.alias(f"x{k}") for k, series in enumerate(values[1:]))]
    columns += [pl.Series(f"f{k}", coded(panel, e, asked)) for k, e in enumerate(asked.fixed_effects)]
    # What is absorbed already is not coded twice: the engine then knows it for the same thing, and is faster.
    clusters = {c: _place(c, asked) for c in asked.cluster} if asked.errors == "clustered" else {}
    columns += [pl.Series(n, coded(panel, c, asked)) for c, n in clusters.items() if n.startswith("c")]
    used = pl.DataFrame(columns)
    if not kept.all():
        used = used.filter(pl.Series(kept))
    if asked.estimator == "ols":
        used = used.with_columns(pl.col("y").log())
    terms = tuple(variable.name for variable in variables)
    used, terms = _varying(used, terms, asked, left_out)
    return Design(used, terms, tuple(clusters.values()), left_out, *_covered(panel, kept))


def coded(panel: Panel, effect: str, asked: Specification) -> Codes:
    """A fixed effect or a dimension of clusters as one code a row: roles and columns joined by "^"."""
    total: Codes | None = None
    for part in effect.split("^"):
        codes, many = _part(panel, part.strip(), asked)
        total = codes if total is None else total * many + codes
    assert total is not None  # noqa: S101 - "".split gives one part
    return total


def _place(cluster: str, asked: Specification) -> str:
    if cluster in asked.fixed_effects:
        return f"f{asked.fixed_effects.index(cluster)}"
    return f"c{asked.cluster.index(cluster)}"


def labels(asked: Specification) -> tuple[str, ...]:
    """Columns of the user that fixed effects and clusters name."""
    clusters = asked.cluster if asked.errors == "clustered" else ()
    parts = [part.strip() for effect in (*asked.fixed_effects, *clusters) for part in effect.split("^")]
    return tuple(dict.fromkeys(part for part in parts if part not in ROLES))


def _part(panel: Panel, part: str, asked: Specification) -> tuple[Codes, int]:
    many = len(panel.economies)
    ends = panel.rows[EXPORTER].to_numpy(), panel.rows[IMPORTER].to_numpy()
    if part == "exporter":
        return ends[0], many
    if part == "importer":
        return ends[1], many
    if part == "year":
        years = panel.rows[YEAR].to_numpy()
        return years - years.min(), int(years.max() - years.min()) + 1
    if part == "domestic_pair":
        return np.where(ends[0] == ends[1], ends[0] + 1, 0), many + 1
    if part == "pair" and not panel.columns.pair:
        if asked.pairs == "directed":
            return ends[0] * many + ends[1], many * many
        return np.minimum(*ends) * many + np.maximum(*ends), many * many
    column = panel.rows[panel.columns.pair if part == "pair" else part]
    codes = column.rank("dense").fill_null(0).cast(pl.Int64).to_numpy()
    return codes, int(codes.max()) + 1


def _sample(panel: Panel, asked: Specification) -> tuple[npt.NDArray[np.bool_], dict[str, int]]:
    left_out: dict[str, int] = {}
    kept = np.ones(panel.rows.height, dtype=bool)
    if asked.years:
        years = panel.rows[YEAR].to_numpy()
        kept = _without(kept, ~np.isin(years, asked.years), "of other years", left_out)
    if not asked.domestic:
        home = panel.rows[EXPORTER].to_numpy() == panel.rows[IMPORTER].to_numpy()
        kept = _without(kept, home, "within an economy", left_out)
    return kept, left_out


def _without(
    kept: npt.NDArray[np.bool_], these: npt.NDArray[np.bool_], why: str, left_out: dict[str, int]
) -> npt.NDArray[np.bool_]:
    many = int((kept & these).sum())
    if many:
        left_out[why] = left_out.get(why, 0) + many
        return kept & ~these
    return kept


def _covered(panel: Panel, kept: npt.NDArray[np.bool_]) -> tuple[tuple[int, ...], int]:
    """Years and the number of economies that are among the rows kept."""
    years = panel.rows[YEAR].to_numpy()
    least = int(years.min())
    seen = np.zeros(len(panel.economies), dtype=bool)
    seen[panel.rows[EXPORTER].to_numpy()[kept]] = seen[panel.rows[IMPORTER].to_numpy()[kept]] = True
    spent = np.flatnonzero(np.bincount(years[kept] - least)) + least if panel.columns.year else ()
    return tuple(int(year) for year in spent), int(seen.sum())


def _varying(
    used: pl.DataFrame, terms: tuple[str, ...], asked: Specification, left_out: dict[str, int]
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Without terms that are the same in every row, if these may be left out."""
    if used["y"].max() == 0.0 and asked.estimator == "ppml":
        raise NoEstimate(f"Nothing is traded in the {used.height:,} rows that are used.")
    still = [k for k in range(len(terms)) if used[f"x{k}"].min() == used[f"x{k}"].max()]
    if not still:
        return used, terms
    named = ", ".join(terms[k] for k in still)
    if not asked.drop_collinear or len(still) == len(terms):
        said = f" Left out before: {_said(left_out)}." if left_out else ""
        raise NoEstimate(
            f"{named} is the same in every row that is used ({used.height:,}): its effect cannot be told."
            f"{said} Leave it out, or use more rows (sales within economies: domestic)."
        )
    rest = [k for k in range(len(terms)) if k not in still]
    others = [name for name in used.columns if not name.startswith("x")]
    made = used.select(*others, *(pl.col(f"x{k}").alias(f"x{new}") for new, k in enumerate(rest)))
    return made, tuple(terms[k] for k in rest)


def _said(left_out: dict[str, int]) -> str:
    return "; ".join(f"{many:,} {why}" for why, many in left_out.items()) or "there were none"
