"""What an engine is asked, and how one is opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, runtime_checkable

from entrepot.metadata.errors import UsageError
from entrepot.store.engines.files import Files

ENGINES = ("polars", "duckdb", "spark")
_MEMORY = re.compile(r"[1-9][0-9]{0,5}(MB|GB)")
_SECRET = re.compile(r"secret|password|token|access\.?key|credential", re.IGNORECASE)


@dataclass(frozen=True)
class Settings:
    """How an engine is opened.

    Attributes:
        memory: most it may use, such as "2GB": what DuckDB spills to the disk past, or the heap of a local
            Spark. Polars has no such limit.
        master: for Spark, `local[N]`, `local[*]` or the address of a cluster.
        conf: for Spark, further settings; secrets are refused, they belong into the environment.

    Raises:
        UsageError: if a setting is none, or of another engine.
    """

    memory: str = ""
    master: str = ""
    conf: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.memory and not _MEMORY.fullmatch(self.memory):
            raise UsageError(f"{self.memory!r} is no amount of memory: write 500MB or 4GB.")
        for name in self.conf:
            if _SECRET.search(name) and not name.endswith(".provider"):
                raise UsageError(
                    f"{name} may be a secret, and a command line is no place for one: others see it, and the "
                    "shell keeps it. Leave it to the environment (AWS_... variables, a role of the machine)."
                )


class Engine(Protocol):
    """An engine that is open."""

    def scan(self, files: Files) -> Any:
        """The rows of the files as the engine's own lazy frame; in text, every cell is text."""

    def write(self, rows: Any, folder: Path) -> list[Path]:
        """Compute a lazy frame into Parquet files in a folder that is there and empty, in their order."""

    def progress(self) -> float | None:
        """How much of the running query is done, from 0 to 1; None where the engine does not tell."""


@runtime_checkable
class FarEngine(Engine, Protocol):
    """An engine that writes where this machine has no disk."""

    def kept(self, rows: Any) -> Any:
        """The same rows, computed once for several uses."""

    def small(self, rows: Any) -> list[dict[str, Any]]:
        """A few rows, brought here."""

    def write_to(self, rows: Any, address: str) -> None:
        """Compute a lazy frame into a new folder at an address, as one Parquet file, in its order."""


@contextmanager
def opened_engine(name: str, settings: Settings) -> Iterator[Engine]:
    """One of `ENGINES`, closed with the block; what it keeps on the disk meanwhile goes with it.

    Raises:
        UsageError: if it is not known, not installed, or does not take these settings.
    """
    if name not in ENGINES:
        raise UsageError(f"No engine is named {name!r}. There are {', '.join(ENGINES)}.")
    if name != "spark" and (settings.master or settings.conf):
        raise UsageError(f"--master and --conf are for Spark, not for {name}: add --engine spark.")
    if name == "polars" and settings.memory:
        raise UsageError("Polars takes no limit of memory: use --engine duckdb, which spills to the disk.")
    # An engine is loaded only when it is asked for: DuckDB takes 20 ms, Spark a Java machine.
    room = import_module(f"entrepot.store.engines.{name}_engine")
    with (
        TemporaryDirectory(prefix="entrepot-engine-") as scratch,
        room.opened(settings, Path(scratch)) as engine,
    ):
        yield engine
