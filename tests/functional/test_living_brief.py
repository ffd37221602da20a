"""The living record in the brief: steps, contacts, strategies, disputes, the past; nothing private."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from entrepot.briefs import render
from entrepot.cli import entrepot
from entrepot.dossier.model import Bullets, Chart, Dossier, Map, Notice, Paragraph, Section, Table, Text
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import NoData
from entrepot.metadata.statement import Party, Statement
from entrepot.workbench import Workbench

KEYS = ("relations", "follow-through", "contacts", "strategies", "aid")
FAR = date(2031, 1, 1)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A record in which Ann disputes, judges, dissents, sets a task, and keeps a contact."""
    made = Workbench(tmp_path_factory.mktemp("edited"))
    desk = made.record.desk("Ann")
    held = made.record.statement("D3-AGR-011")
    desk.dispute(held.id, based_on=held.revision, why="the text was only initialled")
    quoted = held.quotes
    objective = "eu-central-asia-2007/youth-and-education"
    desk.add(
        _said("X-ASM-1", "assessment", objective, "mixed", quoted, attributes={"reason": "few came back"}),
        replace(
            _said("X-ASM-2", "assessment", objective, "on track", quoted, attributes={"reason": "many came"}),
            parties=(Party("Bob", "assessor"),),
        ),
        replace(
            _said("X-TSK-1", "task", "AWEX", "open", quoted, attributes={"objective": objective}),
            property="has to",
            paraphrase={"en": "Ask the universities", "fr": "Interroger les universités"},
            date=StatedDate("2020-05"),
        ),
        replace(
            _said(
                "X-CON-1", "contact", "Jane Hidden", "", quoted, attributes={"email": "jane@hidden.example"}
            ),
            private=True,
            parties=(Party("Jane Hidden", "contact"), Party("Kazakhstan", "organisation")),
        ),
        why="what we know",
    )
    return made


def _said(identifier: str, kind: str, subject: str, status: str, quotes: object, **more: object) -> Statement:
    return Statement(
        id=identifier,
        kind=kind,
        subtype="",
        subject=subject,
        property=kind,
        paraphrase={"en": f"{kind} of {subject}", "fr": f"{kind} : {subject}"},
        parties=(Party("Ann", "assessor"),),
        places=("BEL", "KAZ"),
        date=StatedDate("2015"),
        status=status,
        quotes=quotes,  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )


def section(bench: Workbench, a: str, b: str, key: str, language: str = "en") -> Section:
    return bench.pair(a, b).dossier(language, (key,)).section(key)


def table(found: Section, key: str) -> Table:
    return next(block for block in found.blocks if isinstance(block, Table) and block.key == key)


def plain(text: Text) -> str:
    return "".join(run.text for run in text)


def words(found: Section) -> str:
    lines = [plain(b.text) for b in found.blocks if isinstance(b, Paragraph | Notice)]
    lines += [plain(item) for b in found.blocks if isinstance(b, Bullets) for item in b.items]
    return "\n".join(lines)


def test_shares_keep_their_denominators_and_intervals(bench: Workbench) -> None:
    told = words(section(bench, "BEL", "KAZ", "follow-through"))
    assert "Of 7 agreements on record, between 2 and 5 are told to have been signed" in told
    assert "between 1 and 4 to have entered into force" in told
    assert "Of 11 promises and projects, 2 are told to have started, none to have been delivered." in told
    assert "does not say that it was not made" in told
    french = words(section(bench, "BEL", "KAZ", "follow-through", "fr"))
    assert "entre 2 et 5" in french
    assert "entre 1 et 4" in french


def test_the_ladder_takes_nothing_further_than_a_document_does(bench: Workbench) -> None:
    ladder = table(section(bench, "BEL", "KAZ", "follow-through"), "ladder")
    rows = {row[1].text: row for row in ladder.rows}
    council = next(row for said, row in rows.items() if "business council" in said)
    assert council[2].text == "negotiated"
    assert council[4].text == "in force (October 2010 or later; said of some of 4)"
    assert council[4].notes
    assert not any("called for" in row[2].text for row in ladder.rows)
    assert all(row[1].notes for row in ladder.rows)


