"""Something said to have happened only in the last years, against what began before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import places, when
from entrepot.analyses.relations.claims.writing import written, years_before
from entrepot.analyses.relations.involvement import of_pair
from entrepot.analyses.relations.timing import beginning
from entrepot.metadata.statement import Contradiction, Statement

# What counts as the thing that a claim says began only lately.
ABOUT = {"cooperation": frozenset({"aid", "project", "agreement", "commitment"})}


def find(case: Case) -> Iterator[Contradiction]:
    """Claims of "only in the last so many years", with what is on record from before."""
    for claim in case.having("only_within"):
        terms = claim.attributes["only_within"]
        start = _start(claim, case, int(terms["years"]))
        kinds = ABOUT[str(terms["about"])]
        pairs = (
            p for place in terms["of"] for p in of_pair(case.statements, place, terms["with"], case.scene)
        )
        found = {p.statement.id: p.statement for p in pairs if p.statement.kind in kinds}
        before = [s for s in found.values() if start and _began_before(s, start)]
        if start and before:
            yield _finding(claim, start, before)


def _start(claim: Statement, case: Case, years: int) -> date | None:
    hashes = {quote.document for quote in claim.quotes}
    for document in case.documents:
        if document.sha256 in hashes:
            when = written(document, case.in_document(document))
            return years_before(when.earliest, years) if when.earliest else None
    return None


def _began_before(statement: Statement, start: date) -> bool:
    latest = beginning(statement.date).latest if statement.date else None
    return latest is not None and latest < start


def _finding(claim: Statement, start: date, before: list[Statement]) -> Contradiction:
    terms = claim.attributes["only_within"]
    first = beginning(before[0].date).edtf if before[0].date else ".."
    years, whose, since = terms["years"], terms["of"], f"{start:%Y-%m}"
    return Contradiction(
        rule="only-lately",
        statements=(claim.id, *(s.id for s in before)),
        severity="tension",
        message={
            "en": f"Said of {places(whose)}: only in the last {years} years, that is since {when(since)} at "
            f"the earliest; but: {before[0].says()} ({when(first)}).",
            "fr": f"Dit de {places(whose, 'fr')} : seulement ces {years} dernières années, donc au plus tôt "
            f"depuis {when(since, 'fr')} ; or : {before[0].says('fr')} ({when(first, 'fr')}).",
        },
        calculation=f"{first} < {since}",
    )


RULE = Rule(
    name="only-lately",
    needs="a claim that something began only so many years ago (only_within), and bounds for the date of "
    "writing",
    finds="cooperation between the same places that began earlier",
    cannot="weigh “stepped up” against “began”: it shows the tension and leaves the reading to a person",
    find=find,
)
