"""Checks of claims: rules that find statements which do not agree, with each other or with what is known.

A rule sees the record, never a list of known faults. What it needs, finds and cannot find stands beside
it and in docs/explanation/claims.md.
"""

from __future__ import annotations

from collections.abc import Iterable

from entrepot.analyses.relations.claims import (
    capacity,
    distributive,
    growth,
    missing_base,
    names,
    negated,
    only_within,
    parts,
    periods,
    ranks,
    reading_order,
    same_year,
    share,
    since_when,
    span_phrase,
    stance,
    table_unit,
    twice,
    undated,
)
from entrepot.analyses.relations.claims.growth import GrowthCheck, growth_checks
from entrepot.analyses.relations.claims.rule import Case, Outside, Rule
from entrepot.analyses.relations.involvement import Scene
from entrepot.metadata.statement import Contradiction, Document, Statement

__all__ = ["RULES", "Case", "GrowthCheck", "Outside", "Rule", "agreements", "case_of", "check"]

RULES: tuple[Rule, ...] = (
    growth.RULE,
    missing_base.RULE,
    parts.RULE,
    share.RULE,
    twice.RULE,
    table_unit.RULE,
    ranks.RULE,
    periods.RULE,
    distributive.RULE,
    negated.RULE,
    stance.RULE,
    since_when.RULE,
    only_within.RULE,
    span_phrase.RULE,
    capacity.RULE,
    same_year.RULE,
    undated.DOCUMENTS,
    undated.AMOUNTS,
    names.RULE,
    reading_order.RULE,
)

_GRAVEST_FIRST = {"contradiction": 0, "tension": 1, "gap": 2}


def check(
    statements: Iterable[Statement], documents: Iterable[Document] = (), outside: Outside | None = None
) -> tuple[Contradiction, ...]:
    """What does not agree in a record, gravest first.

    Args:
        statements: the whole record, actors and offices included.
        documents: the documents they stand in; without them nothing is said about dates of writing.
        outside: asked for figures that are not in the record; see `Outside`.
    """
    case = case_of(statements, documents, outside)
    found = [finding for rule in RULES for finding in rule.find(case)]
    return tuple(sorted(found, key=lambda f: _GRAVEST_FIRST[f.severity]))


def agreements(statements: Iterable[Statement]) -> tuple[GrowthCheck, ...]:
    """Growth rates and levels that agree once rounding is counted: no fault, but worth showing."""
    return tuple(c for c in growth_checks(case_of(statements)) if c.agrees)


def case_of(
    statements: Iterable[Statement], documents: Iterable[Document] = (), outside: Outside | None = None
) -> Case:
    """The record as rules see it."""
    record = tuple(statements)
    return Case(record, tuple(documents), Scene.of(record), outside)
