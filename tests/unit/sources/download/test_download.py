"""Every way in which a server fails, and what is left on the disk afterwards."""

import errno
import gzip
import hashlib
import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from bad_server import (
    ETAG,
    BadServer,
    chunked,
    cut,
    drip,
    endless,
    good,
    ignores_range,
    packed,
    page,
    says_length,
    status,
    wrong_range,
)
from entrepot.metadata.errors import BadInput, NoData, OutputError, UsageError
from entrepot.sources.download import About, Expect, download, sidecar_of
from entrepot.sources.download.part import Part

ZIP = Expect(kind="zip")


def nothing_left(target: Path) -> bool:
    return not target.parent.exists() or not list(target.parent.iterdir())


def test_a_good_server(server: BadServer, target: Path, content: bytes, clocks: Any) -> None:
    url = server.route("/file.zip", good(content, last_modified="Mon, 18 May 2026 14:52:17 GMT"))
    about = About(dataset="baci", publisher="CEPII", licence="Etalab 2.0", terms="Cite the paper.")
    done = download(url, target, expect=ZIP, about=about, manner=clocks.manner())
    assert target.read_bytes() == content
    assert clocks.slept == []
    assert clocks.progress[-1] == (len(content), len(content))
    told = json.loads((target.parent / "file.zip.json").read_text(encoding="utf-8"))
    assert told == {
        "url": url,
        "retrieved": "2026-11-21T12:00:00+00:00",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "etag": ETAG,
        "last_modified": "Mon, 18 May 2026 14:52:17 GMT",
        "dataset": "baci",
        "publisher": "CEPII",
        "licence": "Etalab 2.0",
        "terms": "Cite the paper.",
        "note": "",
    }
    assert sidecar_of(target) == done
    assert sorted(path.name for path in target.parent.iterdir()) == ["file.zip", "file.zip.json"]


