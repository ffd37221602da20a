"""The parts of a publisher's files, read and loaded one after another, or side by side where that pays."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from typing import cast

from entrepot.metadata.errors import StoreError
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.given import Given
from entrepot.sources.members import explained as readable
from entrepot.sources.reader import Part, Progress, Reader, Reading
from entrepot.store.files import explained
from entrepot.store.warehouse.release import About, Release
from entrepot.store.warehouse.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Job:
    """One part to be read and loaded.

    Attributes:
        number: its place among the parts.
        files: what was given.
        part: the part.
        reader: module of the reader.
    """

    number: int
    files: Given
    part: Part
    reader: str

    def hashed(self, warehouse: Warehouse) -> str:
        """Hash of the file, or of those files of a folder, that the part is read from."""
        with readable(self.files.path):
            return self.files.sha256(self.part.members, warehouse.known.sha256)

    def made_from(self, sha256: str) -> str:
        """The first sentence of how the release was made, by which it is known again."""
        # The file's hash, not its name: the same file under another name is the same release.
        return f"{self.part.name} of the publisher's file with SHA-256 {sha256}."

    def run(self, warehouse: Warehouse, tell: Progress) -> Release:
        """Read the part and load it; what was found is told. Errors as in `add_file`."""
        reader = cast(Reader, import_module(self.reader))
        with ThreadPoolExecutor(1) as beside, warehouse.scratch() as scratch:
            hashing = beside.submit(self.hashed, warehouse)
            with explained(warehouse.roots[-1]):
                reading = reader.read(self.files, self.part, scratch, tell)
            release = warehouse.load(self._about(reader, reading, hashing.result()), reading.tables)
        for sentence in reading.found:
            # What is of no time, such as links between classifications, has ".." for a period.
            tell(sentence if self.part.period == ".." else f"{self.part.period}: {sentence}")
        return release

    def _about(self, reader: Reader, reading: Reading, sha256: str) -> About:
        source = read_descriptor(reader.HERE)
        particular = {
            "dataset": self.part.dataset,
            "title": f"{source.title} ({self.part.scope})",
            "edition": self.part.edition or source.edition,
            "period": self.part.period,
            "retrieved": datetime.now(tz=UTC).date().isoformat(),
            "how_made": " ".join((self.made_from(sha256), *reading.found)),
        }
        return About.of(source, **{**particular, **self.part.more})


def stored_from(warehouse: Warehouse, job: Job) -> Release | None:
    """The release that was made of this part of the same files; None if there is none, or it lacks a file."""
    try:
        releases = warehouse.releases()
    except StoreError:  # a harmed release is no reason not to add one; `entrepot data verify` names it
        return None
    same = [one for one in releases if (one.dataset, one.period) == (job.part.dataset, job.part.period)]
    made_from = job.made_from(job.hashed(warehouse)) if same else ""
    for release in same:
        whole = all((release.folder / table.file).is_file() for table in release.tables)
        if whole and release.how_made.startswith(made_from):
            return release
    return None


def one_by_one(warehouse: Warehouse, jobs: Sequence[Job], tell: Progress) -> dict[int, Release]:
    """Run the jobs; the release of each by its number. What was added before one fails stays."""
    releases: dict[int, Release] = {}
    for done, job in enumerate(jobs):
        tell(f"Reading {job.part.name} ({done + 1} of {len(jobs)}) ...", done / len(jobs))

        def within(message: str, share: float | None = None, /, done: int = done) -> None:
            tell(message, None if share is None else (done + share) / len(jobs))

        releases[job.number] = job.run(warehouse, within)
    return releases
