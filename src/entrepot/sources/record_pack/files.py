"""Packs in files of any form, known by the suffix: YAML, CSV (a folder, a zip, statements alone) or Excel."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from entrepot.metadata.errors import BadInput, OutputError
from entrepot.metadata.statement import Document
from entrepot.sources.record_pack.csv_tables import csv_files, read_csv, zipped
from entrepot.sources.record_pack.excel import read_workbook, workbook
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack
from entrepot.sources.record_pack.writer import write_pack

SUFFIXES = (".yml", ".yaml", ".csv", ".zip", ".xlsx")
"""What a pack's file may be called; without a suffix it is a folder of CSV."""


def read_any_pack(path: Path, documents: Sequence[Document] = ()) -> Pack:
    """The pack in a file or folder.

    Args:
        path: YAML, Excel, one file of statements in CSV, or a zip or folder of the three tables.
        documents: what tables of statements alone may quote, e.g. those of the record.

    Returns:
        the pack; without a name if there are only statements, which are then additions or corrections to
        what is there, not a pack of their own.

    Raises:
        BadInput: naming file, line or row, and column.
    """
    suffix = path.suffix.lower()
    if suffix in (".yml", ".yaml"):
        return read_pack(path)
    if suffix == ".xlsx":
        return read_workbook(path, documents)
    if path.is_dir() or suffix in (".csv", ".zip"):
        return read_csv(path, documents)
    raise BadInput(
        "no pack by its name", file=path, expected=f"a folder, or a name that ends in {', '.join(SUFFIXES)}"
    )


def write_any_pack(pack: Pack, path: Path, *, private: bool = False) -> None:
    """Write a pack in the form that the suffix asks for; without one, as a folder of CSV.

    Args:
        pack: what to write; words of documents are never written.
        path: where; `statements.csv` and the like get the statements alone.
        private: whether personal data beyond public roles goes along; whoever asks for it logs it.

    Raises:
        OutputError: it cannot be written there; what stood there before still stands.
    """
    given = pack if private else public(pack)
    suffix = path.suffix.lower()
    try:
        if suffix in (".yml", ".yaml"):
            _put(path, write_pack(given, revisions=True).encode())
        elif suffix == ".xlsx":
            _put(path, workbook(given))
        elif suffix == ".zip":
            _put(path, zipped(csv_files(given)))
        elif suffix == ".csv":
            # without the head of the pack each statement must itself say who entered it
            _put(path, csv_files(replace(given, entered_by="", entered_at=""))["statements.csv"])
        elif not suffix:
            _put_folder(path, csv_files(given))
        else:
            raise OutputError(f"{path}: no form of a pack. Use a folder or one of {', '.join(SUFFIXES)}.")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}).") from error


def public(pack: Pack) -> Pack:
    """The pack without private statements, and without documents that only those quoted."""
    kept = tuple(statement for statement in pack.statements if not statement.private)
    if len(kept) == len(pack.statements):
        return pack
    before, now = (
        {quote.document for statement in some for quote in statement.quotes}
        for some in (pack.statements, kept)
    )
    documents = tuple(each for each in pack.documents if each.sha256 not in before - now)
    return replace(pack, statements=kept, documents=documents)


def _put(path: Path, content: bytes) -> None:
    """Write wholly or not at all."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        made.chmod(0o644 & ~_masked())
        made.replace(path)
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def _masked() -> int:
    """What nobody but the user may do with new files; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _put_folder(path: Path, files: dict[str, bytes]) -> None:
    path.mkdir(exist_ok=True)
    strange = [file.name for file in path.glob("*.csv") if file.name not in files]
    if strange:
        raise OutputError(f"{path}: holds {strange[0]}, which is no table of a pack. Name another folder.")
    for name, content in files.items():
        _put(path / name, content)
