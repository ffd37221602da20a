"""`entrepot data add` on BACI: what it says, how it goes on, and that nothing is ever there by halves."""

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from baci_files import write_baci, year_text
from entrepot.metadata.goods import baci_tables
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file, recognise

ENTREPOT = [sys.executable, "-m", "entrepot", "data"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def entrepot(*arguments: str | Path, **how: object) -> "subprocess.CompletedProcess[str]":
    command = [*ENTREPOT, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **how)  # type: ignore[call-overload,no-any-return]


def left(home: Path) -> list[str]:
    """What stands in the store that is no release."""
    releases = home / "releases"
    found = [path for path in releases.iterdir() if path.name.startswith(".")] if releases.exists() else []
    return [path.name for path in found]


def test_it_says_what_it_found_and_goes_on_where_it_was(home: Path, tmp_path: Path) -> None:
    path = write_baci(tmp_path, years=(2020, 2021, 2022))
    first = entrepot("add", path, "--year", "2021")
    assert first.returncode == 0, first.stderr
    assert "CEPII, BACI: International Trade Database" in first.stderr
    assert "baci_hs17, 2021, version 202501." in first.stderr
    assert "Reading BACI_HS17_Y2021_V202501.csv (1 of 1) ..." in first.stderr
    assert "2021: 3,839 flows worth 1.3 billion USD among 12 economies in 41 products." in first.stderr
    assert "\r" not in first.stderr, "no bar where there is no terminal"
    again = entrepot("add", path, "--json")
    assert again.returncode == 0, again.stderr
    assert "2021: in the store already, from the same file (2021-" in again.stderr
    assert "Reading BACI_HS17_Y2021" not in again.stderr
    releases = json.loads(again.stdout)
    assert [release["period"] for release in releases] == ["2020", "2021", "2022"]
    assert releases[0]["licence"] == "etalab-2.0"
    assert entrepot("verify").returncode == 0
    assert left(home) == []


def test_a_dry_run_tells_and_adds_nothing(home: Path, tmp_path: Path) -> None:
    folder = write_baci(tmp_path / "baci", years=(2021, 2022), zipped=False)
    (folder / "Readme.txt").write_text("Read me")
    run = entrepot("add", folder, "--dry-run")
    assert run.returncode == 0
    assert "baci_hs17  2022    version 202501  BACI_HS17_Y2022_V202501.csv" in run.stdout
    assert "Not read, as no part of these: Readme.txt." in run.stderr
    assert not home.exists()
    planned = json.loads(entrepot("add", folder, "--dry-run", "--json").stdout)
    assert [part["period"] for part in planned] == ["2021", "2022"]


def test_the_revision_can_be_said_and_chosen(home: Path, tmp_path: Path) -> None:
    mine = tmp_path / "flows.csv"
    mine.write_text(year_text(2022))
    run = entrepot("add", mine)
    assert run.returncode == 5
    assert "--revision HS17" in run.stderr
    assert entrepot("add", mine, "--revision", "hs17").returncode == 0
    assert entrepot("info", "baci_hs17").returncode == 0
    folder = write_baci(tmp_path / "two", "HS12", (2021,), zipped=False)
    write_baci(folder, "HS92", (2021,), zipped=False)
    assert entrepot("add", folder).returncode == 5
    chosen = entrepot("add", folder, "--revision", "HS12")
    assert chosen.returncode == 0, chosen.stderr
    assert "Not read, as no part of these: BACI_HS92_Y2021_V202501.csv" in chosen.stderr


def test_a_revision_of_what_has_none_is_refused(home: Path, tmp_path: Path) -> None:
    from zipfile import ZipFile

    with ZipFile(tmp_path / "icio.zip", "w") as archive:
        archive.writestr("2020_SML.csv", "V1,BEL_A01,BEL_HFCE,OUT\n")
    run = entrepot("add", tmp_path / "icio.zip", "--revision", "HS17")
    assert run.returncode == 2
    assert "--revision says nothing about such files" in run.stderr


def test_zips_in_a_folder_are_named(home: Path, tmp_path: Path) -> None:
    write_baci(tmp_path / "zips", years=(2022,))
    run = entrepot("add", tmp_path / "zips")
    assert run.returncode == 5
    assert "is a folder of zip files" in run.stderr
    assert run.stderr.rstrip().endswith("BACI_HS17_V202501.zip")


def test_a_bad_year_stops_and_the_good_ones_before_it_stay(home: Path, tmp_path: Path) -> None:
    folder = write_baci(tmp_path / "baci", years=(2020, 2021, 2022), zipped=False)
    bad = folder / "BACI_HS17_Y2021_V202501.csv"
    bad.write_text(bad.read_text().replace("2021,56,156,010121,", "2021,56,156,010121,-", 1))
    run = entrepot("add", folder)
    assert run.returncode == 5
    assert "BACI_HS17_Y2021_V202501.csv, line 2, column v" in run.stderr
    assert [r.period for r in Warehouse.open().releases() if r.dataset == "baci_hs17"] == ["2020"]
    assert left(home) == []
    bad.write_text(year_text(2021))
    mended = entrepot("add", folder)
    assert mended.returncode == 0
    assert "2020: in the store already" in mended.stderr


def test_a_year_added_to_a_folder_leaves_the_others_known(home: Path, tmp_path: Path) -> None:
    folder = write_baci(tmp_path / "baci", years=(2020,), zipped=False)
    store = Warehouse.open()
    (first,) = add_file(store, folder)
    write_baci(folder, years=(2021,), zipped=False)
    assert add_file(store, folder)[0] == first
    assert len([r for r in store.releases() if r.dataset == "baci_hs17"]) == 2


def test_a_release_that_lost_a_file_is_read_again(home: Path, tmp_path: Path) -> None:
    path = write_baci(tmp_path, years=(2022,))
    store = Warehouse.open()
    (release,) = add_file(store, path)
    shutil.rmtree(release.folder)
    assert add_file(Warehouse.open(), path) == (release,)
    assert Warehouse.open().verify() == ()


def test_side_by_side_gives_the_same_releases(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entrepot.store.warehouse import side_by_side

    path = write_baci(tmp_path, years=(2020, 2021, 2022))
    alone = add_file(Warehouse.open(tmp_path / "other"), path)
    monkeypatch.setattr(side_by_side, "_LARGE", 1)
    monkeypatch.setattr(side_by_side, "_free_memory", lambda: 2 * side_by_side._MEMORY)
    told: list[tuple[str, float | None]] = []
    both = add_file(
        Warehouse.open(),
        path,
        progress=lambda message, share=None: told.append((message, share)),
        parallel=True,
    )
    assert [release.id for release in both] == [release.id for release in alone]
    assert any(message.startswith("2022: 3,832 flows") for message, _ in told)
    shares = [share for _, share in told if share is not None]
    assert shares == sorted(shares)
    assert left(home) == []


def test_an_error_in_one_of_several_processes_is_told(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entrepot.metadata.errors import BadInput
    from entrepot.store.warehouse import side_by_side

    folder = write_baci(tmp_path / "baci", years=(2020, 2021), zipped=False)
    (folder / "BACI_HS17_Y2021_V202501.csv").write_text("t,i,j,k,v,q\n2021,56,398,010121,much,1\n")
    monkeypatch.setattr(side_by_side, "_LARGE", 1)
    monkeypatch.setattr(side_by_side, "_free_memory", lambda: 2 * side_by_side._MEMORY)
    with pytest.raises(BadInput, match=r"Y2021_V202501\.csv, line 2, column v: 'much' is no number"):
        add_file(Warehouse.open(), folder, parallel=True)
    assert left(home) == []


def test_few_or_small_files_and_little_memory_are_read_by_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from entrepot.store.warehouse import side_by_side
    from entrepot.store.warehouse.jobs import Job

    plan = recognise(write_baci(tmp_path, years=(2020, 2021, 2022)))
    jobs = [Job(n, plan.files, part, plan.module) for n, part in enumerate(plan.parts)]
    assert side_by_side.how_many(jobs) == 1
    monkeypatch.setattr(side_by_side, "_LARGE", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    for memory, expected in ((0, 1), (1, 1), (2, 2), (9, 3)):
        monkeypatch.setattr(side_by_side, "_free_memory", lambda memory=memory: memory * side_by_side._MEMORY)
        assert side_by_side.how_many(jobs) == expected


def test_a_full_disk_is_said_to_be_one_and_leaves_nothing(home: Path, tmp_path: Path) -> None:
    path = write_baci(tmp_path, years=(2022,))

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    run = entrepot("add", path, preexec_fn=limited)
    assert run.returncode == 7, run.stderr
    assert "cannot write" in run.stderr
    assert "Traceback" not in run.stderr
    assert not (home / "releases").exists() or list((home / "releases").iterdir()) == []


@pytest.mark.slow
def test_killed_while_it_reads_nothing_is_there_by_halves(home: Path, tmp_path: Path) -> None:
    path = write_baci(tmp_path, years=(2017, 2018, 2019, 2020, 2021, 2022))
    for wait in (0.4, 0.55, 0.7, 0.9):
        process = subprocess.Popen([*ENTREPOT, "add", str(path)], stderr=subprocess.PIPE)
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        store = Warehouse.open()
        assert store.verify() == ()
        for release in store.releases():
            if release.dataset == "baci_hs17":
                assert store.read(baci_tables("hs17").flows, release=release.id).height > 3_000
    assert entrepot("add", path).returncode == 0
    assert len([r for r in Warehouse.open().releases() if r.dataset == "baci_hs17"]) == 6
    assert left(home) == []
