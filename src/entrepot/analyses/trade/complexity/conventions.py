"""Which of the field's habits an index follows: named, immutable, printable.

The formulas of the family are one; the habits are many (strict threshold or not, a product its own neighbour
or not, which mean and deviation standardise PCI). A `Convention` is a set of answers. Four are named after
the software or site whose answers they are; `dataclasses.replace` makes others, and `departures` says how
they differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Literal

from entrepot.metadata.errors import UsageError

Ties = Literal["all", "stata"]


@dataclass(frozen=True, slots=True)
class Convention:
    """The choices that software for economic complexity makes without saying so.

    Attributes:
        name: whose choices these are.
        strict: present where RCA > threshold; otherwise where RCA >= threshold.
        continuous_presence: M = RCA / (1 + RCA) instead of 0 and 1; the threshold is then unused.
        diagonal: a product counts as its own neighbour in density and COG.
        spread: standard deviation of ECI and COI over "rows" (all place x product rows, n - 1) or over
            "places" (n).
        pci_scale: PCI takes mean and deviation of "eci" (then ECI is the mean PCI of what a place holds), or
            its "own".
        signs: PCI follows the sign of ECI ("together"), or is turned against ubiquity by itself ("apart").
        outlook_pci: COI and COG weigh with "raw" PCI (COG then divided by the deviation of ECI) or
            "standardised".
        coi_standardised: COI has mean 0 and deviation 1 over places.
        cog_normaliser: COG divides a proximity by the total of the "other" product or of the "target".
        density_percent: density runs to 100, not to 1.
        density_of: with correlations as proximities, density averages "levels" (RCA or RPOP) or "presence"
            (M).
        knn_ties: who is among the k nearest: "all" at least as near as the k-th, or as "stata" rounds.
        unheld: a place that holds nothing, or a product held by none, is "left out" by itself, or makes ECI,
            PCI, COI, COG (and, for a product, density) of the whole year "void", as in Stata.
    """

    name: str
    strict: bool = True
    continuous_presence: bool = False
    diagonal: bool = False
    spread: Literal["rows", "places"] = "rows"
    pci_scale: Literal["eci", "own"] = "eci"
    signs: Literal["together", "apart"] = "together"
    outlook_pci: Literal["raw", "standardised"] = "raw"
    coi_standardised: bool = True
    cog_normaliser: Literal["other", "target"] = "other"
    density_percent: bool = False
    density_of: Literal["levels", "presence"] = "levels"
    knn_ties: Ties = "all"
    unheld: Literal["left out", "void"] = "left out"

    def choices(self) -> dict[str, str | bool]:
        """Every choice by name, in the order of the documentation."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "name"}

    def departures(self) -> dict[str, str | bool]:
        """The choices that differ from the convention whose name this one bears."""
        named = CONVENTIONS[self.name].choices() if self.name in CONVENTIONS else {}
        return {name: choice for name, choice in self.choices().items() if named.get(name) != choice}

    def __str__(self) -> str:
        return f"{self.name}: {'; '.join(said(name, choice) for name, choice in self.choices().items())}"


# What each choice means, its usual form first.
_SAID: Mapping[str, Mapping[str | bool, str]] = {
    "strict": {True: "present where RCA > threshold", False: "present where RCA >= threshold"},
    "continuous_presence": {False: "M is 0 or 1", True: "M = RCA / (1 + RCA)"},
    "diagonal": {False: "no product its own neighbour", True: "each product its own neighbour"},
    "spread": {"rows": "deviations over rows, n - 1", "places": "deviations over places, n"},
    "pci_scale": {"eci": "PCI on the scale of ECI", "own": "PCI standardised by itself"},
    "signs": {"together": "sign of PCI that of ECI", "apart": "sign of PCI against ubiquity"},
    "outlook_pci": {"raw": "COI and COG weigh with raw PCI", "standardised": "COI and COG weigh with PCI"},
    "coi_standardised": {True: "COI standardised", False: "COI not standardised"},
    "cog_normaliser": {
        "other": "COG over the other product's total",
        "target": "COG over the target's total",
    },
    "density_percent": {False: "density 0 to 1", True: "density 0 to 100"},
    "density_of": {"levels": "correlations weigh levels", "presence": "correlations weigh presence"},
    "knn_ties": {"all": "ties of neighbours kept", "stata": "ties of neighbours as Stata rounds"},
    "unheld": {"left out": "what none holds left out", "void": "what none holds voids the year"},
}


def said(name: str, choice: str | bool) -> str:
    """A choice in words."""
    return _SAID[name][choice]


STATA = Convention("stata", knn_ties="stata", unheld="void")
"""The Stata package ecomplexity of Harvard's Growth Lab (cid-harvard/ecomplexity), read in its source."""

ECOMPLEXITY = Convention("ecomplexity", strict=False, diagonal=True, spread="places", unheld="void")
"""The Python package ecomplexity 0.5.3. Its knn, which counts neighbours without weights, is not followed."""

ECONCOMPLEX = Convention(
    "econcomplex",
    strict=False,
    spread="places",
    pci_scale="own",
    signs="apart",
    outlook_pci="standardised",
    coi_standardised=False,
    cog_normaliser="target",
    density_percent=True,
    density_of="presence",
)
"""The Python package econcomplex 1.0.1."""

ATLAS = Convention(
    "atlas",
    strict=False,
    continuous_presence=True,
    spread="places",
    outlook_pci="standardised",
    coi_standardised=False,
    density_of="presence",
)
"""The formulas of the Atlas of Economic Complexity from 2026 (glossary of shreyasgm/ask-atlas), without its
sample of countries and products. The glossary leaves open the diagonal, the deviation and the scale of COI:
ours here."""

CONVENTIONS: Mapping[str, Convention] = MappingProxyType(
    {convention.name: convention for convention in (STATA, ECOMPLEXITY, ECONCOMPLEX, ATLAS)}
)


def convention_of(given: str | Convention) -> Convention:
    """The convention of that name, or the one given.

    Raises:
        UsageError: if no convention bears the name.
    """
    if isinstance(given, Convention):
        return given
    if given not in CONVENTIONS:
        raise UsageError(f"No convention is named {given!r}. There are {', '.join(CONVENTIONS)}.")
    return CONVENTIONS[given]
