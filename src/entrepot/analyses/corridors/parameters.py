"""Which of the stated parameters holds here: the most specific one that fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from entrepot.metadata.corridors import Leg, Parameter, Span
from entrepot.metadata.errors import NoData
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Scheme

Known: TypeAlias = tuple[Span, tuple[Parameter, ...]]
"""A span and the parameters it was made of; none where nothing is stated and nothing is due."""
Places: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


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
        self._kinds: dict[str, set[str]] = {}
        for parameter in self._all:
            if parameter.used:
                self._stated.setdefault(parameter.quantity, {})[parameter.where, parameter.mode] = parameter
                self._kinds.setdefault(parameter.quantity, set()).add(parameter.where.partition(":")[0])
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
        mode = mode or (leg.mode if leg else "")
        places = _places(leg, terminal, border, tuple(countries), gauge, tuple(passages))
        for kind, names in places:
            if kind not in self._kinds[quantity]:
                continue
            for where in self._named(kind, names):
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

    def _named(self, kind: str, names: tuple[str, ...]) -> Iterator[str]:
        if kind == "group":
            names = tuple(group for country in names for group in self._groups.get(country, ()))
        return (f"{kind}:{name}" for name in names)


def _places(
    leg: Leg | None,
    terminal: str,
    border: str,
    countries: tuple[str, ...],
    gauge: int,
    passages: tuple[str, ...],
) -> Places:
    """Kinds of place, the most specific first, each with the names that apply."""
    haul: tuple[str, ...] = ()
    identity = leg.id if leg else ""
    if leg is not None:
        border = border or f"{leg.start}:{leg.end}"
        gauge = gauge or leg.gauge
        passages = passages or leg.passages
        haul = _haul(leg) if leg.mode == "air" else ()
        countries = countries or tuple(sorted(leg.countries, key=lambda code: -leg.countries[code]))
    start, _, end = border.partition(":")
    return (
        ("leg", (identity,)),
        ("terminal", (terminal,)),
        ("border", (border, f"{end}:{start}")),
        ("passage", passages),
        ("country", countries),
        ("group", countries),
        ("gauge", (str(gauge),)),
        ("haul", haul),
    )


SHORT_HAUL_KM = 1500.0
"""Longest flight that counts as short haul in the GLEC Framework's defaults (great circle)."""


def _haul(leg: Leg) -> tuple[str, ...]:
    """Such as ("freighter:long", "long"): by the variant in the leg's id, if any, and its length."""
    length = "short" if leg.km <= SHORT_HAUL_KM else "long"
    variant = leg.id.split(":")[3:4]
    return (*(f"{name}:{length}" for name in variant), length)


def _memberships(places: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Groups of each country among those that parameters speak of, the smaller first."""
    names = {name for kind, _, name in (place.partition(":") for place in places) if kind == "group"}
    groups = sorted((get(name, Scheme.GROUP) for name in names), key=lambda g: (len(g.members), g.code))
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for member in group.members:
            found[member] = (*found.get(member, ()), group.code)
    return found
