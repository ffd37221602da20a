"""What a material's stage is defined as, against Eurostat's correspondence of CN 2022 and CPA 2.1."""

from pathlib import Path

import polars as pl

from entrepot.analyses.trade.goods.routes import DEFINITION, routes
from entrepot.metadata.products import critical_raw_materials, icio_industry
from entrepot.sources.concordance.reader import read_links
from entrepot.store.warehouse import Warehouse


def test_every_industry_told_by_definition_is_eurostats(shared: Path, tmp_path: Path) -> None:
    links = read_links(shared / "data" / "formats" / "correspond" / "ct_CN2022_CPA21.csv")
    codes = sorted({c.hs22 for m in critical_raw_materials() for c in m.codes if c.alone and c.hs22})
    told = {r.product: r.industry for r in routes(Warehouse.open(tmp_path), "hs22", codes)}
    assert len(told) > 60
    for product, industry in told.items():
        cpa = links.filter(pl.col("from_code").str.starts_with(product))["to_code"]
        assert {icio_industry(code) for code in cpa} == {industry}, product
    assert {r.told_by for r in routes(Warehouse.open(tmp_path), "hs22", codes)} == {DEFINITION}
