"""Questions of what would change: scenarios run through the world of the store, or of a table of one's own.

bench.whatif.ask("khorgos-halved").economies()
bench.whatif.ask("mine.yml", flows=[("BEL", "KAZ")]).sales("BEL", "KAZ")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import Closure, Scenario
from entrepot.store.warehouse import Warehouse

if TYPE_CHECKING:  # NumPy and what rests on it are loaded only for who asks
    from entrepot.analyses.scenarios.answer import Answer
    from entrepot.analyses.scenarios.run import Setting, Ways
    from entrepot.analyses.scenarios.world import World
    from entrepot.metadata.corridors import Difference

Told = Callable[[float], None]


FEWEST_DRAWS = 10
"""Nine of ten draws are not to be told of fewer."""


def enough(draws: int) -> int:
    """The number of draws, 0 for none; raises `UsageError` where an interval would rest on too few."""
    if 0 < draws < FEWEST_DRAWS:
        raise UsageError(
            f"{draws} draws are too few for an interval that holds nine of ten: ask for {FEWEST_DRAWS} or "
            "more (100 are usual), or for 0, which gives none."
        )
    return max(draws, 0)


@dataclass(frozen=True)
class WhatIf:
    """Scenarios in one world.

    Attributes:
        warehouse: where the inter-country tables are.
        table: a file of one's own to take instead; None takes the newest release.
        elasticities: a file of one's own (CSV: industry, theta, se), as a set of its name; None for none.
        own: differences from the layer of corridors that hold before and after: one's own lanes and rates.
    """

    warehouse: Warehouse
    table: Path | None = None
    elasticities: Path | None = None
    own: tuple[Difference, ...] = ()

    @cached_property
    def world(self) -> World:
        """The accounts that scenarios start from.

        Raises:
            NoData: the store holds no inter-country tables.
            BadInput: a file is not what it should be, or its accounts do not balance.
        """
        from entrepot.analyses.scenarios.world import with_elasticities, world, world_of

        if self.table is not None:
            return world_of(self.table, self.elasticities)
        made = world(self.warehouse)
        return made if self.elasticities is None else with_elasticities(made, self.elasticities)

    def ways(self, told: Told | None = None) -> Ways:
        """The network of corridors, opened when a scenario asks for it."""
        from entrepot.analyses.corridors.asking import network
        from entrepot.analyses.scenarios.run import Ways

        return Ways(lambda: network(*self.own), self.warehouse.answers, told)

    def scenario(self, named: Scenario | Path | str) -> Scenario:
        """A scenario that ships, by name, or one's own, by file.

        Raises:
            UsageError: neither a name of the library nor a file.
            BadInput: the file is no scenario.
        """
        from entrepot.sources.scenarios import scenario

        return named if isinstance(named, Scenario) else scenario(named)

    def setting(
        self,
        named: Scenario | Path | str,
        *,
        elasticities: str = "",
        closure: Closure | str = "",
        told: Told | None = None,
    ) -> tuple[Scenario, Setting]:
        """The scenario and all that a run of it rests on; raises as `ask`."""
        from entrepot.analyses.scenarios.run import setting

        found = self.scenario(named)
        # A file of one's own is meant to be used: no need to name its set as well.
        chosen = elasticities or (self.elasticities.stem if self.elasticities else "")
        return found, setting(found, self.world, self.ways(told), elasticities=chosen, closure=closure)

    def ask(
        self,
        named: Scenario | Path | str,
        *,
        flows: Iterable[tuple[str, str]] = (),
        elasticities: str = "",
        closure: Closure | str = "",
        draws: int | None = None,
        told: Told | None = None,
    ) -> Answer:
        """What the scenario changes.

        Args:
            named: the scenario, its name or its file.
            flows: exporter and importer of flows whose intervals are wanted, economies or groups.
            elasticities: name of a set; left out, what the scenario says, else the median of the sets.
            closure: "share", "fixed" or "zero"; left out, what the scenario says, else "share".
            draws: over what is in doubt, 10 or more; 0 gives no intervals; left out, 100.
            told: hears the share that is done.

        Raises:
            UsageError: an unknown name, a side that the world does not have, or a scenario that does not
                fit it; too few draws for an interval.
            NoEquilibrium: no world balances after it; the message says why and what to do.
        """
        from entrepot.analyses.scenarios.answer import Answer
        from entrepot.analyses.scenarios.run import run
        from entrepot.analyses.scenarios.spread import DRAWS, spread

        count = enough(DRAWS if draws is None else draws)
        followed = self.followed(flows)  # before what takes long
        found, made = self.setting(named, elasticities=elasticities, closure=closure, told=told)
        done = run(found, made)
        if count == 0:
            return Answer(done)
        return Answer(done, spread(found, made, followed, draws=count, told=told))

    def followed(self, flows: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        """Every flow between two economies that flows of economies or groups are made of, each once.

        Raises:
            UsageError: a side that the world does not have, or the same economy twice.
        """
        from entrepot.analyses.scenarios import sides

        each = (one for exporter, importer in flows for one in sides.flows(self.world, exporter, importer))
        return tuple(dict.fromkeys(each))

    def having(self, *differences: Difference) -> WhatIf:
        """The same with one's own lanes and rates."""
        return replace(self, own=(*self.own, *differences))
