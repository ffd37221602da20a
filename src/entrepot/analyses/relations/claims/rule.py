"""What a rule is, and what it is given to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from entrepot.analyses.relations.involvement import Scene
from entrepot.metadata.figure import Figure
from entrepot.metadata.statement import Contradiction, Document, Statement

# (quantity, place code, EDTF period) -> a figure that is not in the record, e.g. ("GDP", "BEL", "2024");
# ("USD per EUR", "", "2024") is an exchange rate. None: not known.
Outside = Callable[[str, str, str], Figure | None]


@dataclass(frozen=True, slots=True)
class Case:
    """Everything a rule may look at.

    Attributes:
        statements: the whole record, actors and offices included.
        documents: the documents they stand in.
        scene: who is who, and who held which office.
        outside: where to ask for figures that are not in the record; None: nowhere.
    """

    statements: tuple[Statement, ...]
    documents: tuple[Document, ...]
    scene: Scene
    outside: Outside | None = None

    def get(self, identifier: str) -> Statement | None:
        """The statement of that id."""
        return next((s for s in self.statements if s.id == identifier), None)

    def having(self, attribute: str) -> Iterator[Statement]:
        """Statements that carry an attribute."""
        return (s for s in self.statements if s.attributes.get(attribute))

    def in_document(self, document: Document) -> tuple[Statement, ...]:
        """Statements with a passage in that document."""
        return tuple(s for s in self.statements if any(q.document == document.sha256 for q in s.quotes))


@dataclass(frozen=True, slots=True)
class Rule:
    """A check that can be run over any record.

    Attributes:
        name: stable, as it stands in findings.
        needs: what statements must carry for it to work.
        finds: what it reports.
        cannot: what it does not see.
        find: the check itself; a record in which all agrees gives nothing.
    """

    name: str
    needs: str
    finds: str
    cannot: str
    find: Callable[[Case], Iterable[Contradiction]]
