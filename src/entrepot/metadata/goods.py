"""Tables of trade in goods by product between economies, exports and imports reconciled (CEPII BACI)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from entrepot.metadata.tables import Column, Table

USD_THOUSAND = "USD thousand"
TONNES = "t"
# HS revisions by the name that BACI's files bear, and the year each came into force.
REVISIONS = {
    "hs92": 1988, "hs96": 1996, "hs02": 2002, "hs07": 2007, "hs12": 2012, "hs17": 2017, "hs22": 2022,
}  # fmt: skip
# Datasets of reconciled flows that a store may hold.
DATASETS = frozenset(f"baci_{revision}" for revision in REVISIONS)


@dataclass(frozen=True, slots=True)
class GoodsTables:
    """The tables of one dataset of reconciled flows; one release is one year.

    The flows are what the publisher gives; `exports`, `imports` and `pairs` are sums of them, kept because
    every question about structure asks for them.
    """

    flows: Table
    exports: Table
    imports: Table
    pairs: Table
    products: Table
    economies: Table

    @property
    def dataset(self) -> str:
        """First part of the tables' names."""
        return self.flows.dataset

    def all(self) -> tuple[Table, ...]:
        """Every table, flows first."""
        return (self.flows, self.exports, self.imports, self.pairs, self.products, self.economies)


_YEAR = Column("year", "integer", "calendar year of the flows", "a", key=True, minimum=1900, maximum=2100)
_PRODUCT = Column("product", "text", "HS subheading, six characters, of the dataset's revision", key=True)
_CODE = "ISO 3166-1 alpha-3, or the publisher's code for an area that has none"
_VALUE = "value free on board, exporters' and importers' reports reconciled by the publisher"


@cache
def baci_tables(revision: str) -> GoodsTables:
    """The tables of CEPII BACI in one HS revision, a key of `REVISIONS`; raises `KeyError` for another."""
    dataset = f"baci_{revision}"
    named = f"HS {REVISIONS[revision]}"
    value = Column("value", "real", _VALUE, USD_THOUSAND, minimum=0.0)
    return GoodsTables(
        flows=Table(
            f"{dataset}.flows",
            f"Goods sold by one economy to another, by product ({named}). Only positive flows are published: "
            "a zero and what nobody reported look alike.",
            (
                _YEAR,
                Column("exporter", "text", f"economy that sells: {_CODE}", key=True),
                Column("importer", "text", "economy that buys, same codes", key=True),
                _PRODUCT,
                value,
                Column(
                    "quantity", "real", "weight; absent where nobody reported one", TONNES,
                    nullable=True, minimum=0.0,
                ),
            ),
        ),
        exports=_structure(f"{dataset}.exports", "exports", named, value),
        imports=_structure(f"{dataset}.imports", "imports", named, value),
        pairs=Table(
            f"{dataset}.pairs",
            "Goods sold by one economy to another, all products together.",
            (
                _YEAR,
                Column("exporter", "text", f"economy that sells: {_CODE}", key=True),
                Column("importer", "text", "economy that buys, same codes", key=True),
                value,
                Column("products", "integer", "how many products are traded", "1", minimum=1.0),
            ),
        ),
        products=Table(
            f"{dataset}.products",
            f"The subheadings of {named} as the publisher's files name them.",
            (
                Column("product", "text", "HS subheading, six characters", key=True),
                Column("name", "text", "the publisher's description; the code where its list was not given"),
            ),
        ),
        economies=Table(
            f"{dataset}.economies",
            "The economies of the flows.",
            (
                Column("economy", "text", _CODE, key=True),
                Column("name", "text", "the publisher's name, in English"),
                Column("publisher_code", "text", "the numbers in the publisher's files, mostly one"),
            ),
        ),
    )  # fmt: skip


def _structure(name: str, side: str, named: str, value: Column) -> Table:
    return Table(
        name,
        f"All {side} of each economy by product ({named}), all partners together.",
        (_YEAR, Column("economy", "text", _CODE, key=True), _PRODUCT, value),
    )
