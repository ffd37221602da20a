"""Effects estimated elsewhere: a file beside the scenario, and nothing else, gives value and error."""

from __future__ import annotations

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.scenario import AgreementPart, Amount, Scenario
from entrepot.sources.scenarios import read_scenario

GOOD = '{"terms": {"rta": {"value": 0.557, "se": 0.102}, "log_dist": {"value": -0.8, "se": 0.03}}}'


def _read(folder: Path, name: str = "ours.json", term: str = "rta") -> Scenario:
    file = folder / "mine.yml"
    effect = f"{{estimate: '{name}', term: {term}}}"
    file.write_text(f"parts: [{{agreement: {{between: [KAZ, BEL], effect: {effect}}}}}]", encoding="utf-8")
    return read_scenario(file)


def test_an_estimate_brings_its_error(tmp_path: Path) -> None:
    (tmp_path / "ours.json").write_text(GOOD, encoding="utf-8")
    what = _read(tmp_path).parts[0].what
    assert isinstance(what, AgreementPart) and what.effect == Amount(0.557, 0.102)


def test_a_term_that_is_not_there_is_suggested(tmp_path: Path) -> None:
    (tmp_path / "ours.json").write_text(GOOD, encoding="utf-8")
    with pytest.raises(BadInput, match=r"no term 'logdist'. Did you mean log_dist") as raised:
        _read(tmp_path, term="logdist")
    assert (raised.value.line, raised.value.column) == (1, 81)


BROKEN = {
    "no JSON": "terms",
    "a list": "[1]",
    "no terms": "{}",
    "terms of nothing": '{"terms": {}}',
    "terms in a list": '{"terms": [1]}',
    "no error": '{"terms": {"rta": {"value": 1}}}',
    "not a number": '{"terms": {"rta": {"value": NaN, "se": 0.1}}}',
    "infinite": '{"terms": {"rta": {"value": 1, "se": Infinity}}}',
    "text": '{"terms": {"rta": {"value": "1", "se": 0.1}}}',
    "true": '{"terms": {"rta": {"value": true, "se": 0.1}}}',
    "a negative error": '{"terms": {"rta": {"value": 1, "se": -0.1}}}',
    "too great": '{"terms": {"rta": {"value": 11, "se": 0.1}}}',
    "beyond numbers": '{"terms": {"rta": {"value": 1' + "0" * 400 + ', "se": 0.1}}}',
    "more digits than are read": '{"terms": {"rta": {"value": 1' + "0" * 9_000 + ', "se": 0.1}}}',
    "depth": "[" * 100_000,
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_no_estimate_is_refused(tmp_path: Path, what: str) -> None:
    (tmp_path / "ours.json").write_text(BROKEN[what], encoding="utf-8")
    with pytest.raises(BadInput):
        _read(tmp_path)


@pytest.mark.parametrize(
    "name", ["../ours.json", "/etc/passwd", "sub/ours.json", "..", ".ours.json", "a\\\\b.json", "C:ours.json"]
)
def test_only_a_file_beside_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "ours.json").write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(BadInput, match="beside the scenario"):
        _read(folder, name)


def test_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ours.json").write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "ours.json").symlink_to(tmp_path / "ours.json")
    with pytest.raises(BadInput, match="beside the scenario"):
        _read(folder)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        _read(tmp_path)
