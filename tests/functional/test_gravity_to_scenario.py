"""An estimate written by `entrepot gravity` is taken by a scenario with its standard error."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from entrepot.cli import entrepot
from entrepot.metadata.scenario import AgreementPart, Amount
from entrepot.sources.scenarios import scenario
from manual import ROOT


def test_a_sum_of_lags_becomes_the_effect_of_an_agreement(tmp_path: Path) -> None:
    panel, out = ROOT / "examples" / "gravity" / "panel.csv", tmp_path / "ours.json"
    asked = ["gravity", str(panel), "--spec", "rta", "--lags", "4", "-o", str(out)]
    assert CliRunner().invoke(entrepot, asked).exit_code == 0
    (tmp_path / "deal.yml").write_text(
        "name: deal\n"
        "title: {en: A deal}\n"
        "description: {en: An agreement with an effect of our own.}\n"
        "parts:\n"
        "  - agreement: {between: BEL, and: KAZ, industries: goods,"
        " effect: {estimate: ours.json, term: total_rta}}\n",
        encoding="utf-8",
    )
    (part,) = scenario(str(tmp_path / "deal.yml")).parts
    total = json.loads(out.read_text(encoding="utf-8"))["terms"]["total_rta"]
    assert isinstance(part.what, AgreementPart)
    assert part.what.effect == Amount(total["value"], total["se"])
    assert total["se"] > 0.0
