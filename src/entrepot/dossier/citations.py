"""Statements in a dossier: their words, dates and amounts, each with the note that says where it stands."""

from __future__ import annotations

import math
import re
from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import replace

from entrepot.analyses.relations.citing import by_hash, origins
from entrepot.dossier import numbers
from entrepot.dossier.grammar import opening
from entrepot.dossier.model import Cell, Passage, Run, Text
from entrepot.dossier.pen import Pen
from entrepot.metadata.figure import Figure
from entrepot.metadata.statement import DISPUTED, Document, Statement
from entrepot.store.record import Record

# What happens at a moment; an open date of it bounds the moment, it does not mean that it lasts.
MOMENTS = frozenset({"event", "agreement", "commitment"})
_CONTEXT = 70
# "Ann, 2024-05-01: reason", as a desk writes an objection; the day stands in the record's history.
_SIGNED = re.compile(r"(?P<who>.+?), \d{4}-\d\d-\d\d: (?P<reason>.*)")


class Citations:
    """The half of a case that cites the record.

    Attributes:
        record: the open record, for the words around a quote.
        pen: writes in the dossier's language and keeps its ledger.
    """

    record: Record
    pen: Pen

    @property
    @abstractmethod
    def documents(self) -> tuple[Document, ...]:
        """All documents of the record."""

    @property
    @abstractmethod
    def language(self) -> str:
        """Language of the dossier."""

    def cite(self, *statements: Statement) -> int:
        """Number of the note that says where in the documents these statements stand."""
        papers = by_hash(self.documents)
        cited = tuple(o for s in statements for o in origins(s, papers))
        passages = tuple(dict.fromkeys(p for s in statements for p in self._passages(s)))
        return self.pen.note(self._told(statements), cited, "reported", passages)

    def cite_record(self, text: str, statements: Iterable[Statement]) -> int:
        """Number of a note on something counted or concluded from several statements."""
        papers = by_hash(self.documents)
        whole = dict.fromkeys(o.work for s in statements for o in origins(s, papers))
        return self.pen.note(text, whole, "derived")

    def says(self, statement: Statement) -> Text:
        """A statement in our words, with its note."""
        return (
            Run(opening(statement.says(self.language))),
            Run("", (self.cite(statement),)),
            *self.disputed(statement),
        )

    def cell(self, statement: Statement) -> Cell:
        """A statement as a cell, with its note and what somebody objects to it."""
        objection = "".join(run.text for run in self.disputed(statement))
        said = statement.says(self.language) + objection
        return Cell(opening(said), said, (self.cite(statement),))

    def disputed(self, statement: Statement) -> Text:
        """Who objects to a statement, and why; nothing where nobody does."""
        if statement.standing != DISPUTED:
            return ()
        objections = [self._objection(line) for line in statement.objection.splitlines() if line.strip()]
        told = "; ".join(objections) or self.pen.word("disputed.unnamed")
        return self.pen.say("disputed", objection=told)

    def _objection(self, line: str) -> str:
        """One objection as "Ann: reason"; one of another form as it stands."""
        signed = _SIGNED.fullmatch(line.strip())
        return self.pen.word("disputed.by", **signed.groupdict()) if signed else line.strip()

    def date(self, statement: Statement) -> str:
        """When, in words; a derived date is marked."""
        printed = numbers.date(statement.date, self.language, moment=statement.kind in MOMENTS)
        derived = statement.date is not None and statement.date.is_derived and statement.date.earliest
        return f"{printed} {self.pen.word('date.derived')}" if derived else printed

    def stated(self, figure: Figure, statement: Statement) -> Figure:
        """A stated figure as a number to print, without the width of its last decimal."""
        amount = statement.amount
        if amount is None or not math.isfinite(amount.bounds.width):
            return figure
        return replace(figure, value=amount.value)

    def _told(self, statements: Iterable[Statement]) -> str:
        """Which statements these are; those that are read for the same reason stand in one sentence."""
        alike: dict[str, dict[str, list[str]]] = {}
        for statement in {s.id: s for s in statements}.values():
            kinds = alike.setdefault(self._reasons(statement), {})
            kinds.setdefault(self.pen.term(statement.subtype or statement.kind), []).append(statement.id)
        sentences = []
        for reasons, kinds in alike.items():
            named = "; ".join(f"{kind}, {', '.join(ids)}" for kind, ids in kinds.items())
            sentences.append(f"{self.pen.word('note.record', statements=named)} {reasons}".strip())
        return " ".join(sentences)

    def _reasons(self, statement: Statement) -> str:
        """Why its date and its amount are read as they are."""
        told = []
        if statement.date and statement.date.is_derived:
            told.append(self.pen.word("note.derivation", how=self.pen.term(statement.date.derivation)))
        if statement.amount and statement.amount.reason:
            told.append(self.pen.word("note.reading", how=self.pen.term(statement.amount.reason)))
        if objection := "".join(run.text for run in self.disputed(statement)):
            told.append(f"{opening(objection.strip(' []'))}.")
        return " ".join(told)

    def _passages(self, statement: Statement) -> tuple[Passage, ...]:
        if not any(quote.text for quote in statement.quotes):
            return ()
        found = (self.record.passage(quote, _CONTEXT) for quote in statement.quotes)
        return tuple(_on_one_line(words) for words in found if words)


def _on_one_line(words: tuple[str, str, str]) -> Passage:
    """Words of a document without its line breaks, with marks where they are cut."""
    before, exact, after = (re.sub(r"\s+", " ", part) for part in words)
    return Passage(f"… {before}" if before else "", exact, f"{after} …" if after else "")
