"""The parts of an Office file: a zip that may be a trap, and XML that may be another."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree

from entrepot.sources.documents.limits import MAX_PART, MAX_RATIO, MAX_TAGS
from entrepot.sources.documents.refusal import Refusal

_SMALL = 1_000_000
_MAX_MEMBERS = 10_000
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Text of these stands in another file, so that what is read here would not be what a person sees.
_ELSEWHERE = ("/subDocument", "/aFChunk", "/frame")
AGAIN = "Open it in a word processor and save it again."
# DTDs are refused below; entities would not be resolved in any case, and nothing is fetched.
_HARDENED = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}


@dataclass
class Package:
    """A zip of XML parts that refer to each other; nothing is unpacked to disk, and names are never paths."""

    archive: zipfile.ZipFile
    _spent: int = field(default=0)

    @classmethod
    def of(cls, content: bytes) -> Package:
        """The package in some bytes; raises `Refusal` if they are no zip, or no zip to trust."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
            members = archive.infolist()
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise Refusal("is a damaged zip", expected="a Word file (.docx)", remedy=AGAIN) from error
        names = [member.filename for member in members]
        if len(members) > _MAX_MEMBERS or len(names) != len(set(names)):
            raise Refusal(
                "is a zip with too many parts, or one twice", expected="a Word file (.docx)", remedy=AGAIN
            )
        return cls(archive)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self.archive.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a part; raises `Refusal` if it is damaged, locked or unpacks to too much."""
        info = self.archive.NameToInfo[name]
        self._spent += info.file_size
        ratio = info.file_size / max(info.compress_size, 1)
        if self._spent > MAX_PART or (info.file_size > _SMALL and ratio > MAX_RATIO):
            raise Refusal(
                f"its part {name!r} unpacks to {info.file_size / 10**6:.0f} MB",
                expected="a document that a person wrote",
                remedy="If it is one, save it as plain text.",
            )
        try:
            # zipfile hands out no more than the size that the header states.
            return self.archive.read(info)
        except (
            *(zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError),
            *(ValueError, MemoryError),
        ) as error:
            raise Refusal(f"its part {name!r} is damaged or locked", remedy=AGAIN) from error

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part; raises `Refusal` if it is not well formed, or has a DTD."""
        content = self.read(name)
        if content.count(b"<") > MAX_TAGS * 2 or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Refusal(f"its part {name!r} has a DTD, or too many elements", remedy=AGAIN)
        try:
            root = etree.fromstring(content, etree.XMLParser(**_HARDENED))
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Refusal(f"its part {name!r} is not well-formed XML ({error})", remedy=AGAIN) from error
        # In UTF-16 the search above sees nothing.
        if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
            raise Refusal(f"its part {name!r} has a DTD", remedy=AGAIN)
        return root

    def related(self, part: str, kind: str) -> list[str]:
        """Names of the parts that a part refers to as of that kind, e.g. "/footnotes", in order of name.

        Raises:
            Refusal: part of the text lies in another file. Other references outside (hyperlinks, templates,
                pictures) are never followed.
        """
        folder, name = posixpath.split(part)
        relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if not self.has(relations):
            return []
        found = []
        for relation in self.xml(relations).iter(_RELATION):
            what, outside = relation.get("Type", ""), relation.get("TargetMode") == "External"
            if outside and what.endswith(_ELSEWHERE):
                raise Refusal("takes part of its text from another file", remedy="Save it as one document.")
            if not outside and what.endswith(kind):
                target = relation.get("Target", "")
                found.append(posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/"))
        return sorted({name for name in found if self.has(name)})
