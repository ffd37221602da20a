"""Random records that agree with themselves give no finding; the same records, disturbed, do."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from entrepot.analyses.relations.claims import check
from entrepot.analyses.relations.contributions import contributions
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Statement
from little_record import PAPER, STATES, money, percent, said, traded

DATED = replace(PAPER, published="2013-02")
amounts = st.integers(1, 10**9)
rates = st.integers(-9_000, 90_000).map(lambda n: n / 100)


def rules(*statements: Statement) -> set[str]:
    return {f.rule for f in check((*STATES, *statements), (DATED,))}


def growth(base: int, rate: float, level: int) -> tuple[Statement, ...]:
    return (
        traded("base", "2010", money(f"€{base:,}", base)),
        traded("rate", "2011", percent(rate), growth={"base_period": "2010"}, at=20),
        traded("level", "2011", money(f"€{level:,}", level), at=40),
    )


@given(base=amounts, rate=rates)
def test_a_level_rounded_from_base_and_rate_agrees(base: int, rate: float) -> None:
    assert rules(*growth(base, rate, round(base * (1 + rate / 100)))) == set()


@given(base=st.integers(1_000, 10**9), rate=rates, off=st.floats(0.01, 100.0))
def test_a_level_that_is_off_by_more_than_rounding_does_not(base: int, rate: float, off: float) -> None:
    level = base * (1 + rate / 100)
    slack = 0.5 * (1 + rate / 100) + 0.005 / 100 * (base + 0.5) + 1
    assert rules(*growth(base, rate, round(level + slack + off * level + 1))) == {"growth-against-levels"}


def aid(parts: list[int], total: int) -> tuple[Statement, ...]:
    whole = said(
        "total", "aid", "Belgium:donor", "Kyrgyzstan:recipient", date="2010", amount=money(f"€{total}", total)
    )
    return (
        whole,
        *(
            said(
                f"part {n}",
                "aid",
                "Belgium:donor",
                "Kyrgyzstan:recipient",
                date="2010",
                amount=money(f"€{value}", value),
                part_of="total",
                subtype=f"purpose {n}",
                at=20 * n,
            )
            for n, value in enumerate(parts, 1)
        ),
    )


@given(parts=st.lists(amounts, min_size=1, max_size=6))
def test_parts_that_add_up_agree_and_count_once(parts: list[int]) -> None:
    record = aid(parts, sum(parts))
    assert rules(*record) == set()
    total = contributions((*STATES, *record), "BEL", "KGZ", (PAPER,)).total()
    assert total is not None
    assert total.value == sum(parts)


@given(parts=st.lists(amounts, min_size=1, max_size=6), gap=st.integers(8, 10**6))
def test_parts_that_do_not_are_found_and_the_sum_holds_both(parts: list[int], gap: int) -> None:
    record = aid(parts, sum(parts) + gap)
    assert rules(*record) == {"parts-against-total"}
    total = contributions((*STATES, *record), "BEL", "KGZ", (PAPER,)).total()
    assert total is not None
    assert total.interval == Interval(sum(parts), sum(parts) + gap)


@given(value=st.integers(10, 10**9), factor=st.sampled_from([1_000, 1_000_000]))
def test_a_cell_printed_in_too_small_a_unit_is_found_whatever_its_size(value: int, factor: int) -> None:
    cell = traded("cell", "2011", money(f"{value:,}", value), table="T", at=50)
    assert rules(traded("text", "2011", money("text", value * factor)), cell) == {
        "table-unit-cannot-be-right"
    }
    assert rules(traded("text", "2011", money("text", value)), cell) == set()


@given(
    st.lists(
        st.tuples(st.sampled_from(["Kazakhstan", "Uzbekistan", "Tajikistan"]), amounts),
        unique_by=lambda p: p[0],
    )
)
def test_levels_of_different_partners_never_clash(levels: list[tuple[str, int]]) -> None:
    record = [traded(p, "2011", money(f"€{v}", v), p, at=20 * n) for n, (p, v) in enumerate(levels)]
    assert rules(*record) == set()
