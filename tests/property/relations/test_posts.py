"""Coverage on any day follows from what is stated, whatever is stated."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from entrepot.analyses.relations.coverage import Presence, coverage, gaps, posts
from entrepot.analyses.relations.coverage.lasting import Existence, lasting
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Statement
from little_record import STATES, said

years = st.integers(1950, 2050)
points = st.one_of(
    years.map(str),
    st.builds("{}-{:02d}".format, years, st.integers(1, 12)),
    st.dates(date(1950, 1, 1), date(2050, 12, 31)).map(date.isoformat),
)
periods = st.tuples(points, points).map(
    lambda ends: "/".join(sorted(ends, key=lambda p: StatedDate(p).earliest))
)
openings = points.map(lambda p: f"{p}/..")
closings = points.map(lambda p: f"../{p}")


def _sound(edtf: str) -> bool:
    try:
        StatedDate(edtf)
    except ValueError:
        return False
    return True


stated = st.one_of(points, periods, openings, closings, st.just("..")).filter(_sound)
days = st.dates(date(1940, 1, 1), date(2060, 12, 31)).map(lambda d: StatedDate(d.isoformat()))
STANDS = (Presence.CERTAIN, Presence.POSSIBLE)


@given(openings, points, days, st.integers(0, 20_000))
def test_what_has_no_end_stays(opening: str, seen: str, day: StatedDate, later: int) -> None:
    told = lasting(StatedDate(opening), StatedDate(seen))
    assert day.earliest is not None
    after = StatedDate(min(day.earliest + timedelta(later), date(2999, 1, 1)).isoformat())
    if told.on(day) in STANDS:
        assert told.on(after) in STANDS
    else:
        assert told.on(day) is Presence.NOT_YET


@given(stated, points, days)
def test_certain_is_never_said_outside_what_is_stated(edtf: str, seen: str, day: StatedDate) -> None:
    when = StatedDate(edtf)
    told = lasting(when, StatedDate(seen))
    if told.on(day) is Presence.CERTAIN and edtf != "..":
        assert when.earliest is None or day.earliest >= when.earliest  # type: ignore[operator]
        assert when.latest is None or day.latest <= when.latest  # type: ignore[operator]


@given(stated, points, st.tuples(points, points).map(lambda p: "/".join(sorted(p))).filter(_sound))
def test_a_longer_time_is_never_more_certain(edtf: str, seen: str, period: str) -> None:
    told, when = lasting(StatedDate(edtf), StatedDate(seen)), StatedDate(period)
    if told.on(when) is Presence.CERTAIN:
        for end in (when.earliest, when.latest):
            assert told.on(StatedDate(str(end))) is Presence.CERTAIN


@given(st.lists(stated, max_size=5), st.randoms(use_true_random=False), days)
def test_the_order_of_statements_changes_nothing(dates: list[str], random: object, day: StatedDate) -> None:
    shuffled = list(dates)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (
        Existence.of(lasting(StatedDate(d), StatedDate("..")) for d in each) for each in (dates, shuffled)
    )
    assert one.on(day) is other.on(day)


@given(st.lists(stated, min_size=1, max_size=4), points, days)
def test_one_statement_more_never_takes_certainty_away(dates: list[str], more: str, day: StatedDate) -> None:
    told = [lasting(StatedDate(d), StatedDate("..")) for d in dates]
    if Existence.of(told).on(day) is Presence.CERTAIN:
        observed = lasting(StatedDate(more), StatedDate(".."))
        assert Existence.of([*told, observed]).on(day) is Presence.CERTAIN


kinds = st.sampled_from(
    ["embassy", "accreditation", "trade office", "friendship group", "absence", "chamber"]
)
names = st.sampled_from(["Belgium", "Luxembourg", "Kazakhstan", "Uzbekistan", "Tajikistan"])
towns = st.sampled_from(["Astana", "Moscow", "", "Brussels", "Nowhere-on-Sea"])


@st.composite
def institutions(draw: st.DrawFn) -> Statement:
    number = draw(st.integers(0, 10**9))
    ends = (f"{draw(names)}:sending", f"{draw(names)}:host")
    kind, town, when = draw(kinds), draw(towns), draw(stated)
    return said(f"s{number}", "institution", *ends, subtype=kind, location=town, date=when, absent="embassy")


@given(st.lists(institutions(), max_size=12, unique_by=lambda s: s.id), days)
def test_every_answer_rests_on_statements_and_no_gap_is_covered(
    told: list[Statement], day: StatedDate
) -> None:
    known = posts((*STATES, *told))
    found = coverage(known, "CentralAsia", day)
    ids = {s.id for s in told}
    for row in found.rows:
        assert set(row.statements) <= ids
        assert (row.presence is None) == (row.best is None)
        assert row.best is None or row.best.post.km is None or 0 <= row.best.post.km <= 20_040
        assert row.level != "not recorded" or not row.covers
    for gap in gaps(known, "CentralAsia", day):
        row = found.row(gap.sender, gap.host)
        assert row is not None
        assert not (gap.kind == "trade office" and row.has(gap.kind))
        assert set(gap.statements) <= ids
        assert gap.statements or gap.others or gap.peers
