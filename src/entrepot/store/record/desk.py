"""The desk: where one person, under a name, changes the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine

from entrepot.metadata.change import Change, Edit, Verb
from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import Document, Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.store.record import acts, load, merging, steps, undoing
from entrepot.store.record.checking import check
from entrepot.store.record.conflicts import current, standing
from entrepot.store.record.difference import Step, edits
from entrepot.store.record.editions import compare
from entrepot.store.record.engine import reading, writing
from entrepot.store.record.erasure import erase, scrub
from entrepot.store.record.revisions import Row

Make = Callable[[Connection], Sequence[Step]]


@dataclass(frozen=True, slots=True)
class Desk:
    """Every method makes one change, stored wholly or not at all, and says which.

    A change whose number is 0 was none: the record says all that already, and nothing was stored.

    Attributes:
        engine: of the record.
        who: the person or programme; each change bears the name.

    Raises:
        Conflict: somebody else has changed a statement since the revision the edit was made from.
        NoData: a statement does not exist, or was erased.
        UsageError: who or why is missing, or the edit makes no sense of a statement that stands so.
    """

    engine: Engine
    who: str

    def add(self, *statements: Statement, why: str, documents: Iterable[Document] = ()) -> Change:
        """Enter statements, and the documents they quote where the record does not know these.

        Raises:
            BadInput: a statement says what no pack could say, or quotes an unknown document.
            UsageError: an identifier is taken.
        """

        def make(connection: Connection) -> Sequence[Step]:
            load.enter_documents(connection, documents)
            check(connection, statements)
            steps.refuse_taken(connection, statements)
            place = steps.room_at_the_desk(connection)
            return [steps.added(self._signed(said), place + i) for i, said in enumerate(statements)]

        return self._do(make, why)

    def correct(
        self,
        *statements: Statement,
        why: str,
        documents: Iterable[Document] = (),
        verb: Verb = Verb.CORRECT,
    ) -> Change:
        """Put statements in the place of those of their identifiers; `revision` tells what each is based on.

        Args:
            statements: as they shall be.
            why: the reason.
            documents: documents they quote that the record may not know.
            verb: `Verb.REANCHOR` where only the places of quotes follow a new version of their document.

        Raises:
            BadInput: as `add`.
        """

        def make(connection: Connection) -> Sequence[Step]:
            load.enter_documents(connection, documents)
            check(connection, statements)
            steps.refuse_twice(said.id for said in statements)
            found = current(connection, {said.id: said.revision for said in statements})
            standing(found.values())
            made = [(found[said.id], steps.corrected(found[said.id], said, verb)) for said in statements]
            return [step for head, step in made if step.after.form != head.form]

        return self._do(make, why)

    def dispute(self, statement: str, *, based_on: int, why: str) -> Change:
        """Object to a statement: it stays, with the objection beside it; objections stand a line each."""
        who, reason = acts.signed(self.who, why)
        objection = f"{who}, {datetime.now(UTC):%Y-%m-%d}: {reason}"
        return self._revise(statement, based_on, why, lambda head: steps.disputed(head, objection))

    def settle(self, statement: str, *, based_on: int, why: str) -> Change:
        """End the dispute on a statement: it stands as it is."""
        return self._revise(statement, based_on, why, steps.settled)

    def retract(self, statement: str, *, based_on: int, why: str) -> Change:
        """Take a statement out of what counts; it can be looked up, and restored."""
        return self._revise(statement, based_on, why, steps.retracted)

    def restore(self, statement: str, *, based_on: int, why: str) -> Change:
        """Let a retracted statement count again, as it stood."""
        return self._revise(statement, based_on, why, steps.restored, counted=False)

    def merge(self, keep: str, others: Sequence[str], *, based_on: Mapping[str, int], why: str) -> Change:
        """Make one statement of several: quotes, parties, places and names join, references follow."""

        def make(connection: Connection) -> Sequence[Step]:
            found = current(connection, steps.named(keep, others, based_on))
            standing(found.values())
            return merging.merge(connection, found[keep], [found[other] for other in others])

        return self._do(make, why)

    def split(self, statement: str, parts: Sequence[Statement], *, based_on: int, why: str) -> Change:
        """Put several statements in the place of one; raises `BadInput` as `add`."""

        def make(connection: Connection) -> Sequence[Step]:
            whole = current(connection, {statement: based_on})[statement]
            standing([whole])
            check(connection, parts)
            steps.refuse_taken(connection, parts)
            if len(parts) < 2:
                raise UsageError(f"statement {statement} is to be split: give two parts or more.")
            place = steps.room_at_the_desk(connection)
            return merging.split(whole, [self._signed(part) for part in parts], acts.DESK, place)

        return self._do(make, why)

    def undo(self, number: int, *, why: str) -> Change:
        """Take back a whole change; undoing that one does it again."""
        return self._do(lambda connection: undoing.undo(connection, number), why, undoes=number)

    def load(self, pack: Pack) -> Change:
        """Bring the record to what a pack says; what was corrected here since it spoke last stays.

        Raises:
            BadInput: a pack of that name ships with Entrepôt, or another pack has one of the identifiers.
        """
        with writing(self.engine) as connection:
            load.refuse_to_hide_a_bundled_pack(connection, pack)
            return load.load(connection, pack, self.who)

    def preview(self, pack: Pack) -> tuple[Edit, ...]:
        """What `load` would do and, with a remark, what it would leave as it was corrected here."""
        with reading(self.engine) as connection:
            load.refuse_to_hide_a_bundled_pack(connection, pack)
            return edits(compare(connection, pack).steps)

    def erase(self, person: str, *, why: str, public_too: bool = False) -> Change:
        """Erase a person's private data from every revision, draft and remark; this cannot be undone.

        Args:
            person: the name; other names that the record knows the person by are erased with it.
            why: the reason, such as the request; the log keeps it, without the name.
            public_too: also what the record says of the person in public roles.

        Raises:
            NoData: nothing private names that person.
        """
        with writing(self.engine) as connection:
            change = erase(connection, person, *acts.signed(self.who, why), public_too=public_too)
        scrub(self.engine)
        return change

    def _signed(self, said: Statement) -> Statement:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return replace(said, entered_by=said.entered_by or self.who, entered_at=said.entered_at or now)

    def _revise(
        self, statement: str, based_on: int, why: str, change: Callable[[Row], Step], *, counted: bool = True
    ) -> Change:
        def make(connection: Connection) -> Sequence[Step]:
            head = current(connection, {statement: based_on})[statement]
            if counted:
                standing([head])
            return [change(head)]

        return self._do(make, why)

    def _do(self, make: Make, why: str, *, undoes: int = 0) -> Change:
        who, why = acts.signed(self.who, why)
        with writing(self.engine) as connection:
            return acts.store(connection, make(connection), who=who, why=why, undoes=undoes)
