"""A publisher's file becomes releases: recognised by its content, read by its reader, loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.metadata.tables import Table
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.oecd_icio import reader as oecd_icio
from entrepot.store.warehouse.release import About, Release
from entrepot.store.warehouse.verify import hash_of
from entrepot.store.warehouse.warehouse import Warehouse


class Reader(Protocol):
    """What the module that reads a publisher's files offers; a new one is entered in `READERS`."""

    HERE: Path
    """Folder of its `source.yml`."""
    READS: str
    """Which file it reads, in words, with the name of one as an example."""
    SCOPE: str
    """What of the dataset the file holds, as the release's title says it."""

    def recognises(self, path: Path) -> bool:
        """Whether it reads this file, by what is in it."""

    def years(self, path: Path) -> tuple[str, ...]:
        """The years that the file holds, in order."""

    def member_name(self, year: str) -> str:
        """Where in the file a year stands."""

    def read_year(self, path: Path, year: str) -> Mapping[Table, pl.DataFrame]:
        """The declared tables of one year; raises `BadInput` for what is not as the publisher has it."""


READERS: tuple[Reader, ...] = (oecd_icio,)


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
        raise BadInput(
            "is a folder" if path.is_dir() else "there is no such file", file=path, expected="a file"
        )
    reader = next((reader for reader in READERS if reader.recognises(path)), None)
    if reader is None:
        addresses = " or ".join(read_descriptor(known.HERE).url for known in READERS)
        raise BadInput(
            "not a file that Entrepôt can read",
            file=path,
            expected=" or ".join(known.READS for known in READERS),
            remedy=f"It can be had at {addresses}.",
        )
    sha256, wanted, releases = hash_of(path), tuple(years) or reader.years(path), []
    for number, year in enumerate(wanted, start=1):
        if progress:
            progress(f"Reading {reader.member_name(year)} ({number} of {len(wanted)}) ...")
        releases.append(warehouse.load(_about(reader, year, sha256), reader.read_year(path, year)))
    return tuple(releases)


def _about(reader: Reader, year: str, sha256: str) -> About:
    source = read_descriptor(reader.HERE)
    return About.of(
        source,
        title=f"{source.title} ({reader.SCOPE}, {year})",
        period=year,
        retrieved=datetime.now(tz=UTC).date().isoformat(),
        # The file's hash, not its name: the same file under another name is the same release.
        how_made=f"{reader.member_name(year)} of the publisher's zip with SHA-256 {sha256}.",
    )
