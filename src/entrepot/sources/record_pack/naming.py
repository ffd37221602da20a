"""How quotes name their document: by its name, and where two versions bear the same one, by the hash too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from entrepot.metadata.statement import Document


def names_of(documents: Iterable[Document]) -> dict[str, str]:
    """What each document is called in quotes, by its hash."""
    known = tuple({document.sha256: document for document in documents}.values())
    borne = Counter(document.name for document in known)
    return {
        each.sha256: each.name if borne[each.name] == 1 else f"{each.name} [{each.sha256}]" for each in known
    }


def by_name(documents: Iterable[Document]) -> dict[str, Document]:
    """The document that each such name means; a name that two bear means neither."""
    known = {document.sha256: document for document in documents}
    return {name: known[sha256] for sha256, name in names_of(known.values()).items()}
