"""Two parts that cannot both be are refused; two that can are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.scenarios import read_scenario

BAN = "embargo: {between: RUS, and: KAZ, industries: goods}"
AGAINST = {
    "the same flow": (BAN, "cost: {from: RUS, to: KAZ, industries: goods, change: -5%}"),
    "the way back": (BAN, "cost: {from: KAZ, to: RUS, industries: C24A, change: -5%}"),
    "a flow of several": (BAN, "cost: {between: [BEL, RUS], and: KAZ, change: -5%}"),
    "a duty": (BAN, "tariff: {from: RUS, to: KAZ, industries: [B], after: 0%}"),
    "an agreement": ("embargo: {between: RUS, and: all}", "agreement: {between: [RUS, KAZ], effect: 0.5}"),
    "all of what is closed": ("embargo: {between: RUS, and: all}", "cost: {from: RUS, to: all, change: 5%}"),
    "everyone": (
        "embargo: {between: all, industries: B06}",
        "cost: {between: all, industries: B06, change: 5%}",
    ),
    "a section and its code": (
        "embargo: {from: RUS, to: KAZ, industries: B}",
        "cost: {from: RUS, to: KAZ, industries: B06, change: 1%}",
    ),
    "two duties": (
        "tariff: {from: KAZ, to: BEL, after: 0%}",
        "tariff: {from: EAEU, to: EU27, industries: C, after: 5%}",
    ),
    "two duties, one for all": (
        "tariff: {from: all, to: USA, after: 10%}",
        "tariff: {from: KAZ, to: USA, after: 25%}",
    ),
    "a duty both ways": (
        "tariff: {between: KAZ, and: BEL, after: 0%}",
        "tariff: {from: BEL, to: KAZ, after: 5%}",
    ),
}
BESIDE = {
    "another partner": (BAN, "cost: {from: RUS, to: BEL, change: -5%}"),
    "another industry": (BAN, "cost: {from: RUS, to: KAZ, industries: services, change: -5%}"),
    "another section": (
        "embargo: {from: RUS, to: KAZ, industries: B}",
        "cost: {from: RUS, to: KAZ, industries: C, change: 1%}",
    ),
    "the other way": ("embargo: {from: RUS, to: KAZ}", "cost: {from: KAZ, to: RUS, change: 1%}"),
    "half an embargo": (
        "embargo: {between: [RUS, KAZ], share: 50%}",
        "cost: {between: [RUS, KAZ], change: 1%}",
    ),
    "everyone, of whom some are closed": (BAN, "cost: {between: all, industries: goods, change: -2%}"),
    "two costs": ("cost: {between: all, change: -2%}", "cost: {between: [KAZ, BEL], change: -1%}"),
    "two duties": (
        "tariff: {from: KAZ, to: BEL, industries: B, after: 0%}",
        "tariff: {from: KAZ, to: BEL, industries: C, after: 5%}",
    ),
    "a duty each": ("tariff: {from: KAZ, to: BEL, after: 0%}", "tariff: {from: BEL, to: KAZ, after: 5%}"),
    "sales at home": (
        "tariff: {from: KAZ, to: [KAZ, BEL], after: 0%}",
        "tariff: {from: [KAZ, BEL], to: KAZ, after: 5%}",
    ),
    "a corridor": (BAN, "corridor: khorgos-halved"),
    "a yield": (BAN, "productivity: {in: RUS, industries: B06, change: 1%}"),
}


def _read(folder: Path, one: str, other: str) -> None:
    file = folder / "mine.yml"
    file.write_text(f"parts:\n  - name: first\n    {one}\n  - name: second\n    {other}\n", encoding="utf-8")
    read_scenario(file)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("what", AGAINST)
def test_what_cannot_both_be_is_refused_at_the_second(tmp_path: Path, what: str, turned: bool) -> None:
    one, other = AGAINST[what][::-1] if turned else AGAINST[what]
    with pytest.raises(BadInput, match=r"first.*second|second.*first") as raised:
        _read(tmp_path, one, other)
    assert (raised.value.line, raised.value.column) == (4, 5)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("what", BESIDE)
def test_what_can_both_be_is_read(tmp_path: Path, what: str, turned: bool) -> None:
    one, other = BESIDE[what][::-1] if turned else BESIDE[what]
    _read(tmp_path, one, other)
