"""A phrase for a stretch of time against the stretch it is used for."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import bare, number, quoted, when
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Contradiction, Statement

# Years that a phrase can stand for, by ordinary use: a convention of ours, to be argued with.
PHRASES = {
    "last few years": Interval(2, 5),
    "past few years": Interval(2, 5),
    "recent years": Interval(1, 5),
    "nearly a decade": Interval(8.5, 10),
    "a decade": Interval(9.5, 10.5),
}
_FRENCH = {
    "last few years": "ces dernières années",
    "past few years": "ces dernières années",
    "recent years": "ces dernières années",
    "nearly a decade": "près d’une décennie",
    "a decade": "une décennie",
}


def find(case: Case) -> Iterator[Contradiction]:
    """Phrases used for more or fewer years than they stand for."""
    for end in case.having("span"):
        phrase = str(end.attributes["span"]["phrase"])
        start = case.get(str(end.attributes["span"]["from"]))
        if start and start.date and end.date and start.date.earliest and end.date.earliest:
            years = end.date.earliest.year - start.date.earliest.year
            if years not in PHRASES[phrase]:
                yield _finding(start, end, phrase, years)


def _finding(start: Statement, end: Statement, phrase: str, years: int) -> Contradiction:
    factor = end.amount.value / start.amount.value if end.amount and start.amount else None
    grown_en = f", a factor of {number(factor, decimals=0)}" if factor else ""
    grown_fr = f", un facteur de {number(factor, 'fr', 0)}" if factor else ""
    first, last = (s.date.edtf if s.date else ".." for s in (start, end))
    return Contradiction(
        rule="phrase-against-dates",
        statements=(start.id, end.id),
        severity="tension",
        message={
            "en": f"{quoted(phrase)} is said of {when(first)} to {when(last)}: {years} years{grown_en}.",
            "fr": f"{quoted(_FRENCH[phrase], 'fr')} est dit de {when(first, 'fr')} à {when(last, 'fr')} : "
            f"{years} ans{grown_fr}.",
        },
        calculation=f"{last} − {first} = {years} ≠ {bare(PHRASES[phrase])}",
    )


RULE = Rule(
    name="phrase-against-dates",
    needs="a figure said to have been reached over some phrase of time (span) and the figure it started from",
    finds="phrases that understate or overstate the years, by the convention in PHRASES",
    cannot="settle what “few” means; the convention is printed with the finding",
    find=find,
)
