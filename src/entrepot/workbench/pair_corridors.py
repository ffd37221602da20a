"""Questions on the ways from one place to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from entrepot.metadata.corridors import Difference, Layer
from entrepot.metadata.places.place import Place

if TYPE_CHECKING:  # NumPy and what rests on it are loaded only for who asks
    from entrepot.analyses.corridors.answer import Answer
    from entrepot.analyses.corridors.network import Network
    from entrepot.analyses.corridors.network_questions import Effect, NoRoute, Ways, WhyNot
    from entrepot.analyses.corridors.network_questions.disjoint import Apart
    from entrepot.analyses.corridors.question import Question


@dataclass(frozen=True)
class PairCorridors:
    """Questions on the ways from one place to another; options are those of `asking.question`: cargo, goods,
    value, weight, volume, modes, avoid, via, depart, epsilon.

    Attributes:
        network: what is searched.
        closed: what is closed in every answer, in written form.
        origin: where goods start.
        destination: where they end.
    """

    network: Network
    closed: tuple[str, ...]
    origin: Place | str
    destination: Place | str

    @property
    def back(self) -> PairCorridors:
        """The same questions for goods that go the other way."""
        return replace(self, origin=self.destination, destination=self.origin)

    def question(self, **options: Any) -> Question:
        """The question itself; raises as `asking.question`."""
        from entrepot.analyses.corridors.asking import question

        avoid = (*options.pop("avoid", ()), *self.closed)
        return question(self.network, self.origin, self.destination, avoid=avoid, **options)

    def routes(self, **options: Any) -> Answer:
        """The front and the few routes of it that are shown.

        Raises:
            NoData: there is none; the message says which condition stands in the way.
        """
        from entrepot.analyses.corridors.answer import answer
        from entrepot.analyses.corridors.network_questions import no_route
        from entrepot.metadata.errors import NoData

        asked = self.question(**options)
        found = answer(self.network, asked)
        if not found.routes:
            raise NoData(no_route(self.network, asked).message)
        return found

    def why_not(self, via: str, **options: Any) -> WhyNot:
        """The best routes through a place, and what they lose by it."""
        from entrepot.analyses.corridors.closures import closure
        from entrepot.analyses.corridors.network_questions import why_not

        return why_not(self.network, self.question(**options), closure(via, self.network.layer))

    def no_route(self, **options: Any) -> NoRoute:
        """Which single condition stands in the way; raises `UsageError` where there is a route."""
        from entrepot.analyses.corridors.network_questions import no_route

        return no_route(self.network, self.question(**options))

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
        return disjoint_ways(self.network, *ends, by, asked.cargo, asked.modes, asked.avoid)

    def effect(self, *otherwise: Difference | str, **options: Any) -> Effect:
        """What closures or one difference do to this pair, there and back; raises as `Corridors.effect`."""
        from entrepot.analyses.corridors.network_questions import effect, every_pair

        asked = self.question(**options)
        both = every_pair([asked.origin, asked.destination])
        what = supposed(otherwise, self.network.layer)
        return effect(self.network, both, what, asked.cargo, asked.modes, asked.avoid)


def supposed(given: Sequence[Difference | str], layer: Layer) -> Difference:
    """What people write as one difference: names of what closes, or a difference by itself.

    Raises:
        UnknownPlace: nothing is called so; the message names what is nearest.
        UsageError: nothing is named, or a difference among other things.
    """
    from entrepot.analyses.corridors.closures import closures
    from entrepot.metadata.errors import UsageError

    first = given[0] if given else None
    if isinstance(first, Difference) and len(given) == 1:
        return first
    names = [text for text in given if isinstance(text, str)]
    if not names or len(names) < len(given):
        raise UsageError("Name what closes, such as “Suez”, or give one difference.")
    return Difference("closure", f"the closure of {', '.join(names)}", closures=closures(names, layer))
