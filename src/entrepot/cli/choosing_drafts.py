"""Which drafts are meant: a document by name, and numbers such as "1 4 7-9"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from entrepot.metadata.draft import Decision
from entrepot.metadata.errors import NoData, UsageError

if TYPE_CHECKING:
    from entrepot.metadata.draft import Draft
    from entrepot.metadata.statement import Document
    from entrepot.store.record import Record

_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")


def document_called(record: Record, called: str) -> Document:
    """The document with drafts of that name or hash; raises `NoData` if there is not just one."""
    from entrepot.store.record.own_copy import drafted

    known = drafted(record)
    name = called.rpartition("/")[2]
    found = [d for d in known if d.name == name or (len(called) >= 6 and d.sha256.startswith(called))]
    if len(found) == 1:
        return found[0]
    if found:
        hashes = ", ".join(document.sha256[:12] for document in found)
        raise NoData(f"several versions of {name} were read; say which by its hash: {hashes}.")
    names = ", ".join(document.name for document in known) or "none"
    raise NoData(f"no drafts of a document called {called}. There are drafts of: {names}.")


def chosen(
    record: Record,
    document: str,
    numbers: Sequence[str],
    kinds: Sequence[str],
    *,
    everything: bool,
    decided: bool = False,
) -> tuple[Draft, ...]:
    """The drafts of a document that are named by number or kind, or all that wait.

    Raises:
        UsageError: nothing was named, or a number is none.
        NoData: there are no such drafts.
    """
    from entrepot.store.record.drafts import listed

    if not (numbers or kinds or everything):
        raise UsageError("which drafts? Name their numbers (1 4 7-9), a --kind, or --all.")
    paper = document_called(record, document)
    found = listed(record, paper.sha256, () if decided else (Decision.PENDING,), private=True)
    wanted = _numbers(numbers)
    if missing := wanted - {draft.number for draft in found}:
        first = min(missing)
        state = "no draft" if decided else "no draft that waits"
        raise NoData(f"{paper.name} has {state} with the number {first}. `entrepot drafts list` shows them.")
    picked = tuple(
        draft
        for draft in found
        if (not wanted or draft.number in wanted) and (not kinds or draft.proposed.kind in kinds)
    )
    if not picked:
        raise NoData(f"{paper.name} has no such draft that waits for a decision.")
    return picked


def _numbers(written: Sequence[str]) -> set[int]:
    wanted: set[int] = set()
    for part in written:
        found = _RANGE.fullmatch(part)
        if not found:
            raise UsageError(f"{part} is no number of a draft. Write 4, or 4-9.")
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first or last - first > 10_000:
            raise UsageError(f"{part}: the second number is below the first, or far above it.")
        wanted |= set(range(first, last + 1))
    return wanted
