"""The warehouse: releases found in a few folders, read as Polars frames."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Self

import polars as pl

from entrepot.metadata.errors import NoData, StoreError, Tampered
from entrepot.metadata.tables import Table
from entrepot.store.home import home as users_home
from entrepot.store.home import shared_answers
from entrepot.store.warehouse.known import Known
from entrepot.store.warehouse.query import Query, Where, select, total
from entrepot.store.warehouse.release import REMEDY, About, Release, is_name, read_manifest
from entrepot.store.warehouse.verify import Finding, findings

# Rows of an answer that is worth remembering: one country's facts, not a whole table.
_SMALL = 2_000


@dataclass(frozen=True)
class Warehouse:
    """Read what ships with the package and what the user has added; add more.

    Attributes:
        roots: folders of releases, `<root>/<dataset>/<release id>/`; new releases go to the last one.
    """

    roots: tuple[Path, ...]
    _trusted: dict[Path, None] = field(default_factory=dict, repr=False, compare=False)
    _manifests: dict[Path, Release] = field(default_factory=dict, repr=False, compare=False)
    _answers: dict[Query, pl.DataFrame] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def open(cls, home: Path | None = None) -> Self:
        """The releases that ship with the package and those in `home`/releases, which need not exist."""
        bundled = Path(str(resources.files("entrepot.data"))) / "releases"
        return cls((bundled, (home or users_home()) / "releases"))

    def releases(self) -> tuple[Release, ...]:
        """Every release, newest first within each dataset.

        Raises:
            StoreError: a manifest cannot be read (`Tampered`: was changed); `verify` lists all of them.
        """
        found = self._found()[::-1]  # of equals the last found comes first, as in `release`
        found.sort(key=_age, reverse=True)
        return tuple(sorted(found, key=lambda release: release.dataset))

    def release(self, dataset: str, release_id: str | None = None) -> Release:
        """The newest release of a dataset, or the one of that id.

        Newest is: the period that ends last, then edition, then day of retrieval, then the user's own.

        Raises:
            NoData: the store has none; the message says what it has and how to add one.
        """
        of_dataset = self._found(dataset)
        wanted = [r for r in of_dataset if release_id in (None, r.id)]
        if not wanted:
            what = f"release {release_id} of {dataset}" if release_id else f"release of {dataset}"
            known = [r.id for r in of_dataset] or sorted({r.dataset for r in self._found()})
            raise NoData(
                f"The store holds no {what} (it has: {', '.join(known) or 'nothing'}). "
                "`entrepot data list` shows what there is, `entrepot data add FILE` adds a publisher's file."
            )
        return _newest(wanted)

    def read(
        self,
        table: Table,
        columns: Sequence[str] = (),
        where: Where | None = None,
        *,
        release: str | None = None,
    ) -> pl.DataFrame:
        """Rows of `table`, in key order as stored; no row when none fits.

        Args:
            table: its declaration.
            columns: names of the columns wanted, all when empty.
            where: column name -> the values it may hold; conditions on several columns must all hold.
            release: id of the release, the newest that holds the table when None.

        Raises:
            UsageError: a column the table does not have.
            NoData: no release holds the table.
            StoreError: the file is missing, changed (`Tampered`) or unreadable.
        """
        file = self._file(table, release)
        return self._answer(select(table, file, columns, where or {}), file)

    def total(
        self,
        table: Table,
        value: str,
        by: Sequence[str] = (),
        where: Where | None = None,
        *,
        release: str | None = None,
    ) -> pl.DataFrame:
        """Columns `by` and the sum of `value` in each group, greatest first, ties in order of `by`.

        Without `by` one row: the sum over all rows, null when there is none. Errors as in `read`.
        """
        file = self._file(table, release)
        return self._answer(total(table, file, value, by, where or {}), file)

    def load(self, about: About, tables: Mapping[Table, pl.DataFrame | Path]) -> Release:
        """Add a release made of frames or Parquet files; the same content twice is one release.

        Raises:
            BadInput: a table breaks its declaration.
            OutputError: the store cannot be written; it is as before.
        """
        # Only who writes needs the code that writes.
        from entrepot.store.warehouse.load import add_release

        release = add_release(self.roots[-1], about, tables)
        for table in release.tables:
            self.known.remember(release.folder / table.file, table.sha256)
        return release

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """An empty folder on the store's own disk, for a reader's large files; gone afterwards."""
        from entrepot.store.warehouse.load import scratch_folder

        with scratch_folder(self.roots[-1]) as folder:
            yield folder

    def derived(
        self, release: Release, name: str, version: str, make: Callable[[], pl.DataFrame]
    ) -> pl.DataFrame:
        """What `make` returns for a release, kept from the first time; for results that cost seconds.

        Args:
            release: the release it is computed from; another release has its own.
            name: what it is, e.g. "complexity-stata".
            version: changes whenever the computation does.
            make: computes it; called when nothing is kept, or what is kept was harmed.
        """
        from entrepot.store.warehouse.derived import derived

        return derived(self.cache, release, name, version, make)

    @property
    def cache(self) -> Path:
        """The folder of what can be made again, beside the user's releases; may be deleted at any time."""
        return self.roots[-1].parent / "cache"

    @property
    def answers(self) -> Path:
        """The folder of remembered answers: `$ENTREPOT_CACHE`, which stores may share, else in `cache`."""
        return shared_answers() or self.cache

    @property
    def known(self) -> Known:
        """Hashes of large files, remembered between processes."""
        return Known(self.cache / "hashes.json")

    def verify(self) -> tuple[Finding, ...]:
        """Hash everything again and name what is missing, changed, extra or broken; empty if all is well."""
        return tuple(findings(self.roots))

    def _file(self, table: Table, release_id: str | None) -> Path:
        release = self._holder(table, release_id)
        stored = release.table(table.short_name)
        if stored is None:
            raise NoData(
                f"Release {release.id} of {table.dataset} has no table {table.short_name}: {table.meaning} "
                f"`entrepot data info {table.dataset}` shows its tables."
            )
        file = release.folder / stored.file
        if file not in self._trusted:
            _trust(file, stored.sha256, self.known)
            self._trusted[file] = None
        return file

    def _holder(self, table: Table, release_id: str | None) -> Release:
        if release_id is not None:
            return self.release(table.dataset, release_id)
        holders = [release for release in self._found(table.dataset) if release.table(table.short_name)]
        return _newest(holders) if holders else self.release(table.dataset)

    def _found(self, dataset: str | None = None) -> list[Release]:
        return [self._manifest(folder) for root in self.roots for folder in _folders(root, dataset)]

    def _manifest(self, folder: Path) -> Release:
        # Releases do not change: each manifest is read once, while new folders are still noticed.
        if folder not in self._manifests:
            self._manifests[folder] = read_manifest(folder)
        return self._manifests[folder]

    def _answer(self, query: Query, file: Path) -> pl.DataFrame:
        """The answer to a query; small ones are remembered, since a dossier asks the same thing often."""
        if query not in self._answers:
            frame = _run(query, file)
            if frame.height > _SMALL:
                return frame
            self._answers[query] = frame
        return self._answers[query].clone()


