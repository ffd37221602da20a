"""Questions on corridors: of the network as a whole, and of a pair of places.

bench.corridors.effect("Suez")
bench.corridors.hubs("Liège", "Duisburg", within_hours=360)
bench.corridors.between("Almaty", "Liège").why_not("Baku")
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from entrepot.metadata.corridors import Difference
from entrepot.metadata.places.place import Place
from entrepot.store.warehouse import Warehouse

if TYPE_CHECKING:  # NumPy and what rests on it are loaded only for who asks
    from entrepot.analyses.corridors.answer import Answer
    from entrepot.analyses.corridors.cargo import Cargo
    from entrepot.analyses.corridors.network import Network
    from entrepot.analyses.corridors.network_questions import (
        Criticality,
        Effect,
        Hubs,
        Links,
        NoRoute,
        Pair,
        Ways,
        WhyNot,
    )
    from entrepot.analyses.corridors.network_questions.criticality import Criterion
    from entrepot.analyses.corridors.network_questions.disjoint import Apart
    from entrepot.analyses.corridors.network_questions.parts import What
    from entrepot.analyses.corridors.question import Question


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
        return replace(self, own=(*self.own, *(_difference(each) for each in differences)))

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
        return PairCorridors(self, origin, destination)

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
        what = self._otherwise(otherwise)
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
        **more: Any,
    ) -> Criticality:
        """What is lost without each terminal, leg, passage, country or border point, by trade."""
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

    def _otherwise(self, given: Sequence[Difference | str]) -> Difference:
        from entrepot.analyses.corridors.closures import closures
        from entrepot.metadata.errors import UsageError

        first = given[0] if given else None
        if isinstance(first, Difference) and len(given) == 1:
            return first
        names = [text for text in given if isinstance(text, str)]
        if not names or len(names) < len(given):
            raise UsageError("Name what closes, such as “Suez”, or give one difference.")
        title = f"the closure of {', '.join(names)}"
        return Difference("closure", title, closures=closures(names, self.network.layer))


@dataclass(frozen=True)
class PairCorridors:
    """Questions on the ways from one place to another; options are those of `asking.question`: cargo, goods,
    value, weight, volume, modes, avoid, via, depart, epsilon.
    """

    corridors: Corridors
    origin: Place | str
    destination: Place | str

    @property
    def back(self) -> PairCorridors:
        """The same questions for goods that go the other way."""
        return replace(self, origin=self.destination, destination=self.origin)

    def question(self, **options: Any) -> Question:
        """The question itself; raises as `asking.question`."""
        from entrepot.analyses.corridors.asking import question

        avoid = (*options.pop("avoid", ()), *self.corridors.closed)
        return question(self.corridors.network, self.origin, self.destination, avoid=avoid, **options)

    def routes(self, **options: Any) -> Answer:
        """The front and the few routes of it that are shown.

        Raises:
            NoData: there is none; the message says which condition stands in the way.
        """
        from entrepot.analyses.corridors.answer import answer
        from entrepot.analyses.corridors.network_questions import no_route
        from entrepot.metadata.errors import NoData

        asked = self.question(**options)
        found = answer(self.corridors.network, asked)
        if not found.routes:
            raise NoData(no_route(self.corridors.network, asked).message)
        return found

    def why_not(self, via: str, **options: Any) -> WhyNot:
        """The best routes through a place, and what they lose by it."""
        from entrepot.analyses.corridors.closures import closure
        from entrepot.analyses.corridors.network_questions import why_not

        network = self.corridors.network
        return why_not(network, self.question(**options), closure(via, network.layer))

    def no_route(self, **options: Any) -> NoRoute:
        """Which single condition stands in the way; raises `UsageError` where there is a route."""
        from entrepot.analyses.corridors.network_questions import no_route

        return no_route(self.corridors.network, self.question(**options))

    def ways_apart(self, by: Apart = "terminals", **options: Any) -> Ways:
        """How many ways share no leg, terminal, country or border point, and what cuts them all.

        Raises:
            UsageError: something is to be passed on the way: all ways would share it.
        """
        from entrepot.analyses.corridors.network_questions import disjoint_ways
        from entrepot.metadata.errors import UsageError

        asked = self.question(**options)
        if asked.via:
            raise UsageError("Ways that share nothing cannot all pass one place: leave out `via`.")
        ends = asked.origin, asked.destination
        return disjoint_ways(self.corridors.network, *ends, by, asked.cargo, asked.modes, asked.avoid)

    def effect(self, *otherwise: Difference | str, cargo: str = "1 FEU", **more: Any) -> Effect:
        """What closures or one difference do to this pair, there and back."""
        from entrepot.analyses.corridors.network_questions import every_pair
        from entrepot.analyses.corridors.spots import spot

        layer = self.corridors.network.layer
        both = every_pair([spot(self.origin, layer), spot(self.destination, layer)])
        return self.corridors.effect(*otherwise, pairs=both, cargo=cargo, **more)


def _difference(given: Difference | Path | str) -> Difference:
    from entrepot.sources.corridors import difference

    return given if isinstance(given, Difference) else difference(given)
