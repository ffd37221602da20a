from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from entrepot.analyses.scenarios.costs import Costs
from entrepot.analyses.scenarios.exploring import Target, sensitivity
from entrepot.analyses.scenarios.exploring.doubts import variations
from entrepot.analyses.scenarios.exploring.sensitivity import STATED
from entrepot.analyses.scenarios.run import Setting, run, setting
from entrepot.metadata.corridors import Difference
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import AgreementPart, Amount, CorridorPart, Flows, Part, Scenario
from little_scenarios import CODES, ECONOMIES, TRADE, cheaper, little_world, made_of

DEAL = Part("deal", AgreementPart(Flows(("CHN",), ("KAZ",), industries=("goods",)), Amount(0.5, se=0.1)))
SCENARIO = made_of(cheaper(-0.1, low=-0.2, high=-0.05), DEAL)
SOLD = Target("sales", ("BEL", "KAZ"))


def _setting(scenario: Scenario = SCENARIO) -> Setting:
    return setting(scenario, little_world())


def test_each_doubt_is_varied_and_nothing_that_is_certain() -> None:
    told = [(one.doubt, one.label) for one in variations(SCENARIO, _setting())]
    assert told == [
        ("elasticities", "other"),
        ("all elasticities", "x 0.75"),
        ("all elasticities", "x 1.25"),
        ("deficits", "fixed"),
        ("deficits", "zero"),
        ("part cheaper", "-20 %"),
        ("part cheaper", "-5 %"),
        ("part deal", "effect 0.336"),
        ("part deal", "effect 0.664"),
    ]
    certain = made_of(cheaper(-0.1))
    assert not any(one.doubt.startswith("part") for one in variations(certain, _setting(certain)))


def test_a_doubt_at_its_end_is_the_scenario_with_that_value() -> None:
    found = sensitivity(SCENARIO, _setting(), SOLD)
    by = {(one.doubt, one.label): value for one, value in found.found}
    other = made_of(cheaper(-0.2), DEAL)
    assert by["part cheaper", "-20 %"] == pytest.approx(SOLD.value(run(other, _setting(other))))
    closed = setting(SCENARIO, little_world(), closure="zero")
    assert by["deficits", "zero"] == pytest.approx(SOLD.value(run(SCENARIO, closed)))
    assert found.value == pytest.approx(SOLD.value(run(SCENARIO, _setting())))


def test_the_widest_doubt_comes_first_and_holds_the_best_value() -> None:
    found = sensitivity(SCENARIO, _setting(), SOLD)
    rows = found.tornado().rows()
    assert [row["swing"] for row in rows] == sorted((row["swing"] for row in rows), reverse=True)
    assert rows[0]["doubt"] == "part cheaper"
    assert rows[0]["high_at"] == "-20 %"
    for row in rows:
        assert row["low"] <= found.value <= row["high"]
        assert row["swing"] == pytest.approx(row["high"] - row["low"])
    sets = next(row for row in rows if row["doubt"] == "elasticities")
    assert STATED in (sets["low_at"], sets["high_at"])
    worlds = found.worlds().rows()
    assert len(worlds) == 9
    assert all(row["change"] == pytest.approx(row["value"] - found.value) for row in worlds)


def test_corridors_have_a_mild_and_a_strong_variant() -> None:
    hats = {name: np.ones_like(TRADE) for name in ("mild", "typical", "strong")}
    for name, factor in (("mild", 0.99), ("typical", 0.95), ("strong", 0.9)):
        hats[name][0, 2, 0] = factor
    typical, least, most = (hats[name] for name in ("typical", "strong", "mild"))
    made = Costs(ECONOMIES, CODES, typical, least, most, hats, (), (), (), None)  # type: ignore[arg-type]
    scenario = made_of(Part("post", CorridorPart(Difference("post"))))
    given = Setting(little_world(), little_world().elasticities["median"], "share", {"post": made})
    row = next(r for r in sensitivity(scenario, given, SOLD).tornado().rows() if r["doubt"] == "cost of time")
    assert (row["low_at"], row["high_at"]) == ("mild", "strong")
    assert 0.0 < row["low"] < row["high"]


def test_a_world_that_does_not_balance_is_told_and_has_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    from entrepot.analyses.equilibrium import NoEquilibrium
    from entrepot.analyses.scenarios.exploring import solving

    def failing(scenario: Scenario, given: Setting, reading: object) -> object:
        if given.closure == "fixed":
            raise NoEquilibrium("a deficit that nobody can pay")
        return run(scenario, given, reading)  # type: ignore[arg-type]

    monkeypatch.setattr(solving, "run", failing)
    found = sensitivity(SCENARIO, _setting(), SOLD)
    assert [(one.doubt, one.label) for one, _ in found.failed] == [("deficits", "fixed")]
    assert "nobody can pay" in found.told()
    row = next(row for row in found.worlds().rows() if row["varied"] == "fixed")
    assert row["value"] is None
    assert "nobody can pay" in found.worlds().caveat


def test_of_what_is_not_there_nothing_hangs_on_anything() -> None:
    trade = TRADE.copy()
    trade[0, 2, 0] = 0.0
    world = little_world(trade=trade)
    with pytest.raises(UsageError, match="There were no sales of goods"):
        sensitivity(SCENARIO, replace(_setting(), world=world), SOLD)
