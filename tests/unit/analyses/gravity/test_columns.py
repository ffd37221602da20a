"""Columns are guessed as the field names them, told, and never guessed where it matters."""

from __future__ import annotations

import pytest

from entrepot.analyses.gravity.columns import Columns, found
from entrepot.metadata.errors import BadInput

AGTPA = ("exporter", "importer", "pair_id", "year", "trade", "DIST", "CNTG", "LANG", "CLNY", "RTA")
CEPII = ("year", "iso3_o", "iso3_d", "dist", "contig", "comlang_off", "gdp_o", "gdp_d", "tradeflow_baci")


def test_the_guides_names_are_known_in_any_case() -> None:
    known, told = found(AGTPA, Columns())
    assert known.to_dict() == {
        "exporter": "exporter", "importer": "importer", "trade": "trade", "year": "year", "distance": "DIST",
        "contiguity": "CNTG", "language": "LANG", "colony": "CLNY", "agreement": "RTA",
    }  # fmt: skip
    assert told["distance"] == "DIST" and "year" not in told


def test_cepii_names_are_known_and_sizes_and_pairs_never_guessed() -> None:
    known, told = found(CEPII, Columns())
    assert (known.exporter, known.importer, known.trade) == ("iso3_o", "iso3_d", "tradeflow_baci")
    assert (known.gdp_exporter, known.pair) == ("", "")
    assert told["exporter"] == "iso3_o"


def test_what_is_named_goes_before_what_would_be_guessed() -> None:
    known, _ = found((*AGTPA, "fta"), Columns(agreement="fta", trade="RTA"))
    assert (known.agreement, known.trade) == ("fta", "RTA")


def test_a_column_serves_one_role_only() -> None:
    known, _ = found(("i", "j", "t", "trade"), Columns(trade="t"))
    assert known.year == ""


def test_a_name_that_is_not_there_brings_the_nearest() -> None:
    with pytest.raises(BadInput, match=r"no column exportr \(exporter\).*Did you mean exporter\?"):
        found(AGTPA, Columns(exporter="exportr"))


def test_a_column_that_is_needed_and_not_guessed_is_asked_for() -> None:
    with pytest.raises(BadInput, match=r"could be taken for the trade.*--trade NAME") as told:
        found(("exporter", "importer", "amount"), Columns(), "panel.csv")
    assert str(told.value).startswith("panel.csv, column trade")
