"""How a download behaves: how patient it is, and whom it tells. Time and chance are handed in."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _now() -> datetime:
    return datetime.now(tz=UTC)


def _untold(*_: object) -> None:
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """The patience of a download, and its clocks, which a test replaces.

    Attributes:
        timeout: seconds that the network may be silent.
        attempts: attempts in a row that may bring nothing before it gives up.
        in_all: attempts altogether, however much each brings.
        first_wait, longest_wait: seconds before the second attempt, doubled from there up to the longest.
        longest_asked: seconds that a server's Retry-After may ask; above that it gives up at once.
        slowest, window: bytes a second below which, over `window` seconds, a connection counts as cut.
        sleep, clock, now, chance: seconds to wait, seconds since any moment, the date, a number from 0 to 1.
        progress: told the bytes had and the bytes there are, None where the server does not say.
        say: told in a sentence what went wrong and what is done about it.
    """

    timeout: float = 60.0
    attempts: int = 6
    in_all: int = 200
    first_wait: float = 1.0
    longest_wait: float = 60.0
    longest_asked: float = 600.0
    slowest: float = 200.0
    window: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = _now
    chance: Callable[[], float] = random.SystemRandom().random
    progress: Callable[[int, int | None], None] = _untold
    say: Callable[[str], None] = _untold
