"""A decision and its execution dated to the same year."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.metadata.dates import Precision
from entrepot.metadata.statement import Contradiction, Statement


def find(case: Case) -> Iterator[Contradiction]:
    """Decisions and openings of the same thing in the same place that only a year dates."""
    events = [s for s in case.having("establishes") if s.date and s.date.precision is Precision.YEAR]
    for decision in (s for s in events if s.subtype == "decision"):
        for opening in (s for s in events if s.subtype == "opening"):
            if _same_thing(decision, opening) and decision.date == opening.date:
                yield _finding(decision, opening)


def _same_thing(a: Statement, b: Statement) -> bool:
    return (
        a.attributes["establishes"] == b.attributes["establishes"]
        and a.location == b.location
        and set(a.actors()) == set(b.actors())
    )


def _finding(decision: Statement, opening: Statement) -> Contradiction:
    year, where = decision.date.edtf if decision.date else "..", decision.location
    return Contradiction(
        rule="decided-and-opened-in-one-year",
        statements=(decision.id, opening.id),
        severity="gap",
        message={
            "en": f"{year} is given for the decision and for the establishment in {where}: the months are "
            "missing, and one of the two may be meant by both.",
            "fr": f"{year} est donné pour la décision et pour l’établissement à {where} : les mois "
            f"manquent, et "
            "il se peut que les deux mentions désignent le même fait.",
        },
    )


RULE = Rule(
    name="decided-and-opened-in-one-year",
    needs="a decision and an opening that establish the same thing (establishes), dated by year",
    finds="that one year serves for both",
    cannot="find the months; another document may",
    find=find,
)
