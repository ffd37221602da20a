"""`entrepot networks`: what it prints, and what it says where something is missing."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from entrepot.cli import networks as module
from entrepot.cli.networks import networks
from entrepot.metadata.errors import NoData, UnknownPlace


def test_check_holds_the_legs_against_published_distances() -> None:
    done = CliRunner().invoke(networks, ["check", "--json"], catch_exceptions=False)
    rows = json.loads(done.stdout)
    assert done.exit_code == 0
    assert {"stops", "published_km", "km", "per_cent", "allowed", "why", "address"} <= set(rows[0])
    assert all(abs(row["per_cent"]) <= row["allowed"] for row in rows)
    assert all(row["why"] for row in rows if row["allowed"] > 3)


def test_check_as_a_table_names_the_publisher() -> None:
    done = CliRunner().invoke(networks, ["check"], catch_exceptions=False)
    assert "Trans-Siberian" in done.stdout


def test_without_the_extra_its_name_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == "pyroutingkit" else object())
    for command in (["build"], ["distance", "KZALA", "BEANR"]):
        with pytest.raises(NoData, match=r"pyroutingkit: pip install \"entrepot\[networks\]\""):
            CliRunner().invoke(networks, command, catch_exceptions=False)


@pytest.mark.slow
def test_a_distance_is_measured_by_name_and_shared_among_countries() -> None:
    asked = ["distance", "Астана", "karaganda", "--json"]
    done = CliRunner().invoke(networks, asked, catch_exceptions=False)
    found = json.loads(done.stdout)
    assert (found["start"], found["end"]) == ("KZAST", "KZKGF")
    assert 190 < found["km"] < 260
    assert sum(found["countries"].values()) == pytest.approx(found["km"], abs=0.2)


@pytest.mark.slow
def test_a_name_with_a_slip_is_answered_with_what_was_meant() -> None:
    with pytest.raises(UnknownPlace, match="KZAST"):
        CliRunner().invoke(networks, ["distance", "Astanna", "KZKGF"], catch_exceptions=False)
