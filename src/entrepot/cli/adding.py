"""What is told on standard error while files are added: sentences, and on a terminal a bar below them."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable

import click

from entrepot.cli.output import note

_BAR = 24
_EVERY = 0.1


class Course:
    """Told by `add_file` how far it is; to be closed at the end.

    Args:
        is_terminal: whether a line may be written over; standard error is asked when None.
        clock: seconds since any moment.
    """

    def __init__(self, is_terminal: bool | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._is_terminal = sys.stderr.isatty() if is_terminal is None else is_terminal
        self._clock, self._drawn = clock, -_EVERY
        self._share, self._bar = 0.0, ""

    def __call__(self, message: str, share: float | None = None, /) -> None:
        """A sentence gets a line of its own; a share moves the bar, where there is one."""
        if message:
            self.close()
            note(message)
        self._share = self._share if share is None else share
        if self._is_terminal and (message or self._clock() - self._drawn >= _EVERY):
            self._draw()

    def close(self) -> None:
        """Wipe the bar away."""
        if self._bar:
            click.echo(f"\r{' ' * len(self._bar)}\r", err=True, nl=False)
        self._bar = ""

    def _draw(self) -> None:
        filled = min(_BAR, int(_BAR * self._share))
        line = f"[{'#' * filled}{'.' * (_BAR - filled)}] {100 * self._share:.0f} %"
        self._bar = line[: max(1, shutil.get_terminal_size().columns - 1)]
        self._drawn = self._clock()
        click.echo(f"\r{self._bar}", err=True, nl=False)
