"""The tables made from The World Factbook, declared once for reader, store, checks and manual."""

from __future__ import annotations

from entrepot.metadata.tables import Column, Table

__all__ = ["COMMODITIES", "DATASET", "ENTITIES", "FACTS", "FIELDS", "PARTNERS", "TABLES", "UNDATED"]

DATASET = "cia_factbook"

UNDATED = ".."
"""The period of a fact to which the Factbook gives no date (EDTF: no bound at all)."""

_ENTITY = Column(
    "entity", "text", "two-letter code of the Factbook's entry (GEC, formerly FIPS 10-4)", key=True
)
_ECONOMY = Column("economy", "text", "ISO 3166-1 alpha-3; XKX for Kosovo, EU27 and WLD for the two groups")
_PERIOD = Column("period", "text", 'EDTF: "2024", "2020-07", or ".." where no date is given', key=True)
_FLOW = Column("flow", "text", "exports or imports", key=True)
_TEXT = Column("text", "text", "the Factbook's own words for this item, without markup")
_NOTE = Column(
    "note", "text", "the Factbook's own note to the item, or why a number was not taken; may be empty"
)
_PATH = Column("path", "text", 'where it stands: "Economy › Exports › Exports 2024"')

ENTITIES = Table(
    "cia_factbook.entities",
    "Every entry of the Factbook, and the economy it is counted under",
    (
        _ENTITY,
        Column("economy", "text", "as in the other tables; empty where the entry is left out"),
        Column("name", "text", "the Factbook's short name"),
        Column("region", "text", "the Factbook's region"),
        Column("main", "boolean", "whether it is the first entry of its economy (Palestine has two)"),
        Column(
            "remark", "text", "why it is counted so, or why it is left out; empty where nothing is unusual"
        ),
    ),
)

FIELDS = Table(
    "cia_factbook.fields",
    "Every field that is read, in the order in which a profile shows them",
    (
        Column("field", "text", "stable name", key=True),
        Column("title", "text", "what is counted, in words"),
        Column("section", "text", "the Factbook's section"),
        Column("additive", "boolean", "whether the values of several countries may be added up"),
        Column("position", "integer", "place in the order, 1 first", minimum=1),
    ),
)

FACTS = Table(
    "cia_factbook.facts",
    "Facts on each economy, by field and period; numbers in base units beside the words they were read from",
    (
        _ENTITY,
        _ECONOMY,
        Column("field", "text", "stable name of the field; declared in cia_factbook.fields", key=True),
        _PERIOD,
        Column("value", "real", "the number; null where the words hold none, or only a bound", nullable=True),
        Column(
            "low", "real", "least number that the words allow, rounding included; null if none", nullable=True
        ),
        Column(
            "high",
            "real",
            "greatest number that the words allow, rounding included; null if none",
            nullable=True,
        ),
        Column(
            "unit",
            "text",
            'e.g. "USD", "USD of 2021 (PPP)", "1" (a share), "km", "EUR per USD"; empty for words',
        ),
        Column("estimate", "boolean", "whether the Factbook marks it as an estimate"),
        _TEXT,
        _NOTE,
        _PATH,
    ),
)

PARTNERS = Table(
    "cia_factbook.partners",
    "Main partners in trade, as listed (usually the first five), with the share printed in whole percents",
    (
        _ENTITY,
        _ECONOMY,
        _FLOW,
        _PERIOD,
        Column("position", "integer", "place in the list, 1 first", key=True, minimum=1),
        Column("partner", "text", "ISO 3166-1 alpha-3 of the partner"),
        Column("share", "real", "share as printed", unit="1", nullable=True, minimum=0, maximum=1),
        Column("low", "real", "least share the words allow", unit="1", minimum=0, maximum=1),
        Column("high", "real", "greatest share the words allow", unit="1", minimum=0, maximum=1),
        _TEXT,
        _NOTE,
        _PATH,
    ),
)

COMMODITIES = Table(
    "cia_factbook.commodities",
    "Main goods traded, in the Factbook's order (by value, first five); no amounts are given",
    (
        _ENTITY,
        _ECONOMY,
        _FLOW,
        _PERIOD,
        Column("position", "integer", "place in the list, 1 first", key=True, minimum=1),
        Column("commodity", "text", "the Factbook's word for it"),
        _NOTE,
        _PATH,
    ),
)

TABLES = (ENTITIES, FIELDS, FACTS, PARTNERS, COMMODITIES)
