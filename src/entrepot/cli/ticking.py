"""A line on standard error that says how far a long query is, while the main thread waits for it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from entrepot.cli.output import note

_WIDTH = 40


@contextmanager
def ticking(
    progress: Callable[[], float | None], is_terminal: bool | None = None, doing: str = "adding up"
) -> Iterator[None]:
    """Tell the share that is done, or only the time where it is not known.

    A terminal has its line written over each half second; elsewhere a line comes each 30 seconds.

    Args:
        progress: from 0 to 1, or None; called from another thread.
        is_terminal: standard error is asked when None.
        doing: what takes the time.
    """
    on_terminal = sys.stderr.isatty() if is_terminal is None else is_terminal
    over = threading.Event()
    teller = threading.Thread(target=_tell, args=(progress, over, on_terminal, doing), daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def _tell(progress: Callable[[], float | None], over: threading.Event, on_terminal: bool, doing: str) -> None:
    start = time.monotonic()
    told = False
    while not over.wait(0.5 if on_terminal else 30.0):
        text = _state(progress, time.monotonic() - start, doing)
        told = True
        if on_terminal:
            click.echo(f"\r{text.ljust(_WIDTH)}", err=True, nl=False)
        else:
            note(text)
    if told and on_terminal:
        click.echo(f"\r{' ' * _WIDTH}\r", err=True, nl=False)


def _state(progress: Callable[[], float | None], seconds: float, doing: str = "adding up") -> str:
    try:
        share = progress()
    except Exception:  # an engine that is just closing has nothing to tell, and that is no failure
        share = None
    spent = f"{int(seconds) // 60}:{int(seconds) % 60:02} min"
    return f"{doing}: {spent}" if share is None else f"{doing}: {100 * share:.0f} %, {spent}"
