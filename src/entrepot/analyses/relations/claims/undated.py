"""What has no date: documents, and amounts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import of, quoted, stated, when
from entrepot.analyses.relations.claims.writing import Writing, by_its_text
from entrepot.analyses.relations.timing import is_bounded
from entrepot.metadata.dates import Precision, StatedDate
from entrepot.metadata.statement import Contradiction, Document, Statement

_NO_POINT = frozenset({Precision.PERIOD, Precision.OPEN, Precision.NONE})


def find_documents(case: Case) -> Iterator[Contradiction]:
    """Documents whose text carries no date, with the bounds that what they say allows."""
    for document in case.documents:
        own = case.in_document(document)
        if StatedDate(document.published).precision in _NO_POINT:
            yield _document(document, by_its_text(own), tuple(s.id for s in own if _undated_event(s)))


def _undated_event(s: Statement) -> bool:
    if s.kind != "event" or s.subtype == "recurring":
        return False
    return s.date is None or not is_bounded(s.date) or (s.date.latest is None and not s.date.as_stated)


def _document(document: Document, writing: Writing, events: tuple[str, ...]) -> Contradiction:
    low, high, name = writing.date.earliest, writing.date.latest, document.title or document.name
    bounds_en = f"not before {when(str(low))}" if low else "at no known time"
    bounds_fr = f"au plus tôt le {when(str(low), 'fr')}" if low else "à une date inconnue"
    bounds_en += f" and not after {when(str(high))}" if high else ""
    bounds_fr += f" et au plus tard le {when(str(high), 'fr')}" if high else ""
    undated_en = f" {len(events)} of the events it reports have no date either." if events else ""
    undated_fr = f" {len(events)} des faits rapportés n’ont pas non plus de date." if events else ""
    return Contradiction(
        rule="document-without-date",
        statements=tuple(dict.fromkeys((*writing.evidence, *events))),
        severity="gap",
        message={
            "en": f"The text of {name} carries no date; by what it reports it was written "
            f"{bounds_en}.{undated_en}",
            "fr": f"Le texte {of(name)} ne porte pas de date ; d’après ce qu’il rapporte, il a été écrit "
            f"{bounds_fr}.{undated_fr}",
        },
    )


def find_amounts(case: Case) -> Iterator[Contradiction]:
    """Amounts without a date of their own, together with the source whose period they borrow."""
    borrowed: dict[str, list[Statement]] = defaultdict(list)
    for s in case.statements:
        if s.amount and (s.attributes.get("date_from") or not (s.date and is_bounded(s.date))):
            borrowed[str(s.attributes.get("date_from", ""))].append(s)
    for source, amounts in borrowed.items():
        yield _amounts(amounts, case.get(source) if source else None)


def _amounts(amounts: list[Statement], source: Statement | None) -> Contradiction:
    sums = [s.amount for s in amounts if s.amount]
    english = ", ".join(map(stated, sums))
    french = " et ".join(stated(a, "fr") for a in sums)
    period = amounts[0].date.edtf if amounts[0].date else ".."
    only_en = f" The only period is that of the source cited: {when(period)}." if source else ""
    only_fr = f" La seule période est celle de la source citée : {when(period, 'fr')}." if source else ""
    return Contradiction(
        rule="amount-without-date",
        statements=(*(s.id for s in amounts), *([source.id] if source else [])),
        severity="gap",
        message={
            "en": f"No date stands beside {quoted(english)}.{only_en}",
            "fr": f"Aucune date n’accompagne {french}.{only_fr}",
        },
    )


DOCUMENTS = Rule(
    name="document-without-date",
    needs="documents and the dates of what they report; what is planned marked as planned",
    finds="texts without a date, with the earliest and latest day they can have been written",
    cannot="find the date of publication: only the publisher or another copy can",
    find=find_documents,
)
AMOUNTS = Rule(
    name="amount-without-date",
    needs="amounts; date_from where the period is that of the source cited",
    finds="amounts that stand without a date of their own",
    cannot="date them",
    find=find_amounts,
)
