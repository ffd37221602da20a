"""Questions on corridors: of the network as a whole, and of a pair of places.

bench.corridors.effect("Suez")
bench.corridors.hubs("Liège", "Duisburg", within_hours=360)
bench.corridors.between("Almaty", "Liège").why_not("Baku")
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from entrepot.metadata.corridors import Difference, Layer
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse
from entrepot.workbench.pair_corridors import PairCorridors, supposed

if TYPE_CHECKING:  # NumPy and what rests on it are loaded only for who asks
    from entrepot.analyses.corridors.cargo import Cargo
    from entrepot.analyses.corridors.network import Network
    from entrepot.analyses.corridors.network_questions import (
        Criticality,
        Effect,
        Hubs,
        Links,
        Pair,
    )
    from entrepot.analyses.corridors.network_questions.criticality import Criterion
    from entrepot.analyses.corridors.network_questions.parts import What


@dataclass(frozen=True)
class Corridors:
    """Questions on the whole network.

    Attributes:
        warehouse: where the trade is from that pairs are weighted by.
        own: differences from the layer that ships, such as lanes and rates of one's own; their closures hold
            in every answer.
    """

    warehouse: Warehouse
    own: tuple[Difference, ...] = ()

    def having(self, *differences: Difference | Path | str) -> Corridors:
        """The same with these differences; a path is read as a YAML file.

        Raises:
            BadInput: a file is not what it should be.
        """
        return replace(
            self, own=(*self.own, *(_difference(each, self.network.layer) for each in differences))
        )

    @property
    def network(self) -> Network:
        """The layer ready to be searched, its own differences applied."""
        from entrepot.analyses.corridors.asking import network

        return network(*self.own)

    @property
    def closed(self) -> tuple[str, ...]:
        """What the own differences close, in written form."""
        return tuple(dict.fromkeys(closure for each in self.own for closure in each.closures))

    def between(self, origin: Place | str, destination: Place | str) -> PairCorridors:
        """Questions on one pair of places."""
        return PairCorridors(self.network, self.closed, origin, destination)

    def pairs(self, *places: Place | str) -> tuple[Pair, ...]:
        """Pairs to ask about: each of the places to each other one, all alike; without places, all economies
        that trade goods, capital to capital, by what they trade.
        """
        from entrepot.analyses.corridors.network_questions import every_pair
        from entrepot.analyses.corridors.spots import spot
        from entrepot.workbench.trade_weights import trade_pairs

        if not places:
            return trade_pairs(self.warehouse, self.network.layer)
        return every_pair([spot(place, self.network.layer) for place in places])

    def effect(
        self,
        *otherwise: Difference | str,
        pairs: Iterable[Pair] = (),
        modes: Iterable[str] = (),
        cargo: str = "1 FEU",
        **more: Any,
    ) -> Effect:
        """What closures ("Russia", "Suez") or one difference do to many pairs, on all four criteria.

        Args:
            otherwise: names of what closes, or one difference.
            pairs: as of `pairs`; left out, all economies.
            modes: that may be used besides a truck's first and last mile; empty for all.
            cargo: the consignment.
            **more: goods, value, weight and volume, as in `cargo.cargo`.

        Raises:
            UnknownPlace: nothing is called so; the message names what is nearest.
            UsageError: nothing is named, or a difference among other things.
        """
        from entrepot.analyses.corridors.network_questions import effect

        asked = tuple(pairs) or self.pairs()
        what = supposed(otherwise, self.network.layer)
        return effect(self.network, asked, what, self._cargo(cargo, more), tuple(modes), self.closed)

    def links(
        self, difference: Difference, *, pairs: Iterable[Pair] = (), cargo: str = "1 FEU", **more: Any
    ) -> Links:
        """Whose routes a new link or service changes; arguments as in `effect`."""
        from entrepot.analyses.corridors.network_questions import links

        asked = tuple(pairs) or self.pairs()
        return links(self.network, difference, asked, self._cargo(cargo, more), closures=self.closed)

    def criticality(
        self,
        what: What = "terminals",
        *,
        by: Criterion = "usd",
        pairs: Iterable[Pair] = (),
        modes: Iterable[str] = (),
        cargo: str = "1 FEU",
        told: Callable[[float], None] | None = None,
        **more: Any,
    ) -> Criticality:
        """What is lost without each terminal, leg, passage, country or border point, by trade.

        `told` is called with the share that is done; the other arguments are as in `effect`.
        """
        from entrepot.analyses.corridors.network_questions import criticality
        from entrepot.workbench.trade_weights import goods_origin

        given = tuple(pairs)
        origins = () if given else (goods_origin(self.warehouse),)
        goods = self._cargo(cargo, more)
        return criticality(
            self.network,
            given or self.pairs(),
            goods,
            what,
            by=by,
            modes=tuple(modes),
            closures=self.closed,
            origins=origins,
            told=told,
        )

    def hubs(
        self,
        *places: Place | str,
        seller: str = "",
        within_hours: float | None = None,
        within_usd: float | None = None,
        modes: Iterable[str] = (),
        cargo: str = "1 FEU",
        **more: Any,
    ) -> Hubs:
        """Hubs compared by the market that each could reach.

        Args:
            places: the hubs.
            seller: alpha-3 of an economy whose sales weigh the markets; left out, the imports of each.
            within_hours: limit from door to door.
            within_usd: limit for the consignment.
            modes: that may be used; empty for all.
            cargo: the consignment.
            **more: goods, value, weight and volume, as in `cargo.cargo`.
        """
        from entrepot.analyses.corridors.network_questions import hubs
        from entrepot.analyses.corridors.spots import spot
        from entrepot.workbench.trade_weights import goods_origin, markets

        return hubs(
            self.network,
            [spot(place, self.network.layer) for place in places],
            markets(self.warehouse, seller, self.network.layer),
            self._cargo(cargo, more),
            within_hours=within_hours,
            within_usd=within_usd,
            closures=self.closed,
            modes=tuple(modes),
            origins=(goods_origin(self.warehouse),),
        )

    def _cargo(self, written: str, more: dict[str, Any]) -> Cargo:
        from entrepot.analyses.corridors.cargo import cargo

        return cargo(written, parameters=self.network.parameters, **more)


def _difference(given: Difference | Path | str, layer: Layer) -> Difference:
    from entrepot.sources.corridors import difference

    return given if isinstance(given, Difference) else difference(given, layer)
