"""What a publisher's reader offers to the store: which files it knows, and the releases that they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from entrepot.metadata.tables import Table
from entrepot.sources.given import Given

if TYPE_CHECKING:
    import polars as pl


class Progress(Protocol):
    """Told how far a long piece of work is."""

    def __call__(self, message: str, share: float | None = None, /) -> None:
        """Say `message`; `share` is the part done, 0 to 1, where it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What of the given files becomes one release.

    Attributes:
        dataset: first part of the names of its tables, e.g. "baci_hs17".
        period: EDTF, the time the values are about, e.g. "2022", "2024-02", "1990/2023".
        name: where it stands, for messages, e.g. the member's name.
        scope: what of the publisher's dataset it is, as the release's title says it.
        edition: edition as the file names it; the descriptor's where empty.
        more: other fields of `store.warehouse.release.About` that differ from the descriptor's.
        members: names of the members that it is read from, by whose hashes it is known again; all when empty.
    """

    dataset: str
    period: str
    name: str
    scope: str
    edition: str = ""
    more: Mapping[str, str] = field(default_factory=dict)
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The tables of one part, and what was found while they were read.

    Attributes:
        tables: frames, or Parquet files under the scratch folder for what is too large for memory, with the
            columns and types as declared and sorted by the table's key.
        found: sentences for the user, e.g. "11,004,221 flows among 226 economies"; kept in `how_made`.
    """

    tables: Mapping[Table, pl.DataFrame | Path]
    found: Sequence[str] = ()


class Reader(Protocol):
    """The module that reads a publisher's files; a new one is entered in `READERS` of the store's intake."""

    HERE: Path
    """Folder of its `source.yml`."""
    READS: str
    """Which files it reads, in words, with the name of one as an example."""

    def recognises(self, files: Given) -> bool:
        """Whether it reads these, by what is in them, not by their names alone; cheap, never raises for
        files of others.
        """

    def parts(self, files: Given) -> tuple[Part, ...]:
        """The releases they hold, in order of period."""

    def read(self, files: Given, part: Part, scratch: Path, progress: Progress) -> Reading:
        """The declared tables of one part; raises `BadInput` for what is not as the publisher has it.

        `scratch` is an empty folder beside the store, removed afterwards.
        """
