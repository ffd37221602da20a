"""Where a redirect may lead, and what goes along."""

from pathlib import Path
from typing import Any

import pytest

from bad_server import BadServer, good, redirect, status
from entrepot.metadata.errors import BadInput, NoData
from entrepot.sources.download import download
from entrepot.sources.download.opener import is_private, opener_for


def test_a_redirect_is_followed(server: BadServer, target: Path, content: bytes, clocks: Any) -> None:
    server.route("/new.zip", good(content))
    for code in (301, 302, 303, 307, 308):
        url = server.route("/old.zip", redirect("/new.zip", code))
        download(url, target, manner=clocks.manner())
        assert target.read_bytes() == content


def test_a_download_is_resumed_behind_a_redirect(
    server: BadServer, target: Path, content: bytes, clocks: Any
) -> None:
    from bad_server import cut

    server.route("/new.zip", cut(content, 30_000), good(content))
    download(server.route("/old.zip", redirect("/new.zip")), target, manner=clocks.manner())
    assert target.read_bytes() == content
    assert server.asked()["/new.zip"][1].headers["range"] == "bytes=30000-"


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("/loop", "in a circle"),
        ("ftp://example.org/x", "no address on the web"),
        ("file:///etc/passwd", "no address on the web"),
        ("data:text/plain,x", "no address on the web"),
        ("javascript:alert(1)", "no address on the web"),
        ("http://me:pass@example.org/", "no address on the web"),
        ("http://", "in a circle"),
        ("http://[::1", "no address"),
        ("", "without saying where to"),
    ],
)
def test_a_redirect_that_is_refused(
    server: BadServer, target: Path, clocks: Any, location: str, said: str
) -> None:
    url = server.route("/loop", redirect(location))
    with pytest.raises(BadInput, match=said) as raised:
        download(url, target, manner=clocks.manner())
    assert "pass@" not in str(raised.value)
    assert len(server.requests) <= 4
    assert not list(target.parent.iterdir())


def test_a_chain_without_end(server: BadServer, target: Path, clocks: Any) -> None:
    for number in range(30):
        server.route(f"/{number}", redirect(f"/{number + 1}"))
    with pytest.raises(BadInput, match="in a circle"):
        download(server.url("/0"), target, manner=clocks.manner())
    assert len(server.requests) == 11


def test_a_key_does_not_go_where_a_redirect_leads(server: BadServer, target: Path, clocks: Any) -> None:
    server.route("/new", good(b"{}"))
    secrets = {"Ocp-Apim-Subscription-Key": "s3cret"}
    download(server.route("/old", redirect("/new")), target, secrets=secrets, manner=clocks.manner())
    first, second = server.requests
    assert first.headers["ocp-apim-subscription-key"] == "s3cret"
    assert "s3cret" not in str(second.headers)
    for path in target.parent.iterdir():
        assert "s3cret" not in path.read_text()


def test_a_key_is_in_no_message(server: BadServer, target: Path, clocks: Any) -> None:
    secrets = {"Ocp-Apim-Subscription-Key": "s3cret"}
    url = (
        server.route("/f", status(503, Retry_After="s3cret, please"), redirect("ftp://x/s3cret")) + "?key=abc"
    )
    with pytest.raises(BadInput) as raised:
        download(url, target, secrets=secrets, manner=clocks.manner())
    assert "abc" not in str(raised.value)
    url = server.route("/g", status(404)) + "?a=s3cret&subscription-key=abc"
    with pytest.raises(NoData) as told:
        download(url, target, secrets=secrets, manner=clocks.manner())
    assert "?a=***&subscription-key=***" in str(told.value)
    assert "s3cret" not in " ".join(clocks.said)


def test_through_a_proxy_and_not_into_the_network_behind_it(
    server: BadServer, target: Path, content: bytes, clocks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The bad server plays the proxy: it is asked for whole addresses.
    monkeypatch.setenv("http_proxy", server.base)
    server.route("http://publisher.example/file.zip", good(content))
    download("http://publisher.example/file.zip", target, manner=clocks.manner())
    assert target.read_bytes() == content
    assert server.requests[-1].headers["host"] == "publisher.example"
    for location in (
        "http://127.0.0.1:1/",
        "http://10.0.0.1/",
        "http://localhost/",
        "http://[::ffff:10.1.1.1]/",
    ):
        server.route("http://publisher.example/x", redirect(location))
        with pytest.raises(BadInput, match="into a private network"):
            download("http://publisher.example/x", target.with_name("x"), manner=clocks.manner())


def test_from_https_to_http_is_refused() -> None:
    opener = opener_for("https://publisher.example/x")
    (redirects,) = [h for h in opener.handlers if type(h).__name__ == "_Redirects"]  # type: ignore[attr-defined]
    wrong = redirects._wrong
    assert "https to http" in wrong("https://a.example/x", "-", "http://8.8.8.8/x", ())
    assert wrong("http://8.8.4.4/x", "-", "https://8.8.8.8/x", ()) == ""


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("http://127.0.0.1/", True),
        ("http://localhost:8000/", True),
        ("http://printer.local/", True),
        ("http://10.1.2.3/", True),
        ("http://172.16.0.1/", True),
        ("http://192.168.1.1/", True),
        ("http://169.254.169.254/latest/meta-data", True),
        ("http://100.64.0.1/", True),
        ("http://0.0.0.0/", True),
        ("http://[::1]/", True),
        ("http://[fd00::1]/", True),
        ("http://[fe80::1%25eth0]/", True),
        ("http://[::ffff:127.0.0.1]/", True),
        ("http://8.8.8.8/", False),
        ("http://[2001:4860:4860::8888]/", False),
    ],
)
def test_private_addresses(address: str, private: bool) -> None:
    assert is_private(address) is private


def test_a_name_that_leads_into_a_private_network(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"inside.example": "10.0.0.7", "outside.example": "8.8.8.8"}

    def look_up(host: str, _port: None) -> list[Any]:
        if host not in answers:
            raise OSError("no such name")
        return [(2, 1, 6, "", (answers[host], 0))]

    monkeypatch.setattr("entrepot.sources.download.opener.socket.getaddrinfo", look_up)
    monkeypatch.setattr("entrepot.sources.download.opener.getproxies", dict)
    assert is_private("http://inside.example/")
    assert not is_private("http://outside.example/")
    assert not is_private("http://nowhere.example/")
