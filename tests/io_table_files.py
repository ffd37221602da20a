"""Country by industry tables that balance, drawn by chance, written in the layouts that publishers use."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
DEMANDS = ("CONS_h", "CONS_np", "GGFC", "GFCF", "INVEN")


@dataclass(frozen=True, eq=False)
class Drawn:
    """A table that balances.

    Attributes:
        economies, industries: codes.
        inputs: float64[N, J, N, J], [origin, selling industry, destination, buying industry].
        final: float64[N, J, N, 5].
    """

    economies: tuple[str, ...]
    industries: tuple[str, ...]
    inputs: Array
    final: Array

    @property
    def output(self) -> Array:
        """float64[N, J], what is sold."""
        made: Array = self.inputs.sum(axis=(2, 3)) + self.final.sum(axis=(2, 3))
        return made

    @property
    def value_added(self) -> Array:
        """float64[N, J], what inputs leave of output."""
        left: Array = self.output - self.inputs.sum(axis=(0, 1))
        return left

    @property
    def bought(self) -> Array:
        """float64[N, N, J], as `IOTable.bought`."""
        bought: Array = self.inputs.sum(axis=3).transpose(0, 2, 1)
        return bought


def drawn(economies: Sequence[str], industries: Sequence[str], seed: int = 1) -> Drawn:
    """Flows by chance, inputs well below output; changes in inventories may be negative."""
    rng = np.random.default_rng(seed)
    n, j = len(economies), len(industries)
    home = 1.0 + 9.0 * np.eye(n)
    inputs = rng.gamma(1.0, 1.0, (n, j, n, j)) * home[:, None, :, None]
    final = rng.gamma(2.0, j / 2.0, (n, j, n, len(DEMANDS))) * home[:, None, :, None]
    final[..., -1] = rng.normal(0.0, 0.05, (n, j, n))
    return Drawn(tuple(economies), tuple(industries), inputs.round(6), final.round(6))


def square(table: Drawn, path: Path, demands: Sequence[str] = DEMANDS) -> Path:
    """As the OECD writes its own: `BEL_A01`, totals beside and below."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        used = [f"{e}_{i}" for e in table.economies for i in table.industries]
        write(["V1", *used, *(f"{e}_{d}" for e in table.economies for d in demands), "OUT"])
        for e, economy in enumerate(table.economies):
            for i, industry in enumerate(table.industries):
                write([f"{economy}_{industry}", *_row(table, e, i), f"{table.output[e, i]:.6f}"])
        blank = [""] * (len(table.economies) * len(demands) + 1)
        write(["TLS", *(["0"] * len(used)), *blank])
        write(["VA", *(f"{value:.6f}" for value in table.value_added.ravel()), *blank])
        write(["OUT", *(f"{value:.6f}" for value in table.output.ravel()), *blank])
    return path


def wiod_rows(table: Drawn, year: str = "2014", *, first_total: int = 65) -> list[list[str | float]]:
    """The rows of a workbook of the WIOD: six of headings, the industries, the totals."""
    n, j = len(table.economies), len(table.industries)
    codes = [*(table.industries * n), *(DEMANDS * n), "GO"]
    economies = [e for e in table.economies for _ in range(j)] + [e for e in table.economies for _ in DEMANDS]
    numbers = [f"c{i + 1}" for _ in range(n) for i in range(j)]
    numbers += [f"c{j + i + 1}" for _ in range(n) for i in range(len(DEMANDS))]
    width = len(codes)
    rows: list[list[str | float]] = [
        [f"Intercountry Input-Output Table, {year}", *[""] * (width + 3)],
        ["", *[""] * (width + 3)],
        ["(industry-by-industry)", "", "", "", *codes],
        ["(millions of US$)", "", "", "", *(f"name of {code}" for code in codes)],
        ["", "", "", "", *economies, "TOT"],
        ["", "", "", "", *numbers, f"c{j + len(DEMANDS) + 1}"],
    ]
    for e, economy in enumerate(table.economies):
        for i, industry in enumerate(table.industries):
            rows.append(
                [
                    industry,
                    f"name of {industry}",
                    economy,
                    f"r{i + 1}",
                    *_numbers(table, e, i),
                    table.output[e, i],
                ]
            )
    blank: list[str | float] = [""] * (n * len(DEMANDS) + 1)
    sums = table.inputs.sum(axis=(0, 1)).ravel()
    for place, (code, values) in enumerate(
        (("II_fob", sums), ("VA", table.value_added.ravel()), ("GO", table.output.ravel()))
    ):
        rows.append([code, "a total", "TOT", f"r{first_total + place}", *(float(v) for v in values), *blank])
    return rows


