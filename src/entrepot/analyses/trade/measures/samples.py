"""Which exporters and products an index is computed on: it moves rankings, so it is named and printed."""

from __future__ import annotations

from dataclasses import dataclass, fields

from entrepot.metadata.errors import UsageError

NUMBERS = (
    "min_population",
    "min_exports",
    "world_trade_over",
    "smallest_share",
    "effective_exporters_over",
    "ubiquity_over",
)


@dataclass(frozen=True, slots=True)
class SampleFilter:
    """Rules for exporters, then for products, each applied once, in this order, to what is left: `sample`.

    `min_` keeps what is at least that much, `_over` what is more. Amounts are in US dollars of the year.

    Attributes:
        name: what the sample is called.
        source: whose rules they are, and what of them could not be known.
        only_exporters: codes to keep; none: all.
        without_exporters: codes to drop.
        min_population: of the exporter; one without a figure is dropped.
        min_exports: of the exporter, all products.
        without_products: beginnings of codes to drop.
        world_trade_over: of the product, all exporters that are left.
        smallest_share: drops the smallest products, from the smallest up, as long as together they are below
            this part of the trade that is left.
        effective_exporters_over: 1 / sum of squared shares in the product's exports.
        ubiquity_over: number of exporters with RCA >= 1.
    """

    name: str
    source: str = "own choice"
    only_exporters: tuple[str, ...] = ()
    without_exporters: tuple[str, ...] = ()
    min_population: float = 0.0
    min_exports: float = 0.0
    without_products: tuple[str, ...] = ()
    world_trade_over: float = 0.0
    smallest_share: float = 0.0
    effective_exporters_over: float = 0.0
    ubiquity_over: int = 0

    def __post_init__(self) -> None:
        if any(getattr(self, number) < 0 for number in NUMBERS) or self.smallest_share >= 1:
            raise UsageError(f"sample {self.name!r}: thresholds are not negative, and a share is below 1")

    def __str__(self) -> str:
        rules = [field.name for field in fields(self)[2:] if getattr(self, field.name)]
        words = ", ".join(f"{rule} = {_printed(getattr(self, rule))}" for rule in rules)
        return f"{self.name}: {words or 'no rule, everything stays'}. Source: {self.source}."


def _printed(setting: object) -> str:
    if isinstance(setting, tuple):
        return " ".join(map(str, setting))
    return f"{setting:,.10g}" if isinstance(setting, (int, float)) else str(setting)


EVERYTHING = SampleFilter("everything")

OEC = SampleFilter(
    "OEC",
    source=(
        "the Observatory of Economic Complexity's page of rankings by HS4 "
        "(oec.world/en/rankings/eci/hs4/hs92); made for four digits"
    ),
    min_population=1e6,
    min_exports=1e9,
    world_trade_over=500e6,
)

ATLAS_LIKE = SampleFilter(
    "Atlas-like",
    source=(
        "the Growth Lab's metrics glossary (ask-atlas, src/docs/metrics_glossary.md); its own fixed list of "
        "about 123 exporters is not printed there and not applied here, and that the cumulative share runs "
        "from the smallest product up is our reading"
    ),
    without_products=("7108", "9999", "XXXX"),
    smallest_share=0.00025,
    effective_exporters_over=2.0,
    ubiquity_over=2,
)
