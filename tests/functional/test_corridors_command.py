"""`entrepot corridors` as its users meet it, on the layer that ships."""

import csv
import io
import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from entrepot.cli import main
from manual import ROOT, blocks


class Run(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)

    def rows(self) -> list[dict[str, str]]:
        assert self.code == 0, self.err
        return list(csv.DictReader(io.StringIO(self.out)))


Ask = Callable[..., Run]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs `entrepot corridors` here, so that the layer is read once for all questions."""

    def run(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["entrepot", "corridors", *arguments])
        with pytest.raises(SystemExit) as stop:
            main()
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Run(stop.value.code if isinstance(stop.value.code, int) else 1, told.out, told.err)

    return run


def longest(text: str) -> int:
    return max(map(len, text.splitlines()))


def test_it_runs_by_itself_too() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "entrepot", "corridors", "--help"], capture_output=True, text=True, check=True
    )
    for command in ("effect", "critical", "hubs", "ways", "what-if", "terminals", "legs", "parameters"):
        assert f"  {command} " in run.stdout


@pytest.mark.parametrize(
    "command", ["effect", "critical", "hubs", "ways", "what-if compare", "terminals", "legs", "parameters"]
)
def test_examples_in_the_help_stand_line_by_line(ask: Ask, command: str) -> None:
    told = ask(*command.split(), "--help").out
    assert "\\b" not in told
    assert f"\n  entrepot corridors {command}" in told


def test_a_closure_pair_by_pair(ask: Ask) -> None:
    run = ask("effect", "--close", "Russia,Caspian", "--pair", "Almaty", "Liège")
    assert run.code == 0, run.err
    for word in ("Almaty → ", "worse", "fastest, days", "cheapest, USD", "greenest, kg CO2e", "safest"):
        assert word in run.out
    assert longest(run.out) <= 100
    assert "its seat" in run.err
    assert "ODbL" in run.err


def test_a_closure_never_helps_and_no_route_is_said(ask: Ask) -> None:
    pairs = ("--pair", "Almaty", "Liège", "--pair", "Moscow", "Warsaw", "--pair", "Bishkek", "Duisburg")
    told = ask("effect", "--close", "Russia", *pairs, "--modes", "rail,road,sea,ferry", "--json").json()
    rows = told["table"]["rows"]
    assert [row["status"] for row in rows] == ["worse", "no route", "worse"]
    assert rows[1]["usd_after"] is None
    for row in rows:
        for name in ("hours", "usd", "co2e", "delay"):
            assert row[f"{name}_change"] is None or row[f"{name}_change"] >= 0.0
    assert told["difference"]["closures"] == ["country:RUS"]
    text = ask("effect", "--close", "Russia", *pairs, "--modes", "rail,road,sea,ferry").out
    assert "no route any more" in text


def test_all_capitals_by_their_trade(ask: Ask) -> None:
    run = ask("effect", "--close", "Suez", "--top", "3")
    assert run.code == 0, run.err
    assert "6,219 pairs" in run.out
    assert "3 of " in run.out
    assert "goods, USD million" in run.out
    assert longest(run.out) <= 100
    assert "No pair is named" in run.err
    assert "Inter-Country Input-Output" in run.err


def test_means_are_those_of_the_rows(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("from;to;weight\nShanghai;Rotterdam;3\nMumbai;Genoa;1\nLiège;Paris;2\n", encoding="utf-8")
    told = ask("effect", "--close", "Suez", "--pairs", str(file), "--json").json()
    usd = next(row for row in told["means"] if row["criterion"] == "usd")
    moved = [(w, row) for w, row in zip((3, 1, 2), told["table"]["rows"], strict=True) if row["usd_change"]]
    assert usd["pairs"] == len(moved) == 2
    assert usd["weight_share"] == pytest.approx(4 / 6)
    assert usd["mean_change"] == pytest.approx(sum(w * row["usd_change"] for w, row in moved) / 4)


def test_pairs_as_csv_of_a_name_like_a_formula(ask: Ask, tmp_path: Path) -> None:
    rows = ask("effect", "--close", "Suez", "--pair", "Shanghai", "Rotterdam", "--csv").rows()
    assert float(rows[0]["usd_after"]) > float(rows[0]["usd_before"])
    assert set(rows[0]) > {"origin", "destination", "status", "hours_before"}


def test_what_is_critical_comes_in_order(ask: Ask) -> None:
    run = ask("critical", "--what", "passages", "--top", "5")
    assert run.code == 0, run.err
    assert "Suez Canal" in run.out
    assert longest(run.out) <= 100
    found = ask("critical", "--what", "countries", "--pair", "Almaty", "Liège", "--json").json()
    losses = [row["stranded_share"] + row["total_loss"] for row in found["table"]["rows"]]
    assert losses == sorted(losses, reverse=True)
    assert all(row["closure"] not in ("country:KAZ", "country:BEL") for row in found["table"]["rows"])


def test_hubs_reach_more_with_more_time(ask: Ask) -> None:
    places = ("hubs", "Liège", "Duisburg", "Rotterdam", "--modes", "rail,road,ferry,sea,barge")
    short = ask(*places, "--within-days", "10", "--json").json()
    long = ask(*places, "--within-days", "30", "--json").json()
    reached = [{row["hub"]: row["within_hours"] for row in told["table"]["rows"]} for told in (short, long)]
    assert all(0.0 < reached[0][hub] < reached[1][hub] <= 1.0 for hub in reached[0])
    run = ask(*places, "--within-days", "10")
    assert "in 10 days" in run.out
    assert longest(run.out) <= 100


def test_ways_apart_and_the_cut_that_cuts_them(ask: Ask) -> None:
    asked = ("Almaty", "Liège", "--by", "border points", "--modes", "rail")
    told = ask("ways", *asked, "--json").json()
    assert told["at_most"] == len(told["cut"]) >= len(told["routes"]) > 0
    closed = ",".join(told["cut"])
    after = ask("effect", "--close", closed, "--pair", "Almaty", "Liège", "--modes", "rail", "--json").json()
    assert after["table"]["rows"][0]["status"] == "no route"
    run = ask("ways", *asked)
    assert told["names"][0] in run.out
    assert longest(run.out) <= 100


def test_the_library_of_what_ifs(ask: Ask) -> None:
    listed = ask("what-if", "list").out
    for one in ask("what-if", "list", "--json").json():
        assert one["name"] in listed
        assert one["title"] in listed
        assert ask("what-if", "show", one["name"]).out.startswith(f"{one['name']}: {one['title']}")
    shown = ask("what-if", "show", "belarus-poland-border-closed").out
    assert "Belarus – Poland" in shown  # BLR is an airport as well
    assert "Who says so" in ask("what-if", "show", "cku-railway").out


def test_one_what_if_and_several(ask: Ask, tmp_path: Path) -> None:
    own = tmp_path / "own.yml"
    own.write_text("name: own\ntitle: Borders at Khorgos are free\nclose: [suez]\n", encoding="utf-8")
    pair = ("--pair", "Shanghai", "Rotterdam")
    told = ask("what-if", "compare", str(own), "suez-closed", *pair, "--json").json()
    assert [one["difference"]["name"] for one in told] == ["own", "suez-closed"]
    assert told[0]["table"]["rows"] == told[1]["table"]["rows"]
    run = ask("what-if", "compare", str(own), "suez-closed", *pair)
    assert "2 what-ifs, each alone" in run.out
    assert longest(run.out) <= 100
    rows = ask("what-if", "compare", str(own), "no-air", *pair, "--csv").rows()
    assert [row["difference"] for row in rows] == ["own", "no-air"]


def test_a_new_service_helps_who_uses_it(ask: Ask) -> None:
    told = ask("what-if", "compare", "liege-almaty-freighter", "--pair", "Almaty", "Liège", "--json").json()
    assert told[0]["table"]["rows"][0]["status"] == "better"


def test_terminals_are_found_in_any_language(ask: Ask) -> None:
    for name in ("Khorgos", "Хоргос"):
        found = {one["code"] for one in ask("terminals", name, "--json").json()}
        assert {"CNHRS", "KZHOR"} <= found, name
    inside = ask("terminals", "Kazakhstan", "--modes", "ferry", "--csv").rows()
    assert {row["code"] for row in inside} == {"KZAAU", "KZKUR"}
    changing = ask("terminals", "--change-of-gauge", "--json").json()
    assert all(";" in one["gauges"] for one in changing)


def test_legs_between_two_countries_and_through_a_sea(ask: Ask) -> None:
    both = ask("legs", "Kazakhstan", "China", "--modes", "rail", "--json").json()
    back = ask("legs", "China", "Kazakhstan", "--modes", "rail", "--json").json()
    assert both == back
    assert {leg["leg"] for leg in both} == {"rail:CN-ALASHANKOU:KZ-DOSTYK", "rail:CNHRS:KZ-ALTYNKOL"}
    assert all(leg["source"] for leg in both)
    assert all("caspian" in leg["passages"] for leg in ask("legs", "Caspian", "--json").json())
    assert "Sources" in ask("legs", "Dostyk").err


def test_what_is_assumed_is_told_with_sources_and_conflicts(ask: Ask) -> None:
    run = ask("parameters", "border_hours", "--where", "border Dostyk-Alashankou")
    assert run.code == 0, run.err
    assert "in use [" in run.out
    assert "not in use [" in run.out
    assert "CAREC" in run.err
    assert longest(run.out) <= 100
    for row in ask("parameters", "--json").json():
        assert row["in_use"] >= row["estimated"]
    for row in ask("parameters", "--conflicts", "--csv").rows():
        assert row["source"]


def test_the_wider_place_whose_figure_holds_is_told(ask: Ask) -> None:
    told = ask("parameters", "speed", "--where", "Kazakhstan", "--json").json()
    assert told["stated"] == []
    assert {row["where"] for row in told["in_use"] if row["mode"] == "rail"} >= {"gauge:1520"}


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("effect", "--pair", "Almaty", "Liège"), 2, "name what closes"),
        (("effect", "--close", "Ruussia", "--pair", "Almaty", "Liège"), 3, "Russia"),
        (("effect", "--close", "Suez", "--pair", "Almaty", "Almaty"), 2, "same point"),
        (("effect", "--close", "Suez", "--pair", "Almaty", "Xyzzyville"), 3, "Xyzzyville"),
        (("effect", "--close", "Suez", "--pair", "Almaty", "Liège", "--capitals"), 2, "leave one out"),
        (("effect", "--close", "Suez", "--pairs", "nowhere.csv"), 5, "nowhere.csv"),
        (("effect", "--close", "Suez", "--pair", "Almaty", "Liège", "--modes", "rial"), 2, "rail?"),
        (("effect", "--close", "Suez", "--pair", "Almaty", "Liège", "--cargo", "-1 FEU"), 2, "nothing"),
        (("effect", "--what-if", "suez-close"), 2, "suez-closed"),
        (("effect", "--what-if", "missing.yml"), 5, "missing.yml"),
        (("critical", "--by", "generalised", "--pair", "Almaty", "Liège"), 2, "value"),
        (("hubs", "Liège", "Liège"), 2, "twice"),
        (("hubs", "Liège", "--within-days", "-3"), 2, "above 0"),
        (("hubs",), 2, "HUB"),
        (("ways", "Almaty", "Almaty"), 2, "same point"),
        (("ways", "Dublin", "Reykjavik", "--modes", "rail"), 4, "To get one"),
        (("ways", "Almaty", "Liège", "--avoid", "Kazakhstan"), 4, "Kazakhstan"),
        (("critical", "--what", "passages", "--pair", "Almaty", "Astana"), 4, "nothing hangs on them"),
        (("what-if", "show", "khorgs-closed"), 2, "khorgos-closed"),
        (("terminals", "Suez"), 3, "passage:suez"),
        (("terminals", "Khorgoss"), 3, "Khorgos"),
        (("terminals", "Astana", "--modes", "sea"), 4, "No terminal"),
        (("legs", "Almaty", "Liège"), 4, "entrepot routes Almaty Liège"),
        (("parameters", "border_hour"), 2, "border_hours"),
        (("parameters", "rate", "--where", "Xyzzyville"), 3, "Xyzzyville"),
        (("parameters", "gauge_hours", "--where", "Rotterdam"), 4, "Nothing is stated"),
        (("closures",), 2, "No such command"),
    ],
)
def test_what_makes_no_sense_is_told(ask: Ask, arguments: tuple[str, ...], code: int, says: str) -> None:
    run = ask(*arguments)
    assert run.code == code, run.err
    assert says in run.err + run.out


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "column from"),
        (b"from,to\n", "names no pairs"),
        (b"von,nach\nAlmaty,Li\xc3\xa8ge\n", "column from"),
        (b"from,to\nAlmaty,Li\xe8ge\n", "UTF-8"),
        (b"from,to\nAlmaty,Antwerp\nAlmaty,Xyzzyville\n", "line 3, column to"),
        (b"from,to\nAlmaty,Almaty\n", "line 2"),
        (b"from,to,weight\nAlmaty,Antwerp,much\n", "line 2, column weight"),
        (b"from,to,weight\nAlmaty,Antwerp,-1\n", "line 2, column weight"),
        (b"from,to,weight\nAlmaty,Antwerp,nan\n", "line 2, column weight"),
        (b"from,to\nAlmaty\n", "line 2, column to"),
        (b"from,to\nAlmaty,EU27\n", "line 2, column to"),
    ],
)
def test_a_file_of_pairs_that_is_none_is_told_with_its_line(
    ask: Ask, tmp_path: Path, content: bytes, says: str
) -> None:
    file = tmp_path / "pairs.csv"
    file.write_bytes(content)
    run = ask("effect", "--close", "Suez", "--pairs", str(file))
    assert run.code == 5, run.err
    assert says in run.err
    assert str(file) in run.err


def test_a_mended_typo_is_told(ask: Ask) -> None:
    run = ask("effect", "--close", "Suez", "--pair", "Shanghai", "Kazakhstn")
    assert run.code == 0, run.err
    assert "read as Kazakhstan" in run.err


@pytest.mark.slow
def test_the_how_to_works_as_written(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    Path("mine.csv").write_text("from,to,weight\nAlmaty,Liège,2\nOsh,Duisburg,1\n", encoding="utf-8")
    names: dict[str, object] = {}
    for language, text in blocks(ROOT / "docs" / "how-to" / "ask-about-closures.md"):
        if language == "python":
            exec(text, names)
            capsys.readouterr()
            continue
        for line in text.splitlines():
            run = ask(*shlex.split(line.removeprefix("$ entrepot corridors ")))
            assert run.code == 0, f"{line}\n{run.err}"
            assert longest(run.out) <= 110, line
    assert len(names) > 10
