"""However a server breaks off, the file is the publisher's or is not there."""

import contextlib
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bad_server import BadServer, Behaviour, cut, good, ignores_range, packed, page, says_length, status
from entrepot.metadata.errors import EntrepotError
from entrepot.sources.download import Expect, Manner, download

CONTENT = bytes(range(256)) * 40
BEHAVIOURS: list[Behaviour] = [
    good(CONTENT),
    good(CONTENT[::-1], etag='"second"'),
    cut(CONTENT, 3000),
    cut(CONTENT, 0),
    cut(CONTENT[::-1], 4000, etag='"second"'),
    cut(CONTENT, 5000, etag=""),
    ignores_range(CONTENT),
    says_length(CONTENT, len(CONTENT) + 1),
    packed(CONTENT),
    packed(CONTENT, cut_after=20),
    page(),
    status(503),
    status(429, Retry_After="3"),
    status(404),
]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@settings(max_examples=40, deadline=None)
@given(runs=st.lists(st.lists(st.sampled_from(BEHAVIOURS), min_size=1, max_size=5), min_size=1, max_size=3))
def test_one_edition_whole_or_nothing(runs: list[list[Behaviour]]) -> None:
    manner = Manner(
        attempts=3,
        sleep=lambda _seconds: None,
        clock=lambda: 0.0,
        now=lambda: datetime(2026, 11, 21, tzinfo=UTC),
        chance=lambda: 0.5,
    )
    with tempfile.TemporaryDirectory() as folder, BadServer() as server:
        target = Path(folder) / "file"
        for behaviours in [*runs, [good(CONTENT)]]:
            url = server.route("/file", *behaviours)
            with contextlib.suppress(EntrepotError):
                download(url, target, expect=Expect(), manner=manner)
            if target.exists():
                assert target.read_bytes() in (CONTENT, CONTENT[::-1])
        # A good server always ends it.
        assert target.read_bytes() == CONTENT
        assert sorted(path.name for path in Path(folder).iterdir()) == ["file", "file.json"]
