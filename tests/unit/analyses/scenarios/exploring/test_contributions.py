from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from entrepot.analyses.scenarios.exploring import contributions
from entrepot.analyses.scenarios.exploring.contributions import ALL, check_parts
from entrepot.analyses.scenarios.outcome import economies, pair
from entrepot.analyses.scenarios.run import Setting, run, setting
from entrepot.analyses.scenarios.shocks import only
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Quality
from entrepot.metadata.scenario import Amount, Flows, Part, ProductivityPart, Scenario, TariffPart
from little_scenarios import cheaper, little_world, made_of

DUTY = Part("duty", TariffPart(Flows(("CHN",), ("KAZ",), industries=("goods",)), Amount(0.0), before=0.1))
HARVEST = Part("harvest", ProductivityPart(("KAZ",), ("C20",), Amount(0.05)))
THREE = made_of(cheaper(-0.1), DUTY, HARVEST)


def _setting(scenario: Scenario = THREE) -> Setting:
    return setting(scenario, little_world())


def _row(found: Any, economy: str, part: str) -> dict[str, Any]:
    return next(row for row in found.economies().rows() if (row["economy"], row["part"]) == (economy, part))


def test_contributions_add_up_to_the_whole_answer() -> None:
    found = contributions(THREE, _setting(), [("BEL", "KAZ")])
    np.testing.assert_allclose(found.by.sum(axis=0), found.whole, rtol=1e-12, atol=1e-12)
    answer = {row["economy"]: row for row in economies(found.run).rows()}
    for code in ("BEL", "CHN", "KAZ"):
        for name in ("real_income", "gain", "exports", "imports"):
            assert _row(found, code, ALL)[name] == pytest.approx(answer[code][name], abs=1e-5)
    assert found.worlds == 8
    assert found.error is None
    assert "every order" in found.told()


def test_alone_is_the_world_with_the_other_duties_as_they_are_in_force() -> None:
    """The duty that another part lowers is in the world before, whoever is asked about."""
    found = contributions(THREE, _setting())
    still = replace(DUTY, what=replace(DUTY.what, after=Amount(0.1)))
    world = made_of(cheaper(-0.1), still)
    alone = {row["economy"]: row for row in economies(run(world, _setting(world))).rows()}
    assert _row(found, "KAZ", "cheaper")["real_income_alone"] == pytest.approx(
        alone["KAZ"]["real_income"], abs=1e-6
    )


def test_without_is_what_goes_when_the_part_is_left_out() -> None:
    found = contributions(THREE, _setting())
    rest = only(THREE, frozenset({"cheaper", "duty"}))
    left = {row["economy"]: row for row in economies(run(rest, _setting(rest))).rows()}
    whole = _row(found, "BEL", ALL)["exports"]
    assert _row(found, "BEL", "harvest")["exports_without"] == pytest.approx(
        whole - left["BEL"]["exports"], abs=1e-5
    )


def test_a_flow_is_taken_apart_too() -> None:
    found = contributions(THREE, _setting(), [("BEL", "KAZ"), ("KAZ", "BEL")])
    for flow in (("BEL", "KAZ"), ("KAZ", "BEL")):
        table = found.flow(*flow)
        whole = {row["industry"]: row for row in pair(found.run, *flow).rows()}
        for what in ("goods", "services", "all"):
            rows = {row["part"]: row for row in table.rows() if row["what"] == what}
            assert rows[ALL]["share"] == pytest.approx(whole[what]["share"], abs=1e-5)
            parts = sum(rows[name]["change"] for name in ("cheaper", "duty", "harvest"))
            assert parts == pytest.approx(whole[what]["change"], abs=1e-5)
    assert table.figure("share_alone", what="goods", part="cheaper").quality is Quality.MODELLED
    with pytest.raises(KeyError):
        found.flow("CHN", "KAZ")


def test_one_part_is_all_of_it() -> None:
    one = made_of(cheaper(-0.1))
    found = contributions(one, _setting(one))
    for way in (found.alone, found.without):
        np.testing.assert_allclose(found.by, way, atol=1e-12)


def test_many_parts_are_sampled_and_it_is_said() -> None:
    parts = [cheaper(-0.02 * (at + 1), name=f"part-{at}") for at in range(4)]
    scenario = made_of(*parts, DUTY)
    made = _setting(scenario)
    sampled, exact = contributions(scenario, made, exact=2), contributions(scenario, made)
    assert sampled.error is not None
    assert "sampled" in sampled.told()
    np.testing.assert_allclose(sampled.by.sum(axis=0), sampled.whole, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(sampled.alone, exact.alone)
    assert (np.abs(sampled.by - exact.by) <= 5.0 * sampled.error + 1e-6).all()


def test_progress_ends_at_one() -> None:
    heard: list[float] = []
    contributions(made_of(cheaper(), HARVEST), _setting(), told=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(UsageError, match="same economy"):
        contributions(THREE, _setting(), [("BEL", "BEL")])
    with pytest.raises(UsageError, match="Georgia"):
        contributions(THREE, _setting(), [("BEL", "GEO")])
    with pytest.raises(UsageError, match="It has: cheaper, duty, harvest"):
        check_parts(THREE, "dutty")
