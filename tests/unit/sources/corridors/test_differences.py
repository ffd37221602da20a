"""Differences in YAML: what is right is read, what is not is told with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

import little_layer
from entrepot.metadata.corridors import Difference, Mode, Span
from entrepot.metadata.errors import BadInput
from entrepot.sources.corridors import difference

LAYER = little_layer.layer()


def _read(folder: Path, text: str | bytes, name: str = "mine.yml") -> Difference:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return difference(file, LAYER)


WHOLE = """name: everything
title: A what-if
description: >-
  Two lines
  of words.
close: [Russia, suez, "border Belarus-Poland", air, winter, EAEU]
change:
  - {quantity: border_hours, where: "border BYBQT PLMAL", times: 0.5, mode: rail, source: A wish}
  - {quantity: speed, to: [30, 40, 50], mode: rail}
  - {quantity: rate, where: Kazakhstan, to: 0.7}
  - {quantity: speed, where: "gauge:1520", times: 1.1}
  - {quantity: headway, where: "Caspian", times: 2}
add:
  - {from: Almaty airport, to: LGG, mode: air, hours: [8, 9, 12], price: [2, 2.5, 4], headway: 56,
     title: Our freighter, source: Our contract, one_way: true}
  - {from: Trilogiport, to: BEANR, mode: barge, km: 125, passages: [albert-canal]}
  - {from: CNHRG, to: KZALA, mode: rail, km: 360, gauge: 1435}
