"""Which of the stated parameters holds here: the most specific one that fits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from entrepot.metadata.corridors import Leg, Parameter, Span
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Scheme

Known: TypeAlias = tuple[Span, tuple[Parameter, ...]]
"""A span and the parameters it was made of; none where nothing is stated and nothing is due."""


class Parameters:
    """The parameters of a layer, found by what they are about.

    Those of a difference are applied by the caller: this holds what it is given. Looking one up is a handful
    of dictionary look-ups, so a graph of thousands of legs can ask for every one.

    Args:
        parameters: in any order. Of several that are `used` for the same quantity, mode and place, the last
            wins: a user's own files come after the package's.
    """

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        self._all = tuple(parameters)
        self._stated: dict[str, dict[tuple[str, str], Parameter]] = {}
        for parameter in self._all:
            if parameter.used:
                self._stated.setdefault(parameter.quantity, {})[parameter.where, parameter.mode] = parameter
        self._kinds = {
            quantity: _kinds(where for where, _ in table) for quantity, table in self._stated.items()
        }
        self._groups = _memberships(parameter.where for parameter in self._all)

    def __iter__(self) -> Iterator[Parameter]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def stated(
        self,
        quantity: str,
        mode: str = "",
        *,
        leg: Leg | None = None,
        terminal: str = "",
        border: str = "",
        countries: Iterable[str] = (),
        gauge: int = 0,
        passages: Iterable[str] = (),
    ) -> Parameter | None:
        """The parameter in use here, or None.

        The most specific place wins: leg, terminal, border, passage, country, group of countries (the
        smaller first), gauge or haul, everywhere. At the same place a value for the mode beats one for all
        modes.

        Args:
            quantity: one of `QUANTITIES`.
            mode: of transport; left out, that of the leg, or none.
            leg: gives mode, border, gauge, passages and countries where they are not given themselves;
                its countries count in the order of their kilometres.
            terminal: code of a terminal.
            border: "START:END"; what is stated for "END:START" holds as well.
            countries: ISO alpha-3, the one that matters most first.
            gauge: rail gauge in millimetres.
            passages: keys of passages, the one that matters most first.
        """
        table = self._stated.get(quantity)
        if table is None:
            return None
        asked = Asked(leg, terminal, border, tuple(countries), gauge, tuple(passages))
        mode = mode or (leg.mode if leg else "")
        for kind in self._kinds[quantity]:
            for where in self._named(kind, ORDER[kind](asked)):
                found = table.get((where, mode)) or table.get((where, ""))
                if found is not None:
                    return found
        return table.get(("", mode)) or table.get(("", ""))

    def span(
        self,
        quantity: str,
        mode: str = "",
        *,
        leg: Leg | None = None,
        terminal: str = "",
        border: str = "",
        countries: Iterable[str] = (),
        gauge: int = 0,
        passages: Iterable[str] = (),
    ) -> Span | None:
        """The span of the parameter in use here, or None; for the arguments see `stated`."""
        found = self.stated(
            quantity,
            mode,
            leg=leg,
            terminal=terminal,
            border=border,
            countries=countries,
            gauge=gauge,
            passages=passages,
        )
        return found.span if found else None

    def needed(
        self, quantity: str, mode: str = "", *, leg: Leg | None = None, countries: Iterable[str] = ()
    ) -> Parameter:
        """The parameter in use here.

        Raises:
            NoData: none is stated, not even for everywhere.
        """
        found = self.stated(quantity, mode, leg=leg, countries=countries)
        if found is None:
            by = f" by {mode or (leg.mode if leg else '')}" if mode or leg else ""
            on = f" on {leg.id}" if leg and leg.id else ""
            raise NoData(f"No {quantity} is stated{by}{on}: the parameters of the layer must have one.")
        return found

    def conflicts(self, parameter: Parameter) -> tuple[Parameter, ...]:
        """What other sources say of the same quantity, mode and place: kept, but not used."""
        key = (parameter.quantity, parameter.mode, parameter.where)
        others = (p for p in self._all if (p.quantity, p.mode, p.where) == key)
        return tuple(p for p in others if p != parameter)

    def _named(self, kind: str, names: tuple[str, ...]) -> list[str]:
        if kind == "group":
            names = tuple(group for country in names for group in self._groups.get(country, ()))
        return [f"{kind}:{name}" for name in names]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a parameter is asked for, beside its quantity and mode; see `Parameters.stated`."""

    leg: Leg | None
    terminal: str
    border: str
    countries: tuple[str, ...]
    gauge: int
    passages: tuple[str, ...]

    def borders(self) -> tuple[str, ...]:
        """The border from both sides."""
        border = self.border or (f"{self.leg.start}:{self.leg.end}" if self.leg else "")
        start, _, end = border.partition(":")
        return border, f"{end}:{start}"

    def states(self) -> tuple[str, ...]:
        """Countries, the one with most kilometres first."""
        if self.countries or self.leg is None:
            return self.countries
        shares = self.leg.countries
        return tuple(sorted(shares, key=lambda code: -shares[code]))

    def haul(self) -> tuple[str, ...]:
        """Of a flight, ("freighter:long", "long"): by the variant in the leg's id, if any, and its length."""
        if self.leg is None or self.leg.mode != "air":
            return ()
        length = "short" if self.leg.km <= SHORT_HAUL_KM else "long"
        variant = self.leg.id.split(":")[3:4]
        return (*(f"{name}:{length}" for name in variant), length)


ORDER: dict[str, Callable[[Asked], tuple[str, ...]]] = {
    "leg": lambda asked: (asked.leg.id,) if asked.leg else (),
    "terminal": lambda asked: (asked.terminal,),
    "border": Asked.borders,
    "passage": lambda asked: asked.passages or (asked.leg.passages if asked.leg else ()),
    "country": Asked.states,
    "group": Asked.states,
    "gauge": lambda asked: (str(asked.gauge or (asked.leg.gauge if asked.leg else 0)),),
    "haul": Asked.haul,
}
"""Kinds of place, the most specific first, each with the names that apply."""

SHORT_HAUL_KM = 1500.0
"""Longest flight that counts as short haul in the GLEC Framework's defaults (great circle)."""


def _kinds(places: Iterable[str]) -> tuple[str, ...]:
    """Kinds of place that something is stated for, the most specific first: the others need no look-up."""
    stated = {place.partition(":")[0] for place in places}
    return tuple(kind for kind in ORDER if kind in stated)


def _memberships(places: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Groups of each country among those that parameters speak of, the smaller first."""
    names = {name for kind, _, name in (place.partition(":") for place in places) if kind == "group"}
    groups = sorted((get(name, Scheme.GROUP) for name in names), key=lambda g: (len(g.members), g.code))
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for member in group.members:
            found[member] = (*found.get(member, ()), group.code)
    return found
