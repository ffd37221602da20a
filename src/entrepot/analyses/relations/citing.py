"""Origins and locators of statements: what a footnote says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.interval import Interval
from entrepot.metadata.origin import Origin
from entrepot.metadata.statement import Amount, Document, Quote, Statement

Documents = Mapping[str, Document]


def by_hash(documents: Iterable[Document]) -> Documents:
    """Documents by the hash of their bytes, as quotes name them."""
    return {document.sha256: document for document in documents}


def origins(statement: Statement, documents: Documents) -> tuple[Origin, ...]:
    """One origin per passage the statement rests on; without a passage, whoever entered it answers for it."""
    if not statement.quotes:
        return (_entered(statement),)
    return tuple(_origin(quote, documents.get(quote.document)) for quote in statement.quotes)


def _entered(statement: Statement) -> Origin:
    return Origin(
        publisher=statement.entered_by or "not named",
        dataset="Record of relations, entered without a passage",
        edition=statement.entered_at,
        locator=statement.id,
    )


def _origin(quote: Quote, document: Document | None) -> Origin:
    if document is None:
        return Origin(publisher="", dataset="", locator=quote.locator, sha256=quote.document)
    return Origin(
        publisher=document.publisher or document.author,
        dataset=document.title or document.name,
        edition="" if document.published == ".." else document.published,
        locator=quote.locator,
        url=document.url,
        sha256=document.sha256,
    )


def amount_of(statement: Statement) -> Amount:
    """The amount of a statement that is known to have one; raises `ValueError` if it has none."""
    if statement.amount is None:
        raise ValueError(f"{statement.id} has no amount")
    return statement.amount


def value_of(amount: Amount) -> float | Interval:
    """The number where it is exact, else the interval that its rounding or its words leave open."""
    return amount.value if amount.bounds.width == 0 else amount.bounds


def figure(statement: Statement, concept: str, documents: Documents, places: tuple[str, ...] = ()) -> Figure:
    """A statement's amount as a figure, with its rounding interval and its places in the documents.

    Raises:
        ValueError: if the statement has no amount.
    """
    amount = amount_of(statement)
    return Figure(
        value=value_of(amount),
        unit=amount.unit,
        period=statement.date.edtf if statement.date else "..",
        concept=concept,
        places=places or statement.places,
        quality=Quality.REPORTED,
        origins=origins(statement, documents),
        method=f"as stated: {amount.as_stated}",
        caveat=" ".join(_sentence(part) for part in (amount.reason, statement.caveat) if part),
    )


def _sentence(words: str) -> str:
    """Words of the record's maker with a capital and a stop, so that others may follow them."""
    return words[:1].upper() + words[1:].removesuffix(".") + "."
