"""A named difference from the layer: what is closed, changed or added; the data stay as they are."""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.metadata.corridors.layer import Mode
from entrepot.metadata.corridors.span import Span


@dataclass(frozen=True, slots=True)
class Change:
    """A parameter set anew or multiplied: exactly one of `to` and `times` is given.

    Attributes:
        quantity, mode, where: what it holds for, as in `Parameter`.
        to: the new span.
        times: factor on what the layer has.
        source: whose figure it is, in words.
    """

    quantity: str
    where: str
    mode: str = ""
    to: Span | None = None
    times: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """A new lane or service between two terminals, in both directions.

    Attributes:
        start, end: codes of terminals of the layer.
        km: length; None is the great circle (air) or the layer's own leg of that mode between the two.
        hours, price: of the whole leg; None leaves them to the mode's speed and rate.
        headway: hours between departures; None is the mode's.
        one_way: whether it runs from start to end only.
        gauge: of a railway; 0 for other modes.
        title, source: what it is called, and who says so.
    """

    start: str
    end: str
    mode: Mode
    km: float | None = None
    hours: Span | None = None
    price: Span | None = None
    headway: Span | None = None
    one_way: bool = False
    gauge: int = 0
    title: str = ""
    source: str = ""
    passages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise than in the layer: a what-if, or a user's own lanes and rates.

    Attributes:
        name: short, as a file name.
        closures: "country:RUS", "passage:suez", "terminal:KZAAU", "border:A:B", "leg:<id>", "mode:air",
            "gauge:TERMINAL" (no change of gauge there), "season:winter".
        changes, additions: see there.
    """

    name: str
    title: str = ""
    description: str = ""
    closures: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    additions: tuple[Addition, ...] = ()