def test_steps_are_drawn_with_the_silence_since_and_none_without_a_date(bench: Workbench) -> None:
    found = section(bench, "BEL", "KAZ", "follow-through")
    chart = next(block for block in found.blocks if isinstance(block, Chart))
    assert {datum.kind for datum in chart.data} == {"certain", "possible", "silence"}
    assert all(datum.x is not None and datum.value <= datum.x for datum in chart.data)
    numbered = {datum.label.partition(".")[0] for datum in chart.data}
    dated = {row[0].text for row in table(found, "ladder").rows if "(" in row[3].text + row[4].text}
    assert numbered == dated


def test_what_is_not_recorded_is_said_to_be_not_recorded(bench: Workbench) -> None:
    found = section(bench, "LUX", "KAZ", "contacts")
    drawn = next(block for block in found.blocks if isinstance(block, Map))
    rows = {(row[0].value, row[1].value): row for row in table(found, "coverage").rows}
    unknown = {host for (who, host), row in rows.items() if who == "LUX" and row[2].value == "not recorded"}
    assert unknown == {area.code for area in drawn.areas if area.area == "not-recorded"}
    assert "Not recorded does not mean that there is nobody" in words(found)


def test_belgium_covers_four_of_five_states_from_elsewhere(bench: Workbench) -> None:
    found = section(bench, "BEL", "KAZ", "contacts")
    rows = {row[1].value: row for row in table(found, "coverage").rows if row[0].value == "BEL"}
    assert rows["KAZ"][2].value == "resident mission"
    assert {code: rows[code][3].value for code in ("KGZ", "TJK", "TKM", "UZB")} == {
        "KGZ": "Astana",
        "TJK": "Astana",
        "TKM": "Baku",
        "UZB": "Moscow",
    }
    assert all(row[2].notes and row[5].text == "possible" for row in rows.values())
    drawn = next(block for block in found.blocks if isinstance(block, Map))
    assert len(drawn.lines) == 4
    assert all(area.label.endswith("?") for area in drawn.areas)


def test_nothing_on_record_is_a_sentence_and_no_picture(bench: Workbench) -> None:
    for key in ("follow-through", "contacts", "strategies"):
        found = section(bench, "FRA", "KAZ", key)
        assert words(found)
        assert not [block for block in found.blocks if isinstance(block, Chart | Map | Table)]


def test_the_network_shows_who_left_and_at_most_twenty_bodies(bench: Workbench) -> None:
    found = section(bench, "BEL", "CentralAsia", "contacts")
    chart = next(block for block in found.blocks if isinstance(block, Chart))
    assert len({name for d in chart.data for name in (d.label, d.series)}) <= 20
    assert {d.kind for d in chart.data} <= {"left-right", "left-middle", "middle-right"}
    ties = table(found, "network-ties")
    assert len(ties.rows) > len(chart.data)
    people = table(section(bench, "BEL", "KAZ", "contacts"), "contact-people")
    left = [row for row in people.rows if row[4].value == "left"]
    assert [row[0].text for row in left] == ["Jean-Luc Dehaene"]
    assert "Guy Verhofstadt" in left[0][4].text


def test_the_remembered_network_is_the_one_worked_out(bench: Workbench) -> None:
    first = section(bench, "LUX", "UZB", "contacts")
    assert section(bench, "LUX", "UZB", "contacts") == first


def test_a_change_of_the_record_changes_the_network(tmp_path: Path) -> None:
    bench = Workbench(tmp_path)
    before = table(section(bench, "BEL", "KAZ", "contacts"), "network-ties")
    tied = [row for row in before.rows if row[0].value == "Lessius Mechelen"]
    assert tied
    held = bench.record.statement("D3-PRJ-006")
    bench.record.desk("Ann").retract(held.id, based_on=held.revision, why="a mistake")
    after = table(section(bench, "BEL", "KAZ", "contacts"), "network-ties")
    assert "Lessius Mechelen" not in {row[0].value for row in after.rows}


