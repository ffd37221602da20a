"""Why a file was not attached, and what the user can do about it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from entrepot.metadata.errors import WrongDocument
from entrepot.metadata.statement import Document
from entrepot.store.record.copies import ANOTHER_FILE, QuoteCheck


def not_the_document(
    path: Path, content: bytes, found: QuoteCheck, documents: Sequence[Document]
) -> WrongDocument:
    """It is none of the documents; if it is much like one, the message says what sets it apart."""
    if found.document and found.remark:
        said = f" It is {found.document.name}: {found.remark}."
        remedy = (
            "Save it as UTF-8 (Unix line ends, composed accents, no byte-order mark), otherwise unchanged, "
            "and attach it again."
        )
        if found.remark == ANOTHER_FILE:
            remedy = "Attach the very file that was read, or let `entrepot record re-anchor` enter this one."
    elif found.document:
        total = found.found + found.missing
        said = f" It resembles {found.document.name}: {found.found} of {total} quotes stand in it."
        remedy = "Look for the version that was read; `entrepot record verify` lists the quotes that differ."
    else:
        said, remedy = (
            "",
            "Attach one of these documents; `entrepot record documents` says where to find them.",
        )
    digest = hashlib.sha256(content).hexdigest()
    return WrongDocument(
        f"not a document of the record (SHA-256 {digest[:12]}…, {len(content)} bytes).{said}",
        file=path,
        expected=" or ".join(f"{d.name} ({d.sha256[:12]}…, {d.characters} characters)" for d in documents),
        remedy=remedy,
    )


def quote_not_there(path: Path, found: QuoteCheck) -> WrongDocument:
    """It is the document, but a pack claims a quote that does not stand in it."""
    first = found.details[0]
    return WrongDocument(
        f"the quote of statement {first.statement} does not stand at characters {first.quote.start} to "
        f"{first.quote.end}, lines {first.quote.first_line} to {first.quote.last_line}: {first.reason} "
        f"({found.missing} of {found.found + found.missing} quotes are missing)",
        file=path,
        remedy="The pack is wrong about this document: report it to whoever made the pack.",
    )
