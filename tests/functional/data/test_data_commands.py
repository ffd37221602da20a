"""`entrepot data`: what it prints, where, and with which exit code."""

import json
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from entrepot.metadata.tables import Column, Table
from entrepot.store.warehouse import About, Warehouse

SALES = Table("demo.sales", "Sales.", (Column("seller", "text", "who sells", key=True),))
DEMO = About(
    dataset="demo", title="Demonstration", publisher="Nobody", edition="first", licence="CC0-1.0",
    url="https://example.org/demo", unit="EUR", period="2022", how_made="by hand",
)  # fmt: skip
ENTREPOT = [sys.executable, "-m", "entrepot", "data"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def entrepot(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*ENTREPOT, *arguments], capture_output=True, text=True, check=False)


def answer(*arguments: str) -> Any:
    run = entrepot(*arguments, "--json")
    assert run.stderr == ""
    return json.loads(run.stdout)


@pytest.fixture
def own_copy(home: Path) -> Path:
    """The release that ships, copied to the user's store, where it may be harmed."""
    shipped = Warehouse.open().release("oecd_icio").folder
    copy = home / "releases" / "oecd_icio" / shipped.name
    shutil.copytree(shipped, copy)
    return copy


def test_list_shows_what_ships(home: Path) -> None:
    run = entrepot("list")
    assert run.returncode == 0
    assert run.stderr == ""
    assert "oecd_icio" in run.stdout
    assert "2025 edition" in run.stdout
    listed = {release["dataset"]: release for release in answer("list")}
    assert listed["oecd_icio"]["licence"] == "CC-BY-4.0"
    assert {table["name"]: table["rows"] for table in listed["oecd_icio"]["tables"]}["flows"] == 320_000


def test_list_begins_with_the_series_that_ends_last(home: Path) -> None:
    Warehouse.open(home).load(replace(DEMO, period="1995/2024"), {SALES: pl.DataFrame({"seller": ["a"]})})
    Warehouse.open(home).load(replace(DEMO, period="2000/2023"), {SALES: pl.DataFrame({"seller": ["a"]})})
    listed = [release["period"] for release in answer("list") if release["dataset"] == "demo"]
    assert listed == ["1995/2024", "2000/2023"]
    lines = entrepot("list").stdout.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("demo ")] == listed
    assert answer("info", "demo")["period"] == "1995/2024"


def test_info_says_where_it_comes_from_and_what_to_beware_of(home: Path) -> None:
    run = entrepot("info", "oecd_icio")
    assert run.returncode == 0
    for said in ("OECD", "CC-BY-4.0", "USD million, basic prices", "intermediate inputs only", "SHA-256"):
        assert said in run.stdout
    assert answer("info", "oecd_icio")["valuation"] == "basic prices"


def test_an_unknown_dataset_is_no_data(home: Path) -> None:
    run = entrepot("info", "comtrade")
    assert run.returncode == 4
    assert run.stdout == ""
    assert "holds no release of comtrade" in run.stderr


def test_verify_is_content_with_what_ships(home: Path) -> None:
    run = entrepot("verify")
    assert (run.returncode, run.stderr) == (0, "")
    assert answer("verify") == []


def test_verify_names_a_tampered_file_and_exits_6(own_copy: Path) -> None:
    flows = own_copy / "flows.parquet"
    content = bytearray(flows.read_bytes())
    content[1000] ^= 1
    flows.write_bytes(content)
    run = entrepot("verify")
    assert run.returncode == 6
    assert f"tampered: {flows}" in run.stdout
    assert [(f["kind"], f["file"]) for f in answer("verify")] == [("tampered", str(flows))]


def test_a_broken_manifest_stops_list_and_not_verify(own_copy: Path) -> None:
    (own_copy / "manifest.json").write_text("{")
    listed, verified = entrepot("list"), entrepot("verify")
    assert (listed.returncode, listed.stdout) == (6, "")
    assert "manifest.json: not a readable manifest" in listed.stderr
    assert verified.returncode == 6
    assert "broken: " in verified.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "there is no such file"),
        (b"", "not a file that Entrep\u00f4t can read"),
        (b"a,b\n1,2\n", "2016-2022_SML.zip"),
        (b"PK\x03\x04 and then nothing", "is cut short or corrupt (File is not a zip file)"),
    ],
)
def test_add_refuses_what_it_does_not_know(
    home: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "file"
    if content is not None:
        file.write_bytes(content)
    run = entrepot("add", str(file))
    assert run.returncode == 5
    assert run.stdout == ""
    assert said in run.stderr
    assert not home.exists()


def test_add_refuses_a_table_of_another_edition(home: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "file.zip", "w") as archive:
        archive.writestr("2020_SML.csv", "V1,BEL_A01,BEL_HFCE,OUT\n")
    run = entrepot("add", str(tmp_path / "file.zip"))
    assert run.returncode == 5
    assert "1 economies. Expected 81 economies (2025 edition)" in run.stderr
    assert not home.exists()


@pytest.mark.slow
def test_add_takes_a_full_table_and_is_read_before_the_extract(home: Path, tmp_path: Path) -> None:
    """A table of the real size: every industry sells 1 to itself; four flows carry the check figures."""
    file = tmp_path / "2016-2022_SML.zip"
    write_full_table(file)
    run = entrepot("add", str(file), "--year", "2022")
    assert run.returncode == 0, run.stderr
    assert "Reading 2022_SML.csv (1 of 1)" in run.stderr
    assert "oecd_icio" in run.stdout
    newest = answer("info", "oecd_icio")
    assert newest["title"] == "Inter-Country Input-Output tables (full table, 2022)"
    assert {t["name"]: t["rows"] for t in newest["tables"]}["final_flows"] == 81 * 81 * 6 * 50
    assert len(list((home / "releases" / "oecd_icio").iterdir())) == 1
    assert answer("verify") == []


def write_full_table(file: Path) -> None:
    from entrepot.sources.descriptor import read_descriptor
    from entrepot.sources.oecd_icio.codes import economies, industries
    from entrepot.sources.oecd_icio.reader import HERE

    source = read_descriptor(HERE)
    labels = [f"{e}_{i}" for e in economies()["code"] for i in industries()["code"]]
    final = [f"{e}_{c}" for e in economies()["code"] for c in source.assertions["categories"]]
    place = {label: n for n, label in enumerate(labels)}
    sold = {label: {label: 1.0} for label in labels}
    for check in source.assertions["checks"]:
        sold[f"{check['origin']}_C20"][f"{check['destination']}_C20"] = check["value"]
    output = {label: sum(row.values()) for label, row in sold.items()}
    bought = [0.0] * len(labels)
    with zipfile.ZipFile(file, "w") as archive, archive.open("2022_SML.csv", "w") as stream:
        stream.write(",".join(["V1", *labels, *final, "OUT\n"]).encode())
        for label in labels:
            cells = ["0"] * len(labels)
            for buyer, value in sold[label].items():
                cells[place[buyer]] = str(value)
                bought[place[buyer]] += value
            stream.write(",".join([label, *cells, *["0"] * len(final), f"{output[label]}\n"]).encode())
        rest = "," * (len(final) + 1)
        added = [output[label] - bought[place[label]] for label in labels]
        stream.write(f"TLS,{','.join(['0'] * len(labels))}{rest}\n".encode())
        stream.write(f"VA,{','.join(map(str, added))}{rest}\n".encode())
        stream.write(f"OUT,{','.join(str(output[label]) for label in labels)}{rest}\n".encode())
