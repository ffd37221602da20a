"""Classifications of products and of industries: one short name each, and the many ways they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from entrepot.metadata.errors import UsageError

Kind = Literal["products", "industries"]


@dataclass(frozen=True, slots=True)
class Classification:
    """A classification in one revision.

    Attributes:
        name: as commands and tables write it, e.g. "HS17", "SITC3", "CPA21", "CN2022".
        family: the classification without its revision, e.g. "HS".
        title: in words.
        kind: whether it sorts products (by what they are) or industries (by who makes them).
        levels: how many characters, dots not counted, the codes of each level have; empty where a code's
            length does not tell its level.
        aliases: other names, e.g. Comtrade's "H5".
    """

    name: str
    family: str
    title: str
    kind: Kind
    levels: tuple[int, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def digits(self) -> int:
        """Characters of the most detailed codes; 0 where their length varies."""
        return self.levels[-1] if self.levels else 0


# HS revision -> the year it came into force, and Comtrade's name.
_HS = {"92": (1988, "H0"), "96": (1996, "H1"), "02": (2002, "H2"), "07": (2007, "H3"), "12": (2012, "H4"),
       "17": (2017, "H5"), "22": (2022, "H6")}  # fmt: skip
_CN = re.compile(r"CN(198[89]|199\d|20\d\d)")
_FILLER = re.compile(r"[^A-Z0-9]|REVISION|REV|VERSION|VER|PRODUCTCODE|CODE$")


def _hs() -> list[Classification]:
    revisions = [
        Classification(f"HS{two}", "HS", f"Harmonized System, revision of {year}", "products", (2, 4, 6),
                       (comtrade, f"HS{year}", *(("HS198892", "HS1992") if two == "92" else ())))
        for two, (year, comtrade) in _HS.items()
    ]  # fmt: skip
    # WITS and Comtrade publish tables that hold the codes of all revisions together.
    whole = Classification(
        "HS", "HS", "Harmonized System, all revisions together", "products", (2, 4, 6), ("HSCOMBINED", "HSAS")
    )
    return [*revisions, whole]


def _others() -> list[Classification]:
    def of(
        family: str, revision: str, title: str, kind: Kind, *levels: int, also: str = ""
    ) -> Classification:
        return Classification(f"{family}{revision}", family, title, kind, levels, tuple(also.split()))

    sitc = [of("SITC", n, f"Standard International Trade Classification, revision {n}", "products",
               also=f"S{n}") for n in "1234"]  # fmt: skip
    bec = [of("BEC", n, f"Broad Economic Categories, revision {n}", "products", also=f"B{n}") for n in "45"]
    isic = [of("ISIC", n, f"International Standard Industrial Classification, revision {n}", "industries",
               2, 3, 4, also=f"I{n}") for n in ("2", "3", "31", "4")]  # fmt: skip
    cpa = [of("CPA", n, f"Classification of Products by Activity, version {n[0]}.{n[1]}", "industries",
              2, 3, 4, 5, 6) for n in ("21", "22")]  # fmt: skip
    cpa08 = of("CPA", "2008", "Classification of Products by Activity, 2008", "industries", 2, 3, 4, 5, 6)
    nace = of("NACE", "2", "Statistical classification of economic activities in the EU, revision 2",
              "industries", 2, 3, 4)  # fmt: skip
    icio = Classification("ICIO", "ICIO", "Industries of the OECD's Inter-Country Input-Output tables",
                          "industries")  # fmt: skip
    return [*sitc, *bec, *isic, *cpa, cpa08, nace, icio]


@cache
def classifications() -> tuple[Classification, ...]:
    """Every classification with a name of its own; the yearly editions of CN come on top (CN1988 on)."""
    return (*_hs(), *_others())


@cache
def _named() -> dict[str, Classification]:
    return {name: one for one in classifications() for name in (one.name, *one.aliases)}


def find_classification(written: str) -> Classification | None:
    """The classification meant by a name as people and files write it, None if there is none.

    "HS 2017", "H5", "hs17", "HS 1988/92 Product Code", "CPA 2.1", "NACE Rev 2.", "CN 2022" are understood.
    """
    bare = _FILLER.sub("", re.sub(r"PRODUCT\s+CODE", "", written.upper()))
    found = _named().get(bare)
    if found is None and _CN.fullmatch(bare):
        return _cn(bare)
    return found


def classification(written: str) -> Classification:
    """The classification of that name; see `find_classification`.

    Raises:
        UsageError: there is none; the message lists the names.
    """
    found = find_classification(written)
    if found is None:
        names = ", ".join(one.name for one in classifications())
        raise UsageError(f"No classification is called “{written}”. Known: {names}, CN2022 and other years.")
    return found


def own_list(name: str) -> Classification:
    """A classification that Entrepôt does not know, by the name its user gives it; its codes are kept as
    they are.
    """
    return Classification(name.strip(), "", "a list of your own", "products")


def hs_revision(cn: Classification) -> Classification:
    """The HS revision whose six digits a year's Combined Nomenclature begins with.

    Each revision entered the nomenclature of the year in which it came into force, e.g. CN 2012 to 2016
    are HS 2012.

    Raises:
        UsageError: not a Combined Nomenclature.
    """
    if cn.family != "CN":
        raise UsageError(f"{cn.name} is no Combined Nomenclature")
    year = int(cn.name[2:])
    return classification("HS" + max((start, two) for two, (start, _) in _HS.items() if start <= year)[1])


@cache
def _cn(name: str) -> Classification:
    return Classification(name, "CN", f"Combined Nomenclature of {name[2:]}", "products", (2, 4, 6, 8))
