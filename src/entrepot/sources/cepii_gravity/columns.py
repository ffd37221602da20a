"""Which column of the publisher's file becomes which of ours; the others of its 87 are left out."""

from __future__ import annotations

YEAR = "year"
ORIGIN, DESTINATION = "iso3_o", "iso3_d"
ORIGIN_IDENTITY, DESTINATION_IDENTITY = "country_id_o", "country_id_d"
ORIGIN_EXISTS, DESTINATION_EXISTS = "country_exists_o", "country_exists_d"
KEYS = (
    YEAR, ORIGIN_IDENTITY, DESTINATION_IDENTITY, ORIGIN, DESTINATION, ORIGIN_EXISTS, DESTINATION_EXISTS,
)  # fmt: skip

SIZES = {
    "population": "pop_o",
    "gdp": "gdp_o",
    "gdp_per_head": "gdpcap_o",
    "gatt": "gatt_o",
    "wto": "wto_o",
    "eu": "eu_o",
}
GEOGRAPHY = {
    "distance": "dist",
    "distance_capitals": "distcap",
    "distance_weighted": "distw_harmonic",
    "contiguous": "contig",
    "common_official_language": "comlang_off",
    "common_spoken_language": "comlang_ethno",
    "common_coloniser": "comcol",
    "colonial_tie": "col_dep_ever",
}
TRADE = {
    "agreement": "fta_wto",
    "agreement_wto": "fta_wto_raw",
    "agreement_coverage": "rta_coverage",
    "agreement_type": "rta_type",
    "trade_baci": "tradeflow_baci",
    "trade_reported_origin": "tradeflow_comtrade_o",
    "trade_reported_destination": "tradeflow_comtrade_d",
}
WANTED = (*KEYS, *SIZES.values(), *GEOGRAPHY.values(), *TRADE.values())
