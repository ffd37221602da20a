"""A layer and what is to be otherwise in it: changes and additions make a new layer, the old one stays.

Closures are not applied here: they are a mask over the legs of a graph that is there (`closures`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from entrepot.analyses.corridors.changes import changed, check
from entrepot.metadata.corridors import Addition, Difference, Layer, Leg, Mode, Parameter, Span, Terminal
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.metadata.corridors.span import NOTHING
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Quality
from entrepot.metadata.origin import Origin
from entrepot.sources.corridors.lanes import lane


def applied(layer: Layer, *differences: Difference) -> Layer:
    """The layer with the changes and additions of all differences, each after the one before.

    Its digest is another than that of the layer it was made of; the same if nothing was changed or added.

    Raises:
        UsageError: a factor on what is nowhere stated, a value out of bounds, a lane whose length or gauge
            cannot be known, or a terminal that is not in the layer.
    """
    made = layer
    for number, difference in enumerate(differences):
        key = f"difference:{number}:{difference.name}"
        for place, change in enumerate(difference.changes):
            made = _with_origin(made, f"{key}:change:{place}", difference, change.source)
            made = replace(made, parameters=changed(made, change, f"{key}:change:{place}"))
        for place, addition in enumerate(difference.additions):
            made = _with_origin(made, f"{key}:add:{place}", difference, addition.source)
            name = f"{difference.name}-{number}-{place}".replace(":", "-")
            made = _with_lane(made, addition, name, f"{key}:add:{place}")
    if made is layer:
        return layer
    digest = hashlib.sha256(f"{layer.digest}{differences!r}".encode()).hexdigest()
    return replace(made, digest=digest)


def _with_origin(layer: Layer, key: str, difference: Difference, source: str) -> Layer:
    """Whoever is named as the source, or that nobody was."""
    origin = Origin(
        publisher=source or "own assumption, no source named", dataset=difference.title or difference.name
    )
    return replace(layer, origins={**layer.origins, key: origin})


def _with_lane(layer: Layer, addition: Addition, name: str, source: str) -> Layer:
    """A new leg, what it takes and costs, and its terminals, which serve its mode from now on."""
    for code in (addition.start, addition.end):
        if code not in layer.terminals:
            raise UsageError(f"No terminal of the layer has the code {code}.")
    leg = lane(layer, addition, name, source)
    stated = tuple(_stated(addition, leg, source))
    for parameter in stated:
        check(parameter)
    ends = {code: _serving(layer.terminals[code], leg) for code in (leg.start, leg.end)}
    return replace(
        layer,
        terminals={**layer.terminals, **ends},
        legs={**layer.legs, leg.id: leg},
        parameters=(*layer.parameters, *stated),
    )


def _serving(terminal: Terminal, leg: Leg) -> Terminal:
    modes = dict.fromkeys((*terminal.modes, leg.mode))
    gauges = dict.fromkeys((*terminal.gauges, leg.gauge) if leg.gauge else terminal.gauges)
    return replace(terminal, modes=tuple(modes), gauges=tuple(gauges))


def _stated(addition: Addition, leg: Leg, source: str) -> Iterator[Parameter]:
    """What was said of the lane; by air a price is of a chargeable kilogram, from start to end."""
    said: dict[str, Span | None] = {"hours": addition.hours, "headway": addition.headway}
    if leg.mode is not Mode.AIR:
        said["price"] = addition.price
    elif addition.price is not None:
        said |= {"air_rate": addition.price * (1000.0 / leg.km), "air_start_price": NOTHING}
    quality = Quality.REPORTED if addition.source else Quality.ESTIMATED
    for quantity, span in said.items():
        if span is not None:
            unit, where = QUANTITIES[quantity], f"leg:{leg.id}"
            yield Parameter(quantity, unit, leg.mode, where, span, "", source, quality)
