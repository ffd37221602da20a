"""Questions on what the record said before, what was done to it, and who took personal data out."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Engine

from entrepot.metadata.change import Access, Change, Edit, Mark, Revision
from entrepot.store.record import acts, erasure, history, moments
from entrepot.store.record.engine import reading, writing
from entrepot.store.record.moments import Moment


class Past:
    """The half of the record that looks back."""

    def __init__(self, made: Engine) -> None:
        self._engine = made

    def history(self, identifier: str) -> tuple[Revision, ...]:
        """Every revision of a statement, the first one first; raises `NoData` if there is none."""
        with reading(self._engine) as connection:
            return history.history(connection, identifier)

    def revisions_of(self, number: int, *, private: bool = False) -> tuple[Revision, ...]:
        """What a change brought, by statement; raises `NoData` if there is no such change.

        Args:
            number: of the change.
            private: also revisions that hold personal data beyond a public role.
        """
        with reading(self._engine) as connection:
            return history.revisions_of(connection, number, private=private)

    def changes(
        self, since: Moment | None = None, until: Moment | None = None, about: Sequence[str] = ()
    ) -> tuple[Change, ...]:
        """Changes after one moment and up to another, the oldest first.

        Args:
            since: a date counts from its beginning; after a change or a mark, what came after it.
            until: a date counts to its end.
            about: those that touched any of these statements.

        Raises:
            UsageError: a moment is neither a mark nor a date nor an instant.
        """
        with reading(self._engine) as connection:
            return history.changes(connection, since, until, about)

    def edits_between(
        self, since: Moment, until: Moment | None = None, *, private: bool = False
    ) -> tuple[Edit, ...]:
        """What became of each statement, on the whole, between two moments; as `changes`, by statement."""
        with reading(self._engine) as connection:
            return history.edits_between(connection, since, until, private=private)

    def mark(self, name: str) -> Mark:
        """Give this moment a name to come back to, in place of another of that name; raises `UsageError`."""
        with writing(self._engine) as connection:
            return moments.set_mark(connection, name)

    def marks(self) -> tuple[Mark, ...]:
        """Every mark, the oldest first."""
        with reading(self._engine) as connection:
            return moments.marks(connection)

    def accesses(self) -> tuple[Access, ...]:
        """The log of personal data, the oldest entry first."""
        with reading(self._engine) as connection:
            return erasure.accesses(connection)

    def log_access(self, who: str, what: str, why: str) -> Access:
        """Enter in the log of personal data who took out what, and why; `UsageError` if one is empty."""
        who, why = acts.signed(who, why)
        with writing(self._engine) as connection:
            return erasure.log(connection, who, acts.signed(who, what)[1], why)
