"""Which statements are about one and the same thing, and which about a part of it: nothing climbs twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from entrepot.metadata.ladders import LADDER_OF
from entrepot.metadata.statement import DISPUTED, Statement

ABOUT_ANOTHER = ("content_of", "part_of")


@dataclass(frozen=True, slots=True)
class Identity:
    """What is the same as what in a record.

    Attributes:
        by_id: the statements that count.
        head: of every statement, the id of the one that stands for all that say the same thing.
        whole: of a statement on the content or on a part of another, the id of the head of that other.
    """

    by_id: Mapping[str, Statement]
    head: Mapping[str, str]
    whole: Mapping[str, str]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Identity:
        """What is the same in these; retracted, merged and superseded statements are left out."""
        by_id = {s.id: s for s in counted(statements)}
        head = _heads(by_id)
        whole = {
            s.id: head[target]
            for s in by_id.values()
            for relation in ABOUT_ANOTHER
            for target in ids(s.attributes.get(relation))
            if target in by_id and head[target] != head[s.id]
        }
        return cls(by_id, head, whole)

    def items(self) -> list[Statement]:
        """What climbs: heads of agreements, commitments, projects and contributions, wholes alone."""
        return [s for s in self.by_id.values() if self.head[s.id] == s.id and self._climbs(s)]

    def _climbs(self, s: Statement) -> bool:
        if s.kind not in LADDER_OF or s.attributes.get("applies_to"):
            return False
        # What belongs to something that does not climb itself is not counted there either.
        whole = self.by_id.get(self.whole.get(s.id, ""))
        return whole is None or whole.kind not in LADDER_OF

    def standing_for(self, identifier: str) -> str:
        """The head of a statement; what the record does not hold stands for itself."""
        return self.head.get(identifier, identifier)


def counted(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements that stand or are disputed and that no other one supersedes."""
    standing = tuple(s for s in statements if s.standing in ("", DISPUTED))
    replaced = {s.supersedes for s in standing if s.supersedes}
    return tuple(s for s in standing if s.id not in replaced)


def ids(value: object) -> tuple[str, ...]:
    """Identifiers of an attribute that holds one or several, each once."""
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(dict.fromkeys(map(str, value))) if isinstance(value, list | tuple) else ()


def _heads(by_id: Mapping[str, Statement]) -> dict[str, str]:
    """Of each statement the head of all those that `same_as` binds together, whichever way they point."""
    bound = {identifier: [identifier] for identifier in by_id}
    for s in by_id.values():
        for target in ids(s.attributes.get("same_as")) if not s.attributes.get("applies_to") else ():
            if target in by_id and bound[target] is not bound[s.id]:
                bound[target].extend(bound[s.id])
                for identifier in bound[s.id]:
                    bound[identifier] = bound[target]
    return {identifier: min(same, key=lambda i: _rank(by_id[i])) for identifier, same in bound.items()}


def _rank(s: Statement) -> tuple[bool, bool, str]:
    """The one that climbs before others, the one repeated before its repetition, then by identifier."""
    return s.kind not in LADDER_OF, bool(s.attributes.get("same_as")), s.id
