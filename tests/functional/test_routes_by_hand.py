"""Every figure of whole routes of `entrepot routes --json`, added up again from the CSV files alone."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import routes_by_hand as by_hand

PAIRS = (
    ("Almaty", "Liège"),
    ("Namur", "Osh", "--avoid", "Russia"),
    ("Shanghai", "Luxembourg", "--modes", "rail,sea,barge"),
    ("Aktau", "Antwerp", "--avoid", "Russia,Iran"),
    ("London", "Tbilisi"),
)


def asked(*words: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "entrepot", "routes", *words, "--json"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    routes: list[dict[str, Any]] = json.loads(run.stdout)["routes"]
    return routes


def summed(route: dict[str, Any]) -> by_hand.Sum:
    """The route's legs, and nothing else of it, by hand."""
    runs = [step for step in route["steps"] if step["kind"] == "running"]
    assert not runs[0]["leg"], "the first mile is none of the layer"
    assert not runs[-1]["leg"], "nor is the last"
    terminals = [step["end"] for step in runs[:-1]]
    return by_hand.route(
        route["origin"], route["destination"], terminals, [step["leg"] for step in runs[1:-1]]
    )


@pytest.mark.parametrize("words", PAIRS, ids=lambda words: "-".join(words[:2]))
def test_sums(words: tuple[str, ...]) -> None:
    routes = asked(*words)
    assert len(routes) >= 4
    for told in routes:
        ours = summed(told)
        for name, mine in (("hours", ours.hours), ("usd", ours.usd), ("co2e_kg", ours.co2e)):
            theirs = tuple(told[name][bound] for bound in ("low", "typical", "high"))
            assert mine == pytest.approx(theirs, rel=1e-6), (told["names"], name)
        assert ours.delay == pytest.approx(told["delay_hours"], rel=1e-6), told["names"]


def test_nothing_of_entrepot_is_used() -> None:
    text = Path(by_hand.__file__).read_text(encoding="utf-8")
    assert "import entrepot" not in text
    assert "from entrepot" not in text
