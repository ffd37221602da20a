"""What hangs on what in the little layer, against removing each thing by hand."""

from __future__ import annotations

import numpy as np
import pytest

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import Pair, criticality, effect, objective
from entrepot.analyses.corridors.network_questions.parts import What
from entrepot.metadata.errors import UsageError
from little_layer import ALMATY, ANTWERP, INVENTED, LIEGE, LONDON, MOSCOW, NOWHERE, SHANGHAI, layer

NETWORK = Network(layer())
BOX = cargo("1 FEU", value=200_000)
PAIRS = (Pair(ALMATY, LIEGE, 6.0), Pair(SHANGHAI, LONDON, 3.0), Pair(LIEGE, ANTWERP, 1.0))
USD = 1  # its place among the criteria


@pytest.mark.parametrize("what", ["terminals", "legs", "passages", "countries", "border points"])
def test_each_loss_is_what_the_closure_alone_does(what: What) -> None:
    found = criticality(NETWORK, PAIRS, BOX, what)
    assert len(found) > 0
    for row in found.table.rows():
        alone = effect(NETWORK, PAIRS, [row["closure"]], BOX)
        told = zip(PAIRS, alone.statuses, alone.before[:, USD], alone.after[:, USD], strict=True)
        transit = [
            t for t in told if row["closure"][8:] not in (t[0].origin.country, t[0].destination.country)
        ]
        stranded = sum(pair.weight for pair, status, _, _ in transit if status == "no route")
        kept = [(pair.weight, old, new) for pair, _, old, new in transit if new < np.inf]
        assert row["stranded_share"] == pytest.approx(stranded / 10)
        assert row["total_loss"] == pytest.approx(sum(w * (new / old - 1) for w, old, new in kept) / 10)
        moved = [(w, new - old) for w, old, new in kept if new > old * (1 + 1e-9)]
        if row["loss"]:
            assert row["loss"] == pytest.approx(sum(w * more for w, more in moved) / sum(w for w, _ in moved))


def test_an_island_hangs_on_its_only_port() -> None:
    rows = {row["closure"]: row for row in criticality(NETWORK, PAIRS, BOX).table.rows()}
    for closure in ("terminal:GBFXT", "terminal:BEANR"):
        assert rows[closure]["stranded_share"] == pytest.approx(0.3)
        assert rows[closure]["loss"] is None  # nobody goes another way


def test_the_most_critical_comes_first() -> None:
    rows = criticality(NETWORK, PAIRS, BOX).table.rows()
    told = [row["stranded_share"] + row["total_loss"] for row in rows]
    assert told == sorted(told, reverse=True)


def test_a_country_is_judged_as_transit() -> None:
    found = criticality(NETWORK, [Pair(ALMATY, MOSCOW), Pair(ALMATY, LIEGE)], BOX, "countries")
    by_name = {row["name"]: row for row in found.table.rows()}
    assert by_name["Russia"]["pairs"] == 1.0
    assert "Kazakhstan" not in by_name
    assert "Belgium" not in by_name


def test_generalised_cost_needs_a_value() -> None:
    with pytest.raises(UsageError, match="worth"):
        criticality(NETWORK, PAIRS, cargo("1 FEU"), by="generalised")


def test_generalised_cost_adds_what_a_day_costs() -> None:
    goal = objective("generalised", BOX, NETWORK.parameters)
    assert goal.weights == pytest.approx([0.012 * 200_000 / 24, 1.0, 0.0, 0.0])
    assert goal.unit == "USD"


def test_haste_decides_what_is_critical() -> None:
    hasty = criticality(NETWORK, [Pair(ALMATY, LIEGE)], BOX, "legs", by="hours")
    assert hasty.table.data["closure"].to_list() == ["leg:air:ALA:LGG"]


def test_pairs_without_any_route_are_counted_apart() -> None:
    found = criticality(NETWORK, [Pair(ALMATY, LIEGE), Pair(ALMATY, NOWHERE)], BOX)
    assert (found.pairs, found.without_route) == (2, 1)


def test_only_what_is_asked_for_is_told() -> None:
    found = criticality(NETWORK, PAIRS, BOX, only=["terminal:GBFXT", "terminal:AZBAK"])
    assert found.table.data["closure"].to_list() == ["terminal:GBFXT"]  # no best way uses Baku


def test_the_source_of_the_weights_is_named() -> None:
    assert INVENTED in criticality(NETWORK, PAIRS, BOX, origins=[INVENTED]).table.origins


def test_what_has_no_name_here_is_refused() -> None:
    with pytest.raises(UsageError, match="terminals"):
        criticality(NETWORK, PAIRS, BOX, "bridges")  # type: ignore[arg-type]


def test_pairs_of_no_weight_are_refused() -> None:
    with pytest.raises(UsageError, match="weigh"):
        criticality(NETWORK, [Pair(ALMATY, LIEGE, 0.0)], BOX)


def test_an_objective_of_no_known_name_is_refused() -> None:
    with pytest.raises(UsageError, match="hours"):
        objective("beauty")


def test_how_far_it_is_is_told_up_to_the_end() -> None:
    told: list[float] = []
    found = criticality(NETWORK, [(ALMATY, LIEGE)], cargo("1 FEU"), "terminals", told=told.append)
    assert len(told) == len(found)
    assert told == sorted(told)
    assert told[-1] == 1.0
