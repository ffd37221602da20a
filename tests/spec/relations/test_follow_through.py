"""Follow-through as a desk officer would count it: small tables one can check by hand."""

from __future__ import annotations

import math
from datetime import date

import pytest

from entrepot.analyses.relations.ladders.climbs import climbs
from entrepot.analyses.relations.ladders.following import By, FollowThrough, Line, follow_through
from entrepot.analyses.relations.ladders.tables import shares_table
from entrepot.metadata.errors import UsageError
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Statement
from little_record import PAPER, STATES, said

ON = date(2020, 1, 1)

# id, kind, status, date (EDTF), and what a step applies to
ROWS = """
tax       | agreement  | signed    | 2010-03 |
transport | agreement  | signed    | 2010-06 |
customs   | agreement  | concluded | 2011    |
energy    | agreement  | proposed  | 2012-05 |
visas     | agreement  | proposed  | 2025    |
school    | project    | announced | 2011    |
clinic    | project    |           | 2012    |
bridge    | commitment | discussed | 2012    |
grant     | aid        | offered   | 2013-01 |
s1        | step       | in force  | 2012-03 | tax
s2        | step       | signed    | 2013-05 | energy
s3        | step       | started   | 2013    | school
s4        | step       | delivered | 2016-07 | school
s5        | step       | paid      | 2014-01 | grant
"""


def record(rows: str = ROWS, *more: Statement) -> tuple[Statement, ...]:
    """One line is one statement."""
    made = []
    for line in rows.strip().splitlines():
        name, kind, status, when, of = (cell.strip() for cell in line.split("|"))
        about = {"applies_to": of.split()} if of else {}
        made.append(said(name, kind, "Belgium:party", "Kazakhstan:party", status=status, date=when, **about))
    return (*STATES, *made, *more)


def followed(*more: Statement, by: By = "all", on: date = ON, grace: int = 0) -> FollowThrough:
    return follow_through(climbs(record(ROWS, *more)), by, on=on, grace=grace)


def agreements(*more: Statement, on: date = ON, grace: int = 0) -> Line:
    return followed(*more, on=on, grace=grace).line("all", "agreement")


@pytest.mark.parametrize(
    ("step", "certain", "share"),
    [
        ("proposed", ["customs", "energy", "tax", "transport"], 1.0),
        ("negotiated", ["customs", "energy", "tax", "transport"], 1.0),
        ("signed", ["energy", "tax", "transport"], 0.75),
        ("in force", ["tax"], 0.25),
        ("terminated", [], 0.0),
    ],
)
def test_shares(step: str, certain: list[str], share: float) -> None:
    found = agreements().share(step)
    assert (list(found.certain), found.share) == (certain, Interval(share, share))
    assert set(found.untold) == {"customs", "energy", "tax", "transport"} - set(certain)


def test_what_is_launched_later_is_too_young() -> None:
    line = agreements()
    assert line.too_young == ("visas",)
    assert "visas" not in line.share("signed").of


def test_grace_gives_time() -> None:
    day = date(2012, 9, 1)
    assert agreements(on=day).too_young == ("visas",)
    assert agreements(on=day, grace=6).too_young == ("energy", "visas")


def test_talk_is_no_promise() -> None:
    line = followed().line("all", "commitment")
    assert line.talk == ("bridge",)
    assert line.share("delivered").of == ("clinic", "school")


@pytest.mark.parametrize(
    ("quantifier", "group", "count"),
    [
        ("some", ["customs", "transport"], (3, 4)),  # tax, energy, transport are signed already
        ("some", ["customs"], (3, 4)),
        ("most", ["customs", "transport"], (4, 4)),
        ("all", ["customs", "transport"], (4, 4)),
    ],
)
def test_groups_bound_the_count(quantifier: str, group: list[str], count: tuple[int, int]) -> None:
    told = said("g", "step", status="signed", date="2014", applies_to=group, quantifier=quantifier)
    assert agreements(told).share("signed").count == Interval(*count)


FIVE = "\n".join(f"d{n} | agreement | concluded | 2010 |" for n in range(5))


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ([("some", "d0 d1 d2 d3 d4")], (1, 5)),
        ([("most", "d0 d1 d2 d3 d4")], (3, 5)),
        ([("some", "d0 d1"), ("some", "d2 d3")], (2, 4)),
        ([("some", "d0 d1"), ("some", "d1 d2")], (1, 3)),  # one of them may be d1 both times
        ([("most", "d0 d1 d2"), ("some", "d2 d3")], (2, 4)),
        ([("some", "d0 d1 elsewhere")], (0, 2)),  # the one that was signed may not be in the record
        ([("most", "d0 d1 elsewhere")], (1, 2)),
    ],
)
def test_some_of_five(told: list[tuple[str, str]], count: tuple[int, int]) -> None:
    steps = [
        said(f"g{n}", "step", status="signed", date="2012", applies_to=group.split(), quantifier=word)
        for n, (word, group) in enumerate(told)
    ]
    [line] = follow_through(climbs(record(FIVE, *steps)), on=ON).lines
    assert line.share("signed").count == Interval(*count)


