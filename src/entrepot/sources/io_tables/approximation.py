"""How far answers move because what ships has no final demand by destination, as measured once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from entrepot.metadata.origin import Origin


@dataclass(frozen=True, slots=True)
class Misjudged:
    """What one shock gave in the approximate world and in the true one.

    Attributes:
        what: the shock, in words.
        members: economies whose own costs change; empty for all.
        change: of their costs of trade, -0.1 is 10 % less.
        real_income: economy -> percent change of real income, approximate and true.
        median, most, largest: factors between the two, larger over smaller, over the members with one sign
            in both: half of them are within the median, nine in ten within `most`, all within the largest.
        wrong_sign: how many of the 80 economies the approximate world says gain where they lose, or the
            other way round.
    """

    what: str
    members: tuple[str, ...]
    change: float
    real_income: Mapping[str, tuple[float, float]]
    median: float
    most: float
    largest: float
    wrong_sign: int


@dataclass(frozen=True, slots=True)
class Approximation:
    """The sizes that were measured.

    Attributes:
        final_goods, goods: share of true international sales that is misplaced, of final and of all goods.
        deficits: correlation of implied with true trade deficits.
        deficits_wrong: of how many economies the deficit has the wrong sign.
        shocks: by name: "pair", "corridor", "everywhere".
        release: for which release of the extract the sizes hold.
        method: how they were measured.
        origin: who measured; `against` what.
        against: the fuller table.
    """

    final_goods: float
    goods: float
    deficits: float
    deficits_wrong: int
    shocks: Mapping[str, Misjudged]
    release: str
    method: str
    origin: Origin
    against: Origin


@cache
def approximation() -> Approximation:
    """The sizes in `data/what_if/approximation.yml`, which a truth test holds to a new measurement."""
    import yaml

    path = Path(str(resources.files("entrepot.data"))) / "what_if" / "approximation.yml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    against = found["against"]
    return Approximation(
        final_goods=found["misplaced"]["final_goods"],
        goods=found["misplaced"]["goods"],
        deficits=found["deficits"]["correlation"],
        deficits_wrong=found["deficits"]["wrong_sign"],
        shocks={name: _misjudged(shock) for name, shock in found["shocks"].items()},
        release=found["release"],
        method=found["how_measured"],
        origin=Origin(
            found["publisher"], found["title"], licence=found["licence"], retrieved=found["retrieved"]
        ),
        against=Origin(
            against["publisher"], against["dataset"], edition=against["edition"], licence=against["licence"],
            url=against["url"],
        ),
    )  # fmt: skip


def _misjudged(shock: Mapping[str, Any]) -> Misjudged:
    return Misjudged(
        what=shock["what"],
        members=tuple(shock["members"]),
        change=shock["change"],
        real_income={code: (pair[0], pair[1]) for code, pair in shock["real_income_percent"].items()},
        median=shock["factor_members"]["median"],
        most=shock["factor_members"]["nine_in_ten"],
        largest=shock["factor_members"]["largest"],
        wrong_sign=shock["wrong_sign"],
    )
