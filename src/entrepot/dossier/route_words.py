"""What is said of routes in their drawings: names of options, modes and what happens, in two languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from entrepot.dossier import numbers
from entrepot.dossier.phrasebook import catalogue
from entrepot.metadata.corridors import Route, Step


def as_it_is(code: str) -> str:
    """A code for want of a name."""
    return code


@dataclass(frozen=True)
class RouteWords:
    """Words for routes in one language.

    Attributes:
        language: "en" or "fr".
        called: name of what a route does without, by country code or key of a passage ("RUS", "suez").
    """

    language: str
    called: Callable[[str], str] = field(default=as_it_is)

    def phrase(self, key: str, **slots: object) -> str:
        """A phrase of the catalogue with its slots filled."""
        text: str = self._catalogue[key]
        return text.format(**slots)

    def mode(self, mode: str) -> str:
        """A mode."""
        return self._catalogue["modes"].get(mode, mode)  # type: ignore[no-any-return]

    def kind(self, kind: str) -> str:
        """What happens at a place."""
        return self._catalogue["kinds"].get(kind, kind)  # type: ignore[no-any-return]

    def name(self, key: str) -> str:
        """Why a route is shown: "fastest", "by rail", "without RUS"; the caller's own words as they are."""
        known: dict[str, str] = self._catalogue["names"]
        if key in known:
            return known[key]
        first, _, rest = key.partition(" ")
        if first == "by":
            return self.phrase("by", mode=self.mode(rest))
        return self.phrase("without", what=self.called(rest)) if first == "without" else key

    def names(self, routes: Sequence[Route]) -> list[str]:
        """A name for each route, no two alike: those that would be are told apart by modes, or counted."""
        found: list[str] = []
        for route in routes:
            plain = ", ".join(dict.fromkeys(map(self.name, route.names))) or self.modes(route)
            modes = " + ".join(map(self.mode, route.modes))
            wanted = [plain, f"{plain} ({modes})"]
            wanted += [f"{wanted[1]} {count}" for count in range(2, len(routes) + 2)]
            found.append(next(name for name in wanted if name not in found))
        return found

    def modes(self, route: Route) -> str:
        """The modes of a route in the order first run."""
        return ", ".join(map(self.mode, route.modes))

    def step(self, step: Step) -> str:
        """A step in a few words."""
        if step.kind == "running":
            return self.phrase(
                "step.running", mode=self.mode(step.mode), start=step.start_name, end=step.end_name
            )
        return self.phrase("step.standing", kind=self.kind(step.kind), place=place(step))

    def whole(self, number: float) -> str:
        """A number without decimals."""
        return numbers.fixed(number, 0, self.language)

    def days(self, hours: float) -> str:
        """Hours as days with one decimal."""
        return numbers.fixed(hours / 24.0, 1, self.language)

    @property
    def _catalogue(self) -> dict[str, Any]:
        return catalogue(f"routes.{self.language}")


def place(step: Step) -> str:
    """Where a step that does not run takes place: a terminal, or the two sides of a border."""
    return " – ".join(dict.fromkeys((step.start_name, step.end_name)))
