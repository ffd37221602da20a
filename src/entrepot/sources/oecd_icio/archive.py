"""The publisher's zip, opened with suspicion: nothing is unpacked to disk, sizes are bounded."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import refuse_bomb

# The real tables: 88 MB of CSV a year, packed 3.7 to 1, lines of 20 to 40 kB.
MAX_BYTES = 1_000_000_000
MAX_RATIO = 100
MAX_LINE = 1_000_000
_MEMBER = re.compile(r"(?:.*/)?(\d{4})_SML\.csv")
_AGAIN = "Download the file again from the publisher and compare its size."


def years(path: Path) -> tuple[str, ...]:
    """Years whose full table is in the zip, in order; empty when there is none.

    Raises:
        BadInput: not a readable zip file.
    """
    with _opened(path) as archive:
        return tuple(sorted(_members(archive)))


def lines(path: Path, year: str) -> Iterator[str]:
    """The text lines of one year's table, read as they are asked for.

    Raises:
        BadInput: no such year, a corrupt or implausibly compressed member, a line without end, not UTF-8.
    """
    with _opened(path) as archive:
        member = _members(archive).get(year)
        if member is None:
            raise BadInput(
                f"has no table of {year}",
                file=path,
                expected=f"one of {', '.join(sorted(_members(archive)))}",
            )
        refuse_bomb(f"{path} ({member.filename})", member, size=MAX_BYTES, ratio=MAX_RATIO)
        with archive.open(member) as raw, TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
            while line := text.readline(MAX_LINE):
                if len(line) == MAX_LINE:
                    raise BadInput(f"a line is longer than {MAX_LINE:,} characters", file=member.filename)
                yield line


def member_name(year: str) -> str:
    """Name of one year's table inside the zip, for messages."""
    return f"{year}_SML.csv"


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except UnicodeDecodeError as error:
        raise BadInput(f"not UTF-8 text ({error.reason})", file=path, remedy=_AGAIN) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise BadInput(
            f"cannot be read as a zip file ({error})", file=path, expected="a whole zip file", remedy=_AGAIN
        ) from error


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    found = ((_MEMBER.fullmatch(info.filename), info) for info in archive.infolist())
    return {match[1]: info for match, info in found if match}
