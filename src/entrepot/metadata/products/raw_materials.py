"""Critical and strategic raw materials of Regulation (EU) 2024/1252, and the trade codes that name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from entrepot.metadata.products.vocabulary import LANGUAGES, rows


@dataclass(frozen=True, slots=True)
class MaterialCode:
    """A code under which a material is traded.

    Attributes:
        stage: of processing, as the code's text tells it: ore, intermediate, oxide, compound, alloy, element,
            metal, artificial, gas, waste; "or" where one code holds two.
        hs22: six digits of HS 2022; empty where no code names this stage, so that trade does not show it.
        cn2022: eight digits of CN 2022 where the six hold more than the material; else empty.
        alone: whether the six digits hold nothing but the material.
        named: the word by which the nomenclature's text names it.
        source: where that text stands.
    """

    stage: str
    hs22: str
    cn2022: str
    alone: bool
    named: str
    source: str


@dataclass(frozen=True, slots=True)
class RawMaterial:
    """A raw material that the regulation calls critical.

    Attributes:
        code: our short name, e.g. "silicon_metal".
        names: by language.
        critical_entry, strategic_entry: letter in Annex II and in Annex I; the latter is empty where the
            material is critical but not strategic.
        strategic_form: what of it is strategic, where not all is, e.g. "battery grade": trade codes do not
            tell it from the rest.
        codes: under which it is traded, from ore to waste.
    """

    code: str
    names: Mapping[str, str]
    critical_entry: str
    strategic_entry: str
    strategic_form: str
    codes: tuple[MaterialCode, ...]

    @property
    def strategic(self) -> bool:
        """Whether Annex I lists it, in some form."""
        return bool(self.strategic_entry)


@cache
def critical_raw_materials() -> tuple[RawMaterial, ...]:
    """The 34 of Annex II, in its order. 18 of them are strategic, for the 17 entries of Annex I: its one
    entry for rare earths stands at the heavy and at the light ones.
    """
    return tuple(
        RawMaterial(
            row["code"],
            {language: row[language] for language in LANGUAGES},
            row["annex_2"],
            row["annex_1"],
            row["strategic_form"],
            _codes().get(row["code"], ()),
        )
        for row in rows("critical_raw_materials.csv")
    )


def raw_materials_of(code: str) -> tuple[RawMaterial, ...]:
    """The critical raw materials that an HS 2022 or CN 2022 code, as `normalise` writes it, holds."""
    return tuple(
        material
        for material in critical_raw_materials()
        if any(code in (c.hs22, c.cn2022) or (c.alone and code[:6] == c.hs22) for c in material.codes)
    )


@cache
def _codes() -> dict[str, tuple[MaterialCode, ...]]:
    grouped: dict[str, list[MaterialCode]] = {}
    for row in rows("critical_raw_material_codes.csv"):
        one = MaterialCode(
            row["stage"], row["hs22"], row["cn2022"], row["alone"] == "yes", row["named"], row["source"]
        )
        grouped.setdefault(row["material"], []).append(one)
    return {material: tuple(codes) for material, codes in grouped.items()}
