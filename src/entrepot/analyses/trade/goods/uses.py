"""What the industries of a place use of what each kind of industry makes."""

from __future__ import annotations

import polars as pl

from entrepot.analyses.trade.world import world
from entrepot.metadata.errors import NoData
from entrepot.metadata.icio import ICIO_INPUT_COEFFICIENTS
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

USE = "inputs used of what such industries make, from anywhere, basic prices"


def uses(warehouse: Warehouse, buyer: Place) -> pl.DataFrame:
    """Use of each supplying industry's products by each using industry: u_su = a_su x_u.

    Returns:
        supplying_industry, using_industry, coefficient (a), use (USD million), share (of all uses of the
        supplying industry's products); a group's members are added up.

    Raises:
        NoData: the tables lack the place.
    """
    there = world(warehouse)
    members = [code for code in buyer.countries if code in there.economies]
    if not members:
        raise NoData(
            f"{there.release.title} does not name {buyer.code}: what its industries use is not known."
        )
    coefficients = warehouse.read(
        ICIO_INPUT_COEFFICIENTS, where={"economy": members}, release=there.release.id
    )
    output = there.production.select("economy", using_industry="industry", output="output")
    used = coefficients.join(output, on=["economy", "using_industry"]).with_columns(
        use=pl.col("coefficient") * pl.col("output")
    )
    added = used.group_by("supplying_industry", "using_industry", maintain_order=True).agg(
        pl.col("use").sum(), pl.col("output").sum()
    )
    supplied = pl.col("use").sum().over("supplying_industry")
    return added.with_columns(
        coefficient=pl.when(pl.col("output") > 0).then(pl.col("use") / pl.col("output")),
        share=pl.when(supplied > 0).then(pl.col("use") / supplied),
    ).drop("output")
