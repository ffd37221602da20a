"""What a status other than 200 means, and what the user can do."""

from __future__ import annotations

from entrepot.metadata.errors import BadInput, NoData
from entrepot.sources.download.patience import Passing

_PASSING = {
    408: "the server lost patience",
    421: "the server sent us to the wrong door",
    425: "the server is not ready",
    429: "the server finds our requests too many",
    500: "the server stumbled",
    502: "a server behind the server fails",
    503: "the server is busy",
    504: "a server behind the server does not answer",
}
_BY_HAND = "Some publishers let only browsers in: save it with a browser, then `entrepot data add FILE`."
_FINAL = {
    400: "the server does not understand the request. Check the options with --dry-run.",
    401: "the server wants a key, or refuses this one.",
    403: f"the server refuses. {_BY_HAND}",
    404: "there is no such file. Check edition and years, or find its address on the publisher's page.",
    406: "the server has it in another format only.",
    410: "the file was withdrawn. Look at the publisher's page for its successor.",
    413: "the publisher finds the request too large. Ask for fewer years, places or products.",
    414: "the request is too long. Ask for fewer years, places or products.",
    451: "the publisher may not show it here, for legal reasons.",
}


def refusal(status: int, retry_after: str, shown: str) -> Exception:
    """The error that a status stands for: `Passing`, `NoData`, or `BadInput` for an answer of no use.

    Args:
        status: of the answer, other than one that was asked for.
        retry_after: the header of that name.
        shown: the address, fit to be shown.
    """
    if status in _PASSING:
        return Passing(f"{_PASSING[status]} ({status})", retry_after)
    if status in _FINAL:
        return NoData(f"{shown}: {_FINAL[status]} (HTTP status {status})")
    if 400 <= status < 600:
        return NoData(f"{shown}: the server refuses (HTTP status {status}). {_BY_HAND}")
    return BadInput(
        f"the server answers with HTTP status {status}",
        file=shown,
        expected="the file (200)",
        remedy="Try again; if it comes again, look at the publisher's page.",
    )
