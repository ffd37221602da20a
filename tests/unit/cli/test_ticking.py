"""How far a long query is, told while it runs."""

from __future__ import annotations

import time

import pytest

from entrepot.cli import ticking as room
from entrepot.cli.ticking import ticking


def test_the_share_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with ticking(lambda: 0.25, is_terminal=True):
        time.sleep(0.7)
    told = capsys.readouterr().err
    assert "25 %" in told and told.endswith("\r")


def test_the_time_where_the_share_is_not_known(capsys: pytest.CaptureFixture[str]) -> None:
    with ticking(lambda: None, is_terminal=True):
        time.sleep(0.7)
    assert "adding up: 0:00 min" in capsys.readouterr().err


def test_an_engine_that_is_closing_is_no_failure() -> None:
    def gone() -> float:
        raise RuntimeError("closed")

    assert room._state(gone, 75.0) == "adding up: 1:15 min"


def test_a_short_query_is_silent_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    with ticking(lambda: 0.5, is_terminal=False):
        pass
    assert capsys.readouterr().err == ""


def test_what_takes_the_time_is_named() -> None:
    assert room._state(lambda: 0.5, 5.0, "taking ports away") == "taking ports away: 50 %, 0:05 min"
