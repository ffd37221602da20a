"""What arcs take after a change is what a network made anew says, digit by digit."""

from __future__ import annotations

import numpy as np
import pytest

from entrepot.analyses.corridors.apply import applied
from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.scenarios.costs.arcs import arc_costs, changed_costs, same_ground
from entrepot.metadata.corridors import Addition, Change, Difference, Mode, Span
from little_layer import layer

WHOLE = Network(layer())
BOX = cargo("1 FEU", parameters=WHOLE.parameters)
BORDERS = sorted({p.where for p in WHOLE.layer.parameters if p.where.startswith("border:")})
LEG = next(iter(WHOLE.layer.legs))
TERMINAL = next(iter(WHOLE.layer.terminals))
CHANGES = [
    Change("handling_hours", f"terminal:{TERMINAL}", to=Span(7.0, 9.0, 11.0)),
    Change("hours", f"leg:{LEG}", to=Span(1.0, 2.0, 3.0)),
    Change("border_hours", "", times=0.5),
    Change("border_hours", f"country:{WHOLE.layer.terminals[TERMINAL].country}", to=Span(1.0, 50.0, 90.0)),
    *(Change("border_hours", where, to=Span(1.0, 3.0, 9.0)) for where in BORDERS[:2]),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.quantity}-{change.where}")
def test_a_change_is_reckoned_as_if_anew(change: Change) -> None:
    other = Network(applied(WHOLE.layer, Difference("one", changes=(change,))))
    found = changed_costs(other, BOX, WHOLE, arc_costs(WHOLE, BOX))
    np.testing.assert_array_equal(found, arc_costs(other, BOX))
    assert (found != arc_costs(WHOLE, BOX)).any()


def test_only_what_bears_the_name_is_looked_up_again(monkeypatch: pytest.MonkeyPatch) -> None:
    other = Network(applied(WHOLE.layer, Difference("one", changes=CHANGES[:1])))
    known = arc_costs(WHOLE, BOX)
    asked: list[str] = []
    pieces = type(other.pieces).of
    monkeypatch.setattr(
        type(other.pieces),
        "of",
        lambda self, arc, load: asked.extend((arc.start, arc.end)) or pieces(self, arc, load),
    )
    changed_costs(other, BOX, WHOLE, known)
    assert TERMINAL in asked
    assert len(asked) < len(known)


def test_the_same_network_takes_what_it_took() -> None:
    known = arc_costs(WHOLE, BOX)
    assert changed_costs(WHOLE, BOX, WHOLE, known) is known


def test_a_new_lane_is_other_ground() -> None:
    ends = list(WHOLE.layer.terminals)[:2]
    lane = Addition(*ends, Mode.SEA, km=2500.0, hours=Span(10.0, 20.0, 30.0))
    other = Network(applied(WHOLE.layer, Difference("lane", additions=(lane,))))
    assert not same_ground(WHOLE.layer, other.layer)
    assert same_ground(WHOLE.layer, applied(WHOLE.layer, Difference("one", changes=CHANGES[:1])))
    found = changed_costs(other, BOX, WHOLE, arc_costs(WHOLE, BOX))
    np.testing.assert_array_equal(found, arc_costs(other, BOX))
