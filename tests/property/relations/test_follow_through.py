"""Whatever is told in whatever order: shares lie in bounds, follow implications, and only gain by a step."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from entrepot.analyses.relations.ladders.climbs import climbs
from entrepot.analyses.relations.ladders.following import FollowThrough, Line, follow_through
from entrepot.metadata.ladders import LADDERS
from entrepot.metadata.statement import Statement
from little_record import STATES, said

SIDES = ("Belgium:party", "Kazakhstan:party")
KINDS = {"agreement": "agreement", "commitment": "commitment", "aid": "contribution"}
DATES = ("2010", "2011-03", "2012/2014", "2013/..", "../2012", "2016-05-07", "..")
ON = date(2014, 6, 30)
# Launched by a day that is known: a further step makes no thing old enough to be counted that was not before.
BEGUN = ("2008", "2009-11")


@st.composite
def items(draw: st.DrawFn, dates: tuple[str, ...] = DATES) -> list[Statement]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    statuses = ["", "discussed", *(step.name for step in LADDERS[KINDS[kind]].steps)]
    size = draw(st.integers(1, 5))
    return [
        said(
            f"item {n}",
            kind,
            *SIDES,
            status=draw(st.sampled_from(statuses)),
            date=draw(st.sampled_from(dates)),
            **draw(relations(n)),
        )
        for n in range(size)
    ]


@st.composite
def relations(draw: st.DrawFn, n: int) -> dict[str, Any]:
    relation = draw(st.sampled_from(["", "", "", "same_as", "part_of", "content_of"]))
    return {relation: f"item {draw(st.integers(0, n - 1))}"} if n and relation else {}


@st.composite
def steps(draw: st.DrawFn, of: list[Statement], name: str, dates: tuple[str, ...] = DATES) -> Statement:
    ladder = LADDERS[KINDS[of[0].kind]]
    targets = draw(st.lists(st.sampled_from([s.id for s in of]), min_size=1, unique=True))
    return said(
        name,
        "step",
        status=draw(st.sampled_from([step.name for step in ladder.steps])),
        date=draw(st.sampled_from(dates)),
        applies_to=targets,
        quantifier=draw(st.sampled_from(["all", "some", "most"])),
    )


@st.composite
def records(draw: st.DrawFn, dates: tuple[str, ...] = DATES) -> list[Statement]:
    things = draw(items(dates))
    count = draw(st.integers(0, 5))
    return [*things, *(draw(steps(things, f"step {n}")) for n in range(count))]


def followed(record: list[Statement]) -> FollowThrough:
    return follow_through(climbs((*STATES, *record)), on=ON)


def lines(record: list[Statement]) -> tuple[Line, ...]:
    return followed(record).lines


@given(records())
def test_shares_and_counts_lie_in_their_bounds(record: list[Statement]) -> None:
    for line in lines(record):
        for share in line.shares:
            begun = len(share.of) + len(share.perhaps_of)
            assert 0 <= share.count.low <= share.count.high <= begun
            assert share.share is None or 0.0 <= share.share.low <= share.share.high <= 1.0
            assert (share.share is None) == (begun == 0)


@given(records())
def test_nothing_is_counted_twice_or_lost(record: list[Statement]) -> None:
    for line in lines(record):
        share = line.shares[0] if line.shares else None
        counted = (*share.of, *share.perhaps_of) if share else ()
        everyone = [*counted, *line.too_young, *line.talk]
        assert len(everyone) == len(set(everyone))
        assert set(everyone) == {c.id for c in climbs((*STATES, *record)) if c.ladder == line.ladder}
        if share:
            assert not set(share.certain) & set(share.possible)
            assert {*share.certain, *share.possible, *share.untold} == set(counted)


@given(records())
def test_what_implies_a_step_is_never_reached_more_often(record: list[Statement]) -> None:
    for line in lines(record):
        for step in LADDERS[line.ladder].steps if line.shares else ():
            for earlier in step.implies:
                there, before = line.share(step.name), line.share(earlier)
                assert set(there.certain) <= set(before.certain)
                assert there.count.low <= before.count.low
                assert there.count.high <= before.count.high
                if (
                    there.of == before.of
                    and there.perhaps_of == before.perhaps_of
                    and there.share
                    and before.share
                ):
                    assert there.share.low <= before.share.low
                    assert there.share.high <= before.share.high


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_statements_says_nothing(record: list[Statement], chance: random.Random) -> None:
    shuffled = list(record)
    chance.shuffle(shuffled)
    assert followed(shuffled) == followed(record)
    assert climbs((*STATES, *shuffled)) == climbs((*STATES, *record))


@given(st.data())
def test_a_further_step_never_lowers_a_lower_bound(data: st.DataObject) -> None:
    record = [s for s in data.draw(records(BEGUN)) if s.status != "discussed"]
    things = [s for s in record if s.kind != "step"]
    if not things:
        return
    more = data.draw(steps(things, "further"))
    before, after = lines(record), lines([*record, more])
    for old, new in zip(before, after, strict=True):
        for share, then in zip(old.shares, new.shares, strict=True):
            assert then.count.low >= share.count.low
            assert set(then.certain) >= set(share.certain)
            assert share.share is None or then.share is None or then.share.low >= share.share.low
            assert then.count.high >= share.count.high


@given(records(), st.dates(date(2005, 1, 1), date(2020, 1, 1)), st.dates(date(2005, 1, 1), date(2020, 1, 1)))
def test_what_was_certain_on_a_day_is_certain_later(record: list[Statement], one: date, other: date) -> None:
    early, late = sorted((one, other))
    for climb in climbs((*STATES, *record)):
        for step in climb.on_ladder.steps:
            if climb.reached(step.name, early) == "certain":
                assert climb.reached(step.name, late) == "certain"
            if climb.reached(step.name, early):
                assert climb.reached(step.name, late)


@given(records())
def test_every_wait_is_in_one_place_and_its_median_in_bounds(record: list[Statement]) -> None:
    for line in lines(record):
        for wait in line.waits:
            timed = [i for i, _ in (*wait.took, *wait.waiting)]
            everyone = [*timed, *wait.unclear, *wait.over, *wait.undated]
            assert len(everyone) == len(set(everyone))
            assert set(everyone) <= set(line.share(wait.start).certain)
            for _, lapse in wait.took:
                assert lapse.longest is None or 0 <= lapse.shortest <= lapse.longest
            if wait.middle and wait.shortest and not (wait.waiting or wait.unclear) and wait.longest:
                assert wait.shortest.low <= wait.middle.low
                assert wait.middle.high <= wait.longest.high


@given(records())
def test_every_age_class_holds_what_is_certain_once(record: list[Statement]) -> None:
    for line in lines(record):
        certain = [i for age in line.ages for i in age.certain]
        possible = {i for age in line.ages for i in age.possible}
        assert len(certain) == len(set(certain))
        assert not set(certain) & possible


def _worlds(members: int, at_least: int) -> list[frozenset[int]]:
    from itertools import combinations

    return [frozenset(w) for n in range(at_least, members + 1) for w in combinations(range(members), n)]


@given(
    st.integers(2, 5),
    st.lists(
        st.tuples(st.sets(st.integers(0, 4), min_size=2), st.sampled_from(["some", "most"])), max_size=3
    ),
    st.sets(st.integers(0, 4)),
)
def test_the_bound_of_groups_holds_in_every_world(
    size: int, told: list[tuple[set[int], str]], known: set[int]
) -> None:
    """Every assignment of the step that fits what is told has at least as many as the bound says."""
    groups = [(sorted(m for m in members if m < size), word) for members, word in told]
    groups = [(members, word) for members, word in groups if len(members) > 1]
    sure = {m for m in known if m < size}
    record = [said(f"item {n}", "agreement", *SIDES, status="negotiated", date="2008") for n in range(size)]
    record += [said(f"k{n}", "step", status="signed", date="2010", applies_to=f"item {n}") for n in sure]
    for n, (members, word) in enumerate(groups):
        targets = [f"item {m}" for m in members]
        record.append(
            said(f"g{n}", "step", status="signed", date="2011", applies_to=targets, quantifier=word)
        )
    fits = [
        world
        for world in _worlds(size, 0)
        if sure <= world
        and all(len(world & set(m)) >= (1 if word == "some" else len(m) // 2 + 1) for m, word in groups)
    ]
    count = lines(record)[0].share("signed").count
    assert count.low <= min(len(world) for world in fits)
    assert count.high == len(sure.union(*(set(members) for members, _ in groups)))
