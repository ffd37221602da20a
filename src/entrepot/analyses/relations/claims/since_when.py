"""How long ago something is said to have begun, against the dates on record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import places, when
from entrepot.analyses.relations.claims.writing import written, years_before
from entrepot.analyses.relations.involvement import of_pair
from entrepot.analyses.relations.silences import CONTACTS
from entrepot.analyses.relations.timing import overlap
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Contradiction, Document, Statement

_FIRSTS = CONTACTS | {"recognition"}


def find(case: Case) -> Iterator[Contradiction]:
    """Claims of a first contact so many years ago, earlier contacts being on record."""
    for claim in case.having("first_contact"):
        terms = claim.attributes["first_contact"]
        claimed = _claimed(claim, case, int(terms["years_ago"]))
        contacts = sorted(_contacts(case, terms), key=lambda s: _day(s.date))
        earlier = [s for s in contacts if claimed and s.date and s.date.latest and _before(s.date, claimed)]
        if claimed and earlier:
            fitting = [s for s in contacts if s.date and overlap(s.date, claimed) and s not in earlier]
            yield _finding(claim, terms, claimed, earlier, fitting[:1])


def _contacts(case: Case, terms: dict[str, Any]) -> Iterable[Statement]:
    pairs = (p for place in terms["of"] for p in of_pair(case.statements, place, terms["with"], case.scene))
    found = (p.statement for p in pairs if p.statement.kind == "event" and p.statement.subtype in _FIRSTS)
    return {s.id: s for s in found if s.date and s.date.earliest}.values()


def _claimed(claim: Statement, case: Case, years: int) -> StatedDate | None:
    document = _document(claim, case)
    when = written(document, case.in_document(document)) if document else StatedDate("..")
    if when.earliest is None or when.latest is None:
        return None
    low, high = years_before(when.earliest, years), years_before(when.latest, years)
    # Whole years: nobody counts fifteen years to the month.
    return StatedDate(f"{low.year}/{high.year}")


def _document(claim: Statement, case: Case) -> Document | None:
    hashes = {quote.document for quote in claim.quotes}
    return next((d for d in case.documents if d.sha256 in hashes), None)


def _before(when: StatedDate, claimed: StatedDate) -> bool:
    return _day(when) < _day(claimed) and not overlap(when, claimed)


def _day(when: StatedDate | None) -> date:
    return (when and when.earliest) or date.max


def _finding(
    claim: Statement,
    terms: dict[str, Any],
    claimed: StatedDate,
    earlier: list[Statement],
    fitting: list[Statement],
) -> Contradiction:
    first = earlier[0].date.edtf if earlier[0].date else ".."
    years, low, high = terms["years_ago"], claimed.edtf[:4], claimed.edtf[-4:]
    then = fitting[0].date.edtf if fitting and fitting[0].date else ""
    fits_en = f" It fits what happened in {when(then)}, if only that is meant." if then else ""
    fits_fr = f" Cela ne correspond qu’à ce qui a eu lieu en {when(then, 'fr')}." if then else ""
    return Contradiction(
        rule="since-when",
        statements=(claim.id, *(s.id for s in earlier), *(s.id for s in fitting)),
        severity="tension" if fitting else "contradiction",
        message={
            "en": f"First contacts {years} years before writing means {low} to {high}; relations of "
            f"{places(terms['of'])} date from {when(first)}.{fits_en}",
            "fr": f"Des premiers contacts {years} ans avant la rédaction, c’est {low} à {high} ; les "
            f"relations ({places(terms['of'], 'fr')}) datent de {when(first, 'fr')}.{fits_fr}",
        },
        calculation=f"{first} < {low}–{high}",
    )


RULE = Rule(
    name="since-when",
    needs="a claim of a first contact so many years ago (first_contact), and bounds for the date of writing",
    finds="contacts or relations on record that are older than the claim allows",
    cannot="know which contacts an author counts as contacts",
    find=find,
)
