"""What is told on standard error during downloads: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from entrepot.cli.output import note

if TYPE_CHECKING:
    from entrepot.sources.download import Download

_BAR = 24


class Teller:
    """Tells how far downloads are.

    Args:
        names: the files to come, in order.
        is_terminal: whether a line may be written over; standard error is asked when None.
        clock: seconds since any moment.
    """

    def __init__(
        self,
        names: Sequence[str],
        is_terminal: bool | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.names, self.number, self._clock = names, 0, clock
        self._is_terminal = sys.stderr.isatty() if is_terminal is None else is_terminal
        self._every = 0.2 if self._is_terminal else 10.0
        self._told = self._begun = clock()
        self._is_open = False

    def progress(self, done: int, total: int | None) -> None:
        """So many bytes of so many; told only as often as one can read."""
        now = self._clock()
        if now - self._told >= self._every:
            self._told = now
            self._line(self._state(done, total))

    def say(self, message: str) -> None:
        """A sentence, on a line of its own."""
        self.close()
        note(message)

    def file_done(self, file: Download) -> None:
        """One file is whole, or was already here."""
        what = "unchanged, not downloaded again" if file.unchanged else f"{file.bytes / 10**6:,.1f} MB"
        self.say(f"{self._name}: {what}.")
        if file.note:
            note(f"{self._name}: {file.note}")
        self.number += 1
        self._told = self._begun = self._clock()

    def close(self) -> None:
        """End the line that was written over, if there is one."""
        if self._is_open:
            click.echo(err=True)
        self._is_open = False

    @property
    def _name(self) -> str:
        count = f" ({self.number + 1} of {len(self.names)})" if len(self.names) > 1 else ""
        return self.names[min(self.number, len(self.names) - 1)] + count

    def _state(self, done: int, total: int | None) -> str:
        had = f"{done / 10**6:,.1f} MB"
        if not total:
            return f"{self._name}: {had}"
        filled = min(_BAR, _BAR * done // total)
        bar = f"[{'#' * filled}{'.' * (_BAR - filled)}] " if self._is_terminal else ""
        return f"{self._name}: {bar}{100 * done // total} % of {total / 10**6:,.1f} MB"

    def _line(self, text: str) -> None:
        if self._is_terminal:
            width = max(20, shutil.get_terminal_size().columns - 1)
            click.echo(f"\r{text[:width].ljust(min(width, 100))}", err=True, nl=False)
            self._is_open = True
        else:
            note(text)
