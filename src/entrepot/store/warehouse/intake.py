"""A publisher's file becomes releases: recognised by its content, read by its reader, loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.eurostat_comext import reader as eurostat_comext
from entrepot.sources.given import Given, given
from entrepot.sources.oecd_icio import reader as oecd_icio
from entrepot.sources.reader import Part, Progress, Reader, Reading
from entrepot.sources.un_comtrade import reader as un_comtrade
from entrepot.store.warehouse.release import About, Release
from entrepot.store.warehouse.warehouse import Warehouse

# Asked in this order; the first that recognises a file reads it.
READERS: tuple[Reader, ...] = (oecd_icio, eurostat_comext, un_comtrade)


def add_file(
    warehouse: Warehouse, path: Path, years: Sequence[str] = (), progress: Progress | None = None
) -> tuple[Release, ...]:
    """Add what a publisher's file, or a folder of them, holds: one release for each part of it.

    Args:
        warehouse: the store that takes the releases.
        path: the file as downloaded, zipped or not, or a folder; its name does not matter.
        years: those wanted, all that the files hold when empty.
        progress: told, in words, what is being read and what was found.

    Raises:
        BadInput: no such file, not one that Entrepôt knows, or not what it should be.
        OutputError: the store cannot be written; parts already added stay.
    """
    tell = progress or _silent
    files = given(path)
    reader = reader_of(files)
    wanted, sha256, releases = _wanted(reader, files, years), files.sha256(), []
    for number, part in enumerate(wanted, start=1):
        tell(f"Reading {part.name} ({number} of {len(wanted)}) ...", (number - 1) / len(wanted))
        with warehouse.scratch() as scratch:
            reading = reader.read(files, part, scratch, tell)
            releases.append(warehouse.load(_about(reader, part, reading, sha256), reading.tables))
        for sentence in reading.found:
            tell(f"{part.period}: {sentence}")
    return tuple(releases)


def reader_of(files: Given) -> Reader:
    """The reader that knows these files; raises `BadInput` that lists what could be read if none does."""
    reader = next((reader for reader in READERS if reader.recognises(files)), None)
    if reader is None:
        known = "; ".join(f"{one.READS} ({read_descriptor(one.HERE).url})" for one in READERS)
        raise BadInput("not a file that Entrepôt can read", file=files.path, expected=f"one of: {known}")
    return reader


def _wanted(reader: Reader, files: Given, years: Sequence[str]) -> tuple[Part, ...]:
    parts = reader.parts(files)
    if missing := [y for y in years if not any(part.period.startswith(y) for part in parts)]:
        held = ", ".join(part.period for part in parts)
        raise BadInput(f"has nothing for {', '.join(missing)}", file=files.path, expected=f"one of {held}")
    return tuple(part for part in parts if not years or any(part.period.startswith(y) for y in years))


def _about(reader: Reader, part: Part, reading: Reading, sha256: str) -> About:
    source = read_descriptor(reader.HERE)
    particular = {
        "dataset": part.dataset,
        "title": f"{source.title} ({part.scope})",
        "edition": part.edition or source.edition,
        "period": part.period,
        "retrieved": datetime.now(tz=UTC).date().isoformat(),
        # The file's hash, not its name: the same file under another name is the same release.
        "how_made": " ".join((f"{part.name} of the publisher's file with SHA-256 {sha256}.", *reading.found)),
    }
    return About.of(source, **{**particular, **part.more})


def _silent(_message: str, _share: float | None = None, /) -> None:
    pass
