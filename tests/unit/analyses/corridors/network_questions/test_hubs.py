"""Hubs of the little layer compared."""

from __future__ import annotations

import json

import numpy as np
import pytest

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import Market, effect, hubs
from entrepot.metadata.errors import UsageError
from little_layer import ALMATY, ANTWERP, LIEGE, LONDON, MOSCOW, NOWHERE, layer

NETWORK = Network(layer())
BOX = cargo("1 FEU")
MARKETS = (Market(ALMATY, 5.0), Market(MOSCOW, 3.0), Market(LONDON, 1.0), Market(NOWHERE, 1.0))


def test_shares_within_limits_are_those_of_the_bests() -> None:
    found = hubs(NETWORK, [LIEGE, ANTWERP], MARKETS, BOX, within_hours=59.6, within_usd=2_600)
    best = effect(NETWORK, [(LIEGE, ALMATY), (LIEGE, MOSCOW), (LIEGE, LONDON)], (), BOX).before
    assert found.best[0][:3] == pytest.approx(best)
    rows = {row["hub"]: row for row in found.table.rows()}
    assert rows["Liège"]["within_hours"] == pytest.approx(0.8)  # Almaty 57 h and Moscow 59.5 h
    assert rows["Antwerp"]["within_hours"] == pytest.approx(0.5)  # Almaty 59 h and Moscow 61 h
    assert rows["Liège"]["within_usd"] == pytest.approx(0.4)
    assert rows["Liège"]["unreached"] == pytest.approx(0.1)
    assert rows["Liège"]["hours"] == pytest.approx(np.average(best[:, 0], weights=[5, 3, 1]))
    assert found.table.data["hub"].to_list() == ["Liège", "Antwerp"]


def test_the_curve_rises_to_what_can_be_reached() -> None:
    limits, share = hubs(NETWORK, [LIEGE], MARKETS, BOX).curve("BELGG")
    assert list(limits) == sorted(limits)
    assert list(share) == sorted(share)
    assert share[-1] == pytest.approx(0.9)


def test_without_a_limit_there_is_no_share() -> None:
    row = hubs(NETWORK, [LIEGE], MARKETS, BOX).table.rows()[0]
    assert row["within_hours"] is None
    assert row["within_usd"] is None


def test_a_hub_reaches_its_own_market_at_once() -> None:
    found = hubs(NETWORK, [LIEGE], [(LIEGE, 1.0), (ALMATY, 1.0)], BOX, within_hours=1)
    assert found.table.rows()[0]["within_hours"] == pytest.approx(0.5)


def test_what_is_closed_is_not_passed() -> None:
    usual = hubs(NETWORK, [LIEGE], MARKETS, BOX).best
    shut = hubs(NETWORK, [LIEGE], MARKETS, BOX, closures=("terminal:GBFXT",)).best
    assert np.isinf(shut[0, 2]).all()
    assert np.array_equal(usual[0, :2], shut[0, :2])


def test_curves_are_in_the_json() -> None:
    told = json.loads(json.dumps(hubs(NETWORK, [LIEGE], MARKETS, BOX).to_dict()))
    assert len(told["curves"]["BELGG"]["usd"][0]) == 3


@pytest.mark.parametrize(
    ("places", "markets", "limit"),
    [
        ([], MARKETS, None),
        ([LIEGE, LIEGE], MARKETS, None),
        ([LIEGE], [], None),
        ([LIEGE], [(ALMATY, 0.0)], None),
        ([LIEGE], MARKETS, 0.0),
        ([LIEGE], MARKETS, float("nan")),
    ],
)
def test_nonsense_is_refused(places: list[object], markets: list[object], limit: float | None) -> None:
    with pytest.raises(UsageError):
        hubs(NETWORK, places, markets, BOX, within_hours=limit)  # type: ignore[arg-type]


def test_a_curve_of_no_such_hub_is_refused() -> None:
    with pytest.raises(UsageError, match="BELGG"):
        hubs(NETWORK, [LIEGE], MARKETS, BOX).curve("BEANR")


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(UsageError, match="weight"):
        Market(LIEGE, -1.0)
