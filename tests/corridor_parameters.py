"""Parameters for tests: those that ship for modes and emissions, and short ones made by hand."""

from __future__ import annotations

import csv
from functools import cache

from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.corridors import Layer, Leg, Mode, Parameter, Span, Terminal
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.metadata.figure import Quality
from entrepot.sources.corridors.reader import SHIPPED

FILES = ("modes", "emissions", "grid")


@cache
def rows() -> tuple[dict[str, str], ...]:
    """Rows of the three files, as text."""
    found = []
    for name in FILES:
        with (SHIPPED / "parameters" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found += list(csv.DictReader(file))
    return tuple(found)


@cache
def shipped() -> Parameters:
    """As the package has them, without those of terminals, borders and lanes."""
    return Parameters(
        Parameter(
            row["quantity"],
            QUANTITIES[row["quantity"]],
            row["mode"],
            row["where"],
            Span(float(row["low"]), float(row["typical"]), float(row["high"])),
            row["year"],
            row["source"],
            Quality[row["quality"].upper()],
            row["used"] == "yes",
            row["note"],
        )
        for row in rows()
    )


def stated(
    quantity: str, where: str, *span: float, mode: str = "", used: bool = True, source: str = "by hand"
) -> Parameter:
    """A parameter from one number or three."""
    low, typical, high = span if len(span) == 3 else span * 3
    return Parameter(
        quantity,
        QUANTITIES[quantity],
        mode,
        where,
        Span(low, typical, high),
        "2025",
        source,
        Quality.REPORTED,
        used,
    )


def leg(
    mode: Mode, km: float, *, countries: dict[str, float] | None = None, gauge: int = 0, variant: str = ""
) -> Leg:
    """A leg from A to B."""
    identity = ":".join(part for part in (mode, "A", "B", variant) if part)
    return Leg(identity, mode, "A", "B", km, gauge, countries or {})


def terminal(code: str, country: str) -> Terminal:
    """A terminal of every mode."""
    return Terminal(code, {"en": code}, country, 0.0, 0.0, tuple(Mode))


def little_layer(first: str, second: str, *open_borders: tuple[str, str]) -> Layer:
    """Terminals A and B, in those countries."""
    terminals = {"A": terminal("A", first), "B": terminal("B", second)}
    return Layer(terminals, {}, (), {}, {}, {}, frozenset(open_borders))
