"""The section on scenarios, written from effects that are given."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from entrepot.analyses.scenarios.account.effects import Effects
from entrepot.analyses.scenarios.telling import UNKNOWN
from entrepot.dossier.case import Case
from entrepot.dossier.ledger import Ledger
from entrepot.dossier.model import Bullets, Chart, Notice, Paragraph, Section, Table, Text
from entrepot.dossier.pen import Pen
from entrepot.dossier.phrasebook import catalogue
from entrepot.dossier.sections import what_if, what_if_asked
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import resolve, statistical
from entrepot.metadata.scenario import CorridorPart, Scenario
from entrepot.store.record import Record
from entrepot.store.warehouse import Warehouse
from little_effects import ECONOMIES, LACKS, effects

Made = Callable[..., Section]


def answered(_warehouse: Warehouse, scenario: Scenario) -> Effects:
    corridors = any(isinstance(part.what, CorridorPart) for part in scenario.parts)
    return effects(scenario.name, -0.5 if "agreement" in scenario.name else 1.0, carried=corridors)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Writes the section for a pair in a world of the little effects."""

    def write(
        a: str = "BEL", b: str = "KAZ", language: str = "en", answer: object = answered, *, rest: bool = False
    ) -> Section:
        monkeypatch.setattr(what_if_asked, "effects", answer)
        monkeypatch.setattr(what_if, "table", lambda _warehouse: (frozenset(ECONOMIES), rest))
        here, there = resolve(a), resolve(b)
        case = Case(
            here,
            there,
            statistical(here),
            statistical(there),
            Warehouse.open(tmp_path),
            Record.open(tmp_path),
            Pen(language, Ledger()),
        )
        case.__dict__["ways"] = None
        return what_if.section(case)

    return write


def said(written: Section) -> str:
    lines: list[Text] = []
    for block in written.blocks:
        if isinstance(block, Paragraph | Notice):
            lines.append(block.text)
        elif isinstance(block, Bullets):
            lines += block.items
    return "\n".join("".join(run.text for run in line) for line in lines)


def charts(written: Section) -> dict[str, Chart]:
    return {block.key: block for block in written.blocks if isinstance(block, Chart)}


def tables(written: Section) -> list[Table]:
    return [block for block in written.blocks if isinstance(block, Table)]


def test_two_or_three_scenarios_each_with_a_sentence_a_table_a_chart_and_the_command(made: Made) -> None:
    written = made()
    text = said(written)
    assert 2 <= len(tables(written)) <= 3
    assert [table.key for table in tables(written)] == [
        f"scenario-{n + 1}" for n in range(len(tables(written)))
    ]
    assert "Goods sold by Belgium to Kazakhstan: −8% (−12% to −4%; −USD 8 million)" in text
    assert "Real income: −1% (−1.5% to −0.5%; −USD 2 million)" in text
    assert "--pair BEL KAZ" in text
    assert "Chosen because it is about both" in text


def test_every_change_stands_with_its_interval_and_its_note(made: Made) -> None:
    for block in made().blocks:
        if isinstance(block, Bullets):
            changes = [run for item in block.items for run in item if run.style == "strong"]
            assert all(run.notes for run in changes), block
        if isinstance(block, Table):
            assert all(column.notes for column in block.columns if column.align == "right")
        if isinstance(block, Chart):
            assert block.notes
            assert block.alternative


def test_numbers_of_the_table_are_those_of_the_effects(made: Made) -> None:
    rows = {row[0].text: [cell.value for cell in row[1:]] for row in tables(made())[0].rows}
    assert rows["Goods, Belgium → Kazakhstan"] == pytest.approx([100.0, -0.08, -0.12, -0.04, -8.0])
    assert rows["Real income, Belgium"] == pytest.approx([500.0, -0.0002, -0.0006, 0.0001, -0.1])


def test_who_gains_names_the_two_and_those_that_gain_or_lose_most(made: Made) -> None:
    drawn = charts(made())["scenario-gains-1"]
    assert drawn.shape == "ranges"
    assert [datum.label for datum in drawn.data] == ["Belgium", "Kazakhstan", "China"]
    assert [datum.emphasis for datum in drawn.data] == [True, True, False]
    kazakhstan = drawn.data[1]
    assert (kazakhstan.x, kazakhstan.value, kazakhstan.size) == pytest.approx((-1.5, -1.0, -0.5))


def test_industries_are_drawn_once_for_the_scenario_that_changes_sales_most(made: Made) -> None:
    drawn = [chart for key, chart in charts(made()).items() if key.startswith("scenario-industries")]
    assert len(drawn) == 1
    assert [(datum.label, datum.value) for datum in drawn[0].data[:1]] == [("Medicines", -6.0)]


