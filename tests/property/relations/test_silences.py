"""Silences over random contacts."""

from hypothesis import given
from hypothesis import strategies as st

from entrepot.analyses.relations.silences import silences
from little_record import STATES, said

dates = st.one_of(
    st.integers(1992, 2024).map(str),
    st.tuples(st.integers(1992, 2024), st.integers(1, 12)).map(lambda ym: f"{ym[0]}-{ym[1]:02}"),
)


@given(st.lists(st.tuples(dates, st.booleans()), max_size=12))
def test_counting_more_contacts_never_lengthens_the_longest_silence(visits: list[tuple[str, bool]]) -> None:
    record = [
        *STATES,
        *(
            said(
                f"v{n}", "event", "Belgium:visitor", "Kazakhstan:host",
                date=date, subtype="visit", level="high" if high else "low",
            )
            for n, (date, high) in enumerate(visits)
        ),
    ]  # fmt: skip
    high = silences(record, "BEL", "KAZ", counting_other_capacities=True)
    every = silences(record, "BEL", "KAZ", counting_other_capacities=True, level="any")
    assert len(high.contacts) <= len(every.contacts)
    assert all(0 <= s.length.shortest <= s.length.longest for s in (*high.silences, *every.silences))
    assert [s.length.middle for s in every.silences] == sorted(
        (s.length.middle for s in every.silences), reverse=True
    )
    inside = {i for s in high.silences for c in s.inside for i in c.statements}
    assert not inside & {i for c in high.contacts for i in c.statements}


@given(st.lists(dates, min_size=2, max_size=8))
def test_the_order_in_which_contacts_are_told_does_not_matter(visits: list[str]) -> None:
    said_so = [
        said(f"v{n}", "event", "Belgium:visitor", "Kazakhstan:host", date=d, subtype="visit", level="high")
        for n, d in enumerate(visits)
    ]
    lengths = [
        [s.length for s in silences((*STATES, *told), "BEL", "KAZ", counting_other_capacities=True).silences]
        for told in (said_so, said_so[::-1])
    ]
    assert sorted(lengths[0]) == sorted(lengths[1])
