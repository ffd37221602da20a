"""Arguments that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import CompletionItem

from entrepot.cli.output import note
from entrepot.metadata.places import Place, Scheme, match, places

if TYPE_CHECKING:  # generic only since click 8.5
    _PlaceParam = click.ParamType[Place]
else:
    _PlaceParam = click.ParamType


class PlaceType(_PlaceParam):
    """A place, written as people write it; converts to `Place`.

    What cannot be understood raises `UnknownPlace` or `AmbiguousPlace`, which end in exit code 3 with the
    candidates; a mended typo is told on standard error. Completes codes and English names of countries
    and groups.
    """

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Place:
        """The place meant by what was typed."""
        if isinstance(value, Place):
            return value
        found = match(str(value))
        if found.guessed:
            note(f"“{found.written}” read as {found.place.name()} ({found.place.code}).")
        return found.place

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Codes that begin with what was typed; from three letters on, countries whose name does."""
        begun = incomplete.casefold()
        known = (*places(Scheme.ISO3), *places(Scheme.GROUP))
        return [
            CompletionItem(place.code, help=place.name())
            for place in known
            if place.code.casefold().startswith(begun)
            or (len(begun) > 2 and place.name().casefold().startswith(begun))
        ]


PLACE = PlaceType()
"""The one instance commands use: `@click.argument("partner", type=PLACE)`."""
