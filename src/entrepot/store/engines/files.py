"""The files that a user names for an engine: one, a folder, or a pattern, looked at before any is read."""

from __future__ import annotations

import glob
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.sources.text_tables.heading import Heading, heading

_PARQUET = (".parquet", ".pq")
_TEXT = (".csv", ".tsv", ".txt", ".dat")
_START = 1 << 16
_ADDRESS = re.compile(r"[a-z][a-z0-9]*://")
_PATTERN = re.compile(r"[*?\[]")
_PARTITION = re.compile(r"([A-Za-z_]\w*)=[^/]*")


@dataclass(frozen=True)
class Files:
    """Files of one kind and one layout.

    Attributes:
        paths: of the files; or one address (s3a://...), which only Spark reads and nobody looked at.
        kind: by their endings.
        delimiter: between the cells of text.
        partitions: columns that stand in the names of folders (period=202402/), as text.
        base: the folder that those stand below.
        size: bytes in all; 0 for an address.
    """

    paths: tuple[str, ...]
    kind: Literal["parquet", "text"]
    delimiter: str = ","
    partitions: tuple[str, ...] = ()
    base: str = ""
    size: int = 0

    @property
    def is_remote(self) -> bool:
        """Whether it is an address, not files of this machine."""
        return is_address(self.paths[0])


def is_address(written: str) -> bool:
    """Whether a name is an address such as s3a://bucket/flows, and no path of this machine."""
    return bool(_ADDRESS.match(written))


def find(written: str, delimiter: str = "") -> Files:
    """The files that a path, a folder or a pattern stands for; a folder is searched to its bottom.

    Files and folders whose names begin with a dot or an underscore are not read: Spark keeps its own there.

    Raises:
        BadInput: if there are none, of several kinds, or of several layouts.
        UsageError: if the name of a file would be read as a pattern.
    """
    if is_address(written):
        is_text = Path(written.rstrip("/")).suffix.lower() in _TEXT
        return Files((written,), "text" if is_text else "parquet", _delimiter(Path(written), delimiter))
    paths = _paths(written)
    kinds = {path.suffix.lower() in _PARQUET for path in paths}
    if not paths or len(kinds) > 1:
        raise BadInput(
            "there are Parquet and text files together" if paths else "there is no such table",
            file=written, expected=f"files that end in {', '.join((*_PARQUET, *_TEXT))}",
        )  # fmt: skip
    base = Path(written) if Path(written).is_dir() else None
    partitions = _partitions(paths, base)
    size = sum(path.stat().st_size for path in paths)
    names = tuple(str(path) for path in paths)
    if kinds == {True}:
        _same_types(paths)
        return Files(names, "parquet", partitions=partitions, base=str(base or ""), size=size)
    if partitions:
        raise BadInput("text files in folders named as columns", file=written, expected="Parquet files there")
    return Files(names, "text", _one_layout(paths, delimiter), size=size)


def _paths(written: str) -> list[Path]:
    given = Path(written)
    if given.is_dir():
        below = [
            path for path in given.rglob("*") if path.is_file() and not _is_kept(path.relative_to(given))
        ]
        found = [path for path in below if path.suffix.lower() in (*_PARQUET, *_TEXT)]
    elif given.is_file():
        found = [given]
    else:
        found = [
            Path(name)
            for name in glob.glob(written, recursive=True)  # noqa: PTH207 - absolute patterns too
            if Path(name).is_file()
        ]
    odd = [path for path in found if _PATTERN.search(str(path))]
    if odd:
        raise UsageError(f"{odd[0]} has a *, ? or [ in its name, which engines read as a pattern: rename it.")
    return sorted(found)


def _is_kept(path: Path) -> bool:
    return any(part.startswith((".", "_")) for part in path.parts)


def _partitions(paths: Sequence[Path], base: Path | None) -> tuple[str, ...]:
    if base is None:
        return ()
    found = {
        tuple(m[1] for part in path.relative_to(base).parts[:-1] if (m := _PARTITION.fullmatch(part)))
        for path in paths
    }
    if len(found) > 1:
        raise BadInput("files lie in folders named as different columns", file=base)
    return found.pop()


def _same_types(paths: Sequence[Path]) -> None:
    """Engines differ in what they make of a column that is text in one file and a number in another."""
    first: dict[str, tuple[pl.DataType, Path]] = {}
    for path in paths:
        try:
            schema = pl.read_parquet_schema(path)
        except (pl.exceptions.PolarsError, OSError) as error:
            said = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise BadInput(f"is no Parquet file that can be read: {said[:300]}", file=path) from error
        for name, kind in schema.items():
            known, other = first.setdefault(name, (kind, path))
            if kind != known:
                raise BadInput(f"holds {kind}, but {known} in {other.name}", file=path, column=name)


def _one_layout(paths: Sequence[Path], delimiter: str) -> str:
    """The delimiter of text files whose first lines are the same; engines go by the first one's columns."""
    first: Heading | None = None
    for path in paths:
        with path.open("rb") as stream:
            found = heading(stream.read(_START))
        if found is None:
            raise BadInput(
                "no line of column names",
                file=path,
                line=1,
                expected="text in UTF-8 with a first line of names",
            )
        if first is not None and found != first:
            raise BadInput(
                f"other columns than in {paths[0].name}",
                file=path,
                line=1,
                expected=", ".join(first.names[:30]),
            )
        first = first or found
    return delimiter or (first.delimiter if first and len(first.names) > 1 else _delimiter(paths[0], ""))


def _delimiter(path: Path, given: str) -> str:
    return given or ("\t" if path.suffix.lower() == ".tsv" else ",")
