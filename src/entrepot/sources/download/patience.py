"""How long to wait before asking a server again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from entrepot.sources.download.manner import Manner


class Passing(Exception):
    """A failure that may pass: asked again, the server may do better.

    Attributes:
        retry_after: what the server's header of that name says, empty where there is none.
    """

    def __init__(self, reason: str, retry_after: str = "") -> None:
        super().__init__(reason)
        self.retry_after = retry_after


def wait_after(failures: int, retry_after: str, manner: Manner) -> float | None:
    """Seconds to wait after that many failures in a row; None if the server asks for more than is bearable.

    A server's wish counts before our own rule, which is exponential backoff with jitter: a random half of the
    doubled wait, so that many clients that failed together do not come back together.
    """
    asked = seconds_asked(retry_after, manner.now())
    if asked is not None:
        return asked if asked <= manner.longest_asked else None
    backoff = min(manner.longest_wait, manner.first_wait * 2.0 ** min(failures - 1, 30))
    return float(backoff * (0.5 + 0.5 * manner.chance()))


def seconds_asked(retry_after: str, now: datetime) -> float | None:
    """The header's seconds or date (RFC 9110, 10.2.3) as seconds from now; None if it says neither."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        then = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)  # the zone "-0000" means UTC too
    return max(0.0, (then - now).total_seconds())
