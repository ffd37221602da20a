"""Consignments as written, and what they are billed for."""

from __future__ import annotations

from typing import Any

import pytest

from corridor_parameters import shipped, stated
from entrepot.analyses.corridors.cargo import BOX, Cargo, cargo
from entrepot.analyses.corridors.parameters import Parameters
from entrepot.metadata.errors import BadInput, UsageError


@pytest.mark.parametrize(
    ("written", "tonnes", "feu"),
    [
        ("1 FEU", 20.0, 1.0),
        ("2 teu", 20.0, 1.0),
        ("1,5 FEU", 30.0, 1.5),
        ("3FEU", 60.0, 3.0),
        ("20 t", 20.0, 1.0),
        ("20 tonnes", 20.0, 1.0),
        ("500 kg", 0.5, 0.025),
        ("500 кг", 0.5, 0.025),
        ("1 000,5 kg", 1.0005, 0.050025),
        ("1.000,5 kg", 1.0005, 0.050025),
        ("1,000.5 kg", 1.0005, 0.050025),
        ("33.85 m3", 10.0, 0.5),
    ],
)
def test_amounts_as_people_write_them(written: str, tonnes: float, feu: float) -> None:
    found = cargo(written)
    assert (found.tonnes, found.feu) == (pytest.approx(tonnes), pytest.approx(feu))
    assert found.label == written
    assert found.method


def test_a_lot_pays_for_the_larger_of_its_shares() -> None:
    heavy, light = cargo("20 t", volume="10 m3"), cargo("1 t", volume=33.85)
    assert heavy.feu == pytest.approx(20.0 / BOX["payload"])
    assert light.feu == pytest.approx(0.5)
    assert "larger of its shares" in light.method


def test_air_bills_volume_where_goods_are_light() -> None:
    assert cargo("1 t", volume=12).chargeable_kg(200.0) == 2400.0
    assert cargo("3 t", volume=12).chargeable_kg(200.0) == 3000.0


def test_weight_and_value_of_full_boxes() -> None:
    found = cargo("2 FEU", weight="30 t", value=600_000, goods="2612.10")
    assert (found.tonnes, found.usd_per_kg, found.goods) == (30.0, 20.0, "261210")
    assert cargo("1 FEU", weight=18).tonnes == cargo("1 FEU", weight="18000 kg").tonnes == 18.0
    assert cargo("1 FEU").usd_per_kg is None


@pytest.mark.parametrize(
    ("written", "code"), [("74", "74"), ("Copper", "74"), ("медь", "74"), ("101", "0101")]
)
def test_goods_by_code_or_name(written: str, code: str) -> None:
    assert cargo(goods=written).goods == code


def test_own_parameters_of_a_box_are_used() -> None:
    own = Parameters([stated("load", "", 10.0), stated("payload", "", 25.0)])
    assert cargo("2 FEU", parameters=own).tonnes == 20.0
    with pytest.raises(UsageError, match="at most 25 t"):
        cargo("1 FEU", weight=26, parameters=own)


def test_the_box_without_parameters_is_the_one_that_ships() -> None:
    for name, value in BOX.items():
        span = shipped().span(name, "air" if name == "chargeable" else "")
        assert span is not None
        assert span.typical == value


@pytest.mark.parametrize(
    ("written", "more", "says"),
    [
        ("1 FAU", {}, "Did you mean FEU"),
        ("twenty tonnes", {}, "does not say the cargo"),
        ("", {}, "does not say the cargo"),
        ("20", {}, "does not say the cargo"),
        ("1.2.3 t", {}, "cannot be read"),
        ("-1 FEU", {}, "more than nothing"),
        ("0 kg", {}, "more than nothing"),
        ("99999999 t", {}, "at most 1,000,000 t"),
        ("1 FEU", {"weight": 40}, "carry at most 26.5 t, not 40 t"),
        ("1 TEU", {"volume": 60}, "hold at most 33.85 m3"),
        ("20 t", {"weight": "3 t"}, "said twice"),
        ("20 m3", {"volume": 3}, "said twice"),
        ("20 t", {"volume": "3 kg"}, "The volume is given in m3"),
        ("20 t", {"volume": -3}, "more than nothing"),
        ("1 FEU", {"value": -3.0}, "cannot be worth"),
        ("1 FEU", {"value": float("nan")}, "cannot be worth"),
        ("1 FEU", {"weight": float("nan")}, "does not say the weight"),
    ],
)
def test_what_makes_no_sense_is_told(written: str, more: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        cargo(written, **more)


@pytest.mark.parametrize(
    ("goods", "says"),
    [
        ("coper", r"Did you mean 74 \(Copper\)"),
        ("9901", "no chapter"),
        ("123456789", "digits"),
        ("??", "no goods"),
    ],
)
def test_unknown_goods_are_told_with_what_is_near(goods: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        cargo("1 FEU", goods=goods)


def test_a_cargo_can_be_made_by_hand() -> None:
    assert Cargo(1.0, 0.05, 3.0, value_usd=5_000.0).usd_per_kg == 5.0
