"""The beginning of an XML file, read by expat before anything else is: what it is, and whether it is safe.

A document type is refused: without one there are no entities, and nothing that grows while it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.parsers import expat

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import Member

ROOTS: dict[str, Literal["activity", "organisation"]] = {
    "iati-activities": "activity",
    "iati-organisations": "organisation",
}
ENCODINGS = (
    *("utf-8", "utf-16", "us-ascii", "ascii"),
    *("iso-8859-1", "iso-8859-15", "windows-1252", "windows-1251"),
)
"""Encodings that two parsers read alike; publishers use the first, and by mistake the others."""
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Opening:
    """The first element of an IATI file.

    Attributes:
        holds: what its elements are.
        version: as the file names it; empty where it names none.
        generated: when the publisher made it, as written; empty where that is not told.
        encoding: as declared; empty where nothing is.
    """

    holds: Literal["activity", "organisation"]
    version: str
    generated: str
    encoding: str


def glance(member: Member) -> Opening | None:
    """The opening of a file; None if it is no IATI, or cannot be told to be. Never raises."""
    try:
        return _opening(member.where, member.glance(_HEAD))
    except BadInput:
        return None


def opening(member: Member) -> Opening:
    """The opening of an IATI file.

    Raises:
        BadInput: it is not well-formed, has a document type, another root, encoding or version.
    """
    found = _opening(member.where, member.head(_HEAD))
    if found is None:
        raise BadInput(
            "is no IATI file", file=member.where, expected=" or ".join(f"<{name}>" for name in ROOTS)
        )
    if found.version and not found.version.startswith("2."):
        raise BadInput(
            f"is of version {found.version:.20} of the standard", file=member.where,
            expected="2.01, 2.02 or 2.03", remedy="Ask the publisher for a newer file.",
        )  # fmt: skip
    if found.encoding and found.encoding.lower() not in ENCODINGS:
        raise BadInput(
            f"is declared to be in {found.encoding:.40}", file=member.where,
            expected=f"one of {', '.join(ENCODINGS)}", remedy="Save it as UTF-8.",
        )  # fmt: skip
    return found


class _Seen(Exception):
    """The first element has begun: enough was read."""


def _opening(where: str, head: bytes) -> Opening | None:
    parser = expat.ParserCreate()
    seen: dict[str, str] = {}

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        seen["encoding"] = encoding or ""

    def element(name: str, attributes: dict[str, str]) -> None:
        seen.update(root=name, version=attributes.get("version", "").strip())
        seen["generated"] = attributes.get("generated-datetime", "").strip()
        raise _Seen

    def refuse(*_: object) -> None:
        raise BadInput(
            "declares a document type", file=where, line=parser.CurrentLineNumber, expected="none, as in IATI"
        )

    parser.XmlDeclHandler, parser.StartElementHandler = declared, element
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(head)
    except _Seen:
        holds = ROOTS.get(seen["root"])
        return holds and Opening(holds, seen["version"], seen["generated"], seen.get("encoding", ""))
    except (expat.ExpatError, ValueError, LookupError):
        # LookupError: an encoding that Python does not know.
        return None
    return None
