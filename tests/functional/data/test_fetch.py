"""`entrepot data fetch` against a server on this machine that behaves badly."""

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from baci_files import write_baci
from bad_server import BadServer, cut, drip, good, page, redirect, status
from entrepot.store.warehouse.intake import READERS

BACI = "/DATA_DOWNLOAD/baci/data/BACI_HS17_V202601.zip"


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, server: BadServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ENTREPOT_COMTRADE_KEY", raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for name in ("BACI", "COMTRADE", "COMEXT", "EUROSTAT", "WDI", "ICIO", "NBB", "IMF", "GRAVITY"):
        monkeypatch.setenv(f"ENTREPOT_FETCH_BASE_{name}", server.base)
    return tmp_path / "home"


@pytest.fixture(scope="module")
def a_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("data.bin", random.Random(1).randbytes(100_000))
    return packed.getvalue()


def fetch(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "entrepot", "data", "fetch", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_terms_come_first_and_the_file_gets_its_note(home: Path, server: BadServer, a_zip: bytes) -> None:
    server.route(BACI, good(a_zip))
    run = fetch("baci", "--revision", "HS17", "--json")
    assert run.returncode == 0, run.stderr
    assert run.stderr.startswith(
        "BACI, bilateral trade by product, HS six digits, CEPII. Licence: Etalab 2.0."
    )
    (told,) = json.loads(run.stdout)
    file = home / "downloads" / "BACI_HS17_V202601.zip"
    assert told["file"] == str(file)
    assert (told["bytes"], told["unchanged"], told["releases"]) == (len(a_zip), False, [])
    assert file.read_bytes() == a_zip
    beside = json.loads((file.parent / f"{file.name}.json").read_text(encoding="utf-8"))
    assert beside["licence"] == "Etalab 2.0"
    assert beside["publisher"] == "CEPII"
    assert beside["sha256"] == told["sha256"]


def test_a_cut_is_resumed_and_the_second_time_nothing_comes(
    home: Path, server: BadServer, a_zip: bytes
) -> None:
    server.route(BACI, cut(a_zip, 40_000), status(503, Retry_After="0"), good(a_zip))
    run = fetch("baci")
    assert run.returncode == 0, run.stderr
    assert "ended after 40,000 of 100,114 bytes; asking again" in run.stderr
    assert "busy (503); asking again in 0 s" in run.stderr
    assert "fetched" in run.stdout
    assert f"entrepot data add {home / 'downloads' / 'BACI_HS17_V202601.zip'}" in run.stderr
    assert [request.headers.get("range") for request in server.requests] == [
        None,
        "bytes=40000-",
        "bytes=40000-",
    ]
    again = fetch("baci")
    assert again.returncode == 0
    assert "unchanged, not downloaded again" in again.stderr
    assert "unchanged" in again.stdout


def test_ctrl_c_and_the_same_command_again(home: Path, server: BadServer, a_zip: bytes) -> None:
    server.route(BACI, drip(a_zip, 1000, lambda: time.sleep(0.02)), good(a_zip))
    command = [sys.executable, "-m", "entrepot", "data", "fetch", "baci"]
    part = home / "downloads" / "BACI_HS17_V202601.zip.part"
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 30
        while not (part.exists() and part.stat().st_size > 3000):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "goes on where it stopped" in err
    assert "Traceback" not in err
    assert out == ""
    left = part.stat().st_size
    assert not part.with_suffix("").exists()
    run = fetch("baci")
    assert run.returncode == 0, run.stderr
    assert part.with_suffix("").read_bytes() == a_zip
    assert server.requests[-1].headers["range"] == f"bytes={left}-"


@pytest.mark.parametrize(
    ("behaviour", "code", "said"),
    [
        (status(404), 4, "there is no such file"),
        (status(403), 4, "entrepot data add FILE"),
        (page(), 5, "a web page came instead of the file"),
        (good(b"not a zip"), 5, "something else came"),
        (redirect("ftp://example.org/x.zip"), 5, "no address on the web"),
        (redirect(BACI), 5, "in a circle"),
        (status(429, Retry_After="100000"), 4, "come again after"),
    ],
)
def test_failures_are_one_sentence_and_leave_nothing(
    home: Path, server: BadServer, behaviour: Any, code: int, said: str
) -> None:
    server.route(BACI, behaviour)
    run = fetch("baci")
    assert run.returncode == code
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert run.stdout == ""
    assert not list((home / "downloads").iterdir())


def test_a_place_that_cannot_be_written(home: Path, server: BadServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = fetch("baci", "--to", str(tmp_path / "file" / "below"))
    assert run.returncode == 7
    assert "--to" in run.stderr


def test_a_checksum_and_a_limit_of_the_users_own(home: Path, server: BadServer, a_zip: bytes) -> None:
    server.route(BACI, good(a_zip))
    wrong = fetch("baci", "--sha256", "0" * 64)
    assert (wrong.returncode, wrong.stdout) == (5, "")
    assert "its SHA-256 is" in wrong.stderr
    small = fetch("baci", "--limit", "0.00001")
    assert small.returncode == 2  # 10 kB is no limit for a file of statistics
    many = fetch("comext", "--years", "2020-2021", "--sha256", "0" * 64)
    assert many.returncode == 2
    assert not list((home / "downloads").iterdir())


def test_another_address(home: Path, server: BadServer, a_zip: bytes) -> None:
    url = server.route("/moved/BACI_HS17_V202701.zip", good(a_zip))
    run = fetch("baci", "--url", url)
    assert run.returncode == 0, run.stderr
    assert (home / "downloads" / "BACI_HS17_V202701.zip").exists()
    assert fetch("baci", "--url", "ftp://example.org/x").returncode == 2


def test_several_files_and_what_came_before_a_failure_stays(home: Path, server: BadServer) -> None:
    whole = b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(4) + bytes(20)
    path = "/eurostat/api/dissemination/files?file=comext%2FCOMEXT_DATA%2FPRODUCTS%2Ffull_v2_{}52.7z"
    server.route(path.format(2020), good(whole))
    run = fetch("comext", "--years", "2020-2021")
    assert run.returncode == 4
    assert "full_v2_202052.7z (1 of 2): 0.0 MB." in run.stderr
    assert (home / "downloads" / "full_v2_202052.7z").read_bytes() == whole
    server.route(path.format(2021), good(whole))
    both = fetch("comext", "--years", "2020-2021", "--json")
    assert [file["unchanged"] for file in json.loads(both.stdout)] == [True, False]


def test_the_key_comes_from_the_environment_and_goes_nowhere_else(
    home: Path, server: BadServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "0123456789abcdef0123456789abcdef"
    monkeypatch.setenv("ENTREPOT_COMTRADE_KEY", key)
    server.route("/data/v1/get/C/A/HS", good(b'{"count": 1, "data": [{"cmdCode": "TOTAL"}]}'))
    run = fetch("comtrade", "--reporter", "BEL", "--partner", "KAZ", "--years", "2022", "--json")
    assert run.returncode == 0, run.stderr
    assert server.requests[0].headers["ocp-apim-subscription-key"] == key
    assert key not in server.requests[0].path
    assert key not in run.stdout + run.stderr
    for file in (home / "downloads").iterdir():
        assert key not in file.read_text(encoding="utf-8")
    server.route("/data/v1/get/C/A/HS", status(401))
    refused = fetch("comtrade", "--reporter", "LUX", "--years", "2022")
    assert refused.returncode == 4
    assert key not in refused.stdout + refused.stderr
    monkeypatch.setenv("ENTREPOT_COMTRADE_KEY", "a\nb")
    assert fetch("comtrade", "--reporter", "LUX", "--years", "2022").returncode == 5


def test_a_cut_answer_is_said_and_not_added(home: Path, server: BadServer) -> None:
    rows = json.dumps({"count": 500, "data": [{}] * 500}).encode()
    server.route("/public/v1/preview/C/A/HS", good(rows))
    asked = ("comtrade", "--reporter", "BEL", "--years", "2022", "--product", "AG6")
    run = fetch(*asked, "--json")
    assert run.returncode == 0
    assert "Cut: 500 records came" in run.stderr
    assert json.loads(run.stdout)[0]["note"].startswith("Cut: 500 records came")
    added = fetch(*asked, "--add")
    assert added.returncode == 5
    assert "not added" in added.stderr


def test_add_that_fails_keeps_the_file(home: Path, server: BadServer, a_zip: bytes) -> None:
    server.route(BACI, good(a_zip))
    run = fetch("baci", "--add")
    assert run.returncode == 5
    assert (home / "downloads" / "BACI_HS17_V202601.zip").exists()
    assert not (home / "releases").exists()


@pytest.mark.skipif(
    not any("baci" in str(reader.HERE) for reader in READERS), reason="no reader of BACI is entered"
)
def test_fetch_and_add(home: Path, server: BadServer, tmp_path: Path) -> None:
    file = write_baci(tmp_path, years=(2020, 2021, 2022), version="202601")
    server.route(BACI, cut(file.read_bytes(), 5_000), good(file.read_bytes()))
    run = fetch("baci", "--years", "2021-2022", "--add", "--json")
    assert run.returncode == 0, run.stderr
    (told,) = json.loads(run.stdout)
    assert len(told["releases"]) == 2
    assert len(list((home / "releases").glob("*/*/manifest.json"))) == 2


def test_a_dry_run_asks_nobody(home: Path, server: BadServer) -> None:
    run = fetch("wdi", "--indicator", "SP.POP.TOTL,NY.GDP.MKTP.CD", "--dry-run", "--json")
    assert run.returncode == 0
    planned = json.loads(run.stdout)
    assert [each["state"] for each in planned] == ["planned", "planned"]
    assert planned[0]["url"].startswith(f"{server.base}/v2/country/all/indicator/SP.POP.TOTL?")
    assert "Licence: CC BY 4.0" in run.stderr
    assert server.requests == []
    assert not home.exists()
    assert planned[0]["url"] in fetch("wdi", "--indicator", "SP.POP.TOTL", "--dry-run").stdout


def test_list(home: Path) -> None:
    run = fetch("--list")
    assert run.returncode == 0
    for said in ("baci: BACI", "publisher: Eurostat", "options: --revision, --version, --years"):
        assert said in run.stdout
    listed = {each["dataset"]: each for each in json.loads(fetch("--list", "--json").stdout)}
    assert set(listed) == {"baci", "comext", "comtrade", "eurostat", "gravity", "icio", "imf", "nbb", "wdi"}
    assert all(each["seen"] and each["terms"] for each in listed.values())
    assert fetch().stdout == run.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("chelem",), 2, "Known are: baci"),
        (("baci", "--years", "2019-2017"), 2, "runs backwards"),
        (("baci", "--years", "2016"), 2, "HS17 begins in 2017"),
        (("baci", "--table", "x"), 2, "it takes --revision"),
        (("comtrade", "--years", "2020"), 2, "--reporter is needed"),
        (("comtrade", "--years", "2020", "--reporter", "Atlantis"), 3, "Atlantis"),
    ],
)
def test_what_cannot_be_asked(home: Path, arguments: tuple[str, ...], code: int, said: str) -> None:
    run = fetch(*arguments)
    assert (run.returncode, run.stdout) == (code, "")
    assert said in run.stderr


def test_no_key_on_the_command_line(home: Path) -> None:
    assert "ENTREPOT_COMTRADE_KEY" in fetch("--help").stdout
    assert fetch("comtrade", "--subscription-key", "x").returncode == 2
    assert os.environ.get("ENTREPOT_COMTRADE_KEY") is None
