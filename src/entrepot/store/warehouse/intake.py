"""A publisher's file becomes releases: recognised by its content, read by its reader, loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.sources.descriptor import Descriptor, read_descriptor
from entrepot.sources.oecd_icio import archive, reader
from entrepot.store.warehouse.release import About, Release
from entrepot.store.warehouse.verify import hash_of
from entrepot.store.warehouse.warehouse import Warehouse


def add_file(
    warehouse: Warehouse, path: Path, years: Sequence[str] = (), progress: Callable[[str], None] | None = None
) -> tuple[Release, ...]:
    """Add what a publisher's file holds, one release a year.

    Args:
        warehouse: the store that takes the releases.
        path: the file as downloaded; its name does not matter.
        years: those wanted, all that the file holds when empty.
        progress: told, in words, what is being read.

    Raises:
        BadInput: no such file, not one that Entrepôt knows, or not what it should be.
        OutputError: the store cannot be written; years already added stay.
    """
    if not path.is_file():
        raise BadInput("there is no such file", file=path)
    if not reader.recognises(path):
        raise BadInput(
            "not a file that Entrepôt can read",
            file=path,
            expected="the OECD's zip of full Inter-Country Input-Output tables, such as 2016-2022_SML.zip",
            remedy=f"It can be had at {read_descriptor(reader.HERE).url}.",
        )
    return _icio(warehouse, path, tuple(years) or archive.years(path), progress or (lambda _: None))


def _icio(
    warehouse: Warehouse, path: Path, years: Sequence[str], progress: Callable[[str], None]
) -> tuple[Release, ...]:
    source, sha256, releases = read_descriptor(reader.HERE), hash_of(path), []
    for number, year in enumerate(years, start=1):
        progress(f"Reading {archive.member_name(year)} ({number} of {len(years)}) ...")
        tables = reader.read_year(path, year)
        releases.append(warehouse.load(_about(source, year, sha256), tables))
    return tuple(releases)


def _about(source: Descriptor, year: str, sha256: str) -> About:
    return About.of(
        source,
        title=f"{source.title} (full table, {year})",
        period=year,
        retrieved=datetime.now(tz=UTC).date().isoformat(),
        # The file's hash, not its name: the same file under another name is the same release.
        how_made=f"{archive.member_name(year)} of the publisher's zip with SHA-256 {sha256}.",
    )
