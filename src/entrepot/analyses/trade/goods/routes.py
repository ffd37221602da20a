"""Which industry makes a raw material: by a concordance in the store, else by definition of CPA headings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from entrepot.analyses.trade.concordance import find_links, known_tables
from entrepot.metadata.errors import NoData
from entrepot.metadata.products import RawMaterial, critical_raw_materials, icio_industry
from entrepot.store.warehouse import Warehouse

CONCORDANCE, DEFINITION = "concordance", "definition"
# Stage of processing -> the CPA heading that is defined as it: 24.4 are non-ferrous metals from matte to
# unwrought, 24.1 names ferro-alloys, 20.1 basic chemicals, 38.3 recovered materials. Oxides are not here
# (alumina is counted with aluminium, others with chemicals), nor is what one code holds of two stages.
_STAGES = {
    "metal": "24.4",
    "intermediate": "24.4",
    "intermediate or metal": "24.4",
    "alloy": "24.1",
    "element": "20.1",
    "compound": "20.1",
    "waste": "38.3",
}
# Ores of metals are CPA 07, coal is 05, other minerals as they are dug are 08.
_ORES = {"coking_coal": "05"}
# Silicon is no metal: it is a chemical element to the nomenclature.
_METALLOIDS = {"silicon_metal": "20.1"}


@dataclass(frozen=True, slots=True)
class Route:
    """One way of a product to an industry: the part of its value that goes there, and by what it is told."""

    product: str
    industry: str
    weight: float
    told_by: str


def routes(warehouse: Warehouse, revision: str, products: Collection[str]) -> tuple[Route, ...]:
    """The industries of the OECD's tables that make these products, in order of product and industry.

    Args:
        warehouse: the open store, asked for concordances.
        revision: key of `metadata.goods.REVISIONS`, of the codes.
        products: codes of critical raw materials, six digits.
    """
    linked = _linked(warehouse, revision, products)
    known = {route.product for route in linked}
    defined = [
        Route(product, industry, 1.0, DEFINITION)
        for product in products
        if product not in known and (industry := _defined(product))
    ]
    return tuple(sorted((*linked, *defined), key=lambda route: (route.product, route.industry)))


def _linked(warehouse: Warehouse, revision: str, products: Collection[str]) -> list[Route]:
    try:
        links, _ = find_links(revision.upper(), "ICIO", known_tables(warehouse), sorted(products))
    except NoData:
        return []
    mine = links.filter(pl.col("from_code").is_in(sorted(products)) & (pl.col("weight") > 0))
    columns = mine.select("from_code", "to_code", "weight").iter_rows()
    return [Route(product, industry, weight, CONCORDANCE) for product, industry, weight in columns]


def _defined(product: str) -> str:
    """The industry of a code all of whose stages are defined as one's; empty where they are not."""
    found = {_cpa(material, stage) for material, stage in _stages(product)}
    industries = {icio_industry(cpa) if cpa else None for cpa in found}
    return industries.pop() or "" if len(industries) == 1 else ""


def _stages(product: str) -> list[tuple[RawMaterial, str]]:
    return [
        (material, code.stage)
        for material in critical_raw_materials()
        for code in material.codes
        if code.alone and code.hs22 == product
    ]


def _cpa(material: RawMaterial, stage: str) -> str:
    if stage == "ore":
        is_metal = any("metal" in code.stage for code in material.codes)
        return _ORES.get(material.code, "07" if is_metal else "08")
    if stage == "metal" and material.code in _METALLOIDS:
        return _METALLOIDS[material.code]
    return _STAGES.get(stage, "")
