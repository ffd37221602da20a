"""A release: the tables of one edition of a dataset, immutable, with what must be known to cite them."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import BadInput, StoreError, Tampered
from entrepot.metadata.origin import Origin
from entrepot.sources.descriptor import Descriptor

MANIFEST = "manifest.json"
MANIFEST_VERSION = 1
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,99}")
REMEDY = (
    "Remove its folder and add the release again; one that ships comes back when Entrepôt is installed anew."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the publisher says of a dataset, and how we came by it.

    Attributes:
        dataset: lower-case name, first part of the names of its tables, e.g. "oecd_icio".
        edition: edition, release or vintage, as the publisher names it.
        licence: SPDX identifier or the publisher's own wording.
        unit: unit of the values, e.g. "USD million".
        valuation: price concept, e.g. "basic prices"; empty where it means nothing.
        period: EDTF, the time the values are about, e.g. "2022".
        retrieved: day the source was fetched, ISO 8601; empty if unknown.
        how_made: from which file, with which steps.
        caveat: what a reader must know before using the values.
    """

    dataset: str
    title: str
    publisher: str
    edition: str
    licence: str
    url: str
    unit: str
    period: str
    how_made: str
    valuation: str = ""
    retrieved: str = ""
    caveat: str = ""

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.dataset):
            raise BadInput(
                f"{self.dataset!r} cannot name a dataset", expected="lower-case letters, digits and _"
            )
        if self.retrieved:
            date.fromisoformat(self.retrieved)

    @staticmethod
    def of(source: Descriptor, **particular: str) -> About:
        """What a publisher's descriptor says of all its releases, and what is particular to one of them."""
        shared = {f.name for f in fields(About)} & {f.name for f in fields(Descriptor)}
        return About(**{name: getattr(source, name) for name in shared} | particular)


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table of a release: its short name, number of rows and the SHA-256 of its Parquet file."""

    name: str
    rows: int
    sha256: str

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise BadInput(f"{self.name!r} cannot name a table", expected="lower-case letters, digits and _")

    @property
    def file(self) -> str:
        """File name inside the release's folder."""
        return f"{self.name}.parquet"


@dataclass(frozen=True, kw_only=True)
class Release(About):
    """A stored release; `sha256` covers everything but the day of retrieval, `id` begins with the period."""

    tables: tuple[StoredTable, ...]
    folder: Path

    @cached_property
    def sha256(self) -> str:
        """Hash of the hashes of all tables and of what is said about them."""
        content = {key: value for key, value in self._stated().items() if key != "retrieved"}
        return _digest(content)

    @property
    def id(self) -> str:
        """Name of the release: its period and the first half-line of its hash."""
        period = re.sub(r"[^0-9A-Za-z-]+", "-", self.period).strip("-.") or "undated"
        return f"{period}-{self.sha256[:12]}"

    @cached_property
    def ends(self) -> date:
        """Last day of the period; the last of all where it is open, the first of all where it is no date."""
        try:
            return StatedDate(self.period).latest or date.max
        except ValueError:
            return date.min

    def table(self, name: str) -> StoredTable | None:
        """The stored table of that short name; None if the release has none."""
        return next((table for table in self.tables if table.name == name), None)

    def origin(self, locator: str = "") -> Origin:
        """What a figure read from this release cites; `locator` says where in it, e.g. table and row."""
        return Origin(
            publisher=self.publisher,
            dataset=self.title,
            edition=self.edition,
            locator=locator,
            licence=self.licence,
            url=self.url,
            retrieved=self.retrieved,
            sha256=self.sha256,
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON form: the manifest, with the folder it lies in."""
        return {**self._manifest(), "folder": str(self.folder)}

    def manifest(self) -> str:
        """The manifest's text."""
        return json.dumps(self._manifest(), ensure_ascii=False, indent=2) + "\n"

    def _manifest(self) -> dict[str, Any]:
        stated = {"manifest": MANIFEST_VERSION, "id": self.id, "sha256": self.sha256, **self._stated()}
        return {**stated, "seal": _digest(stated)}

    def _stated(self) -> dict[str, Any]:
        stated = {f.name: getattr(self, f.name) for f in fields(About)}
        return {**stated, "tables": [asdict(t) for t in sorted(self.tables, key=lambda t: t.name)]}


def read_manifest(folder: Path) -> Release:
    """The release in `folder`, its manifest checked against itself (not yet its tables).

    Raises:
        StoreError: the manifest is missing, is not JSON, or is of another version.
        Tampered: the manifest does not match its own seal, or the folder its id.
    """
    file = folder / MANIFEST
    try:
        stated = json.loads(file.read_text(encoding="utf-8"))
        version = stated["manifest"]
        if version != MANIFEST_VERSION:
            raise StoreError(
                f"{file}: manifest version {version}, this Entrepôt reads {MANIFEST_VERSION}. "
                f"Install the version of Entrepôt that wrote it. {REMEDY}"
            )
        release = Release(
            **{f.name: stated[f.name] for f in fields(About)},
            tables=tuple(StoredTable(**table) for table in stated["tables"]),
            folder=folder,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, BadInput) as error:
        raise StoreError(f"{file}: not a readable manifest ({error}). {REMEDY}") from error
    if stated != json.loads(release.manifest()) or folder.name != release.id:
        raise Tampered(f"{file}: the manifest was changed after it was written. {REMEDY}")
    return release


def is_name(text: str) -> bool:
    """Whether `text` may stand in a path as dataset or release id: no separator, no dot."""
    return _ID.fullmatch(text) is not None


def _digest(content: dict[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
