"""The numbers of a pair's trade in goods worked out from the text of BACI's files with pandas alone.

Nothing of the package is used: what it answers can be held against this. Written from the formulas of
docs/explanation (Balassa, Michaely, the Export Potential Indicator, the Stata package ecomplexity), on tables
small enough to be plain: one frame a year with columns i, j (alpha-3), k (text), v (USD million), q (t).
"""

from __future__ import annotations

import io
from collections.abc import Collection

import numpy as np
import pandas as pd

from baci_files import ECONOMIES, year_text

Codes = Collection[str]


def read_year(year: int, revision: str = "HS17") -> pd.DataFrame:
    """The flows of a year as a user would read the publisher's file."""
    text = io.StringIO(year_text(year, revision))
    flows = pd.read_csv(text, dtype={"k": str}, skipinitialspace=True, na_values=["NA"])
    names = {number: economy[0] for number, economy in ECONOMIES.items()}
    return flows.assign(i=flows["i"].map(names), j=flows["j"].map(names), v=flows["v"] / 1000)


def between(flows: pd.DataFrame, sellers: Codes, buyers: Codes) -> pd.DataFrame:
    return flows[flows["i"].isin(sellers) & flows["j"].isin(buyers)]


def as_one(flows: pd.DataFrame, *groups: Codes) -> pd.DataFrame:
    """Each group as one economy, named after its first member, its inner trade left out."""
    for codes in groups:
        name = {code: min(codes) for code in codes}
        flows = flows.assign(i=flows["i"].replace(name), j=flows["j"].replace(name))
    return flows[flows["i"] != flows["j"]]


def by_product(flows: pd.DataFrame) -> pd.Series:
    return flows.groupby("k")["v"].sum()


def course(flows: pd.DataFrame, sellers: Codes, buyers: Codes) -> dict[str, float]:
    """One year of the course: shares, ranks, intensity."""
    whole, i, j = as_one(flows, sellers, buyers), min(sellers), min(buyers)
    value = whole[(whole["i"] == i) & (whole["j"] == j)]["v"].sum()
    customers = whole[whole["i"] == i].groupby("j")["v"].sum()
    suppliers = whole[whole["j"] == j].groupby("i")["v"].sum()
    exports, imports, world = customers.sum(), suppliers.sum(), whole["v"].sum()
    return {
        "value": value,
        "export_share": value / exports,
        "customer_rank": 1 + (customers.drop(j) > value).sum(),
        "customers": len(customers),
        "import_share": value / imports,
        "supplier_rank": 1 + (suppliers.drop(i) > value).sum(),
        "suppliers": len(suppliers),
        "intensity": (value / exports) / (imports / world),
    }


def rca(flows: pd.DataFrame, codes: Codes, side: str = "i") -> pd.Series:
    """Balassa's index of exports, or with side "j" its like of imports, of a group as one economy."""
    whole = as_one(flows, codes)
    mine, world = by_product(whole[whole[side] == min(codes)]), by_product(whole)
    return (mine / mine.sum()) / (world / world.sum())


def products(flows: pd.DataFrame, sellers: Codes, buyers: Codes) -> pd.DataFrame:
    """The products of one flow; a unit value only where every flow of the product has its weight."""
    rows = between(flows, sellers, buyers).groupby("k")
    found = pd.DataFrame({"value": rows["v"].sum()})
    bought = as_one(flows, buyers)
    found["share"] = found["value"] / found["value"].sum()
    found["market_share"] = found["value"] / by_product(bought[bought["j"] == min(buyers)])
    found["seller_rca"] = rca(flows, sellers)
    found["buyer_specialisation"] = rca(flows, buyers, "j")
    weight = rows["q"].sum().where(rows["q"].count() == rows.size())
    found["unit_value"] = 1e6 * found["value"] / weight.where(weight > 0)
    return found.sort_values("value", ascending=False)


def swings(before: pd.DataFrame, after: pd.DataFrame, sellers: Codes, buyers: Codes) -> pd.DataFrame:
    """What each product added to the growth of the flow."""
    ends = {
        "before": by_product(between(before, sellers, buyers)),
        "after": by_product(between(after, sellers, buyers)),
    }
    found = pd.DataFrame(ends).fillna(0.0)
    found["change"] = found["after"] - found["before"]
    found["contribution"] = found["change"] / found["before"].sum()
    return found


