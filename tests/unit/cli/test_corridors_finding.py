"""Terminals and legs of the little layer by what people write."""

from __future__ import annotations

import pytest

from entrepot.cli.corridors_finding import finding, legs_at
from entrepot.metadata.errors import UnknownPlace
from little_layer import layer


def codes(text: str) -> list[str]:
    return [terminal.code for terminal in finding(text, layer())]


def test_by_code_name_part_of_a_name_and_country() -> None:
    assert codes("BETRI") == ["BETRI"]
    assert codes("Antwerp-port")[0] == "BEANR"
    assert codes("antw") == ["BEANR"]
    assert set(codes("Belgium")) == {"BEANR", "BETRI", "LGG"}
    assert len(codes("")) == len(layer().terminals)


def test_what_is_no_terminal_is_said_to_be_something_else() -> None:
    with pytest.raises(UnknownPlace, match="passage:suez"):
        finding("suez", layer())
    with pytest.raises(UnknownPlace):
        finding("Xyzzyville", layer())


def test_legs_at_between_and_through() -> None:
    known = layer()
    at = legs_at("Trilogiport", "", known)
    assert at
    assert all("BETRI" in (leg.start, leg.end) for leg in at)
    both = {leg.id for leg in legs_at("Kazakhstan", "China", known)}
    assert both == {leg.id for leg in legs_at("China", "Kazakhstan", known)}
    assert "rail:CNHRG:KZALT" in both
    assert all("suez" in leg.passages for leg in legs_at("suez", "", known))
    assert legs_at("Moscow-freight", "Antwerp-port", known) == []
