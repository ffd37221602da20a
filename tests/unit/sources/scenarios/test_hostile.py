"""Scenario files that mean harm, or are no files, are refused with an error that names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.scenario import Scenario
from entrepot.sources.scenarios import read_scenario


def _read(folder: Path, text: str | bytes) -> Scenario:
    file = folder / "mine.yml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_scenario(file)


COST = "parts: [{{cost: {{from: KAZ, to: BEL, change: {}}}}}]"
REST = "\nparts: [{corridor: suez-closed}]"
LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE: dict[str, str | bytes] = {
    "a billion laughs": LAUGHS,
    "an alias": "places: &x [KAZ]\nparts: *x",
    "a merge": "<<: {parts: []}" + REST,
    "depth": "parts: " + "[" * 5_000 + "]" * 5_000,
    "a Python object": "name: !!python/object/apply:os.system ['true']" + REST,
    "bytes that are no text": b"name: \xff\xfe",
    "a control character": b"name: '\x00'",
    "a name that is a path": "name: ../../etc/cron.d/x" + REST,
    "a name in script": "name: <script>alert(1)</script>" + REST,
    "a name that turns the text round": 'name: "a\\u202eb"' + REST,
    "a part named as a path": "parts: [{name: ../x, corridor: suez-closed}]",
    "elasticities by path": "elasticities: /etc/passwd" + REST,
    "an endless title": "title: " + "x" * 3_000 + REST,
    "a place in control characters": 'places: ["\\u0007"]' + REST,
    "an endless place": "places: [" + "x" * 50_000 + "]" + REST,
    "an industry on two lines": 'parts: [{demand: {in: KAZ, industries: "a\\nb", change: 1%}}]',
    "a percentage without end": COST.format("1" * 5_000 + "%"),
    "digits of another script": COST.format("'١٠%'"),
    "too many places": "places: [" + "KAZ," * 500 + "]" + REST,
    "too many parts": "parts: [" + "{corridor: suez-closed}," * 300 + "]",
    "a corridor elsewhere": "parts: [{corridor: ../lanes.yml}]",
    "a corridor from the root": "parts: [{corridor: /etc/lanes.yml}]",
    "a hidden corridor": "parts: [{corridor: .lanes.yml}]",
    "two documents": "name: a\n---\nname: b",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_means_harm_is_refused(tmp_path: Path, what: str) -> None:
    with pytest.raises(BadInput):
        _read(tmp_path, HOSTILE[what])


def test_a_file_of_ten_megabytes_is_not_parsed(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="larger than 1 MB"):
        _read(tmp_path, b"# " + b"x" * 10_000_000)


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yml", tmp_path):
        with pytest.raises(BadInput, match="cannot be read"):
            read_scenario(path)