def test_cut_connections_are_resumed_where_they_stopped(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    url = server.route("/file.zip", *[cut(content, 30_000)] * 5, good(content))
    download(url, target, expect=ZIP, manner=clocks.manner(attempts=2))
    assert target.read_bytes() == content
    asked = [request.headers.get("range") for request in server.requests]
    assert asked == [None, *(f"bytes={n}-" for n in range(30_000, 150_001, 30_000))]
    assert {request.headers.get("if-range") for request in server.requests[1:]} == {ETAG}
    assert "ended after 30,000 of" in clocks.said[0]
    # Each attempt brought something, so the waits do not grow.
    assert clocks.slept == [1.0] * 5


def test_a_cut_download_without_an_etag_starts_anew(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    url = server.route("/file.zip", cut(content, 30_000, etag=""), good(content, etag=""))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert [request.headers.get("range") for request in server.requests] == [None, None]


def test_the_next_run_resumes_what_was_left(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    url = server.route("/file.zip", cut(content, 50_000), status(503))
    with pytest.raises(NoData, match=r"busy \(503\), 3 times in a row. 50,000 bytes are kept"):
        download(url, target, expect=ZIP, manner=clocks.manner(attempts=3))
    assert not target.exists()
    assert (target.parent / "file.zip.part").read_bytes() == content[:50_000]
    server.requests.clear()
    server.route("/file.zip", good(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert [request.headers["range"] for request in server.requests] == ["bytes=50000-"]


def test_ctrl_c_leaves_what_can_be_resumed(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    def pressed(done: int, _total: int | None) -> None:
        if done > 60_000:
            raise KeyboardInterrupt

    url = server.route("/file.zip", good(content))
    with pytest.raises(KeyboardInterrupt):
        download(url, target, expect=ZIP, manner=clocks.manner(progress=pressed))
    left = (target.parent / "file.zip.part").stat().st_size
    assert left > 60_000
    assert not target.exists()
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert server.requests[-1].headers.get("range") == f"bytes={left}-"


def test_a_server_that_ignores_range_is_asked_for_everything(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    url = server.route("/file.zip", cut(content, 30_000), ignores_range(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content


@pytest.mark.parametrize(
    "span", ["bytes 0-29999/200114", "bytes 30000-40000/7", "bytes 30000-5/200114", "nonsense", "bytes 1-2"]
)
def test_a_wrong_part_is_thrown_away(
    server: BadServer, target: Path, content: bytes, clocks: Any, span: str
) -> None:
    url = server.route("/file.zip", cut(content, 30_000), wrong_range(b"z" * 30_000, span), good(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert any("another part than was asked" in said for said in clocks.said)


def test_a_file_that_changes_between_attempts_is_one_edition_or_the_other(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    newer = content.replace(content[1000:1100], bytes(100))
    url = server.route("/file.zip", cut(content, 30_000), good(newer, etag='"second"'))
    done = download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == newer
    assert done.etag == '"second"'


def test_a_206_of_another_edition_is_not_glued_on(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    newer = cut(bytes(len(content)), len(content), etag='"second"')
    url = server.route("/file.zip", cut(content, 30_000), newer, good(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content


def test_a_part_that_was_whole_already_gets_its_name(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    def full(*_: object) -> None:
        raise OutputError("the power went")

    url = server.route("/file.zip", good(content))
    with pytest.raises(OutputError):
        download(url, target, expect=Expect(check=full), manner=clocks.manner())
    assert (target.parent / "file.zip.part").read_bytes() == content
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert server.requests[-1].headers["range"] == f"bytes={len(content)}-"


def test_a_part_longer_than_the_file_is_thrown_away(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    url = server.route("/file.zip", cut(content, 50_000), status(404))
    with pytest.raises(NoData):
        download(url, target, manner=clocks.manner())
    with (target.parent / "file.zip.part").open("ab") as file:
        file.write(bytes(len(content)))
    server.route("/file.zip", good(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content


def test_a_length_that_is_too_long(server: BadServer, target: Path, content: bytes, clocks: Any) -> None:
    url = server.route("/file.zip", says_length(content, len(content) + 5))
    with pytest.raises(NoData, match=r"ended after 200,114 of 200,119 bytes, 6 times in a row"):
        download(url, target, expect=ZIP, manner=clocks.manner())
    assert not target.exists()
    assert clocks.slept == [1.0, 2.0, 4.0, 8.0, 16.0]


def test_a_length_that_is_too_short(server: BadServer, target: Path, content: bytes, clocks: Any) -> None:
    url = server.route("/file.zip", says_length(content, len(content) - 50))
    with pytest.raises(BadInput, match="cut or damaged, though 200,064 bytes"):
        download(url, target, expect=ZIP, manner=clocks.manner())
    assert nothing_left(target)


def test_a_slow_drip_counts_as_a_cut(server: BadServer, target: Path, content: bytes, clocks: Any) -> None:
    gone_on = threading.Event()

    def slow() -> float:
        # Whenever the clock is looked at, 100 seconds have passed, until the connection was given up.
        if not clocks.said:
            clocks.passed += 100
        return float(clocks.passed)

    waits = iter((lambda: None, *[lambda: gone_on.wait(5)] * 100))
    url = server.route("/file.zip", drip(content, 5_000, lambda: next(waits)()), good(content))
    download(url, target, expect=ZIP, manner=clocks.manner(slowest=200.0, window=60.0, clock=slow))
    gone_on.set()
    assert target.read_bytes() == content
    assert "Slower than 200 bytes a second" in clocks.said[0]


def test_silence_counts_as_a_cut(server: BadServer, target: Path, content: bytes, clocks: Any) -> None:
    waiting = threading.Event()
    url = server.route("/file.zip", drip(content, 1000, lambda: waiting.wait(2) and None), good(content))
    download(url, target, expect=ZIP, manner=clocks.manner(timeout=0.3))
    waiting.set()
    assert target.read_bytes() == content
    assert "nothing came for 0.3 seconds" in clocks.said[0].lower()


@pytest.mark.parametrize(
    ("retry_after", "slept"),
    [
        ("7", 7.0),
        ("Sat, 21 Nov 2026 12:00:09 GMT", 9.0),
        ("Sat, 21 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", 1.0),
        ("-3", 1.0),
        ("", 1.0),
    ],
)
@pytest.mark.parametrize("code", [429, 503])
def test_retry_after_is_obeyed(
    server: BadServer, target: Path, content: bytes, clocks: Any, code: int, retry_after: str, slept: float
) -> None:
    url = server.route("/file.zip", status(code, Retry_After=retry_after), good(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert clocks.slept == [slept]


def test_a_retry_after_beyond_patience_is_told(server: BadServer, target: Path, clocks: Any) -> None:
    url = server.route("/file.zip", status(429, Retry_After="86400"))
    with pytest.raises(NoData, match="asks us to come again after “86400”"):
        download(url, target, manner=clocks.manner())
    assert clocks.slept == []


def test_waits_double_with_jitter_and_end(server: BadServer, target: Path, clocks: Any) -> None:
    chances = iter((0.0, 0.5, 1.0, 0.0))
    url = server.route("/file.zip", status(500))
    with pytest.raises(NoData, match=r"stumbled \(500\), 5 times in a row"):
        download(url, target, manner=clocks.manner(attempts=5, chance=lambda: next(chances)))
    assert clocks.slept == [0.5, 1.5, 4.0, 4.0]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (404, "no such file"),
        (403, "only browsers"),
        (401, "wants a key"),
        (413, "too large"),
        (418, "refuses"),
    ],
)
def test_a_final_refusal_is_not_repeated(
    server: BadServer, target: Path, clocks: Any, code: int, said: str
) -> None:
    url = server.route("/file.zip", status(code))
    with pytest.raises(NoData, match=said):
        download(url, target, manner=clocks.manner())
    assert len(server.requests) == 1
    assert nothing_left(target)


@pytest.mark.parametrize("code", [204, 300, 304])
def test_an_answer_of_no_use(server: BadServer, target: Path, clocks: Any, code: int) -> None:
    url = server.route("/file.zip", status(code))
    with pytest.raises(BadInput, match=f"answers with HTTP status {code}"):
        download(url, target, manner=clocks.manner())


@pytest.mark.parametrize("kind", ["zip", "7z", "gz", "json", "text", ""])
def test_a_web_page_instead_of_a_file(server: BadServer, target: Path, clocks: Any, kind: str) -> None:
    url = server.route("/file.zip", page())
    with pytest.raises(BadInput, match="a web page came instead of the file") as raised:
        download(url, target, expect=Expect(kind=kind), manner=clocks.manner())
    assert "open the address in a browser" in str(raised.value)
    assert nothing_left(target)


def test_xml_instead_of_a_table(server: BadServer, target: Path, clocks: Any) -> None:
    body = b"<?xml version='1.0'?><S:Envelope><status>SUBMITTED</status></S:Envelope>"
    url = server.route("/table", status(200, body, Content_Type="application/xml"))
    with pytest.raises(BadInput, match="XML came instead"):
        download(url, target, expect=Expect(kind="gz"), manner=clocks.manner())


def test_an_endless_body_ends_at_the_limit(server: BadServer, target: Path, clocks: Any) -> None:
    url = server.route("/file", endless())
    with pytest.raises(BadInput, match="larger than 1 MB"):
        download(url, target, expect=Expect(limit=1_000_000), manner=clocks.manner())
    assert nothing_left(target)


def test_a_length_above_the_limit_is_refused_before_a_byte_is_written(
    server: BadServer, target: Path, clocks: Any
) -> None:
    url = server.route("/file", says_length(b"x" * 600, 10**15))
    with pytest.raises(BadInput, match="larger than 20000 MB"):
        download(url, target, manner=clocks.manner())


def test_a_file_larger_than_the_disk_is_refused_at_once(server: BadServer, target: Path, clocks: Any) -> None:
    url = server.route("/file", says_length(b"x" * 600, 10**18))
    with pytest.raises(OutputError, match="are still to come"):
        download(url, target, expect=Expect(limit=10**19), manner=clocks.manner())


def test_a_full_disk(
    server: BadServer, target: Path, content: bytes, clocks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [70_000]
    write = os.write

    def full(file: int, data: bytes) -> int:
        if room[0] <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(file, bytes(data)[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr("entrepot.sources.download.part.os.write", full)
    url = server.route("/file.zip", good(content))
    with pytest.raises(OutputError, match="the disk is full"):
        download(url, target, expect=ZIP, manner=clocks.manner())
    assert not target.exists()
    assert (target.parent / "file.zip.part").read_bytes() == content[:70_000]
    monkeypatch.undo()
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content


@pytest.mark.parametrize("coding", ["gzip", "x-gzip"])
def test_a_packed_answer_is_unpacked(
    server: BadServer, target: Path, content: bytes, clocks: Any, coding: str
) -> None:
    url = server.route("/file.zip", packed(content, coding))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert server.requests[0].headers["accept-encoding"] == "identity"


def test_a_packed_answer_that_is_cut_comes_again_from_its_beginning(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    url = server.route("/file.zip", packed(content, cut_after=90_000), packed(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert [request.headers.get("range") for request in server.requests] == [None, None]


def test_a_gzip_file_called_an_encoding_stays_packed(server: BadServer, target: Path, clocks: Any) -> None:
    url = server.route("/table.tsv.gz", packed(b"geo\t2023\n"))
    download(url, target, expect=Expect(kind="gz"), manner=clocks.manner())
    assert gzip.decompress(target.read_bytes()) == b"geo\t2023\n"


def test_a_gzip_bomb_ends_at_the_limit(server: BadServer, target: Path, clocks: Any) -> None:
    url = server.route("/table", packed(bytes(50_000_000)))
    with pytest.raises(BadInput, match="larger than 1 MB"):
        download(url, target, expect=Expect(limit=1_000_000), manner=clocks.manner())
    assert nothing_left(target)


def test_an_unknown_packing_is_refused(server: BadServer, target: Path, clocks: Any) -> None:
    url = server.route("/table", packed(b"abc", coding="br"))
    with pytest.raises(BadInput, match="packs it as 'br'"):
        download(url, target, manner=clocks.manner())


def test_chunks_without_a_length(server: BadServer, target: Path, content: bytes, clocks: Any) -> None:
    url = server.route("/file.zip", chunked(content, 40_000), chunked(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert clocks.progress[-1] == (len(content), None)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("zip", b"PK\x03\x04" + bytes(1000)),
        ("gz", gzip.compress(b"a table\n" * 1000, mtime=0)[:-5]),
        ("7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(4) + (5000).to_bytes(8, "little") + bytes(100)),
        ("json", b"Error: no such indicator"),
        ("text", b""),
        ("text", b'{"message": "rate limit"}'),
        ("zip", b"not a zip at all"),
    ],
)
def test_a_file_of_another_kind_or_cut_at_the_publisher(
    server: BadServer, target: Path, clocks: Any, kind: str, body: bytes
) -> None:
    url = server.route("/file", good(body))
    with pytest.raises(BadInput):
        download(url, target, expect=Expect(kind=kind), manner=clocks.manner())
    assert nothing_left(target)


def test_checksums(server: BadServer, target: Path, content: bytes, clocks: Any) -> None:
    url = server.route("/file.zip", good(content))
    md5, sha256 = hashlib.md5(content).hexdigest(), hashlib.sha256(content).hexdigest()
    with pytest.raises(BadInput, match=f"its SHA-256 is {sha256}"):
        download(url, target, expect=Expect(sha256="0" * 64), manner=clocks.manner())
    with pytest.raises(BadInput, match=f"its MD5 is {md5}"):
        download(url, target, expect=Expect(md5="0" * 32), manner=clocks.manner())
    assert nothing_left(target)
    download(url, target, expect=Expect(md5=md5.upper(), sha256=sha256), manner=clocks.manner())
    assert target.exists()


def test_what_is_here_and_unchanged_does_not_come_again(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    url = server.route("/file.zip", good(content))
    first = download(url, target, expect=ZIP, manner=clocks.manner())
    second = download(url, target, expect=ZIP, manner=clocks.manner())
    assert not first.unchanged
    assert second.unchanged
    assert second.sha256 == first.sha256
    assert server.requests[-1].headers["if-none-match"] == ETAG
    newer = content.replace(content[1000:1100], bytes(100))
    server.route("/file.zip", good(newer, etag='"second"'))
    assert not download(url, target, expect=ZIP, manner=clocks.manner()).unchanged
    assert target.read_bytes() == newer


def test_a_date_tells_editions_apart_where_there_is_no_etag(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    url = server.route("/file.zip", good(content, etag="", last_modified="Mon, 18 May 2026 14:52:17 GMT"))
    download(url, target, manner=clocks.manner())
    assert download(url, target, manner=clocks.manner()).unchanged


def test_a_newer_edition_that_fails_leaves_the_older(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    url = server.route("/file.zip", good(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    server.route("/file.zip", page())
    with pytest.raises(BadInput):
        download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert sidecar_of(target) is not None


@pytest.mark.parametrize("etag", ["", '"second"'])
def test_what_was_begun_of_an_edition_that_was_taken_back_is_removed(
    server: BadServer, target: Path, content: bytes, clocks: Any, etag: str
) -> None:
    url = server.route("/file.zip", good(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    server.route("/file.zip", cut(content[::-1], 30_000, etag=etag), status(404))
    with pytest.raises((NoData, BadInput)):
        download(url, target, manner=clocks.manner())
    server.route("/file.zip", good(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content
    assert sorted(path.name for path in target.parent.iterdir()) == ["file.zip", "file.zip.json"]


def test_a_damaged_copy_comes_again(server: BadServer, target: Path, content: bytes, clocks: Any) -> None:
    url = server.route("/file.zip", good(content))
    download(url, target, expect=ZIP, manner=clocks.manner())
    target.write_bytes(b"damaged")
    assert not download(url, target, expect=ZIP, manner=clocks.manner()).unchanged
    assert target.read_bytes() == content


def test_a_file_of_the_users_own_is_not_overwritten(server: BadServer, target: Path, clocks: Any) -> None:
    target.parent.mkdir()
    target.write_text("mine")
    with pytest.raises(OutputError, match="Entrepôt did not download"):
        download(server.route("/file.zip", good(b"theirs")), target, manner=clocks.manner())
    assert target.read_text() == "mine"


def test_two_processes_do_not_write_the_same_file(server: BadServer, target: Path, clocks: Any) -> None:
    url = server.route("/file.zip", good(b"x"))
    with Part(target, url), pytest.raises(OutputError, match="another process downloads this file now"):
        download(url, target, manner=clocks.manner())


@pytest.mark.parametrize("place", ["folder", "file/below", "x" * 300])
def test_a_place_that_cannot_be_written(server: BadServer, tmp_path: Path, clocks: Any, place: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        download(server.route("/f", good(b"x")), tmp_path / place, manner=clocks.manner())


def test_a_link_at_the_place_of_the_part_is_not_followed(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    target.parent.mkdir()
    other = target.parent / "diary.txt"
    other.write_text("dear diary")
    (target.parent / "file.zip.part").symlink_to(other)
    with pytest.raises(OutputError, match="it is a link"):
        download(server.route("/f", good(content)), target, manner=clocks.manner())
    assert other.read_text() == "dear diary"


@pytest.mark.parametrize("state", ["", "{", "[]", "[" * 100_000, '{"url": 1}', '{"url": "x", "etag": 5}'])
def test_a_broken_state_starts_anew(
    server: BadServer, target: Path, content: bytes, clocks: Any, state: str
) -> None:
    target.parent.mkdir()
    (target.parent / "file.zip.part").write_bytes(b"whatever")
    (target.parent / "file.zip.part.json").write_text(state)
    (target.parent / "file.zip.json").write_text(state)
    download(server.route("/f", good(content)), target, expect=ZIP, manner=clocks.manner())
    assert target.read_bytes() == content


def test_nobody_there(tmp_path: Path, clocks: Any) -> None:
    with BadServer() as gone:
        url = gone.url("/file")
    with pytest.raises(NoData, match="cannot be reached"):
        download(url, tmp_path / "file", manner=clocks.manner(attempts=2))
    assert len(clocks.slept) == 1


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.org/x",
        "example.org/x",
        "https://",
        "https://me:pass@example.org/x",
        "http://[::1/x",
        "https://example.org/a b",
        "https://example.org/\u00e9",
        "https://example.org:port/x",
    ],
)
def test_what_is_no_address(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError) as raised:
        download(url, tmp_path / "file")
    assert "pass@" not in str(raised.value)
