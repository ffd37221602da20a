from __future__ import annotations

from dataclasses import replace

import pytest

from entrepot.analyses.scenarios.exploring import compare
from entrepot.analyses.scenarios.outcome import economies
from entrepot.analyses.scenarios.run import run, setting
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Scenario
from little_scenarios import cheaper, little_world, made_of

WORLD = little_world()
SMALL = replace(made_of(cheaper(-0.05)), name="small")
LARGE = replace(made_of(cheaper(-0.1, low=-0.15, high=-0.05)), name="large")


def _asked(*scenarios: Scenario, **other: str) -> list:
    return [(one, setting(one, WORLD, **other)) for one in scenarios]


def test_each_scenario_has_the_rows_of_its_own_answer() -> None:
    found = compare(_asked(SMALL, LARGE))
    assert found.names == ("small", "large")
    table = found.economies()
    for one in (SMALL, LARGE):
        own = economies(run(one, setting(one, WORLD)))
        rows = [row for row in table.rows() if row["scenario"] == one.name]
        assert [{k: v for k, v in row.items() if k != "scenario"} for row in rows] == own.rows()
    larger = table.figure("real_income", scenario="large", economy="KAZ").number
    assert larger > table.figure("real_income", scenario="small", economy="KAZ").number > 0.0
    assert table.origins
    assert "forecast" in table.caveat


def test_the_pair_and_intervals_where_draws_are_asked() -> None:
    found = compare(_asked(SMALL, LARGE), [("BEL", "KAZ")], draws=8)
    rows = found.economies().rows()
    assert all(row["real_income_low"] <= row["real_income_high"] for row in rows)
    assert not found.answers[1].sales("BEL", "KAZ").is_exact
    sold = {
        row["scenario"]: row["share"] for row in found.pair("BEL", "KAZ").rows() if row["industry"] == "all"
    }
    assert sold["large"] > sold["small"] > 0.0
    assert any("nine of ten" in text for text in found.caveats)


def test_progress_never_falls() -> None:
    heard: list[float] = []
    compare(_asked(SMALL, LARGE), draws=4, told=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_one_scenario_or_two_of_one_name_are_refused() -> None:
    with pytest.raises(UsageError, match="two scenarios or more"):
        compare(_asked(SMALL))
    with pytest.raises(UsageError, match="are called “small”"):
        compare(_asked(SMALL, SMALL))


def test_scenarios_that_ask_for_different_settings_are_not_compared_in_silence() -> None:
    other = replace(LARGE, closure="zero")
    with pytest.raises(UsageError, match="--closure share or --closure zero"):
        compare(_asked(SMALL, other))
    compare(_asked(SMALL, other, closure="zero"))
    with pytest.raises(UsageError, match="--elasticities"):
        compare(_asked(SMALL, replace(LARGE, elasticities="other")))
    with pytest.raises(UsageError, match="another world"):
        compare([*_asked(SMALL), (LARGE, setting(LARGE, little_world()))])
