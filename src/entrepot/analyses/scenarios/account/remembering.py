"""Effects of a scenario, worked out once and remembered: the second brief of any pair costs little."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from entrepot import data
from entrepot.analyses.corridors.account import remembering as corridors
from entrepot.analyses.scenarios.account.effects import Effects
from entrepot.analyses.scenarios.account.kept import packed, unpacked
from entrepot.metadata.icio import DATASET, ICIO_ECONOMIES
from entrepot.metadata.scenario import Scenario
from entrepot.store.remembered import remembered
from entrepot.store.warehouse import Warehouse

_PACKAGE = Path(next(iter(data.__path__))).parent
# What an answer depends on besides the release, the scenario and what routes depend on.
_DATA = ("data/elasticities/**/*.*", "data/trade_costs/**/*.*")
_CODE = (
    "metadata/scenario.py",
    "sources/trade_costs/*.py",
    "analyses/equilibrium/*.py",
    "analyses/scenarios/*.py",
    "analyses/scenarios/account/*.py",
    "analyses/scenarios/costs/*.py",
    "analyses/scenarios/world/*.py",
)
DRAWS = 40
"""Fewer than the command takes: a first brief does not wait long for them."""
REST = "ROW"
"""The rest of the world, where a table has it as an economy of its own."""
_known: dict[str, Effects] = {}


def effects(warehouse: Warehouse, scenario: Scenario, told: Callable[[float], None] | None = None) -> Effects:
    """What the scenario changes in the world of the newest inter-country tables, with its own settings.

    Args:
        warehouse: the open store; answers are kept in its cache, and in memory.
        scenario: what is otherwise.
        told: hears the share of the work that is done; never, where the answer is remembered.

    Raises:
        NoData: the store holds no inter-country tables, or costs of corridors are not stated.
        UsageError: the scenario does not fit the world.
        NoEquilibrium: no world balances after it.
    """
    release = warehouse.release(DATASET)
    depends = (release.sha256, repr(scenario), str(DRAWS), corridors.fingerprint(), fingerprint())
    key = hashlib.sha256("\n".join(depends).encode()).hexdigest()
    if key not in _known:

        def made() -> dict[str, Any]:
            return packed(_worked_out(warehouse, scenario, told))

        _known[key] = unpacked(remembered(warehouse.answers, "what-if", key, made))
    return _known[key]


def _worked_out(warehouse: Warehouse, scenario: Scenario, told: Callable[[float], None] | None) -> Effects:
    # NumPy, the solver and the search are loaded only where nothing is remembered.
    from entrepot.analyses.corridors.asking import network
    from entrepot.analyses.scenarios.account.making import effects as make
    from entrepot.analyses.scenarios.run import Ways, setting
    from entrepot.analyses.scenarios.world import world

    ways = Ways(network, warehouse.answers, told)
    return make(scenario, setting(scenario, world(warehouse), ways), draws=DRAWS, told=told)


def table(warehouse: Warehouse) -> tuple[frozenset[str], bool]:
    """Economies of the newest inter-country tables, and whether the rest of the world is one of them.

    Raises:
        NoData: the store holds no such tables.
    """
    codes = frozenset(warehouse.read(ICIO_ECONOMIES)["code"])
    return codes, REST in codes


@cache
def fingerprint() -> str:
    """SHA-256 over what ships and an answer depends on, the code included, without what routes depend on."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.relative_to(_PACKAGE).as_posix().encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    found = (file for pattern in (*_DATA, *_CODE) for file in sorted(_PACKAGE.glob(pattern)))
    return (file for file in found if file.is_file())