def test_steps_of_what_bringing_takes_add_up_to_the_last(made: Made) -> None:
    drawn = next(chart for key, chart in charts(made()).items() if key.startswith("scenario-carried"))
    *steps, total = drawn.data
    assert sum(step.value for step in steps) == pytest.approx(total.value)
    assert total.kind == "total"
    assert total.value == pytest.approx(1.5, rel=1e-4)


def test_what_the_table_lacks_and_what_the_model_does_not_know_are_said(made: Made) -> None:
    text = said(made())
    assert LACKS[0] in text
    assert all(unknown in text for unknown in UNKNOWN)
    assert "Trade deficits keep their share of income." in text


def test_the_model_s_limits_are_the_same_in_the_brief_and_in_the_terminal() -> None:
    phrases = catalogue("en")
    keys = sorted(key for key in phrases if key.startswith("what-if.unknown."))
    assert tuple(phrases[key] for key in keys) == UNKNOWN


def test_french_says_the_same_in_french(made: Made) -> None:
    english, french = made(), made(language="fr")
    assert [type(block) for block in english.blocks] == [type(block) for block in french.blocks]
    values = [
        [cell.value for table in tables(w) for row in table.rows for cell in row[1:]]
        for w in (english, french)
    ]
    assert values[0] == values[1]
    text = said(french)
    assert "−8\u00a0% (−12\u00a0% à −4\u00a0%\u00a0; −8 millions d’USD)" in text
    assert "de le " not in text
    assert not re.search(r"\b(the|goods|of|and|Caution)\b", text.replace("entrepot whatif", ""))
    assert "Médicaments" in {datum.label for chart in charts(french).values() for datum in chart.data}


def test_a_side_that_the_table_lacks_is_said_to_be_outside(made: Made) -> None:
    written = made("BEL", "UZB")
    text = said(written)
    assert "Not in the table: Uzbekistan." in text
    assert not [row for table in tables(written) for row in table.rows if "→" in row[0].text]
    assert any("Belgium" in row[0].text for table in tables(written) for row in table.rows)
    assert "within the rest of the world" in said(made("BEL", "UZB", rest=True))


def test_two_sides_that_the_table_lacks_have_no_answer_and_nothing_is_solved(made: Made) -> None:
    def never(*_asked: object) -> Effects:
        raise AssertionError("nothing is to be solved")

    written = made("UZB", "KGZ", answer=never)
    assert [type(block) for block in written.blocks] == [Notice]
    assert "Uzbekistan, Kyrgyzstan" in said(written)


def test_a_group_is_the_sum_of_its_members_and_says_what_that_does_to_bounds(made: Made) -> None:
    written = made("EU27", "KAZ")
    rows = {row[0].text: row for row in tables(written)[0].rows}
    goods = next(row for label, row in rows.items() if label.startswith("Goods, European Union"))
    assert goods[1].value == pytest.approx(110.0)  # Belgium and France
    assert "wider than nine of ten" in tables(written)[0].caption
    assert "--pair" not in said(written)


def test_a_region_is_its_country_and_that_is_said(made: Made) -> None:
    text = said(made("BE33", "KAZ"))
    assert "The table knows countries: here the two are Belgium and Kazakhstan." in text


def test_a_scenario_without_an_answer_is_named_and_the_others_stay(made: Made) -> None:
    def failing(warehouse: Warehouse, scenario: Scenario) -> Effects:
        if scenario.name == "eu-kazakhstan-agreement":
            raise UsageError("No.")
        return answered(warehouse, scenario)

    written = made(answer=failing)
    assert "has no answer here" in said(written)
    assert tables(written)


def test_what_changes_next_to_nothing_gives_way_to_the_next(made: Made) -> None:
    def idle(warehouse: Warehouse, scenario: Scenario) -> Effects:
        factor = 1e-7 if scenario.name == "liege-almaty-freighter" else 1.0
        return effects(scenario.name, factor, carried=False)

    written = made(answer=idle)
    assert (
        "“Three freighters a week between Liège and Almaty” was run too, and changes next to nothing"
        in said(written)
    )
    titles = " ".join(table.title for table in tables(written))
    assert "Liège" not in titles
    assert len(tables(written)) == 3


def test_without_a_table_the_section_says_so(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(_warehouse: Warehouse) -> tuple[frozenset[str], bool]:
        raise NoData("nothing")

    made()  # sets the section up
    monkeypatch.setattr(what_if, "table", none)
    here, there = resolve("BEL"), resolve("KAZ")
    case = Case(
        here, there, here, there, Warehouse.open(tmp_path), Record.open(tmp_path), Pen("en", Ledger())
    )
    assert "The store holds no inter-country" in said(what_if.section(case))


def test_no_scenario_about_them_is_said_with_how_to_run_one_s_own(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(what_if_asked, "ready", lambda: ())
    assert "entrepot whatif FILE --pair BEL KAZ" in said(made())
