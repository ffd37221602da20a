from __future__ import annotations

import numpy as np
import pytest

from entrepot.analyses.scenarios.flows import outside
from entrepot.analyses.scenarios.shocks import Reading, shock
from entrepot.metadata.corridors import Difference
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import (
    AgreementPart,
    Amount,
    CorridorPart,
    CostPart,
    DemandPart,
    EmbargoPart,
    Flows,
    Part,
    ProductivityPart,
    TariffPart,
)
from little_scenarios import THETA, cheaper, little_world, made_of

BEL, CHN, KAZ = 0, 1, 2
MEDIAN = np.array(THETA["median"])
ONE_WAY = Flows(("BEL",), ("KAZ",), industries=("C20",))


def _shock(*parts: Part, reading: Reading | None = None):
    return shock(made_of(*parts), little_world(), MEDIAN, reading or Reading())


def test_costs_change_both_ways_for_goods_and_for_nothing_else() -> None:
    accounts, made = _shock(cheaper(-0.1))
    assert made.cost is not None
    assert made.cost[0, KAZ, BEL] == made.cost[0, BEL, KAZ] == pytest.approx(0.9)
    assert (made.cost != 1.0).sum() == 2
    assert made.tariffs is made.productivity is made.demand is None
    assert accounts is not None


def test_a_duty_in_force_is_put_into_the_accounts_first() -> None:
    accounts, made = _shock(Part("duty", TariffPart(ONE_WAY, Amount(0.0), before=0.25)))
    assert accounts.tariffs[0, KAZ, BEL] == 0.25
    assert accounts.trade[0, KAZ, BEL] == 8.0 * 1.25
    assert made.tariffs is not None
    assert made.tariffs[0, KAZ, BEL] == 0.0


def test_an_agreement_is_a_fall_of_costs_by_its_effect_over_the_elasticity() -> None:
    _, made = _shock(Part("deal", AgreementPart(ONE_WAY, Amount(0.5))))
    assert made.cost is not None
    assert made.cost[0, KAZ, BEL] == pytest.approx(np.exp(-0.5 / 5.0))
    assert made.cost[0, KAZ, BEL] ** -5.0 == pytest.approx(np.exp(0.5))


def test_an_embargo_of_a_share_leaves_the_rest_before_prices_answer() -> None:
    _, made = _shock(Part("ban", EmbargoPart(ONE_WAY, Amount(0.4))))
    assert made.cost is not None
    assert made.cost[0, KAZ, BEL] ** -5.0 == pytest.approx(0.6)


def test_an_embargo_of_all_closes_the_flow() -> None:
    _, made = _shock(Part("ban", EmbargoPart(ONE_WAY, Amount(1.0))))
    assert made.cost is not None
    assert np.isinf(made.cost[0, KAZ, BEL])
    assert np.isfinite(made.cost[0, BEL, KAZ])


def test_demand_and_productivity_stay_inside() -> None:
    demand = Part("demand", DemandPart(("KAZ",), ("K",), Amount(0.2)))
    harvest = Part("harvest", ProductivityPart((), ("goods",), Amount(0.05)))
    _, made = _shock(demand, harvest)
    assert made.demand is not None and made.productivity is not None
    assert made.demand.tolist() == [[1.0, 1.0, 1.0], [1.0, 1.0, 1.2]]
    assert made.productivity.tolist() == [[1.05] * 3, [1.0] * 3]
    assert made.cost is None


def test_parts_multiply() -> None:
    _, made = _shock(cheaper(-0.1), cheaper(-0.2, name="again"))
    assert made.cost is not None
    assert made.cost[0, KAZ, BEL] == pytest.approx(0.72)


def test_strength_is_a_power_and_none_is_no_change() -> None:
    part = cheaper(-0.19)
    _, half = _shock(part, reading=Reading(strength={"cheaper": 0.5}))
    _, none = _shock(part, reading=Reading(strength={"cheaper": 0.0}))
    assert half.cost is not None
    assert half.cost[0, KAZ, BEL] == pytest.approx(0.9)
    assert none.cost is None


def test_a_position_reads_the_doubt() -> None:
    _, made = _shock(cheaper(-0.1, se=0.02), reading=Reading(position={"cheaper": 0.8413447}))
    assert made.cost is not None
    assert made.cost[0, KAZ, BEL] == pytest.approx(0.92, abs=1e-6)


def test_corridors_bring_their_own_factor() -> None:
    part = Part("post", CorridorPart(Difference("post")))
    factor = np.full((2, 3, 3), 1.0)
    factor[0, KAZ, CHN] = 0.81
    _, made = _shock(part, reading=Reading(strength={"post": 0.5}, corridors={"post": factor}))
    assert made.cost is not None
    assert made.cost[0, KAZ, CHN] == pytest.approx(0.9)
    with pytest.raises(UsageError, match="post"):
        _shock(part)


@pytest.mark.parametrize(
    ("what", "problem"),
    [
        (CostPart(ONE_WAY, Amount(-1.2)), "below -100 %"),
        (TariffPart(ONE_WAY, Amount(-1.0)), "above -100 %"),
        (ProductivityPart(("KAZ",), (), Amount(-1.0)), "nothing is left"),
        (CostPart(Flows(("BEL",), ("KAZ",), industries=("C99",)), Amount(-0.1)), "C99"),
        (CostPart(Flows(("GEO",), ("KAZ",)), Amount(-0.1)), "Georgia"),
        (CostPart(Flows(("KAZ",), ("KAZ",)), Amount(-0.1)), "touches no flow"),
        (DemandPart(("GEO",), (), Amount(0.1)), "Georgia"),
    ],
)
def test_what_cannot_be_is_refused_by_name(what, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        _shock(Part("odd", what))


def test_economies_outside_the_world_are_told() -> None:
    part = Part("deal", AgreementPart(Flows(("GEO", "BEL"), ("KAZ", "AZE")), Amount(0.1)))
    assert outside(little_world(), made_of(part, places=("UZB",))) == ("GEO", "AZE", "UZB")
