"""The vintage of a file: when its data were updated, or else the day on which the publisher packed it."""

from __future__ import annotations

import struct
import zipfile
from datetime import UTC, datetime

from entrepot.sources.members import Member, explained


def updated(day: str) -> str:
    """The edition of data that say when they were last updated; empty when they do not."""
    return f"{day} (last update)" if day else ""


def packed(member: Member) -> str:
    """The edition of data by the day in their gzip or zip; empty if it is plain, or states no day.

    The date of a plain file is not used: it is that of a copy as often as that of the publisher.
    """
    days = {"gzip": _in_gzip, "zip": _in_zip}
    day = days[member.kind](member) if member.kind in days else ""
    return f"{day} (day of packing)" if day else ""


def _in_gzip(member: Member) -> str:
    with explained(member.source), member.source.open("rb") as stream:
        stamp = stream.read(8)[4:]
    seconds = struct.unpack("<I", stamp)[0] if len(stamp) == 4 else 0
    return datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds else ""


def _in_zip(member: Member) -> str:
    with explained(member.source), zipfile.ZipFile(member.source) as archive:
        year, month, day = archive.getinfo(member.name).date_time[:3]
    # 1980 is what packers write who do not want to say.
    return f"{year:04}-{month:02}-{day:02}" if year > 1980 else ""
