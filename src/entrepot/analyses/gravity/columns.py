"""What the columns of a panel are called: as the user says, else as the field usually calls them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from rapidfuzz import fuzz, process

from entrepot.metadata.errors import BadInput

# Names as CEPII, AGTPA, USITC (ITPD-E, DGD) and ppmlhdfe's examples write them, in lower case.
USUAL: Mapping[str, tuple[str, ...]] = {
    "exporter": (
        "exporter", "exp", "origin", "orig", "iso3_o", "iso_o", "iso3num_o", "exporter_iso3", "country_o",
        "ex", "reporter", "i",
    ),
    "importer": (
        "importer", "imp", "destination", "dest", "iso3_d", "iso_d", "iso3num_d", "importer_iso3",
        "country_d", "im", "partner", "j",
    ),
    "year": ("year", "yr", "time", "period", "t"),
    "trade": (
        "trade", "trade_value", "tradeflow", "tradeflow_baci", "tradeflow_comtrade_d", "flow", "value",
        "exports", "export_value", "x_ij", "v",
    ),
    "distance": ("dist", "distance", "distw", "distw_harmonic", "dist_avg", "distcap", "km"),
    "gdp_exporter": ("gdp_o", "gdp_exporter", "gdp_wdi_cur_o", "gdp_exp"),
    "gdp_importer": ("gdp_d", "gdp_importer", "gdp_wdi_cur_d", "gdp_imp"),
    "contiguity": ("cntg", "contig", "contiguity", "contiguous", "border_common"),
    "language": ("lang", "comlang_off", "language", "common_language", "comlang", "comlang_ethno"),
    "colony": ("clny", "colony", "col_dep_ever", "colony_ever", "comcol", "colony_of_destination_ever"),
    "agreement": ("rta", "fta", "agreement", "agree_fta", "agree_pta", "pta", "fta_wto", "trade_agreement"),
    "tariff": ("tariff", "mfn_tariff", "ave", "tariffs", "applied_tariff", "mfn"),
}  # fmt: skip
NEEDED = ("exporter", "importer", "trade")


@dataclass(frozen=True, slots=True)
class Columns:
    """Names of columns in the user's panel; an empty one is guessed.

    Attributes:
        exporter, importer, trade: must be there. Trade is a number of at least 0, in any one unit.
        year: where there is none, all rows are one year.
        distance: for `log_dist`, `log_dist_YEAR`, remoteness.
        gdp_exporter, gdp_importer: sizes, if they should not be added up from the panel.
        contiguity, language, colony, agreement, tariff: what the ready specifications ask for.
        pair: a column that says which rows are the same pair; without it pairs are made.
        product: a column of products or industries, if a pair has a row for each in a year.
    """

    exporter: str = ""
    importer: str = ""
    trade: str = ""
    year: str = ""
    distance: str = ""
    gdp_exporter: str = ""
    gdp_importer: str = ""
    contiguity: str = ""
    language: str = ""
    colony: str = ""
    agreement: str = ""
    tariff: str = ""
    pair: str = ""
    product: str = ""

    def to_dict(self) -> dict[str, str]:
        """Those that have a name."""
        named = {field.name: str(getattr(self, field.name)) for field in fields(self)}
        return {role: name for role, name in named.items() if name}


def found(names: Sequence[str], given: Columns, file: str | None = None) -> tuple[Columns, dict[str, str]]:
    """The columns that are there: what was given, checked, and what could be guessed, told.

    Sizes are never guessed: whether output or GDP is meant changes the estimate.

    Args:
        names: of the panel's columns.
        given: what the user calls them.
        file: for messages.

    Returns:
        The columns, and those that were guessed under another name than their role: role and name.

    Raises:
        BadInput: a column that was named is not there, or one that is needed cannot be guessed.
    """
    known = given.to_dict()
    for role, name in known.items():
        if name not in names:
            raise lacking(name, names, file=file, role=role)
    taken = set(known.values())
    guessed: dict[str, str] = {}
    for role, usual in USUAL.items():
        if role in known or role.startswith("gdp_"):
            continue
        name = _guess(usual, [n for n in names if n not in taken])
        if name:
            guessed[role] = name
            taken.add(name)
    for role in NEEDED:
        if role not in known and role not in guessed:
            raise _not_guessed(role, names, file)
    return replace(given, **guessed), {role: name for role, name in guessed.items() if name != role}


def lacking(name: str, names: Sequence[str], *, file: str | None = None, role: str = "") -> BadInput:
    """The error for a column that is not there, with the nearest that is."""
    near = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=60.0)
    return BadInput(
        f"there is no column {name}{f' ({role})' if role else ''}",
        file=file,
        column=name,
        expected=f"one of {', '.join(names[:30])}",
        remedy=f"Did you mean {near[0]}?" if near else "",
    )


def _guess(usual: Sequence[str], names: Sequence[str]) -> str:
    # Not `dict(zip(...))` the other way round: of "RTA" and "rta" the first stands.
    lower: dict[str, str] = {}
    for name in names:
        lower.setdefault(name.casefold(), name)
    return next((lower[word] for word in usual if word in lower), "")


def _not_guessed(role: str, names: Sequence[str], file: str | None) -> BadInput:
    return BadInput(
        f"no column could be taken for the {role}; there are {', '.join(names[:30]) or 'none'}",
        file=file,
        column=role,
        expected=f"a column named {', '.join(USUAL[role][:4])} or the like",
        remedy=f"Say which it is: --{role} NAME, in Python Columns({role}='NAME').",
    )
