"""What may happen next: tracks, yards, lifts and changes of gauge."""

from entrepot.analyses.corridors.expansion import Node, expand
from little_layer import layer

GRAPH = expand(layer())


def happenings(terminal: str) -> set[tuple[str, str]]:
    return {(a.happening, a.mode) for a in GRAPH.arcs if a.start == a.end == terminal}


def test_trains_pass_a_terminal_without_a_lift():
    passing = GRAPH.position[Node("PLMAL", "rail", 1435)]
    assert {a.head for a in GRAPH.arcs if a.tail == passing and a.happening == "run"} == {
        GRAPH.position[Node("DEDUI", "rail", 1435)]
    }


def test_ships_run_from_yard_to_yard_so_that_a_change_of_ship_is_a_lift_off_and_on():
    served = [a for a in GRAPH.arcs if a.mode == "sea"]
    assert served
    assert all(not GRAPH.nodes[a.tail].mode and not GRAPH.nodes[a.head].mode for a in served)


def test_gauge_changes_only_at_a_terminal_that_has_both():
    changes = {(a.start, a.gauges) for a in GRAPH.arcs if a.happening == "gauge"}
    assert {place for place, _ in changes} == {"KZALT", "PLMAL"}
    assert ("PLMAL", (1520, 1435)) in changes
    assert ("PLMAL", (1435, 1520)) in changes


def test_every_leg_runs_both_ways():
    runs = [(a.leg.id, a.start, a.end) for a in GRAPH.arcs if a.leg is not None]
    assert len(runs) == 2 * len(layer().legs) == len(set(runs))


def test_a_mode_is_boarded_only_where_the_terminal_has_it():
    assert happenings("LGG") == {("board", "road"), ("alight", "road")} or not happenings("LGG")
    assert ("board", "barge") in happenings("DEDUI")
    assert ("board", "sea") not in happenings("BEANR")  # ships have their lifts inside
