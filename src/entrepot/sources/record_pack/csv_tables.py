"""Packs in CSV: a folder or a zip with statements.csv, documents.csv and pack.csv, or statements alone."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from entrepot.metadata.errors import BadInput
from entrepot.metadata.statement import Document
from entrepot.sources.bounded import read_bounded
from entrepot.sources.record_pack import cells, columns
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.row import Row
from entrepot.sources.record_pack.tables import Table, check_header, read_tables, tables

MAX_BYTES = 200_000_000
"""Bytes of a table in CSV; 100,000 statements need about a third."""

NAMES = (columns.STATEMENTS, columns.DOCUMENTS, columns.PACK)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LONGEST_CELL = 1_000_000


def csv_files(pack: Pack) -> dict[str, bytes]:
    """The pack as files by name: UTF-8 with a mark that tells spreadsheets so, cells shielded."""
    return {f"{name}.csv": _written(table) for name, table in tables(pack).items()}


def zipped(files: dict[str, bytes]) -> bytes:
    """Files as a zip, the same bytes for the same files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def read_csv(path: Path, documents: Sequence[Document] = ()) -> Pack:
    """The pack in a folder, a zip, or one file of statements; the latter makes a pack without a name.

    Args:
        path: what to read.
        documents: those that the statements may quote beside the pack's own.

    Raises:
        BadInput: naming file, line and column.
    """
    files = _in_folder(path) if path.is_dir() else _in_zip(path) if _is_zip(path) else _alone(path)
    given = {name: _rows(name, where, content) for name, (where, content) in files.items()}
    return read_tables(given, path, _hash(path, files), documents)


def _hash(path: Path, files: dict[str, tuple[str, bytes]]) -> str:
    """Hash of a file's bytes; of a folder, of its files' names and hashes."""
    if path.is_file():
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    lines = (f"{hashlib.sha256(files[name][1]).hexdigest()}  {name}.csv\n" for name in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _alone(path: Path) -> dict[str, tuple[str, bytes]]:
    content = read_bounded(path, MAX_BYTES, remedy="Split it into several files.")
    return {columns.STATEMENTS: (str(path), content)}


def _in_folder(path: Path) -> dict[str, tuple[str, bytes]]:
    found = {}
    for file in sorted(path.iterdir()):
        if file.suffix.lower() == ".csv" and not file.name.startswith("."):
            name = _known(file.name, path)
            found[name] = (str(file), read_bounded(file, MAX_BYTES, remedy="Split it into several packs."))
    return found


def _in_zip(path: Path) -> dict[str, tuple[str, bytes]]:
    """The tables in a zip, at its top or in one folder; sizes are those that come out, not those promised."""
    found: dict[str, tuple[str, bytes]] = {}
    read_bounded(path, MAX_BYTES)
    try:
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist()[:1000]:
                file = PurePosixPath(info.filename)
                if info.is_dir() or file.name.startswith(".") or "__MACOSX" in file.parts:
                    continue
                name = _known(file.name, path)
                if name in found:
                    raise BadInput(f"holds {file.name} twice", file=path, remedy="Keep one of them.")
                with archive.open(info) as stream:
                    content = stream.read(MAX_BYTES + 1)
                if len(content) > MAX_BYTES:
                    raise BadInput(f"{file.name} unpacks to more than {MAX_BYTES / 10**6:g} MB", file=path)
                found[name] = (f"{path}/{info.filename}", content)
    # A broken zip shows itself in any of these, an encrypted one as RuntimeError.
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise BadInput(f"cannot be unpacked: {error}", file=path, remedy="Make the zip anew.") from error
    return found


def _known(file: str, path: Path) -> str:
    name = file.lower().removesuffix(".csv")
    if name not in NAMES or not file.lower().endswith(".csv"):
        raise BadInput(
            f"{file!r} is no table of a pack",
            file=path,
            expected=" or ".join(f"{each}.csv" for each in NAMES),
            remedy="Take it out of there.",
        )
    return name


def _rows(name: str, where: str, content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        remedy = "Save it as “CSV UTF-8”."
        raise BadInput("not UTF-8", file=where, line=line, expected="text in UTF-8", remedy=remedy) from error
    if "\0" in text:
        # Python's reader would take it, SQLite keep it, and PostgreSQL refuse it with the whole load.
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput("holds the character NUL", file=where, line=line, remedy="Take it out.")
    header: list[str] = []
    for line, read in _lines(where, text):
        if not any(read):
            continue
        if not header:
            header = read
            check_header(name, where, line, header)
        else:
            yield _row(where, line, header, read)
    if not header:
        raise BadInput("the table is empty", file=where, expected="a first row with the names of the columns")


def _row(where: str, line: int, header: list[str], read: list[str]) -> Row:
    if len(read) > len(header):
        raise BadInput(
            f"{len(read)} cells under {len(header)} names",
            file=where,
            line=line,
            remedy="A cell with a comma stands in quotation marks.",
        )
    return Row(where, line, {name: cell for name, cell in zip(header, read, strict=False) if cell})


def _lines(where: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """Line at which each row begins, and its cells as the texts they hold."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    while (row := _next(reader, where, line)) is not None:
        yield line, [_cell(where, line, number, cell) for number, cell in enumerate(row, start=1)]
        line = reader.line_num + 1


def _next(reader: Iterator[list[str]], where: str, line: int) -> list[str] | None:
    """The next row; None after the last. The limit is one for all readers: it is set for this row alone."""
    old = csv.field_size_limit(_LONGEST_CELL)
    try:
        return next(reader, None)
    except csv.Error as error:
        raise BadInput(f"not CSV: {error}", file=where, line=line, remedy="Mend that line.") from error
    finally:
        csv.field_size_limit(old)


def _delimiter(text: str) -> str:
    """What ends the first name: a comma, the semicolon of spreadsheets on the Continent, or a tab."""
    found = re.search(r"[,;\t\n]", text)
    return found[0] if found and found[0] != "\n" else ","


def _cell(where: str, line: int, number: int, cell: str) -> str:
    try:
        return cells.unshield(cell)
    except ValueError as error:
        raise BadInput(
            str(error), file=where, line=line, column=number, remedy="Put an apostrophe before it."
        ) from error


def _written(table: Table) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(map(cells.shield, table.columns))
    for row in table.rows:
        # A number needs no shield: it is its own value.
        writer.writerow(
            cells.shield(cell) if isinstance(cell, str) else cells.written_number(cell) for cell in row
        )
    return stream.getvalue().encode("utf-8-sig")
