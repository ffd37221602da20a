"""A box from the steppe to the hub, by hand: nine things that can be done, and which ways nothing beats."""

import pytest

from entrepot.analyses.corridors.search import Arcs, Ends, disjoint_arcs, front

STEPPE, BORDER, CASPIAN, PORT, HUB = range(5)
#     from     to        hours    USD   kg CO2e  delay
ARCS = [
    (STEPPE, BORDER, (96.0, 1500.0, 900.0, 10.0)),  # 0 rail to the border
    (BORDER, HUB, (120.0, 1800.0, 600.0, 30.0)),  # 1 rail from there
    (BORDER, HUB, (60.0, 4500.0, 1900.0, 8.0)),  # 2 or by road
    (STEPPE, CASPIAN, (72.0, 1100.0, 700.0, 12.0)),  # 3 rail to the sea
    (CASPIAN, PORT, (150.0, 1900.0, 800.0, 70.0)),  # 4 over it and on by rail
    (PORT, HUB, (240.0, 500.0, 400.0, 20.0)),  # 5 the ship that calls twice a week
    (PORT, HUB, (240.0, 520.0, 400.0, 25.0)),  # 6 another, dearer and less to be trusted
    (STEPPE, HUB, (14.0, 62000.0, 58000.0, 4.0)),  # 7 by air
    (STEPPE, HUB, (150.0, 7200.0, 4300.0, 18.0)),  # 8 a lorry all the way
]
#      arcs     hours  USD      kg CO2e  delay
FRONT = {
    (7,): (14.0, 62000.0, 58000.0, 4.0),
    (8,): (150.0, 7200.0, 4300.0, 18.0),  # six hours before the next, at its delay
    (0, 2): (156.0, 6000.0, 2800.0, 18.0),
    (0, 1): (216.0, 3300.0, 1500.0, 40.0),
}
# Over the sea (462 h, 3,500 USD, 1,900 kg, 102 h) is worse in everything than rail all the way.


def asked(closed: tuple[int, ...] = (), epsilon: float = 0.0) -> dict[tuple[int, ...], tuple[float, ...]]:
    tail, head, cost = zip(*ARCS, strict=True)
    arcs = Arcs.of(tail, head, cost, 5).closed([arc in closed for arc in range(len(ARCS))])
    found = front(arcs, Ends.of(STEPPE), Ends.of(HUB), epsilon)
    return {
        tuple(path.tolist()): tuple(cost) for path, cost in zip(found.path, found.cost.tolist(), strict=True)
    }


def test_what_nothing_beats() -> None:
    assert asked() == FRONT


def test_with_the_border_shut_the_sea_comes_in() -> None:
    assert asked(closed=(1, 2)) == {
        (7,): FRONT[7,],
        (8,): FRONT[8,],
        (3, 4, 5): (462.0, 3500.0, 1900.0, 102.0),
    }


def test_with_everything_shut_there_is_no_way() -> None:
    assert asked(closed=(7, 8, 0, 3)) == {}


@pytest.mark.parametrize("epsilon", [0.03, 0.1, 0.6])
def test_each_way_is_within_epsilon_of_one_that_is_shown(epsilon: float) -> None:
    shown = asked(epsilon=epsilon)
    assert shown.keys() <= FRONT.keys()
    for cost in FRONT.values():
        assert any(
            all(a <= (1 + epsilon) * b for a, b in zip(other, cost, strict=True)) for other in shown.values()
        )


def test_four_ways_share_no_leg() -> None:
    tail, head, cost = zip(*ARCS, strict=True)
    arcs = Arcs.of(tail, head, cost, 5)
    ways = disjoint_arcs(arcs, Ends.of(STEPPE), Ends.of(HUB), range(len(ARCS)))
    assert (ways.number, sorted(ways.cut.tolist()), ways.exact) == (4, [0, 3, 7, 8], True)
