"""The terms of a gravity equation: columns as they are, and variables made from them by name.

| name | is |
|---|---|
| a column's name | that column |
| `log_dist` | logarithm of distance |
| `log_dist_1986` | the same in flows between economies of that year, else 0 |
| `log_dist_intra` | the same in sales within an economy, else 0 |
| `border`, `border_1986` | 1 in flows between economies (of that year), else 0 |
| `border_CAN_USA` | 1 in flows from CAN to USA |
| `border_CAN-USA` | 1 in flows between CAN and USA, both ways |
| `domestic`, `domestic_CAN` | 1 in sales within an economy (within CAN) |
| `log_y`, `log_e` | logarithm of the exporter's sales, the importer's purchases (GDP, where named) |
| `log_remoteness_exp`, `log_remoteness_imp` | remoteness of exporter and importer |
| `log_tariff` | logarithm of 1 + tariff; 0 in sales within an economy |
| `rta_lag4`, `rta_lead4` | the column four years before, after |
| `log_gdp_o` | logarithm of any column |
| `rta:border` | a product of two |

Sizes and remoteness are those of the Advanced Guide to Trade Policy Analysis (Yotov, Piermartini, Monteiro
and Larch 2016, pp. 41-44): sums over all rows of the year; distance over the partner's share of the world,
summed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from entrepot.analyses.gravity.columns import Columns, lacking
from entrepot.analyses.gravity.panel import EXPORTER, IMPORTER, TRADE, YEAR, Panel
from entrepot.metadata.errors import BadInput, UsageError

_BORDER = pl.col(EXPORTER) != pl.col(IMPORTER)
_LAGGED = re.compile(r"(.+)_(lag|lead)(\d{1,3})")
_YEARLY = re.compile(r"(log_dist|border)_(-?\d{4})")


@dataclass(frozen=True, slots=True)
class Variable:
    """How a term is made.

    Attributes:
        name: of the term.
        needs: columns that it reads.
        make: the term for every row of a panel, float64.
    """

    name: str
    needs: tuple[str, ...]
    make: Callable[[Panel], pl.Series]


def variable(name: str, names: Sequence[str], columns: Columns) -> Variable:
    """The variable of a name; a column of that name goes before what could be made.

    Args:
        name: see the table at the top of this module.
        names: of the panel's columns.
        columns: which of these are what.

    Raises:
        BadInput: there is no such column and nothing of that name can be made.
        UsageError: a column is needed that was neither named nor guessed.
    """
    if name in names:
        return Variable(name, (name,), lambda panel: panel.rows[name])
    left, colon, right = name.partition(":")
    if colon:
        return _product(name, variable(left, names, columns), variable(right, names, columns))
    lagged = _LAGGED.fullmatch(name)
    if lagged and lagged[1] in names:
        return _lag(name, lagged[1], int(lagged[3]) * (1 if lagged[2] == "lag" else -1))
    made = _of_borders(name) or _of_distance(name, columns) or _of_size(name, columns)
    if made is None and name.startswith("log_") and name[4:] in names:
        made = _logarithm(name, name[4:])
    if made is None:
        made = _of_pair(name)
    if made is None:
        raise lacking(name, [*names, "log_dist", "border", "domestic", "log_y", "log_e", "log_tariff"])
    return made


def _of_borders(name: str) -> Variable | None:
    if name == "border":
        return _expression(name, (), _BORDER)
    if name == "domestic":
        return _expression(name, (), ~_BORDER)
    yearly = _YEARLY.fullmatch(name)
    if yearly and yearly[1] == "border":
        return _expression(name, (), _BORDER & (pl.col(YEAR) == int(yearly[2])))
    return None


def _of_distance(name: str, columns: Columns) -> Variable | None:
    yearly = _YEARLY.fullmatch(name)
    if yearly is None and name not in ("log_dist", "log_dist_intra"):
        return None
    dist = _named(columns.distance, "distance", name)
    if name == "log_dist":
        return _logarithm(name, dist)
    rows = ~_BORDER if yearly is None else _BORDER & (pl.col(YEAR) == int(yearly[2]))
    whole = _logarithm(name, dist)

    def make(panel: Panel) -> pl.Series:
        here = panel.rows.select(rows).to_series().cast(pl.Float64)
        # Where it does not count it is 0, known distance or not.
        return pl.select(pl.when(here == 0.0).then(0.0).otherwise(whole.make(panel))).to_series()

    return Variable(name, (dist,), make)


def _of_size(name: str, columns: Columns) -> Variable | None:
    if name in ("log_y", "log_e"):
        role, side = ("gdp_exporter", EXPORTER) if name == "log_y" else ("gdp_importer", IMPORTER)
        given = getattr(columns, role)
        return _logarithm(name, given) if given else _expression(name, (), _size(side).log())
    if name in ("log_remoteness_exp", "log_remoteness_imp"):
        dist = _named(columns.distance, "distance", name)
        side, other = (EXPORTER, IMPORTER) if name.endswith("exp") else (IMPORTER, EXPORTER)
        return Variable(name, (dist,), lambda panel: _remoteness(panel, dist, side, other))
    if name == "log_tariff":
        tariff = _named(columns.tariff, "tariff", name)

        def make(panel: Panel) -> pl.Series:
            _refuse(panel, tariff, panel.rows[tariff] <= -1.0, "a tariff above -1, 0.1 for 10 %")
            paid = pl.when(_BORDER).then((1.0 + pl.col(tariff)).log()).otherwise(0.0)
            return panel.rows.select(paid).to_series()

        return Variable(name, (tariff,), make)
    return None


def _of_pair(name: str) -> Variable | None:
    """Terms that name economies; the economies are known only with the rows."""
    kind, _, rest = name.partition("_")
    if kind not in ("domestic", "border") or not rest:
        return None

    def make(panel: Panel) -> pl.Series:
        codes = panel.economies
        both = kind == "border" and rest not in codes and "-" in rest and "_" not in rest
        ends = rest.split("-", 1) if both else [rest, rest] if kind == "domestic" else _ends(rest, codes)
        for code in ends:
            if code not in codes:
                raise lacking(code, codes, file=panel.source.file or None, role=f"an economy of {name}")
        one, other = (codes.index(code) for code in ends)
        here = (pl.col(EXPORTER) == one) & (pl.col(IMPORTER) == other)
        if both:
            here |= (pl.col(EXPORTER) == other) & (pl.col(IMPORTER) == one)
        return panel.rows.select(here.cast(pl.Float64)).to_series()

    return Variable(name, (), make)


def _ends(rest: str, codes: Sequence[str]) -> list[str]:
    parts = rest.split("_")
    cuts = [["_".join(parts[:cut]), "_".join(parts[cut:])] for cut in range(1, len(parts))]
    if not cuts:
        raise UsageError(f"border_{rest}: write border_YEAR, or border_EXPORTER_IMPORTER.")
    return next((cut for cut in cuts if cut[0] in codes and cut[1] in codes), cuts[0])


def _expression(name: str, needs: tuple[str, ...], made: pl.Expr) -> Variable:
    return Variable(name, needs, lambda panel: panel.rows.select(made.cast(pl.Float64)).to_series())


def _remoteness(panel: Panel, dist: str, side: str, other: str) -> pl.Series:
    # Two steps: a window within a window would add up within the outer one alone.
    share = _size(other) / pl.col(TRADE).sum().over(YEAR)
    far = panel.rows.select(side, YEAR, far=pl.col(dist) / share)
    return far.select(pl.col("far").sum().over(side, YEAR).log()).to_series()


def _size(side: str) -> pl.Expr:
    total = pl.col(TRADE).sum().over(side, YEAR)
    return pl.when(total > 0).then(total)


def _logarithm(name: str, column: str) -> Variable:
    def make(panel: Panel) -> pl.Series:
        values = panel.rows[column]
        _refuse(panel, column, values <= 0.0, f"a number above 0, to take its logarithm for {name}")
        return values.log()

    return Variable(name, (column,), make)


def _product(name: str, left: Variable, right: Variable) -> Variable:
    return Variable(name, left.needs + right.needs, lambda panel: left.make(panel) * right.make(panel))


def _lag(name: str, column: str, years: int) -> Variable:
    def make(panel: Panel) -> pl.Series:
        product = panel.columns.product
        if not panel.columns.year:
            raise UsageError(f"{name} needs a column of years: name it with --year.")
        keys = [EXPORTER, IMPORTER, YEAR, *filter(None, [product])]
        then = panel.rows.select(
            pl.col(YEAR) + years, *(k for k in keys if k != YEAR), pl.col(column).alias(name)
        )
        found = panel.rows.select(keys).join(then, on=keys, how="left", maintain_order="left")[name]
        if found.null_count() == len(found):
            raise BadInput(
                f"no row has the year that {name} asks for",
                file=panel.source.file or None,
                column=column,
                expected=f"years {abs(years)} apart",
            )
        return found

    return Variable(name, (column,), make)


def _named(column: str, role: str, name: str) -> str:
    if not column:
        raise UsageError(f"{name} needs a column of the {role}: name it with --{role}.")
    return column


def _refuse(panel: Panel, column: str, wrong: pl.Series, expected: str) -> None:
    wrong = wrong.fill_null(False)
    if wrong.any():
        row = int(wrong.arg_max() or 0)
        raise panel.bad(f"{panel.rows[column][row]:g} stands here", row, column, expected)
