"""What holds of every scorecard."""

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from entrepot.analyses.monitoring.scorecard import scorecard
from little_record import said
from little_strategy import plan

DAYS = st.dates(date(2005, 1, 1), date(2020, 1, 1))


@st.composite
def records(draw: st.DrawFn) -> tuple:
    size = draw(st.integers(0, 8))
    return tuple(
        said(
            f"S{n}",
            draw(st.sampled_from(["event", "trade-figure", "commitment", "opinion"])),
            date=draw(st.one_of(st.just(""), DAYS.map(date.isoformat), DAYS.map(lambda d: str(d.year)))),
            paraphrase={"en": draw(st.sampled_from(["a trade mission", "a railway", "nothing much"]))},
            places=("KAZ",),
        )
        for n in range(size)
    )


def ids(record: tuple, day: date) -> list[set[str]]:
    card = scorecard(plan(), record, day)
    return [{e.statement.id for e in (*score.activity, *score.results)} for score in card.scores]


@given(records(), DAYS, st.integers(1, 2000))
def test_evidence_is_never_lost_with_time(record: tuple, day: date, later: int) -> None:
    for before, after in zip(ids(record, day), ids(record, day + timedelta(days=later)), strict=True):
        assert before <= after


@given(records(), DAYS, st.randoms())
def test_the_order_of_statements_says_nothing(record: tuple, day: date, chance: random.Random) -> None:
    shuffled = list(record)
    chance.shuffle(shuffled)
    assert scorecard(plan(), record, day).to_dict() == scorecard(plan(), shuffled, day).to_dict()


@given(records(), DAYS)
def test_an_objective_has_what_its_parts_have(record: tuple, day: date) -> None:
    _, links, rail = ids(record, day)
    assert links == rail
