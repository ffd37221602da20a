"""Tables of trade as one side reported it (Eurostat Comext, UN Comtrade): not reconciled, not mirrored."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.metadata.tables import Column, Table

EUR, USD = "EUR", "USD"
KILOGRAMS = "kg"
FLOWS = {
    "M": "imports",
    "X": "exports",
    "RM": "re-imports",
    "RX": "re-exports",
    "FM": "imports of foreign goods, without re-imports",
    "DX": "exports of domestic goods, without re-exports",
    "MIP": "imports for inward processing",
    "XIP": "exports after inward processing",
    "MOP": "imports after outward processing",
    "XOP": "exports for outward processing",
}
"""UN Comtrade's letters of the flows. Only M and X are totals: all others are parts of one of them."""


@dataclass(frozen=True, slots=True)
class ReportedTables:
    """The two tables of one dataset of reported trade, with the same columns.

    `flows` holds trade with single economies and with areas that no economy is named for; `aggregates` holds
    trade of or with groups (the world, the EU), which repeats what is in `flows` or in other releases.
    """

    flows: Table
    aggregates: Table

    @property
    def dataset(self) -> str:
        """First part of the tables' names."""
        return self.flows.dataset

    def all(self) -> tuple[Table, ...]:
        """Both tables, flows first."""
        return (self.flows, self.aggregates)


def _columns(currency: str, least: float | None) -> tuple[Column, ...]:
    place = "ISO 3166-1 alpha-3, or the publisher's own code for an area or group that has none"
    return (
        Column("period", "text", "EDTF, year or month of the flow, e.g. 2024 or 2024-02", key=True),
        Column("reporter", "text", f"economy that reports the flow: {place}", key=True),
        Column("partner", "text", f"economy of origin (imports) or destination (exports): {place}", key=True),
        Column("flow", "text", "M, X or a part of one of them, see `FLOWS`; parts are never added", key=True),
        Column(
            "classification", "text",
            "classification of the product: CN, HS, SITC (Eurostat); H0 to H6, S1 to S4, B4, B5, EB.. (UN)",
            key=True,
        ),
        Column("product", "text", "code; TOTAL for all; X in it where parts are withheld", key=True),
        Column(
            "level", "integer", "digits of the code, 0 for TOTAL; values of two levels are never added", "1",
            nullable=True, minimum=0.0, maximum=12.0,
        ),
        Column("leaf", "boolean", "whether the code has no finer one; absent if unsaid", nullable=True),
        Column(
            "value", "real", "statistical value at `valuation`; absent where only quantities were asked for",
            currency, nullable=True, minimum=least,
        ),
        Column("valuation", "text", "CIF or FOB; absent if unsaid", nullable=True),
        Column(
            "other_valuation", "real", "the same flow FOB where `value` is CIF and the reverse, if reported",
            currency, nullable=True, minimum=0.0,
        ),
        Column(
            "processing", "real", "part of `value` under inward or outward processing; absent if unsaid",
            currency, nullable=True, minimum=0.0,
        ),
        Column(
            "net_weight", "real", "net mass; absent where it was not recorded for all of the value",
            KILOGRAMS, nullable=True, minimum=0.0,
        ),
        Column("net_weight_estimated", "boolean", "by the publisher; absent if unsaid", nullable=True),
        Column("quantity", "real", "in `quantity_unit`", nullable=True, minimum=0.0),
        Column("quantity_unit", "text", "publisher's code of the supplementary unit", nullable=True),
        Column("quantity_estimated", "boolean", "by the publisher; absent if unsaid", nullable=True),
        Column("confidential", "boolean", "product or partner is hidden, in part or whole"),
        Column("quality", "text", "reported, or derived where the publisher added up what was reported"),
        Column("flags", "text", "the publisher's flags of the observation", nullable=True),
    )  # fmt: skip


def _tables(
    dataset: str,
    what: str,
    currency: str,
    names: tuple[str, str] = ("flows", "aggregates"),
    least: float | None = 0.0,
) -> ReportedTables:
    columns, (flows, groups) = _columns(currency, least), names
    return ReportedTables(
        Table(
            f"{dataset}.{flows}",
            f"{what} with single economies and with areas for which none is named, as the reporter has it.",
            columns,
        ),
        Table(
            f"{dataset}.{groups}",
            f"{what} of or with groups (the world, the EU), and parts of an economy shown beside the whole. "
            "Never added to other flows.",
            columns,
        ),
    )


COMEXT = _tables("eurostat_comext", "Trade in goods of EU members by CN subheading", EUR)
"""Eurostat's bulk files: every flow of one month or year."""

COMEXT_EXTRACT = _tables("eurostat_comext_extract", "Trade in goods of EU members, the part asked for,", EUR)
"""What a user asked Eurostat's service for: some products, partners and periods."""

COMTRADE = _tables("un_comtrade", "Trade in goods, the part downloaded,", USD)
"""Goods from UN Comtrade: HS, SITC or BEC."""

COMTRADE_SERVICES = _tables(
    "un_comtrade", "Trade in services, the part downloaded,", USD, ("services", "service_aggregates"), None
)
"""Services from UN Comtrade, by EBOPS category; a value may be negative."""

REPORTED_TABLES = (*COMEXT.all(), *COMEXT_EXTRACT.all(), *COMTRADE.all(), *COMTRADE_SERVICES.all())
