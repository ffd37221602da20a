"""What publishers reported, from every release of IATI in the store, each file once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from entrepot.metadata.errors import NoData
from entrepot.metadata.iati import (
    ACTIVITIES,
    DATASET,
    FILES,
    PARTICIPANTS,
    RECIPIENTS,
    REJECTED,
    RELATED,
    SECTORS,
    TRANSACTIONS,
)
from entrepot.metadata.origin import Origin
from entrepot.metadata.tables import Table
from entrepot.store.warehouse import Release, Warehouse

KEY = "key"
"""Number of an activity, over all files: shorter to join on than a file's hash and a count."""
AT = ("key", "transaction")
_HEADS = (
    "file", "activity", "identifier", "reporting_ref", "reporting_name", "secondary_reporter", "title",
    "default_flow_type", "humanitarian", "last_updated",
)  # fmt: skip
_MONEY = (
    "transaction", "line", "type", "date", "value", "currency", "value_date", "provider_ref", "provider_name",
    "provider_activity", "receiver_ref", "receiver_name", "receiver_activity", "flow_type", "humanitarian",
)  # fmt: skip
_MANY = 12
_SHARES = ("transaction", "vocabulary", "code", "percentage")


@dataclass(frozen=True, slots=True)
class Reported:
    """Tables of IATI, activities by their number.

    Attributes:
        files: file, name, generated, rejected and the release it came with.
        activities: one row each, with `key`; the day on which its file was made as `generated`.
        transactions: of the types asked for, with `key`.
        recipients, sectors: key, transaction (0 for the activity as a whole), codes and shares.
        related: key, type, ref.
        doers: key and name of the organisations that carry an activity out.
        rejected: file and identifier of the activities that were set apart when files were added.
        releases: those that hold the files.
    """

    files: pl.DataFrame
    activities: pl.DataFrame
    transactions: pl.DataFrame
    recipients: pl.DataFrame
    sectors: pl.DataFrame
    related: pl.DataFrame
    doers: pl.DataFrame
    rejected: pl.DataFrame
    releases: tuple[Release, ...]


def reported(warehouse: Warehouse, types: Sequence[str]) -> Reported:
    """Everything on activities, and their transactions of these types.

    Raises:
        NoData: the store has no file of IATI.
    """
    store = _Store.of(warehouse)
    heads = store.read(ACTIVITIES, _HEADS).sort("file", "activity").with_row_index(KEY)
    made = store.files.select("file", pl.col("generated").str.slice(0, 10).str.to_date(strict=False))
    heads = heads.join(made, on="file", how="left", maintain_order="left")
    keys = heads.select("file", "activity", KEY)

    def of(table: Table, columns: Sequence[str], **where: Sequence[Any]) -> pl.DataFrame:
        found = store.read(table, ("file", "activity", *columns), where)
        return found.join(keys, on=["file", "activity"]).drop("file", "activity")

    return Reported(
        files=store.files,
        activities=heads,
        transactions=of(TRANSACTIONS, _MONEY, type=types),
        recipients=of(RECIPIENTS, (*_SHARES, "kind", "place")),
        sectors=of(SECTORS, _SHARES, vocabulary=("1", "2")),
        related=of(RELATED, ("type", "ref"), type=("1", "2")),
        doers=of(PARTICIPANTS, ("name", "ref"), role=("4",)),
        rejected=store.read(REJECTED, ("file", "element", "identifier"), {"element": ("activity",)}),
        releases=store.releases,
    )


@dataclass(frozen=True, slots=True)
class Holding:
    """What the store holds of a publisher: how many files, and when the last was made ("" unknown)."""

    publisher: str
    files: int
    made: str


def holdings(warehouse: Warehouse) -> tuple[tuple[Holding, ...], tuple[Origin, ...]]:
    """Whose files with activities are in the store, in order of name, and the releases they came with.

    Where the releases are many, one origin stands for all; where no file has activities, all are named.

    Raises:
        NoData: the store has no file of IATI.
    """
    store = _Store.of(warehouse)
    by = store.read(ACTIVITIES, ("file", "reporting_ref", "reporting_name"))
    named = by.select("file", pl.coalesce("reporting_name", "reporting_ref").fill_null("").alias("publisher"))
    files = named.unique().join(store.files.select("file", "generated"), on="file")
    last = pl.col("generated").max().fill_null("").str.slice(0, 10)
    found = files.group_by("publisher").agg(pl.len(), last).sort("publisher")
    active = store.files.join(by.select("file").unique(), on="file", how="semi")
    numbers = (active if active.height else store.files)["release"].unique().sort().to_list()
    origins = tuple(dict.fromkeys(store.releases[number].origin() for number in numbers))
    if len(origins) > _MANY:
        one = replace(origins[0], dataset="IATI activities", edition="", sha256="")
        origins = (one.at(f"{len(origins)} releases"),)
    return tuple(Holding(*row) for row in found.iter_rows()), origins


@dataclass(frozen=True, slots=True)
class _Store:
    warehouse: Warehouse
    releases: tuple[Release, ...]
    files: pl.DataFrame

    @classmethod
    def of(cls, warehouse: Warehouse) -> _Store:
        """Every release, and for each file the first release that holds it."""
        releases = tuple(
            r for r in warehouse.releases() if r.dataset == DATASET and r.table(FILES.short_name)
        )
        if not releases:
            raise NoData(
                "The store holds no aid as its publishers report it. `entrepot data add FILE` reads a file "
                "of IATI, or a folder of them; publishers list theirs at https://iatiregistry.org."
            )
        columns = ("file", "name", "generated", "rejected")
        each = [
            warehouse.read(FILES, columns, release=release.id).with_columns(
                pl.lit(number, dtype=pl.Int64).alias("release")
            )
            for number, release in enumerate(releases)
        ]
        files = pl.concat(each).unique("file", keep="first", maintain_order=True)
        return cls(warehouse, releases, files)

    def read(
        self, table: Table, columns: Sequence[str], where: Mapping[str, Sequence[Any]] | None = None
    ) -> pl.DataFrame:
        """Rows of every release, of each file once."""
        each = []
        for number, release in enumerate(self.releases):
            wanted = self.files.filter(pl.col("release") == number)["file"].to_list()
            if wanted:
                chosen = {"file": wanted, **(where or {})}
                each.append(self.warehouse.read(table, columns, chosen, release=release.id))
        return pl.concat(each)