"""


def test_a_difference_is_read_whole(tmp_path: Path) -> None:
    read = _read(tmp_path, WHOLE)
    assert (read.name, read.title, read.description) == ("everything", "A what-if", "Two lines of words.")
    assert read.closures == (
        "country:RUS", "passage:suez", "border:BLR:POL", "mode:air", "season:winter",
        "country:ARM", "country:BLR", "country:KAZ", "country:KGZ",
    )  # fmt: skip
    border, speed, rate, gauge, headway = read.changes
    assert (border.where, border.times, border.to, border.mode, border.source) == (
        "border:BYBQT:PLMAL", 0.5, None, "rail", "A wish"
    )  # fmt: skip
    assert (speed.where, speed.to, speed.times) == ("", Span(30, 40, 50), None)
    assert (rate.where, rate.to, gauge.where, headway.where) == (
        "country:KAZ", Span(0.7, 0.7, 0.7), "gauge:1520", "passage:caspian"
    )  # fmt: skip
    flight, barge, railway = read.additions
    assert (flight.start, flight.end, flight.mode, flight.one_way) == ("ALA", "LGG", Mode.AIR, True)
    assert (flight.hours, flight.headway) == (Span(8, 9, 12), Span(56, 56, 56))
    assert (barge.start, barge.km, barge.passages) == ("BETRI", 125.0, ("albert-canal",))
    assert railway.gauge == 1435


def test_a_file_without_a_name_is_called_by_its_own(tmp_path: Path) -> None:
    assert _read(tmp_path, "close: [air]", "no-flights.yml").name == "no-flights"


def test_it_is_worth_its_hash(tmp_path: Path) -> None:
    assert hash(_read(tmp_path, WHOLE)) == hash(_read(tmp_path, WHOLE))


SLIPS = {
    "an unknown key": ("clsoe: [air]", 1, 1, "Did you mean close?"),
    "an unknown key within": (
        "add:\n  - {from: ALA, to: LGG, mode: air, headwy: 5}",
        2,
        37,
        "Did you mean headway?",
    ),
    "a key twice": ("close: [air]\nclose: [rail]", 2, 1, "stands twice"),
    "a list that is none": ("close: air", 1, 8, "a list"),
    "a mapping that is none": ("- air", 1, 1, "a mapping"),
    "nothing": ("", None, None, "empty"),
    "an unknown place": ("close:\n  - air\n  - Rusiaa", 3, 5, "country:RUS  Russia"),
    "an unknown terminal": ("add: [{from: Aktao, to: AZBAK, mode: ferry}]", 1, 14, "KZAAU  Aktau"),
    "an unknown mode": ("add: [{from: ALA, to: LGG, mode: plane}]", 1, 34, "Known are road, rail"),
    "an unknown quantity": ("change: [{quantity: hedway, to: 3}]", 1, 21, "Did you mean headway"),
    "no mode": ("add: [{from: ALA, to: LGG}]", 1, 7, "no mode"),
    "neither": ("change: [{quantity: speed}]", 1, 10, "to a value, or times a factor"),
    "both": ("change: [{quantity: speed, to: 3, times: 2}]", 1, 10, "neither or both"),
    "too fast": ("change: [{quantity: speed, mode: air, to: 1300}]", 1, 43, "from 0.1 to 1200"),
    "no time": ("add: [{from: ALA, to: LGG, mode: air, hours: 0}]", 1, 46, "0 cannot be"),
    "a negative price": ("add: [{from: ALA, to: LGG, mode: air, price: -1}]", 1, 46, "cannot be"),
    "a flight priced by the box": ("add: [{from: ALA, to: LGG, mode: air, price: 15000}]", 1, 46, "0 to 100"),
    "times nothing": ("change: [{quantity: speed, times: 0}]", 1, 35, "or close it"),
    "times less": ("change: [{quantity: speed, times: -2}]", 1, 35, "cannot be"),
    "not in order": ("change: [{quantity: speed, to: [3, 2, 1]}]", 1, 32, "in that order"),
    "two numbers": ("change: [{quantity: speed, to: [2, 3]}]", 1, 32, "low, typical, high"),
    "infinite": ("change: [{quantity: rate, to: .inf}]", 1, 31, "not a number"),
    "no number": ("change: [{quantity: rate, to: .nan}]", 1, 31, "not a number"),
    "beyond numbers": ("change: [{quantity: rate, to: 1.0e+400}]", 1, 31, "cannot be"),
    "words": ("change: [{quantity: rate, to: cheap}]", 1, 31, "not a number"),
    "true": ("change: [{quantity: rate, to: true}]", 1, 31, "not a number"),
    "a place that is none": ("change: [{quantity: speed, where: rail, to: 30}]", 1, 35, "is not a place"),
    "a border of countries": (
        "change: [{quantity: border_hours, where: border Belarus-Poland, to: 3}]",
        1,
        42,
        "two terminals",
    ),
    "a gauge of nobody": ("change: [{quantity: speed, where: 'gauge:1000', to: 30}]", 1, 35, "No gauge"),
    "itself": ("add: [{from: LGG, to: LGG, mode: air}]", 1, 23, "to itself"),
    "no length": ("add: [{from: LGG, to: KZALA, mode: road}]", 1, 14, "give km"),
    "too short": ("add: [{from: LGG, to: KZALA, mode: road, km: 50}]", 1, 46, "km apart"),
    "a gauge of a lorry": (
        "add: [{from: LGG, to: KZALA, mode: road, km: 6000, gauge: 1435}]",
        1,
        59,
        "only railways",
    ),
    "a gauge that is none": (
        "add: [{from: CNHRG, to: KZALA, mode: rail, km: 360, gauge: 14}]",
        1,
        60,
        "1435",
    ),
    "neither true nor false": (
        "add: [{from: ALA, to: LGG, mode: air, one_way: perhaps}]",
        1,
        48,
        "true or false",
    ),
    "an unknown passage": ("add: [{from: ALA, to: LGG, mode: air, passages: [sues]}]", 1, 50, "passage:suez"),
    "a date for a name": ("name: [x]", 1, 7, "text"),
    "tabs": ("close:\n\t- air", 2, 1, "not YAML"),
    "an open bracket": ("close: [air", None, None, "not YAML"),
    "two documents": ("close: [air]\n---\nclose: [rail]", None, None, "not YAML"),
}


@pytest.mark.parametrize("what", SLIPS)
def test_a_slip_is_told_with_its_place(tmp_path: Path, what: str) -> None:
    text, line, column, words = SLIPS[what]
    with pytest.raises(BadInput) as raised:
        _read(tmp_path, text)
    assert words in str(raised.value)
    assert (raised.value.line, raised.value.column) == (line, column) or line is None


LAUGHS = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{b}: &{b} [{','.join([f'*{a}'] * 9)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
HOSTILE: dict[str, str | bytes] = {
    "a billion laughs": LAUGHS,
    "an alias": "close: &x [air]\nadd: *x",
    "a merge": "close: [air]\n<<: {add: []}",
    "depth": "close: " + "[" * 5_000 + "]" * 5_000,
    "a Python object": "close: !!python/object/apply:os.system ['true']",
    "a set": "!!set {close, add}",
    "bytes that are no text": b"close: [\xff\xfe]",
    "a control character": b"close: ['\x00']",
    "a name that is a path": "name: ../../etc/cron.d/x\nclose: [air]",
    "a name that is a Windows path": "name: 'C:\\x'\nclose: [air]",
    "a hidden name": "name: .bashrc\nclose: [air]",
    "a name in script": "name: <script>alert(1)</script>\nclose: [air]",
    "a name on two lines": 'name: "a\\nb"\nclose: [air]',
    "a name that turns the text round": 'name: "a\\u202eb"\nclose: [air]',
    "an endless title": "title: " + "x" * 3_000,
    "a title that cannot be printed": 'title: "\\u0007"',
    "too many closures": "close: [" + "air," * 6_000 + "]",
    "a closure as a mapping": "close: [{country: Russia}]",
    "a closure of nothing": "close: [~]",
    "an endless closure": "close: [" + "x" * 50_000 + "]",
    "keys that are lists": "? [a]\n: b",
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
            difference(path, LAYER)