def test_a_day_before_a_group_was_spoken_of_it_bounds_nothing() -> None:
    told = said("g", "step", status="signed", date="2014", applies_to=["d0", "d1"], quantifier="some")
    [line] = follow_through(climbs(record(FIVE, told)), on=date(2014, 6, 1)).lines
    assert line.share("signed").count == Interval(0, 2)


def test_what_may_have_been_launched_later_widens_the_share() -> None:
    perhaps = said(
        "later", "agreement", "Belgium:party", "Kazakhstan:party", status="concluded", date="2015/.."
    )
    found = agreements(perhaps).share("signed")
    assert found.perhaps_of == ("later",)
    assert found.share == Interval(3 / 5, 3 / 4)


def test_how_long_it_took() -> None:
    waits = {(w.start, w.end): w for w in agreements().waits}
    signing = waits["proposed", "signed"]
    assert [(i, str(lapse)) for i, lapse in signing.took] == [("energy", "11 months to 1 year")]
    force = waits["signed", "in force"]
    assert [(i, lapse.shortest) for i, lapse in force.took] == [("tax", 23)]
    # From the last day of May 2013, and of June 2010, to 1 January 2020; nobody knows how much longer.
    assert [(i, lapse.shortest, lapse.longest) for i, lapse in force.waiting] == [
        ("energy", 79, None),
        ("transport", 114, None),
    ]
    assert force.shortest == Interval(23, 24)
    assert force.middle == Interval(79, math.inf)


def test_a_step_before_its_forerunner_is_unclear() -> None:
    early = said("early", "step", status="in force", date="2008", applies_to="transport")
    force = next(w for w in agreements(early).waits if w.end == "in force")
    assert force.unclear == ("transport",)


def test_what_was_given_up_is_not_waiting() -> None:
    end = said("end", "step", status="terminated", date="2015", applies_to="transport")
    force = next(w for w in agreements(end).waits if w.end == "in force")
    assert force.over == ("transport",)


def test_silences_by_age() -> None:
    line = followed(on=date(2014, 1, 1)).line("all", "agreement")
    assert [(age.since, age.until, age.certain, age.possible) for age in line.ages] == [
        (0, 12, ("energy",), ()),
        (12, 24, ("tax",), ()),
        (24, 60, ("customs", "transport"), ()),
        (60, None, (), ()),
    ]


def test_what_is_delivered_or_paid_is_not_silent() -> None:
    told = followed()
    assert [age.count.high for age in told.line("all", "contribution").ages] == [0, 0, 0, 0]
    assert [i for age in told.line("all", "commitment").ages for i in age.certain] == ["clinic"]


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("all", ["all", "all", "all"]),
        ("pair", ["BEL-KAZ"] * 3),
        ("party", ["Belgium"] * 3 + ["Kazakhstan"] * 3),
        ("kind", ["agreement", "aid", "commitment", "project"]),
        ("topic", [""] * 3),
        ("period", ["2010", "2011", "2011", "2012", "2012", "2013", "2025"]),
    ],
)
def test_by(by: By, keys: list[str]) -> None:
    assert [line.key for line in followed(by=by).lines] == keys


def test_what_makes_no_sense_is_not_counted() -> None:
    memo = said(
        "memo",
        "agreement",
        "Belgium:party",
        "Kazakhstan:party",
        status="signed",
        date="2010",
        subtype="memorandum",
    )
    line = agreements(memo)
    assert "memo" in line.share("in force").of
    assert "memo" not in line.share("ratified").of
    ratified = said("odd", "step", status="ratified", date="2011", applies_to="memo")
    assert agreements(memo, ratified).share("ratified").certain == ("memo",)


def test_a_table_for_csv_and_frames() -> None:
    found = climbs(record())
    table = shares_table(follow_through(found, on=ON), found, [PAPER])
    [row] = [r for r in table.rows() if (r["ladder"], r["step"]) == ("agreement", "signed")]
    assert (row["of"], row["at_least"], row["at_most"], row["share_low"]) == (4, 3, 3, 0.75)
    assert row["certain"] == "energy tax transport"
    assert [origin.dataset for origin in table.origins] == ["paper.txt"]


def test_what_is_asked_wrongly_is_refused() -> None:
    with pytest.raises(UsageError, match="one of all, pair"):
        follow_through((), "moon", on=ON)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="negative"):
        follow_through((), on=ON, grace=-1)
    with pytest.raises(UsageError, match="no follow-through of 'x'"):
        followed().line("x", "agreement")
