"""Which findings concern a pair of places: brief and command line ask here, so that both count the same."""

from __future__ import annotations

from collections.abc import Iterable

from entrepot.analyses.relations.cast import countries
from entrepot.analyses.relations.claims import stance, undated
from entrepot.analyses.relations.involvement import of_pair
from entrepot.metadata.statement import Contradiction, Statement


def touching(
    findings: Iterable[Contradiction], statements: Iterable[Statement], a: str, b: str
) -> tuple[Contradiction, ...]:
    """The findings about a statement on the pair, a document of theirs, or a figure of one of them.

    Args:
        findings: as `check` gives them; their order is kept.
        statements: the whole record.
        a: code of one place.
        b: code of the other.
    """
    record = tuple(statements)
    concerning = [pair.statement for pair in of_pair(record, a, b)]
    mine = {statement.id for statement in concerning}
    papers = {quote.document for statement in concerning for quote in statement.quotes}
    by_id = {statement.id: statement for statement in record}

    def touches(finding: Contradiction) -> bool:
        cited = [by_id[identifier] for identifier in finding.statements]
        if finding.rule == stance.RULE.name:
            # A position held by several and a deed of one differ only for the one.
            return {statement.id for statement in cited} <= mine
        of_papers = finding.rule == undated.DOCUMENTS.name
        return any(
            statement.id in mine
            or (
                (of_papers or _of_one(statement, a, b))
                and any(q.document in papers for q in statement.quotes)
            )
            for statement in cited
        )

    return tuple(filter(touches, findings))


def _of_one(statement: Statement, a: str, b: str) -> bool:
    """Whether it is a statistic of one of the two alone, such as the GDP of a province."""
    within = {code for place in statement.places for code in countries(place)}
    ends = (countries(a), countries(b))
    return statement.kind == "statistic" and bool(within) and any(within <= end for end in ends)
