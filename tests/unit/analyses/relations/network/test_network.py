import dataclasses
import json
from datetime import date

import pytest

from entrepot.analyses.relations.ladders.evidence import Evidence
from entrepot.analyses.relations.network import Scale, contact_network, warm_path
from entrepot.analyses.relations.network.warmth import STRENGTHS, along, together
from entrepot.cli.footnotes import plain
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Statement
from little_record import PAPER, STATES, actor, said


def met(identifier: str, a: str, b: str, date: str = "2012-01-01", **fields: object) -> Statement:
    return said(identifier, "event", f"{a}:visitor", f"{b}:host", subtype="visit", date=date, **fields)  # type: ignore[arg-type]


CHAIN = (met("ab", "Alpha", "Beta"), met("bc", "Beta", "Gamma"), met("ac", "Alpha", "Gamma", "1992-01-01"))


def test_warmth_is_the_strength_halved_every_five_years() -> None:
    network = contact_network(CHAIN, "2017-01-01")
    link = network.link("Beta", "Alpha")
    assert link is not None
    assert link.warmth.low == pytest.approx(STRENGTHS[Evidence.VISIT] / 2, rel=1e-3)
    assert link.warmth.width == 0.0


def test_statements_of_a_pair_add_up_as_independent_chances_do() -> None:
    twice = contact_network((*CHAIN, met("again", "Alpha", "Beta")), "2012-01-01")
    link = twice.link("Alpha", "Beta")
    assert link is not None
    assert link.warmth.high == pytest.approx(1 - 0.8 * 0.8)
    assert link.statements == ("ab", "again")
    told_twice = contact_network((*CHAIN, met("again", "Alpha", "Beta", same_as="ab")), "2012-01-01")
    once = told_twice.link("Alpha", "Beta")
    assert once is not None
    assert once.warmth.high == pytest.approx(0.2)
    assert once.statements == ("ab", "again")


def test_a_date_that_is_not_known_leaves_warmth_open() -> None:
    for when, low, high in (("2002-12-31/2012-12-31", 0.05, 0.2), ("..", 0.0, 0.2)):
        network = contact_network((met("ab", "Alpha", "Beta", when),), "2012-12-31")
        link = network.link("Alpha", "Beta")
        assert link is not None
        assert (link.warmth.low, link.warmth.high) == pytest.approx((low, high), rel=1e-3)


def test_what_has_no_date_is_of_the_time_of_writing() -> None:
    seen = dataclasses.replace(PAPER, published="2015/2016")
    undated = met("ab", "Alpha", "Beta", "..")
    assert contact_network((undated,), "2014", [seen]).links == {}
    assert len(contact_network((undated,), "2017", [seen]).links) == 1


def test_a_project_stays_warm_while_it_runs() -> None:
    project = said("p", "project", "Alpha:lead", "Beta:partner", date="2005/2012")
    link = contact_network((project,), "2012-01-01").link("Alpha", "Beta")
    assert link is not None
    assert link.warmth.low == pytest.approx(STRENGTHS[Evidence.PROJECT])


def test_what_lies_ahead_is_not_known_yet() -> None:
    assert contact_network(CHAIN, "2000").link("Alpha", "Beta") is None
    soon = contact_network((met("ab", "Alpha", "Beta", "2012"),), "2012-06-30").link("Alpha", "Beta")
    assert soon is not None
    assert soon.warmth.low == 0.0


def test_a_disputed_contact_may_be_none() -> None:
    disputed = dataclasses.replace(CHAIN[0], standing="disputed")
    link = contact_network((disputed,), "2012-01-01").link("Alpha", "Beta")
    assert link is not None
    assert (link.warmth.low, link.warmth.high) == pytest.approx((0.0, 0.2))
    gone = dataclasses.replace(CHAIN[0], standing="retracted")
    assert contact_network((gone,), "2012-01-01").links == {}


def test_the_warmest_path_is_explained_by_its_statements() -> None:
    network = contact_network(CHAIN, "2012-01-01")
    first, second = warm_path(network, "alpha", "GAMMA")
    assert first.bodies == ("Alpha", "Beta", "Gamma")
    assert first.warmth.high == pytest.approx(0.2 * 0.2 * 0.5)
    assert first.statements == ("ab", "bc")
    assert second.bodies == ("Alpha", "Gamma")
    assert json.loads(json.dumps(plain(first)))["links"][0]["ties"][0]["statement"] == "ab"


def test_bodies_can_be_avoided_and_what_is_apart_has_no_path() -> None:
    network = contact_network((*CHAIN, met("xy", "Xi", "Ypsilon")), "2012-01-01")
    assert [p.bodies for p in warm_path(network, "Alpha", "Gamma", avoid=["Beta"])] == [("Alpha", "Gamma")]
    assert warm_path(network, "Alpha", "Xi") == ()


def test_places_are_found_by_code_and_typos_are_answered() -> None:
    network = contact_network(
        (*STATES, actor("Firm", "company", of="Belgium", aka=["The Firm"]), met("v", "Firm", "Kazakhstan")),
        "2013",
    )
    assert network.body("KAZ") == "Kazakhstan"
    assert network.body("the firm") == "Firm"
    with pytest.raises(NoData, match=r"Did you mean Kazakhstan\?"):
        network.body("Kazakstan")
    with pytest.raises(NoData, match="entrepot record list --kind actor"):
        network.body("zzzzzzzz")
    with pytest.raises(UsageError, match="twice"):
        warm_path(network, "KAZ", "Kazakhstan")
    with pytest.raises(UsageError, match="one path at least"):
        warm_path(network, "KAZ", "Firm", k=0)


def test_days_and_scales_that_make_no_sense_are_refused() -> None:
    for on in ("2012/..", "never"):
        with pytest.raises(ValueError, match=r"day|EDTF"):
            contact_network(CHAIN, on)
    for wrong in ({"half_life": 0.0}, {"introduction": 0.0}, {"strengths": {Evidence.VISIT: 1.0}}):
        with pytest.raises(ValueError, match=r"half-life|introduction"):
            Scale(**wrong)  # type: ignore[arg-type]


def test_by_hand() -> None:
    assert together([Interval(0.5, 0.5), Interval(0.0, 0.5)]) == Interval(0.5, 0.75)
    assert along([Interval(0.5, 1.0)] * 3, 0.5) == Interval(0.03125, 0.25)
    day = date(2012, 1, 1)
    assert Scale().of(Evidence.FLOW, (None, day), day) == Interval(0.0, 0.7)
