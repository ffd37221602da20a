"""From a question to routes that explain themselves, on a layer that can be reckoned by hand."""

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from entrepot.analyses.corridors.answer import MOST, answer, exposures
from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.find import find, passes
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.question import Question
from entrepot.analyses.corridors.stages import stages, through
from entrepot.analyses.corridors.steps import route
from entrepot.metadata.errors import UsageError
from little_layer import ALMATY, ANTWERP, LIEGE, LONDON, SHANGHAI, layer

NETWORK = Network(layer())
BOX = cargo("1 FEU")


def ask(origin=ALMATY, destination=LIEGE, **how):
    return answer(NETWORK, Question(origin, destination, how.pop("cargo", BOX), **how))


def test_steps_add_up_to_what_the_search_found():
    found = find(NETWORK, Question(SHANGHAI, LIEGE, BOX, epsilon=0.0))
    assert len(found.ways) > 3
    for cost, way in zip(found.cost, found.ways, strict=True):
        told = route(NETWORK, SHANGHAI, LIEGE, way, BOX)
        assert np.allclose(told.criteria.to_tuple(), cost, rtol=1e-9)


def test_steps_join_end_to_start_from_door_to_door():
    for shown in ask(SHANGHAI, LIEGE).routes:
        ends = [step.end for step in shown.steps]
        starts = [step.start for step in shown.steps]
        assert starts[0] == "spot:CNSHG"
        assert ends[-1] == "spot:BELGG"
        moving = [s for s in shown.steps if s.kind == "running"]
        assert all(a.end == b.start for a, b in pairwise(moving))


def test_the_fastest_flies_and_the_cheapest_does_not():
    shown = ask()
    assert "air" in shown.named("fastest").modes
    assert "air" not in shown.named("cheapest").modes
    assert len(shown.routes) <= MOST


def test_gauge_and_border_are_on_the_way_by_rail():
    rail = ask(modes=("rail",)).named("cheapest")
    assert "PLMAL" in {s.start for s in rail.steps if s.kind == "gauge change"}
    assert {("BYBQT", "PLMAL")} <= {(s.start, s.end) for s in rail.steps if s.kind == "border"}


def test_without_russia_it_goes_over_the_caspian():
    shown = ask(avoid=("country:RUS",), modes=("rail", "ferry"))
    assert shown.routes
    for one in shown.routes:
        assert "RUS" not in one.countries
        assert "KZAAU" in one.terminals


def test_the_best_without_the_country_most_passed_is_shown_beside():
    other = ask(modes=("rail", "ferry")).named("without RUS")
    assert other is not None
    assert "RUS" not in other.countries


def test_a_place_to_be_passed_is_passed():
    for one in ask(via=("passage:caspian",)).routes:
        assert any("caspian" in step.passages for step in one.steps)
    for one in ask(via=("terminal:GEPTI", "terminal:BEANR")).routes:
        codes = one.terminals
        assert codes.index("GEPTI") < codes.index("BEANR")


def test_no_route_is_an_empty_answer_and_not_a_long_one():
    shown = ask(SHANGHAI, LONDON, avoid=("mode:sea",))
    assert shown.routes == ()
    assert len(shown.front) == 0


def test_what_ends_in_what_is_avoided_is_refused():
    with pytest.raises(UsageError, match="lies in what is to be avoided"):
        ask(avoid=("country:BEL",))


def test_contradictions_are_refused():
    with pytest.raises(UsageError, match="avoided and passed"):
        ask(avoid=("country:RUS",), via=("country:RUS",))
    with pytest.raises(UsageError, match="same point"):
        ask(ALMATY, replace(ALMATY, code="other"))
    with pytest.raises(UsageError, match="epsilon"):
        ask(epsilon=-0.1)
    with pytest.raises(UsageError, match="At most 3"):
        ask(via=("country:RUS", "country:BLR", "country:POL", "country:DEU"))
    with pytest.raises(UsageError, match="cannot be asked to pass"):
        passes(NETWORK, "season:winter")


def test_a_truck_all_the_way_between_neighbours():
    modes = {one.modes for one in ask(LIEGE, ANTWERP).routes}
    assert ("road",) in modes
    direct = next(r for r in ask(LIEGE, ANTWERP).routes if len(r.steps) == 1)
    assert 100 < direct.km < 180


def test_prices_follow_boxes_by_rail_and_kilograms_by_air():
    one, two = ask(), ask(cargo=cargo("2 FEU"))
    assert two.named("fastest").usd.typical == pytest.approx(2 * one.named("fastest").usd.typical)
    small = ask(cargo=cargo("500 kg")).named("fastest")
    assert small.usd.typical < one.named("fastest").usd.typical / 20


def test_lateness_is_drawn_alike_each_time_and_lies_within_the_span():
    first, again = ask(), ask()
    for a, b in zip(first.routes, again.routes, strict=True):
        assert a.late == b.late
        assert a.hours.typical < a.late <= a.hours.high
        assert not math.isnan(a.late)


def test_every_figure_has_a_source():
    for one in ask().routes:
        assert all(step.origins for step in one.steps)
        assert all(step.method for step in one.steps)


def test_exposures_leave_out_home_and_the_air():
    shown = ask()
    named = exposures(shown.routes)
    assert named[0] == "country:RUS"
    assert not {"country:KAZ", "country:BEL"} & set(named)
    flown = [one for one in shown.routes if one.modes == ("road", "air")]
    assert flown
    assert "country:RUS" not in exposures(flown)


def test_stages_keep_the_totals_and_name_what_is_passed():
    for one in ask(SHANGHAI, LIEGE).routes:
        short = stages(one)
        assert len(short) <= len(one.steps)
        assert sum(s.km for s in short) == pytest.approx(one.km)
        assert sum(s.hours.typical for s in short) == pytest.approx(one.hours.typical)
        assert sum(s.usd.high for s in short) == pytest.approx(one.usd.high)
        assert all(not (a.kind == b.kind == "running" and a.mode == b.mode) for a, b in pairwise(short))
    assert "Poti port" in through(ask(via=("terminal:GEPTI",)).named("balanced"))
