"""The schema for editors says what the reader of scenarios says."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from entrepot.metadata.errors import BadInput
from entrepot.metadata.scenario import CLOSURES, What
from entrepot.sources.scenarios import kinds, names, read_scenario, reader
from entrepot.sources.scenarios.flows import FLOWS

DATA = Path(str(files("entrepot.data")))
SHIPPED = DATA / "scenarios"
SCHEMA: dict[str, Any] = json.loads((SHIPPED / "scenario.schema.json").read_text(encoding="utf-8"))
LANES: dict[str, Any] = json.loads(
    (DATA / "corridors" / "difference.schema.json").read_text(encoding="utf-8")
)
DEFS = SCHEMA["$defs"]
PLACE = "https://schemas.invalid"
# Both by their place in the package, as an editor finds the second from the first.
REGISTRY = Registry().with_resource(
    f"{PLACE}/corridors/difference.schema.json", Resource.from_contents(LANES)
)
VALIDATOR = Draft202012Validator(
    {**SCHEMA, "$id": f"{PLACE}/scenarios/scenario.schema.json"}, registry=REGISTRY
)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_same_keys() -> None:
    assert set(SCHEMA["properties"]) == set(reader.KEYS)
    assert set(DEFS["part"]["properties"]) == set(reader.PART)
    assert set(DEFS["source"]["oneOf"][1]["properties"]) == set(reader.SOURCE)
    for name, keys in {
        "cost": kinds.COST,
        "tariff": kinds.TARIFF,
        "agreement": kinds.AGREEMENT,
        "embargo": kinds.EMBARGO,
        "within": kinds.WITHIN,
    }.items():
        assert set(DEFS[name]["properties"]) == set(keys), name
        assert name == "within" or set(FLOWS) < set(keys)


def test_the_same_words() -> None:
    assert SCHEMA["properties"]["closure"]["enum"] == list(CLOSURES)
    assert set(DEFS["words"]["oneOf"][1]["properties"]) == set(reader.LANGUAGES)
    assert [one["required"] for one in DEFS["part"]["oneOf"]] == [[kind] for kind in kinds.KINDS]
    assert len(kinds.KINDS) == len(get_args(What))
    assert SCHEMA["properties"]["parts"]["maxItems"] == reader.MOST_PARTS


@pytest.mark.parametrize("name", names())
def test_what_ships_fits_it(name: str) -> None:
    VALIDATOR.validate(yaml.safe_load((SHIPPED / f"{name}.yml").read_text(encoding="utf-8")))


FLOW = "from: KAZ, to: BEL"
FITS = [
    "corridor: suez-closed",
    "corridor: [red-sea, {close: [Suez]}]",
    "corridor: {change: [{quantity: speed, times: 2}]}",
    f"cost: {{{FLOW}, change: -10%}}",
    f"cost: {{{FLOW}, change: [-15%, -10%, -5%]}}",
    f"cost: {{{FLOW}, change: {{times: 0.9, low: 0.8, high: 1}}}}",
    f"cost: {{{FLOW}, industries: [C, goods], change: {{value: -1e-3 %, se: 1%}}}}",
    "cost: {between: [KAZ, BEL], change: 1%}",
    "cost: {between: all, and: BEL, change: 1%}",
    f"tariff: {{{FLOW}, before: 5%, after: {{value: 0%, low: 0%, high: 2%}}}}",
    f"agreement: {{{FLOW}, effect: 0.5}}",
    f"agreement: {{{FLOW}, effect: {{value: 0.5, se: 0.1}}}}",
    f"embargo: {{{FLOW}}}",
    f"embargo: {{{FLOW}, share: 50%}}",
    "demand: {in: KAZ, industries: A01, change: 5%}",
    "productivity: {in: [KAZ, BEL], change: {times: 1.1}}",
]
FITS_NOT = [
    "name: x",
    "tarif: {}",
    f"corridor: suez-closed, embargo: {{{FLOW}}}",
    "corridor: {close: Suez}",
    "corridor: []",
    f"cost: {{{FLOW}}}",
    f"cost: {{{FLOW}, change: -10}}",
    f"cost: {{{FLOW}, change: 10 percent}}",
    f"cost: {{{FLOW}, change: [1%, 2%]}}",
    f"cost: {{{FLOW}, change: {{times: 0}}}}",
    f"cost: {{{FLOW}, change: {{value: 1%, times: 2}}}}",
    f"cost: {{{FLOW}, change: {{value: 1%, low: 0%}}}}",
    "cost: {from: KAZ, change: 1%}",
    "cost: {between: KAZ, to: BEL, change: 1%}",
    "cost: {from: KAZ, to: BEL, and: FRA, change: 1%}",
    "cost: {from: [], to: BEL, change: 1%}",
    f"tariff: {{{FLOW}, after: {{times: 2}}}}",
    f"tariff: {{{FLOW}, before: 5, after: 0%}}",
    f"agreement: {{{FLOW}, effect: 50%}}",
    f"agreement: {{{FLOW}, effect: 50}}",
    f"agreement: {{{FLOW}, effect: {{estimate: ../a.json, term: rta}}}}",
    f"agreement: {{{FLOW}, effect: {{estimate: a.json}}}}",
    "demand: {in: KAZ}",
    "demand: {from: KAZ, to: BEL, change: 1%}",
    "name: ../x, corridor: suez-closed",
]


@pytest.mark.parametrize("part", FITS)
def test_both_take(tmp_path: Path, part: str) -> None:
    text = f"parts: [{{{part}}}]"
    assert VALIDATOR.is_valid(yaml.safe_load(text))
    read_scenario(_file(tmp_path, text))


@pytest.mark.parametrize("part", FITS_NOT)
def test_both_refuse(tmp_path: Path, part: str) -> None:
    text = f"parts: [{{{part}}}]"
    assert not VALIDATOR.is_valid(yaml.safe_load(text))
    with pytest.raises(BadInput):
        read_scenario(_file(tmp_path, text))


def _file(folder: Path, text: str) -> Path:
    file = folder / "mine.yml"
    file.write_text(text, encoding="utf-8")
    return file
