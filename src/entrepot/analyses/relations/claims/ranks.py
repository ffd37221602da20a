"""Ranks against the levels they rank."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from entrepot.analyses.relations.citing import amount_of
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import number, stated
from entrepot.metadata.statement import Contradiction, Statement

Ranked = tuple[Statement, Statement]


def find(case: Case) -> Iterator[Contradiction]:
    """Pairs of partners that the ranks put in one order and the levels in the other."""
    for (rank_a, level_a), (rank_b, level_b) in combinations(_ranked(case), 2):
        if _same_list(rank_a, rank_b) and _reversed(rank_a, level_a, rank_b, level_b):
            yield _finding(rank_a, level_a, rank_b, level_b)


def _ranked(case: Case) -> list[Ranked]:
    levels = [
        s for s in case.statements if s.kind == "trade-figure" and s.amount and s.amount.unit != "percent"
    ]
    ranks = [s for s in case.statements if s.kind == "ranking" and s.amount]
    return [(r, lv) for r in ranks for lv in levels if _of(r) == _of(lv)]


def _of(s: Statement) -> tuple[object, ...]:
    ends = tuple(sorted((p.role, p.actor) for p in s.parties))
    flow = s.property.removeprefix("rank in ")
    return (s.subject, flow, s.attributes.get("concept", ""), s.date.edtf if s.date else "..", ends)


def _same_list(a: Statement, b: Statement) -> bool:
    return _of(a)[:4] == _of(b)[:4] and _of(a) != _of(b)


def _reversed(rank_a: Statement, level_a: Statement, rank_b: Statement, level_b: Statement) -> bool:
    if amount_of(level_a).unit != amount_of(level_b).unit or amount_of(level_a).bounds.overlaps(
        amount_of(level_b).bounds
    ):
        return False
    larger = amount_of(level_a).value > amount_of(level_b).value
    better = amount_of(rank_a).value < amount_of(rank_b).value
    return amount_of(rank_a).value != amount_of(rank_b).value and larger != better


def _finding(rank_a: Statement, level_a: Statement, rank_b: Statement, level_b: Statement) -> Contradiction:
    ranks = (number(amount_of(rank_a).value), number(amount_of(rank_b).value))
    amounts = (amount_of(level_a).as_stated, amount_of(level_b).as_stated)
    return Contradiction(
        rule="rank-against-level",
        statements=(rank_a.id, level_a.id, rank_b.id, level_b.id),
        severity="contradiction",
        message={
            "en": f"Ranks {ranks[0]} and {ranks[1]} put the partners in the other order than {amounts[0]} "
            f"and {amounts[1]}.",
            "fr": f"Les rangs {ranks[0]} et {ranks[1]} mettent les partenaires dans l’ordre inverse de "
            f"{stated(amount_of(level_a), 'fr')} et {stated(amount_of(level_b), 'fr')}.",
        },
    )


RULE = Rule(
    name="rank-against-level",
    needs="ranks and levels of the same flows and year",
    finds="a partner ranked before another to which more is traded",
    cannot="check a rank alone: the other partners are not in the record",
    find=find,
)
