"""Sums, changes and effects of coefficients, by hand; what a scenario is given."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from entrepot.analyses.gravity.estimates import Estimates, normal
from entrepot.analyses.gravity.opened import Source
from entrepot.analyses.gravity.saving import check_ending, save, to_csv, to_json
from entrepot.analyses.gravity.specification import Specification
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Amount

COVARIANCE = np.array([[0.04, 0.01, 0.0], [0.01, 0.09, 0.0], [0.0, 0.0, 0.25]])


def result(*names: str) -> Estimates:
    named = names or ("rta", "rta_lag4", "log_dist")
    values = (0.5, 0.2, -1.0)
    return Estimates(
        specification=Specification("own", terms=named),
        terms=tuple(
            normal(n, v, math.sqrt(c)) for n, v, c in zip(named, values, COVARIANCE.diagonal(), strict=True)
        ),
        sums=(), changes=(), elasticities=(), covariance=COVARIANCE, n=100, given=120, left_out={"zero": 20},
        clusters=10, levels={"pair": 10}, fit={"r2": 0.5}, sample={"years": [2000], "economies": 5},
        reset_p=math.nan, columns={"trade": "v"}, source=Source("p.csv", "ab" * 32), software={"x": "1"},
    )  # fmt: skip


def test_a_sum_has_the_covariance_in_its_error() -> None:
    total = result().combination({"rta": 1.0, "rta_lag4": 1.0}, "total")
    assert total.value == pytest.approx(0.7) and total.se == pytest.approx(math.sqrt(0.04 + 0.09 + 0.02))
    assert total.low == pytest.approx(0.7 - 1.959964 * total.se) and total.made == "+1 rta +1 rta_lag4"


def test_a_percentage_change_by_the_delta_method() -> None:
    change = result().percentage_change("rta", "rta_lag4")
    assert change.value == pytest.approx(-60.0)
    # 100 (b - a) / a: slopes -100 b / a^2 = -80 and 100 / a = 200.
    assert change.se == pytest.approx(math.sqrt(80**2 * 0.04 + 200**2 * 0.09 - 2 * 80 * 200 * 0.01))


def test_effects_on_trade_and_as_a_duty() -> None:
    effect = result().trade_effect("rta")
    assert effect.value == pytest.approx(100 * (math.exp(0.5) - 1))
    assert effect.low == pytest.approx(100 * (math.exp(0.5 - 1.959964 * 0.2) - 1), rel=1e-6)
    duty = result().tariff_equivalent("rta", 5.0)
    assert duty.value == pytest.approx(100 * (math.exp(-0.1) - 1))
    assert duty.low < duty.value < duty.high < 0
    assert [term.name for term in result().effects] == ["rta", "rta_lag4"]


def test_a_scenario_takes_value_and_standard_error() -> None:
    assert result().amount("rta") == Amount(0.5, 0.2)


def test_a_certain_zero_has_no_z() -> None:
    assert math.isnan(normal("x", 0.0, 0.0).z) and normal("x", 1.0, 0.0).p == 0.0


@pytest.mark.parametrize("theta", [0.0, -1.0, math.nan])
def test_a_trade_elasticity_is_above_zero(theta: float) -> None:
    with pytest.raises(UsageError, match="above 0"):
        result().tariff_equivalent("rta", theta)


def test_a_term_that_there_is_not_brings_the_nearest() -> None:
    with pytest.raises(UsageError, match="Did you mean rta"):
        result()["rtaa"]
    with pytest.raises(UsageError, match="no coefficient 'x'"):
        result().combination({"x": 1.0})


def test_json_has_what_a_scenario_reads_and_no_number_that_is_none() -> None:
    told = json.loads(to_json(result()))
    assert told["terms"]["rta"]["value"] == 0.5 and told["terms"]["rta"]["se"] == pytest.approx(0.2)
    assert told["covariance"] == {"terms": ["rta", "rta_lag4", "log_dist"], "matrix": COVARIANCE.tolist()}
    assert told["reset_p"] is None and told["source"] == {"file": "p.csv", "sha256": "ab" * 32}
    assert told["specification"]["formula"].startswith("trade ~ rta + rta_lag4 + log_dist | exporter^year")


def test_a_name_that_is_a_formula_is_harmless_in_csv() -> None:
    text = to_csv(result("=1+1", "@x", "log_dist"))
    assert "term,'=1+1," in text and "term,'@x," in text


def test_only_json_and_csv_are_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="json"):
        check_ending(tmp_path / "x.xlsx")
    save(result(), tmp_path / "x.csv")
    save(result(), tmp_path / "x.json")
    assert (tmp_path / "x.csv").read_text().startswith("kind,term,value") and (
        tmp_path / "x.json"
    ).stat().st_size