def flat_rows(table: Drawn, year: str = "2014") -> list[list[str | float]]:
    """The rows of the WIOD's release for R or Stata, heading first."""
    n, j = len(table.economies), len(table.industries)
    names = [f"v{e}{i + 1}" for e in table.economies for i in range(j)]
    names += [f"v{e}{j + i + 1}" for e in table.economies for i in range(len(DEMANDS))]
    rows: list[list[str | float]] = [
        ["IndustryCode", "IndustryDescription", "Country", "RNr", "Year", *names, "TOT"]
    ]
    for e, economy in enumerate(table.economies):
        for i, industry in enumerate(table.industries):
            row: list[str | float] = [
                industry,
                f"name of {industry}",
                economy,
                i + 1,
                year,
                *_numbers(table, e, i),
            ]
            rows.append([*row, table.output[e, i]])
    blank: list[str | float] = [0.0] * (n * len(DEMANDS) + 1)
    rows.append(["VA", "a total", "TOT", 70, year, *(float(v) for v in table.value_added.ravel()), *blank])
    rows.append(["GO", "a total", "TOT", 73, year, *(float(v) for v in table.output.ravel()), *blank])
    return rows


def as_csv(rows: Sequence[Sequence[str | float]], path: Path) -> Path:
    """Rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def as_workbook(rows: Sequence[Sequence[str | float]], path: Path) -> Path:
    """Rows as the first sheet of a workbook; empty texts are no cells."""
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("2014")
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell != "":
                sheet.write(line, place, cell)
    book.close()
    return path


def long_csv(table: Drawn, path: Path, *, final: str = "final") -> Path:
    """A row a flow: origin, destination, industry, use, value; zeros left out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(["origin", "destination", "industry", "use", "value"])
        for e, origin in enumerate(table.economies):
            for i, industry in enumerate(table.industries):
                for d, destination in enumerate(table.economies):
                    for u, use in enumerate(table.industries):
                        write([origin, destination, industry, use, f"{table.inputs[e, i, d, u]:.6f}"])
                    write([origin, destination, industry, final, f"{table.final[e, i, d].sum():.6f}"])
    return path


def folder(table: Drawn, path: Path, *, final: bool = True) -> Path:
    """The tables that the store declares, as CSV: with final flows, or with output and other sales."""
    path.mkdir()
    need = table.inputs.sum(axis=0).transpose(1, 0, 2) / table.output[:, None, :]
    economies, industries = table.economies, table.industries
    _write(
        path / "flows.csv", ("origin", "destination", "industry", "value"),
        [(a, b, i, table.bought[x, y, k]) for x, a in enumerate(economies) for y, b in enumerate(economies)
         for k, i in enumerate(industries)],
    )  # fmt: skip
    _write(
        path / "input_coefficients.csv",
        ("economy", "supplying_industry", "using_industry", "coefficient"),
        [(a, i, u, need[x, k, m]) for x, a in enumerate(economies) for k, i in enumerate(industries)
         for m, u in enumerate(industries)],
    )  # fmt: skip
    if final:
        _write(
            path / "final_flows.csv", ("origin", "destination", "category", "industry", "value"),
            [(a, b, c, i, table.final[x, k, y, z]) for x, a in enumerate(economies)
             for y, b in enumerate(economies) for z, c in enumerate(DEMANDS)
             for k, i in enumerate(industries)],
        )  # fmt: skip
    else:
        _write(
            path / "production.csv", ("economy", "industry", "output", "other_sales"),
            [(a, i, table.output[x, k], table.final[x, k].sum()) for x, a in enumerate(economies)
             for k, i in enumerate(industries)],
        )  # fmt: skip
    return path


def _write(path: Path, names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])


def _numbers(table: Drawn, e: int, i: int) -> list[float]:
    return [*(float(v) for v in table.inputs[e, i].ravel()), *(float(v) for v in table.final[e, i].ravel())]


def _row(table: Drawn, e: int, i: int) -> list[str]:
    return [f"{value:.6f}" for value in _numbers(table, e, i)]
