"""`download`: a file from an address to a path, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.request import OpenerDirector

from entrepot.metadata.errors import BadInput, NoData, OutputError
from entrepot.sources.download.attempt import Ask, attempt
from entrepot.sources.download.disk import explained
from entrepot.sources.download.expect import Expect
from entrepot.sources.download.manner import Manner
from entrepot.sources.download.masking import masked
from entrepot.sources.download.opener import opener_for
from entrepot.sources.download.part import Edition, Part
from entrepot.sources.download.patience import Passing, wait_after
from entrepot.sources.download.sidecar import About, Download, sidecar_of, sidecar_path, write_sidecar

__all__ = ["Download", "download"]


def download(
    url: str,
    target: Path,
    *,
    expect: Expect | None = None,
    about: About | None = None,
    headers: Mapping[str, str] | None = None,
    secrets: Mapping[str, str] | None = None,
    manner: Manner | None = None,
) -> Download:
    """Download `url` to `target`; nothing stands under that name until the file is whole and checked.

    Bytes go to `<target>.part`, which stays when the download is broken off, and from which the next call
    goes on if the server's ETag or date says that the file is still the same. Beside the file a note is
    written, `<target>.json`. If a file with its note lies there, the server is asked for a newer one only.

    Args:
        url: http or https. Redirects are followed, but not from https to http, not into a private network
            (unless the address is in one itself), and not in circles. Proxies of the environment are used.
        target: where the file goes; missing folders are made.
        expect: what it must be.
        about: what the note says of the publisher.
        headers: sent along, e.g. Accept.
        secrets: headers that hold a key; never shown, never written, never sent to where a redirect leads.
        manner: patience, and whom to tell.

    Raises:
        UsageError: not an address of a file on the web.
        NoData: the server refuses, is not there, or fails each time.
        BadInput: something else came: a web page, a damaged file, one too large.
        OutputError: the disk refuses, or a file stands there that was not downloaded.
    """
    expect, manner = expect or Expect(), manner or Manner()
    opener = opener_for(url)
    earlier = _earlier(target, url)
    ask = Ask(
        url=url,
        headers=headers or {},
        secrets=secrets or {},
        earlier=Edition.of(earlier.etag, earlier.last_modified, earlier.bytes) if earlier else None,
    )
    with Part(target, url) as part:
        if _persist(opener, ask, part, expect, manner):
            return _keep(ask, part, expect, about or About(), manner)
        part.discard()  # what was begun of a newer edition that the publisher took back
    if earlier is None:
        raise BadInput("the server says that nothing changed, though nothing is here", file=ask.shown)
    return replace(earlier, unchanged=True)


def _earlier(target: Path, url: str) -> Download | None:
    with explained(target):
        if not target.is_file():
            return None
    noted = sidecar_path(target).exists()
    if not noted:
        raise OutputError(
            f"{target}: a file of that name stands there that Entrepôt did not download. Move it away, or "
            "choose another folder with --to."
        )
    earlier = sidecar_of(target)
    # The same name from another address may be another file: its ETag says nothing here.
    return earlier if earlier and earlier.url == masked(url) else None


def _persist(opener: OpenerDirector, ask: Ask, part: Part, expect: Expect, manner: Manner) -> bool:
    failures = 0
    for _ in range(manner.in_all):
        before = part.size
        try:
            return attempt(opener, ask, part, expect, manner)
        except Passing as passing:
            # Bytes gained are worth another attempt, however often it breaks.
            failures = 1 if part.size > before else failures + 1
            _wait(passing, failures, ask, part, manner)
        except BadInput:
            part.discard()
            raise
    raise NoData(f"{ask.shown}: broken off {manner.in_all} times. {_resumable(part)}")


def _wait(passing: Passing, failures: int, ask: Ask, part: Part, manner: Manner) -> None:
    reason = masked(str(passing), ask.secrets.values())
    if failures >= manner.attempts:
        raise NoData(f"{ask.shown}: {reason}, {failures} times in a row. {_resumable(part)}") from passing
    wait = wait_after(failures, passing.retry_after, manner)
    if wait is None:
        asked = masked(passing.retry_after)
        raise NoData(
            f"{ask.shown}: {reason}, and asks us to come again after “{asked}”. {_resumable(part)}"
        ) from passing
    manner.say(f"{reason[:1].upper()}{reason[1:]}; asking again in {wait:.0f} s.")
    manner.sleep(wait)


def _resumable(part: Part) -> str:
    if part.size and part.edition and part.edition.validator:
        return f"{part.size:,} bytes are kept in {part.path}: the same command goes on from there."
    return "Try again later."


def _keep(ask: Ask, part: Part, expect: Expect, about: About, manner: Manner) -> Download:
    edition = part.edition or Edition()
    try:
        sha256 = expect.refuse_whole(ask.shown, part.path)
        note = expect.check(part.path) if expect.check else ""
    except BadInput:
        part.discard()
        raise
    part.finish()
    done = Download(
        file=part.target,
        url=ask.shown,
        retrieved=manner.now().isoformat(timespec="seconds"),
        bytes=part.size,
        sha256=sha256,
        etag=edition.etag,
        last_modified=edition.last_modified,
        dataset=about.dataset,
        publisher=about.publisher,
        licence=about.licence,
        terms=about.terms,
        note=note,
    )
    write_sidecar(done)
    return done