def _age(release: Release) -> tuple[date, str, str]:
    # By their text a series of 1995/2024 would be older than one of 2000/2023.
    return (release.ends, release.edition, release.retrieved)


def _newest(releases: Sequence[Release]) -> Release:
    # Of equals the last found: the user's own before what ships with the package.
    return max(reversed(releases), key=_age)


def _folders(root: Path, dataset: str | None = None) -> list[Path]:
    if dataset is not None and not is_name(dataset):
        return []
    folders = sorted(root.glob(f"{dataset or '*'}/*")) if root.is_dir() else []
    return [f for f in folders if is_name(f.name) and is_name(f.parent.name) and f.is_dir()]


def _trust(file: Path, sha256: str, known: Known) -> None:
    if not file.is_file():
        raise StoreError(f"{file}: is missing. {REMEDY}")
    if known.sha256(file) != sha256:
        raise Tampered(f"{file}: its bytes are not those that were written. {REMEDY}")


def _run(query: Query, file: Path) -> pl.DataFrame:
    # Only who asks needs the engine: listing and adding do not.
    import duckdb

    from entrepot.store.warehouse.engine import fetch

    try:
        return fetch(query.sql, query.parameters)
    except duckdb.Error as error:
        raise StoreError(
            f"{file}: cannot be read ({error}). `entrepot data verify` checks the store."
        ) from error
