"""The tables of the OECD Inter-Country Input-Output dataset, declared once."""

from __future__ import annotations

from entrepot.metadata.tables import Column, Table

DATASET = "oecd_icio"
USD_MILLION = "USD million"

ICIO_FLOWS = Table(
    "oecd_icio.flows",
    "Intermediate inputs sold by the industries of one economy to all industries of another, at basic "
    "prices; sales within an economy included. Goods and services that households, governments and "
    "investors buy are not in it. The grid is full: a zero is the publisher's zero.",
    (
        Column(
            "origin",
            "text",
            "economy that sells, ISO 3166-1 alpha-3, ROW for the rest of the world",
            key=True,
        ),
        Column(
            "destination",
            "text",
            "economy that buys, same codes; equal to origin for domestic sales",
            key=True,
        ),
        Column("industry", "text", "industry that sells, code of oecd_icio.industries", key=True),
        Column("value", "real", "intermediate inputs sold", USD_MILLION, minimum=0.0),
    ),
)

ICIO_PRODUCTION = Table(
    "oecd_icio.production",
    "What each industry of each economy produces, and how much of it leaves the table of flows.",
    (
        Column("economy", "text", "ISO 3166-1 alpha-3, ROW for the rest of the world", key=True),
        Column("industry", "text", "code of oecd_icio.industries", key=True),
        Column("output", "real", "gross output", USD_MILLION, minimum=0.0),
        Column(
            "other_sales",
            "real",
            "output not sold as an input in oecd_icio.flows: sales to final demand (households, government, "
            "investment, inventories) at home and abroad and, where the release leaves the rest of the "
            "world out of the flows, everything sold to it; can be negative when stocks are drawn down",
            USD_MILLION,
        ),
        Column(
            "value_added",
            "real",
            "value added at basic prices; absent where the release does not hold it",
            USD_MILLION,
            nullable=True,
        ),
    ),
)

ICIO_INPUT_COEFFICIENTS = Table(
    "oecd_icio.input_coefficients",
    "What an industry needs from each industry, whatever the origin among the economies of oecd_icio.flows.",
    (
        Column("economy", "text", "economy of the using industry", key=True),
        Column("supplying_industry", "text", "code of oecd_icio.industries", key=True),
        Column("using_industry", "text", "code of oecd_icio.industries", key=True),
        Column(
            "coefficient", "real", "inputs per unit of the using industry's gross output", "1", minimum=0.0
        ),
    ),
)

ICIO_FINAL_FLOWS = Table(
    "oecd_icio.final_flows",
    "Goods and services sold by the industries of one economy to final users of another, at basic prices. "
    "Only releases made from the full table hold it.",
    (
        Column("origin", "text", "economy that sells, ISO 3166-1 alpha-3 or ROW", key=True),
        Column("destination", "text", "economy whose final users buy, same codes", key=True),
        Column("category", "text", "HFCE, NPISH, GGFC, GFCF, INVNT or DPABR", key=True),
        Column("industry", "text", "industry that sells, code of oecd_icio.industries", key=True),
        Column(
            "value",
            "real",
            "final goods and services sold; changes in inventories can be negative",
            USD_MILLION,
        ),
    ),
)

ICIO_INDUSTRIES = Table(
    "oecd_icio.industries",
    "The industries, groups of ISIC Rev. 4 divisions.",
    (
        Column("code", "text", "code in the OECD's tables", key=True),
        Column("name_en", "text", "name in English"),
        Column("name_fr", "text", "name in French, translated by us"),
        Column("section", "text", "ISIC Rev. 4 section, one letter"),
    ),
)

ICIO_ECONOMIES = Table(
    "oecd_icio.economies",
    "The economies in the release's flows.",
    (
        Column("code", "text", "ISO 3166-1 alpha-3, ROW for the rest of the world", key=True),
        Column("name", "text", "the OECD's name in English"),
    ),
)

ICIO_TABLES = (
    ICIO_FLOWS,
    ICIO_PRODUCTION,
    ICIO_INPUT_COEFFICIENTS,
    ICIO_FINAL_FLOWS,
    ICIO_INDUSTRIES,
    ICIO_ECONOMIES,
)