def potential(flows: pd.DataFrame, sellers: Codes, buyers: Codes) -> pd.DataFrame:
    """v_ik / v_k x min(1, x_ik / m_ik) x m_jk x ease, with ease v_ij over the sum of v_ik / v_k m_jk."""
    sold, bought = as_one(flows, sellers), as_one(flows, buyers)
    cells = pd.DataFrame(
        {
            "x": by_product(sold[sold["i"] == min(sellers)]),
            "m": by_product(sold[sold["j"] == min(sellers)]),
            "world": by_product(sold),
            "wanted": by_product(bought[bought["j"] == min(buyers)]),
            "actual": by_product(between(flows, sellers, buyers)),
        }
    ).fillna(0.0)
    share = cells["x"] / cells["world"]
    ease = cells["actual"].sum() / (share * cells["wanted"]).sum()
    own = (cells["x"] / cells["m"].where(cells["m"] > 0)).clip(upper=1).fillna(1.0)
    cells["potential"] = share * own * cells["wanted"] * ease
    cells["untapped"] = (cells["potential"] - cells["actual"]).clip(lower=0)
    return cells.assign(world_share=share, ease=ease)


def michaely(flows: pd.DataFrame, sellers: Codes, buyers: Codes) -> float:
    """100 (1 - half the sum of the differences of both structures)."""
    sold, bought = as_one(flows, sellers), as_one(flows, buyers)
    x = by_product(sold[sold["i"] == min(sellers)])
    m = by_product(bought[bought["j"] == min(buyers)])
    return float(100 * (1 - (x / x.sum()).sub(m / m.sum(), fill_value=0).abs().sum() / 2))


def space(flows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series, pd.Series]:
    """Density of every economy and product, PCI and ECI, as the Stata package has them."""
    table = flows.pivot_table(index="i", columns="k", values="v", aggfunc="sum", fill_value=0.0)
    x = table.to_numpy()
    held = ((x / x.sum(1, keepdims=True)) / (x.sum(0) / x.sum()) > 1).astype(float)
    diversity, ubiquity = held.sum(1), held.sum(0)
    near = held.T @ held / np.maximum.outer(ubiquity, ubiquity)
    np.fill_diagonal(near, 0)
    density = held @ near / near.sum(0)
    values, vectors = np.linalg.eig(held.T @ (held / diversity[:, None]) / ubiquity[:, None])
    pci = np.real(vectors[:, np.argsort(-np.real(values))[1]])
    eci = held @ pci / diversity
    pci, eci = (side * np.sign(np.corrcoef(diversity, eci)[0, 1]) for side in (pci, eci))
    mean, spread = eci.mean(), eci.std() * np.sqrt(x.size / (x.size - 1))
    return (
        pd.DataFrame(density, table.index, table.columns),
        pd.Series((pci - mean) / spread, table.columns),
        pd.Series((eci - mean) / spread, table.index),
    )


def fits(flows: pd.DataFrame, sellers: Codes, buyers: Codes, smallest: float) -> tuple[int, int]:
    """Rank of the buyer among buyers and of the seller among sellers, small economies left out."""
    index = michaely(flows, sellers, buyers)
    outside = {*flows["i"], *flows["j"]} - {*sellers, *buyers}
    large = {side: flows.groupby(side)["v"].sum() for side in ("i", "j")}
    rivals = [michaely(flows, sellers, {e}) for e in outside if large["j"].get(e, 0) >= smallest]
    sources = [michaely(flows, {e}, buyers) for e in outside if large["i"].get(e, 0) >= smallest]
    return 1 + sum(v > index for v in rivals), 1 + sum(v > index for v in sources)


def rank_without(flows: pd.DataFrame, sellers: Codes, buyers: Codes, left_out: Codes) -> int | None:
    """Rank of the buyer among the seller's customers without some products or chapters."""
    whole = as_one(flows, sellers, buyers)
    kept = whole[~whole["k"].str[:2].isin(left_out) & ~whole["k"].isin(left_out)]
    customers = kept[kept["i"] == min(sellers)].groupby("j")["v"].sum()
    mine = customers.get(min(buyers))
    return None if mine is None else 1 + int((customers.drop(min(buyers)) > mine).sum())


def trend(values: pd.Series) -> float:
    """Growth a year: the slope of the logarithm, by NumPy's polynomial fit."""
    return float(np.exp(np.polyfit(values.index, np.log(values), 1)[0]) - 1)