def test_activity_stands_apart_from_results_and_matches_are_named_so(bench: Workbench) -> None:
    found = section(bench, "BEL", "KAZ", "strategies")
    card = table(found, "strategy-eu-central-asia-2007")
    rows = {row[0].value: row for row in card.rows}
    assert rows["youth-and-education"][1].text == "activity, no result on record, stalled"
    assert rows["youth-and-education"][3].value == 0
    assert rows["economy-trade-investment"][1].value == "result on record"
    assert "matched by words" in card.caption
    assert "Nobody’s judgement on these objectives is on record." in words(found)


def test_judgements_come_with_reason_dissent_and_who_has_to_act(edited: Workbench) -> None:
    told = words(section(edited, "BEL", "KAZ", "strategies"))
    assert "mixed, says Ann (2015): few came back" in told
    assert "on track, says Bob (2015): many came" in told
    assert "dissent" in told
    assert "AWEX, overdue (May 2020): Ask the universities" in told


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("en", "[disputed by Ann: the text was only initialled]"),
        ("fr", "[contesté par Ann : the text was only initialled]"),
    ],
)
def test_an_objection_stands_beside_what_is_disputed(edited: Workbench, language: str, mark: str) -> None:
    dossier = edited.pair("BEL", "KAZ").dossier(language, ("relations", "follow-through"))
    agreements = table(dossier.section("relations"), "agreements")
    assert any(mark in row[1].text for row in agreements.rows)
    ladder = table(dossier.section("follow-through"), "ladder")
    disputed = next(row for row in ladder.rows if mark in row[1].text)
    assert disputed[3].text == "–"  # what somebody disputes is possible at most
    assert any(mark.strip("[]")[1:] in note.text for note in dossier.notes)


@pytest.mark.parametrize("format_", ["html", "docx", "xlsx", "json"])
def test_nothing_private_is_in_a_brief(edited: Workbench, format_: str) -> None:
    dossier = edited.pair("BEL", "KAZ").dossier("en", KEYS)
    text = json.dumps(dossier.to_dict())
    assert "Hidden" not in text
    assert "hidden.example" not in text
    assert b"hidden.example" not in render(dossier, format_)


def test_a_brief_of_the_past_is_of_the_record_as_it_stood(edited: Workbench) -> None:
    with pytest.raises(NoData):
        edited.pair("BEL", "KAZ").dossier("en", ("relations",), as_of=date(1990, 1, 1))
    later = edited.pair("BEL", "KAZ").dossier("en", ("follow-through",), as_of=FAR)
    silent = {row[1].text: row[5].text for row in table(later.section("follow-through"), "ladder").rows}
    assert any(said.startswith("32 years") for said in silent.values())
    assert "1 January 2031" in table(later.section("follow-through"), "ladder").caption


@pytest.mark.parametrize("answer", ["ladder", "coverage", "network", "strategy"])
def test_each_can_be_shown_alone(answer: str, bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(bench.home))
    result = CliRunner().invoke(entrepot, ["show", "BEL", "KAZ", answer])
    assert result.exit_code == 0, result.output
    assert result.output.strip()


def test_a_strategy_is_shown_as_scorecards_alone(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", str(bench.home))
    result = CliRunner().invoke(entrepot, ["show", "BEL", "KAZ", "strategy", "--json"])
    keys = {block["key"] for block in json.loads(result.stdout)["blocks"]}
    assert {"strategy-eu-central-asia-2007", "strategy-eu-central-asia-2019"} <= keys


def test_each_table_is_in_the_workbook(bench: Workbench) -> None:
    import io

    from openpyxl import load_workbook

    dossier: Dossier = bench.pair("BEL", "KAZ").dossier("en", ("follow-through", "contacts", "strategies"))
    book = load_workbook(io.BytesIO(render(dossier, "xlsx")), read_only=True)
    told = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    assert {"Who covers whom, and from where", "Ties between the two sides", "Lessius Mechelen"} <= told
