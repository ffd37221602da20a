"""A publisher's file becomes releases: recognised by its content, read by its reader, loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import cast

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.sources.cepii_baci import reader as cepii_baci
from entrepot.sources.cepii_gravity import reader as cepii_gravity
from entrepot.sources.concordance import reader as concordance
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.eurostat import reader as eurostat
from entrepot.sources.eurostat_comext import reader as eurostat_comext
from entrepot.sources.given import Given, given
from entrepot.sources.iati import reader as iati
from entrepot.sources.imf import reader as imf
from entrepot.sources.nbb import reader as nbb
from entrepot.sources.oecd_icio import reader as oecd_icio
from entrepot.sources.reader import Part, Progress, Reader
from entrepot.sources.un_comtrade import reader as un_comtrade
from entrepot.sources.world_bank import reader as world_bank
from entrepot.store.warehouse.jobs import Job, one_by_one, stored_from
from entrepot.store.warehouse.release import Release
from entrepot.store.warehouse.warehouse import Warehouse

# Asked in this order; the first that recognises a file reads it.
READERS: tuple[Reader, ...] = (
    oecd_icio,
    cepii_baci,
    eurostat_comext,
    un_comtrade,
    cepii_gravity,
    world_bank,
    eurostat,
    imf,
    nbb,
    iati,
    concordance,
)


def add_file(
    warehouse: Warehouse,
    path: Path,
    years: Sequence[str] = (),
    progress: Progress | None = None,
    *,
    said: Mapping[str, str] | None = None,
    parallel: bool = False,
) -> tuple[Release, ...]:
    """Add what a publisher's file, or a folder of them, holds: one release for each part of it.

    A part that was added before, from files of the same hash, is not read again.

    Args:
        warehouse: the store that takes the releases.
        path: the file as downloaded, zipped or not, or a folder; its name does not matter.
        years: those wanted, all that the files hold when empty.
        progress: told, in words, what is being read and what was found; an empty message brings but a share.
        said: what the files do not tell, e.g. {"revision": "HS17"}.
        parallel: read large parts side by side in processes of their own, as many as processors and memory
            allow. For commands: a script that asks for it must guard its main part with `__name__`.

    Raises:
        BadInput: no such file, not one that Entrepôt knows, or not what it should be.
        UsageError: something was said that the files' reader does not ask for.
        OutputError: the store cannot be written; parts already added stay.
    """
    return add_planned(warehouse, recognise(path, years, said), progress, parallel=parallel)


def add_planned(
    warehouse: Warehouse, plan: Plan, progress: Progress | None = None, *, parallel: bool = False
) -> tuple[Release, ...]:
    """Add what was recognised; arguments and errors as in `add_file`."""
    tell = progress or _silent
    releases: dict[int, Release] = {}
    jobs: list[Job] = []
    for number, part in enumerate(plan.parts):
        job = Job(number, plan.files, part, plan.module)
        if (stored := stored_from(warehouse, job)) is not None:
            releases[number] = stored
            tell(f"{part.period}: in the store already, from the same file ({stored.id}).")
        else:
            jobs.append(job)
    if parallel:
        from entrepot.store.warehouse.side_by_side import add_in_processes

        releases |= add_in_processes(warehouse, jobs, tell)
    else:
        releases |= one_by_one(warehouse, jobs, tell)
    return tuple(releases[number] for number in sorted(releases))


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be added.

    Attributes:
        files: what was given.
        reader: who reads it.
        parts: one a release, of the years asked for.
        ignored: names of members that belong to no part of any year.
    """

    files: Given
    reader: Reader
    parts: tuple[Part, ...]
    ignored: tuple[str, ...]

    @property
    def module(self) -> str:
        """Name of the reader's module, by which another process finds it."""
        return cast(ModuleType, self.reader).__name__

    def sentence(self) -> str:
        """Whose files they are and what they hold."""
        source = read_descriptor(self.reader.HERE)
        datasets = " and ".join(dict.fromkeys(part.dataset for part in self.parts))
        periods = list(dict.fromkeys(part.period for part in self.parts))
        span = periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]} ({len(periods)})"
        span = "of no time" if span == ".." else span
        edition = self.parts[0].edition or source.edition
        return f"{source.publisher}, {source.title}: {datasets}, {span}, {edition}."


def recognise(path: Path, years: Sequence[str] = (), said: Mapping[str, str] | None = None) -> Plan:
    """What a file or folder holds, of which little is read. Arguments and errors as in `add_file`."""
    files = given(path, said)
    reader = reader_of(files)
    if strange := [word for word in files.said if word not in getattr(reader, "ASKS", ())]:
        raise UsageError(f"{path}: --{strange[0]} says nothing about such files. Leave it out.")
    parts = reader.parts(files)
    read = {name for part in parts for name in part.members}
    ignored = tuple(member.name for member in files.members if read and member.name not in read)
    return Plan(files, reader, _of_years(files, parts, years), ignored)


def reader_of(files: Given) -> Reader:
    """The reader that knows these files; raises `BadInput` that lists what could be read if none does."""
    reader = next((reader for reader in READERS if reader.recognises(files)), None)
    if reader is None:
        raise _unknown(files)
    return reader


def _unknown(files: Given) -> BadInput:
    zips = [m.name for m in files.members if m.kind == "file" and m.base.lower().endswith(".zip")]
    if zips:
        return BadInput(
            "is a folder of zip files", file=files.path, expected="one of them at a time, each by its name",
            remedy=f"entrepot data add {files.path / zips[0]}",
        )  # fmt: skip
    known = "; ".join(f"{one.READS} ({read_descriptor(one.HERE).url})" for one in READERS)
    what = "is a folder without a file" if files.path.is_dir() else "not a file"
    return BadInput(f"{what} that Entrepôt can read", file=files.path, expected=f"one of: {known}")


def _of_years(files: Given, parts: Sequence[Part], years: Sequence[str]) -> tuple[Part, ...]:
    if missing := [y for y in years if not any(part.period.startswith(y) for part in parts)]:
        held = ", ".join(part.period for part in parts)
        raise BadInput(f"has nothing for {', '.join(missing)}", file=files.path, expected=f"one of {held}")
    return tuple(part for part in parts if not years or any(part.period.startswith(y) for y in years))


def _silent(_message: str, _share: float | None = None, /) -> None:
    pass
