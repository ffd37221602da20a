"""What the record holds for each indicator of a strategy: linked by a person, or matched by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from entrepot.analyses.relations.cast import countries
from entrepot.analyses.relations.timing import overlap
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Document, Statement
from entrepot.metadata.strategy import Indicator, Measures, Objective, Selector, Strategy

# What a linked statement shows by its kind, where the link names no indicator.
_RESULTS = frozenset({"step", "statistic", "trade-figure", "fdi", "ranking"})
# Kinds that tell of no deed, or are the monitoring itself.
_NO_EVIDENCE = frozenset({"actor", "office", "opinion", "source", "assessment", "task", "contact"})
UNDATED = StatedDate("..")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that speaks for an objective.

    Attributes:
        statement: the statement.
        objective, indicator: keys; the indicator is empty where a person linked it to the objective alone.
        measures: activity or result.
        linked: whether a person said so (`serves`); else words matched, which is no judgement.
    """

    statement: Statement
    objective: str
    indicator: str
    measures: Measures
    linked: bool

    @property
    def date(self) -> StatedDate:
        """When, as stated."""
        return self.statement.date or UNDATED

    @property
    def is_dated(self) -> bool:
        """Whether at least the last day that it can mean is known."""
        return self.date.latest is not None


def evidence(
    strategy: Strategy,
    statements: Iterable[Statement],
    on: date,
    contributor: str = "",
    documents: Iterable[Document] = (),
) -> dict[str, tuple[Evidence, ...]]:
    """Evidence by objective key, oldest first, undated last.

    Args:
        strategy: what is monitored.
        statements: the whole record, as it is or as it was.
        on: nothing that can only have happened later is counted.
        contributor: only what concerns this place too (a member state's part); empty for all.
        documents: to know when they were published.

    A match must concern one of the strategy's places and can lie in its time: a statement without a date, or
    with an open one, tells of nothing later than the last of its documents. A link by a person is taken as it
    is, but for its date.
    """
    published = {document.sha256: StatedDate(document.published).latest for document in documents}
    found: dict[str, list[Evidence]] = {objective.key: [] for objective in strategy.walk()}
    for statement in statements:
        if statement.kind in _NO_EVIDENCE or not _happened(statement, on):
            continue
        if contributor and not _concerns(statement, contributor):
            continue
        for each in _of(statement, strategy, _told_by(statement, published)):
            found[each.objective].append(each)
    return {key: tuple(sorted(group, key=_order)) for key, group in found.items()}


def _of(statement: Statement, strategy: Strategy, told: date | None) -> Iterator[Evidence]:
    linked = dict(_links(statement, strategy))
    matching = _in_time(statement, strategy, told) and any(
        _concerns(statement, code) for code in strategy.places
    )
    for objective in strategy.walk():
        if objective.key in linked:
            yield _linked(statement, objective, linked[objective.key])
        elif matching and (indicator := _matched(statement, objective)):
            yield Evidence(statement, objective.key, indicator.key, indicator.measures, linked=False)


def _links(statement: Statement, strategy: Strategy) -> Iterator[tuple[str, str]]:
    """Objective and indicator of each link: "strategy/objective" or "strategy/objective:indicator"."""
    serves = statement.attributes.get("serves", ())
    for link in (serves,) if isinstance(serves, str) else serves:
        name, _, path = str(link).partition("/")
        if name == strategy.key:
            objective, _, indicator = path.partition(":")
            yield objective, indicator


def _linked(statement: Statement, objective: Objective, named: str) -> Evidence:
    indicator = next((i for i in objective.indicators if i.key == named), None)
    by_kind = Measures.RESULT if statement.kind in _RESULTS else Measures.ACTIVITY
    measures = indicator.measures if indicator else by_kind
    return Evidence(statement, objective.key, indicator.key if indicator else "", measures, linked=True)


def _matched(statement: Statement, objective: Objective) -> Indicator | None:
    """The indicator that a statement speaks for, results before activity."""
    results_first = sorted(objective.indicators, key=lambda i: i.measures is Measures.ACTIVITY)
    return next((i for i in results_first if _answers(statement, i.selector)), None)


def _answers(statement: Statement, wanted: Selector) -> bool:
    return (
        _any(statement.kind, wanted.kinds)
        and _any(statement.subtype, wanted.subtypes)
        and _any(statement.status, wanted.statuses)
        and (not wanted.parties or bool({statement.subject, *statement.actors()} & set(wanted.parties)))
        and (not wanted.words or bool(_pattern(wanted.words).search(_text(statement))))
        and wanted != Selector()
    )


def _any(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value in wanted


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + ")", re.IGNORECASE)


def _text(statement: Statement) -> str:
    return f"{statement.says()}\n{statement.topic}\n{statement.subject}"


def _happened(statement: Statement, on: date) -> bool:
    return statement.date is None or statement.date.earliest is None or statement.date.earliest <= on


def _told_by(statement: Statement, published: Mapping[str, date | None]) -> date | None:
    """The last day on which the documents that say so can have been published; None where unknown."""
    days = [published.get(quote.document) for quote in statement.quotes]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


def _in_time(statement: Statement, strategy: Strategy, told: date | None) -> bool:
    when = statement.date or UNDATED
    if when.latest is None and told and strategy.since.earliest and told < strategy.since.earliest:
        return False
    begins = strategy.since.edtf.partition("/")[0]
    ends = strategy.until.edtf.rpartition("/")[2]
    return overlap(when, StatedDate(".." if begins == ends == ".." else f"{begins}/{ends}"))


def _concerns(statement: Statement, code: str) -> bool:
    asked = countries(code) or {code}
    return any((countries(place) or {place}) & asked for place in statement.places)


def _order(each: Evidence) -> tuple[str, str]:
    return (each.date.latest.isoformat() if each.date.latest else "9999", each.statement.id)
