"""What an export gives: a text, the statements in it, and what of them the format could not hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import DISPUTED, Statement


@dataclass(frozen=True, slots=True)
class Edition:
    """Where an export comes from, and when: every export says so.

    Attributes:
        source: the record, as a reader should cite it, e.g. "Record of the Province of Liège".
        at: when it was made, with a time zone.
        url: where it is explained or kept up; empty if nowhere.

    Raises:
        UsageError: the moment has no time zone.
    """

    source: str
    at: datetime
    url: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise UsageError("the moment of an export needs a time zone")

    @property
    def moment(self) -> str:
        """The moment in UTC, ISO 8601, to the second."""
        return self.at.astimezone(UTC).isoformat(timespec="seconds")

    @property
    def day(self) -> str:
        """The day of it in UTC."""
        return self.moment[:10]


@dataclass(frozen=True, slots=True)
class Loss:
    """What the format does not hold of a statement, or why it leaves the statement out altogether."""

    statement: str
    what: str


@dataclass(frozen=True, slots=True)
class Export:
    """A text in another program's format.

    Attributes:
        text: the file's content.
        held: ids of the statements in it.
        losses: what is not, or not wholly, in it; never empty where something was lost.
    """

    text: str
    held: tuple[str, ...]
    losses: tuple[Loss, ...]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Ids of the statements that are not in it at all."""
        held = set(self.held)
        return tuple(dict.fromkeys(loss.statement for loss in self.losses if loss.statement not in held))

    def loss_report(self) -> str:
        """The losses, a line each; empty when there is none."""
        return "".join(f"{loss.statement}: {loss.what}\n" for loss in self.losses)


def shown(statements: Iterable[Statement], *, private: bool = False) -> tuple[Statement, ...]:
    """The statements that may leave: those that stand, and private ones only if asked for."""
    return tuple(
        statement
        for statement in statements
        if (private or not statement.private) and statement.standing in ("", DISPUTED)
    )


def address(statement: str) -> str:
    """A name of a statement that is unique in the world and the same in every export."""
    return f"urn:entrepot:statement:{quote(statement, safe='')}"


def evidence(statement: Statement, documents: dict[str, str]) -> list[str]:
    """Where each quote stands, by the name of its document, for a person to go back to."""
    return [f"{documents.get(q.document, q.document[:12])}: {q.locator}" for q in statement.quotes]


def without_empty(form: dict[str, Any]) -> dict[str, Any]:
    """A mapping without what is empty; false and zero stay."""
    return {name: value for name, value in form.items() if value not in ("", None, [], {}, ())}
