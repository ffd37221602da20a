"""What is looked at in a workbook before anything reads it: it is a zip of XML, and both can be bombs."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from entrepot.metadata.errors import BadInput

MOST_MEMBERS = 1_000
MOST_BYTES = 400_000_000
"""Bytes that a workbook may unpack to; 100,000 statements need about a third."""

MOST_TAGS_A_ROW = 60_000
"""Tags between the ends of two rows: a reader holds a row in memory."""

_BLOCK = 1 << 20
_XML = (".xml", ".rels", ".vml")
_UTF8 = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_ENCODING = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!(?:utf-8|us-ascii)[\"'])", re.I
)
_ROW_ENDS = re.compile(rb"</(?:\w+:)?(?:row|si)\s*>")


def refuse_bombs(content: bytes, path: Path) -> None:
    """Refuse what is no workbook, what unpacks to too much, and XML with declarations (entities, CDATA).

    Excel and LibreOffice write none of those; whatever has them was made to harm, or by hand.

    Raises:
        BadInput: saying which.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if len(members) > MOST_MEMBERS or len(names) < len(members):
                raise BadInput(
                    f"{len(members)} parts, more than a workbook has, or one of them twice", file=path
                )
            left = MOST_BYTES
            for member in members:
                left -= _scan(archive, member, path, left)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        raise BadInput(
            f"not a workbook: {error}", file=path, expected="an .xlsx file", remedy="Save it anew as .xlsx."
        ) from error


def _scan(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, left: int) -> int:
    """Bytes that a member unpacks to, once looked at; never more than a block of it is in memory."""
    done, tags, tail = 0, 0, b""
    is_xml = member.filename.lower().endswith(_XML)
    with archive.open(member) as stream:
        while block := stream.read(_BLOCK):
            if is_xml:
                if not done:
                    _refuse_encoding(block, member.filename, path)
                if b"<!" in tail[-1:] + block:
                    raise _hostile(member.filename, "a declaration (<!...)", path)
                tags = _most_tags(tail + block, tags, member.filename, path)
                tail = block[-16:]
            done += len(block)
            if done > left:
                raise BadInput(f"unpacks to more than {MOST_BYTES / 10**6:g} MB", file=path)
    return done


def _refuse_encoding(block: bytes, name: str, path: Path) -> None:
    if not _UTF8.match(block) or _ENCODING.match(block) or b"\0" in block[:64]:
        raise _hostile(name, "another encoding than UTF-8", path)


def _most_tags(block: bytes, before: int, name: str, path: Path) -> int:
    """Tags since the last row that ended; the few that a block repeats of the one before do no harm."""
    tags = before
    for number, part in enumerate(_ROW_ENDS.split(block)):
        tags = part.count(b"<") + (tags if number == 0 else 0)
        if tags > MOST_TAGS_A_ROW:
            raise _hostile(name, f"a row of more than {MOST_TAGS_A_ROW:,} tags", path)
    return tags


def _hostile(name: str, what: str, path: Path) -> BadInput:
    return BadInput(
        f"its part {name} has {what}, which no spreadsheet program writes", file=path,
        remedy="Open it in a spreadsheet program and save it anew as .xlsx.",
    )  # fmt: skip
