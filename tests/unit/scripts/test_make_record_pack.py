"""The script that makes a record pack refuses what does not fit, and leaves a document's words behind."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack
from sample_pack import TEXT, document, quote

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "make_record_pack.py"
Run = subprocess.CompletedProcess[str]
HEAD = "pack: {pack: p, title: t, entered_by: me, entered_at: 2026-01-02}\n"


def fact(identifier: str, words: str, **more: object) -> dict[str, object]:
    found = quote(words)
    passage = {
        "exact": words,
        "start": found.start,
        "end": found.end,
        "lines": [found.first_line, found.last_line],
    }
    return {
        "id": identifier,
        "kind": "event",
        "document": "letter.txt",
        "paraphrase": "Something happened in Liège",
        "parties": [{"actor": "Kazakhstan", "role": "host"}],
        "quotes": [passage],
    } | more


def made(folder: Path, facts: list[dict[str, object]], *overlays: str) -> tuple[Run, Path]:
    paper, papers = document(), folder / "papers"
    papers.mkdir()
    (papers / "letter.txt").write_text(TEXT, encoding="utf-8")
    described = {"name": paper.name, "sha256": paper.sha256, "characters": paper.characters}
    checklist = folder / "facts.yaml"
    checklist.write_text(yaml.safe_dump({"documents": [described], "records": facts}), encoding="utf-8")
    laid = [folder / f"overlay{number}.yml" for number in range(len(overlays))]
    for path, overlay in zip(laid, overlays, strict=True):
        path.write_text(overlay, encoding="utf-8")
    target = folder / "pack.yml"
    command = map(str, (sys.executable, SCRIPT, checklist, papers, *laid, "-o", target))
    return subprocess.run([*command], capture_output=True, text=True), target


def pack_of(folder: Path, facts: list[dict[str, object]], *overlays: str) -> Pack:
    run, target = made(folder, facts, *overlays)
    assert run.returncode == 0, run.stderr
    return read_pack(target)


def test_a_fact_becomes_a_statement_without_its_words(tmp_path: Path) -> None:
    visit = fact(
        "F-1",
        "received the guest of Freedonia in May 1931",
        date={"edtf": "1931-05", "precision": "month", "as_stated": "in May 1931"},
        place="Liège",
        trap="who received whom is not said",
    )
    (statement,) = pack_of(tmp_path, [visit], HEAD).statements
    assert statement.quotes == (quote("received the guest of Freedonia in May 1931"),)
    assert statement.places == ("KAZ", "BE33", "BEL")
    assert statement.caveat == "who received whom is not said"
    assert "Freedonia" not in (tmp_path / "pack.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "unit", "value", "expected", "bounds"),
    [
        ("over €64 million", "million EUR", 64, 64e6, (64e6, float("inf"))),
        ("€7.0 million", "million EUR", 7.0, 7e6, (6.95e6, 7.05e6)),
        ("€83,000", "EUR", 83000, 83000, (82999.5, 83000.5)),
        ("around 265 troops", "persons", 265, 265, (260, 270)),
        ("81st", "rank (exports)", 81, 81, (81, 81)),
        ("40.15 per cent", "percent", 40.15, 40.15, (40.145, 40.155)),
    ],
)
def test_an_amount_is_read_in_its_base_unit_within_its_rounding(
    tmp_path: Path, words: str, unit: str, value: float, expected: float, bounds: tuple[float, float]
) -> None:
    stated = {"as_stated": words, "value": value, "unit": unit, "currency": "EUR" if "EUR" in unit else None}
    (statement,) = pack_of(tmp_path, [fact("F-1", "a gift", amount=stated)], HEAD).statements
    assert statement.amount is not None
    assert statement.amount.value == expected
    assert (statement.amount.bounds.low, statement.amount.bounds.high) == bounds


def test_overlays_add_to_a_statement(tmp_path: Path) -> None:
    (statement,) = pack_of(
        tmp_path,
        [fact("F-1", "a gift")],
        HEAD + "F-1: {status: announced, attributes: {a: 1}, capacities: {Kazakhstan: the League}}",
        "F-1: {paraphrase: {fr: Un don}, attributes: {b: 2}}",
    ).statements
    assert statement.paraphrase == {"en": "Something happened in Liège", "fr": "Un don"}
    assert statement.attributes == {"a": 1, "b": 2}
    assert (statement.status, statement.parties[0].capacity) == ("announced", "the League")


@pytest.mark.parametrize(
    ("overlays", "told"),
    [
        (("F-2: {status: x}",), "no such statement or document: F-2"),
        (("documents: {novel.txt: {title: x}}",), "no such statement or document: novel.txt"),
        (
            ("F-1: {status: x}", "F-1: {status: y}"),
            "disagrees with an overlay before it on F-1.status",
        ),
        (("F-1: {capacities: {Nobody: x}}",), "Nobody is no party to F-1"),
        (("F-1: {status: x}\nF-1: {topic: y}",), "key 'F-1' stands twice"),
        (("F-1: {colour: red}",), "unknown key 'colour'"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_written(
    tmp_path: Path, overlays: tuple[str, ...], told: str
) -> None:
    run, _ = made(tmp_path, [fact("F-1", "a gift")], HEAD + overlays[0], *overlays[1:])
    assert run.returncode
    assert told in run.stderr
    assert not list(tmp_path.glob("pack*"))


def test_a_quote_that_does_not_stand_in_its_document_is_refused(tmp_path: Path) -> None:
    wrong = fact("F-1", "a gift")
    wrong["quotes"][0]["exact"] = "a theft"  # type: ignore[index]
    run, target = made(tmp_path, [wrong], HEAD)
    assert "F-1: the quote at" in run.stderr
    assert not target.exists()
