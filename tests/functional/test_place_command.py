"""`entrepot place` as its users meet it."""

import json
import os
import subprocess
import sys

import pytest


def entrepot(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "entrepot", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_name_in_dutch() -> None:
    run = entrepot("place", "Luik")
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert lines[0] == "BE33  Province of Liège (NUTS 2, Belgium)"
    assert "  lies in     BE3  Walloon Region (NUTS 1, Belgium)" in lines
    assert "  Russian     Провинция Льеж" in lines
    others = lines[lines.index("Other places of that name:") :]
    assert "  BELGG  Liège (town or terminal, BE-WLG, Belgium)" in others


def test_several_words_need_no_quotes() -> None:
    assert entrepot("place", "Province", "de", "Liège").stdout.startswith("BE33 ")


def test_a_group_shows_its_members() -> None:
    run = entrepot("place", "Central Asia")
    assert "5 members" in run.stdout and "KAZ KGZ TJK TKM UZB" in run.stdout


def test_a_port_shows_where_it_is_and_what_it_does() -> None:
    run = entrepot("place", "BEANR")
    assert "51.217, 4.417" in run.stdout
    assert "port, rail terminal" in run.stdout


def test_json_holds_all_that_the_text_does() -> None:
    told = json.loads(entrepot("place", "Luik", "--json").stdout)
    assert told["place"]["code"] == "BE33"
    assert told["place"]["names"]["kk"] == "Льеж провинциясы"
    assert [one["code"] for one in told["namesakes"]] == ["BE332", "BELGG", "LGG"]
    assert (told["guessed"], told["written"], told["groups"]) == (False, "Luik", [])


def test_a_mended_slip_is_said_on_standard_error_only() -> None:
    run = entrepot("place", "Kazahkstan")
    assert run.returncode == 0
    assert run.stderr == "“Kazahkstan” is no name we know; read as Kazakhstan.\n"
    assert json.loads(entrepot("place", "Kazahkstan", "--json").stdout)["guessed"] is True


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Congo", "  COD  Democratic Republic of the Congo (country)"),
        ("Austrlia", "  AUS  Australia (country)"),
        ("Atlantis", "No place is called “Atlantis”"),
        ("", "No place was named"),
        ("<script>alert(1)</script>", "No place is called"),
        ("Kazakhstan\x1b[2J", "cannot hold the character U+001B"),
        ("x" * 100_000, "100,000 characters"),
    ],
)
def test_doubt_ends_in_exit_code_3_and_nothing_on_standard_output(written: str, said: str) -> None:
    run = entrepot("place", written)
    assert (run.returncode, run.stdout) == (3, "")
    assert said in run.stderr
    assert "Traceback" not in run.stderr
    assert "\x1b" not in run.stderr
    assert len(run.stderr) < 1500


@pytest.mark.parametrize(
    ("listed", "count", "one"),
    [
        ("country", 257, "KAZ"),
        ("group", 32, "CentralAsia"),
        ("nuts", 2221, "BE33"),
        ("subdivision", 54, "KZ-75"),
    ],
)
def test_lists(listed: str, count: int, one: str) -> None:
    lines = entrepot("place", "--list", listed).stdout.splitlines()
    assert len(lines) == count + 2  # heading and rule
    assert any(line.startswith(f"{one} ") for line in lines)
    assert len(json.loads(entrepot("place", "--list", listed, "--json").stdout)) == count


def test_the_airports_as_json() -> None:
    listed = json.loads(entrepot("place", "--list", "iata", "--json").stdout)
    assert next(one for one in listed if one["code"] == "LGG")["parent"] == "BEL"


@pytest.mark.parametrize("arguments", [(), ("Luik", "--list", "nuts")])
def test_neither_nothing_nor_both(arguments: tuple[str, ...]) -> None:
    run = entrepot("place", *arguments)
    assert run.returncode == 2
    assert "entrepot place Luik" in run.stderr


def test_a_list_can_be_cut_by_the_reader() -> None:
    run = subprocess.run(
        f"{sys.executable} -m entrepot place --list nuts | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
