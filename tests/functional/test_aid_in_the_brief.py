"""Aid as reported to IATI in the brief: sums by hand, ranges, what is left out, silence, both languages."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import entrepot
from aid_world import activity, both_gave, file_of, paid
from entrepot.briefs import FORMATS, render
from entrepot.briefs.csv import csv_of
from entrepot.cli import entrepot as command
from entrepot.dossier import terms
from entrepot.dossier.model import Bullets, Chart, Dossier, Notice, Paragraph, Table
from entrepot.dossier.pen import Pen
from entrepot.metadata.errors import NoData, PlaceError
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file
from iati_files import ORGANISATION

MINES = '<sector code="15250" vocabulary="1"/>'
WATER = '<sector code="14030" vocabulary="1"/>'
RELIEF = '<sector code="72010" vocabulary="1"/>'
KYRGYZ = '<recipient-country code="KG"/>'
EURO = {"by": "XM-DAC-2", "currency": "EUR"}


def opened(home: Path, *activities: str, made: str = "2025-06-01T00:00:00Z") -> entrepot.Workbench:
    """A workbench whose store holds one file of these."""
    file = home / "x.xml"
    file.write_text(file_of(*activities, made=made))
    add_file(Warehouse.open(home), file)
    return entrepot.open(home)


def words(dossier: Dossier) -> str:
    """All running text of the section."""
    texts = []
    for block in dossier.sections[0].blocks:
        if isinstance(block, Paragraph | Notice):
            texts.append(block.text)
        elif isinstance(block, Bullets):
            texts += block.items
    return "\n".join("".join(run.text for run in text) for text in texts)


def table(dossier: Dossier, key: str) -> list[list[str]]:
    found = next(b for b in dossier.sections[0].blocks if isinstance(b, Table) and b.key == key)
    return list(csv.reader(io.StringIO(csv_of(found))))


def aid(bench: entrepot.Workbench, one: str = "BEL", other: str = "KGZ", **more: Any) -> Dossier:
    return bench.pair(one, other).dossier(more.pop("language", "en"), ("aid",), **more)


def test_sums_by_year_and_purpose_with_security_first_and_humanitarian_said(tmp_path: Path) -> None:
    bench = opened(
        tmp_path,
        activity("W", KYRGYZ + WATER, paid("900", "2013-05-01") + paid("-100", "2015-05-01"), **EURO),
        activity("M", KYRGYZ + MINES, paid("30", "2014-05-01"), **EURO),
        activity("R", KYRGYZ + RELIEF, paid("70", "2014-06-01"), **EURO),
    )
    found = aid(bench)
    assert table(found, "aid-years") == [
        ["Year", "Amount (EUR)", "Transactions"], ["2013", "900.0", "1"], ["2014", "100.0", "2"],
        ["2015", "-100.0", "1"],
    ]  # fmt: skip
    assert [row[0] for row in table(found, "aid-purposes")] == ["Code", "15250", "14030", "72010"]
    told = words(found)
    assert "Belgium gave Kyrgyzstan EUR 900 in 2013–2015 (transactions: 4)" in told
    assert "category 152 of the DAC): EUR 30." in told
    assert "reconstruction or disaster): EUR 70." in told
    (chart,) = (b for b in found.sections[0].blocks if isinstance(b, Chart))
    assert [(d.label, d.value) for d in chart.data] == [("2013", 900), ("2014", 100), ("2015", -100)]


def test_every_number_has_a_note_that_names_the_file_and_its_publisher(tmp_path: Path) -> None:
    found = aid(opened(tmp_path, activity("W", KYRGYZ + WATER, paid(), **EURO)))
    noted = {n for b in found.sections[0].blocks if isinstance(b, Table) for c in b.columns for n in c.notes}
    assert noted
    for note in (n for n in found.notes if n.number in noted):
        assert "x.xml" in "; ".join(note.locators)
        assert {s.publisher for s in found.sources if s.number in note.sources} == {"Publisher XM-DAC-2"}


def test_what_is_left_out_not_converted_or_of_a_region_is_told_and_in_no_sum(tmp_path: Path) -> None:
    whole = activity("P", KYRGYZ + '<related-activity ref="C" type="2"/>', paid("500"), **EURO)
    found = aid(
        opened(
            tmp_path,
            whole,
            activity("C", KYRGYZ + '<related-activity ref="P" type="1"/>', paid("500"), **EURO),
            activity("F", KYRGYZ, paid("40", "2025-12-01"), **EURO),
            activity("X", KYRGYZ, paid("8000", "2014-01-01", currency="UZS"), **EURO),
            activity("Q", KYRGYZ, paid("9", "2014-01-01", currency="QQQ"), **EURO),
            activity("A", '<recipient-region code="619" vocabulary="1"/>', paid("1000"), **EURO),
            activity("N", "", paid("60"), **EURO),
        )
    )
    told = words(found)
    assert "Belgium gave Kyrgyzstan at least EUR 500 in 2014" in told
    assert "EUR 500 (transactions: 1) of activities whose parts report the same money" in told
    assert "EUR 40 (transactions: 1) dated after the file was made" in told
    assert "for want of a rate: UZS 8,000 of 2014 (transactions: 1)" in told
    assert "Central Asia, regional, which holds other countries too: EUR 0 to EUR 1,000" in told
    assert "Without a place: EUR 0 to EUR 60" in told
    assert "set apart when they were added: 1." in told
    assert table(found, "aid-years") == [
        ["Year", "Least (EUR)", "Most (EUR)", "Transactions"], ["2014", "500.0", "–", "2"],
    ]  # fmt: skip


def test_a_share_that_is_not_known_makes_two_columns_and_two_bars(tmp_path: Path) -> None:
    shared = '<recipient-country code="KG"/><recipient-country code="TJ"/>'
    moved = paid("100", "2013-01-01") + paid("50", "2014-01-01")
    found = aid(opened(tmp_path, activity("S", shared, moved, **EURO)))
    assert table(found, "aid-years")[1:] == [["2013", "0.0", "100.0", "1"], ["2014", "0.0", "50.0", "1"]]
    (chart,) = (b for b in found.sections[0].blocks if isinstance(b, Chart))
    assert chart.shape == "paired-bars"
    assert [d.value for d in chart.data if d.series == "Most"] == [100, 50]


def test_possible_doubles_name_the_statement_and_nothing_is_added(tmp_path: Path) -> None:
    """The record that ships has EUR 713,800 of Belgium for Kyrgyzstan in 2010 (D3-AID-006)."""
    found = aid(opened(tmp_path, activity("XM-DAC-2-9", KYRGYZ, paid("713800", "2010-06-01"), **EURO)))
    told = words(found)
    assert re.search(r"\(D3-AID-006\) – may be XM-DAC-2-9 \(the whole activity: EUR 713,800\)", told)
    assert "never added to it" in told
    assert (
        "Contributions of Belgium to Kyrgyzstan that the record states add up to at least EUR 713,000,"
        in told
    )


def test_silence_of_the_files_is_no_zero_and_says_whose_they_are(tmp_path: Path) -> None:
    told = words(aid(opened(tmp_path, activity("W", KYRGYZ, paid(), **EURO)), "FRA", "KAZ"))
    assert told.count("That is not a zero: it tells of these files alone.") == 2
    assert "Added: Publisher XM-DAC-2 (files: 1, the last of 2025-06-01)" in told
    assert "What publishers report stands below" in told


def test_what_came_back_without_a_rate_makes_the_sum_at_most(tmp_path: Path) -> None:
    back = paid("100", "2014-01-01") + paid("-8000", "2014-01-01", currency="UZS")
    found = aid(opened(tmp_path, activity("W", KYRGYZ, back, **EURO)))
    assert "Belgium gave Kyrgyzstan at most EUR 100 in 2014" in words(found)
    assert table(found, "aid-years")[1:] == [["2014", "–", "100.0", "2"]]


def test_a_file_of_organisations_alone_is_said_to_have_no_activities(tmp_path: Path) -> None:
    (tmp_path / "o.xml").write_text(ORGANISATION)
    add_file(Warehouse.open(tmp_path), tmp_path / "o.xml")
    assert "Added: no file with activities." in words(aid(entrepot.open(tmp_path), "FRA", "KAZ"))


def test_many_releases_are_one_source(tmp_path: Path) -> None:
    for number in range(13):
        opened(tmp_path, activity(f"W{number}", KYRGYZ, paid(), **EURO))
    found = aid(entrepot.open(tmp_path), "FRA", "KAZ")
    assert "Added: Publisher XM-DAC-2 (files: 13, the last of 2025-06-01)" in words(found)
    assert [note.locators for note in found.notes] == [("13 releases",)]


def test_both_ways_and_a_day_of_the_past(tmp_path: Path) -> None:
    both_gave(tmp_path)
    bench = entrepot.open(tmp_path)
    keys = [b.key for b in aid(bench, "BEL", "KAZ").sections[0].blocks if isinstance(b, Table)]
    assert keys == ["aid-years", "aid-purposes", "aid-years-back", "aid-purposes-back"]


def test_payments_after_the_day_of_the_brief_are_not_counted(tmp_path: Path) -> None:
    later = paid("100", "2013-01-01") + paid("50", "2030-03-01")
    bench = opened(tmp_path, activity("W", KYRGYZ, later, **EURO), made="2031-01-01T00:00:00Z")
    case = bench.pair("BEL", "KGZ")
    assert [row[0] for row in table(case.dossier("en", ("aid",), date(2029, 12, 31)), "aid-years")[1:]] == [
        "2013"
    ]
    assert len(table(case.dossier("en", ("aid",), date(2030, 12, 31)), "aid-years")) == 3


@pytest.mark.parametrize("pair", [("BEL", "KGZ"), ("KGZ", "BEL"), ("FRA", "KAZ"), ("BEL", "CentralAsia")])
def test_the_french_section_is_french(
    pair: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()

    def term(self: Pen, english: str) -> str:
        asked.add(english)
        return terms.translate(english, self.language)

    monkeypatch.setattr(Pen, "term", term)
    parts = '<recipient-country code="KG"/><recipient-country code="TJ"/>'
    gold = paid("8000", currency="UZS")
    bench = opened(tmp_path, activity("S", parts + MINES, paid("713800", "2010-06-01") + gold, **EURO))
    found = aid(bench, *pair, language="fr")
    assert [t for t in asked if t and not terms.is_known(t, "fr")] == []
    said = f"{words(found)} {' '.join(n.text for n in found.notes)}"
    assert re.findall(r"\b(?:the|and|with|of|by)\b", said) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_format_has_the_sums(language: str, tmp_path: Path) -> None:
    bench = opened(tmp_path, activity("W", KYRGYZ + WATER, paid("1234567") + paid("2", "2016-01-01"), **EURO))
    found = aid(bench, language=language)
    for kind in FORMATS:
        assert render(found, kind, bench.remember)
    html = render(found, "html", bench.remember).decode()
    assert ("1,234,567" if language == "en" else "1 234 567".replace(" ", "\u202f")) in html
    assert "entrepot aid BEL KGZ --transactions" in html


def test_a_publisher_cannot_write_into_the_page(tmp_path: Path) -> None:
    evil = activity("W", KYRGYZ, paid(), **EURO).replace(
        "Publisher XM-DAC-2", "&lt;script&gt;alert(1)&lt;/script&gt;"
    )
    bench = opened(tmp_path, evil)
    for pair in (("BEL", "KGZ"), ("FRA", "KAZ")):
        html = render(aid(bench, *pair), "html", bench.remember).decode()
        assert "<script>alert(1)" not in html


def test_show_prints_one_table_as_csv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(tmp_path, activity("W", KYRGYZ + WATER, paid("900"), **EURO))
    monkeypatch.setenv("ENTREPOT_HOME", str(tmp_path))
    run = CliRunner()
    told = run.invoke(command, ["show", "BEL", "KGZ", "aid-years", "--csv"], catch_exceptions=False)
    assert told.stdout.splitlines() == ["Year,Amount (EUR),Transactions", "2014,900.0,1"]
    section = run.invoke(command, ["show", "BEL", "KGZ", "aid"], catch_exceptions=False)
    assert re.search(r"Belgium\s+gave\s+Kyrgyzstan\s+EUR\s+900\s+\[\d+\]\s+in\s+2014", section.stdout)


def test_the_workbench_answers_by_name(tmp_path: Path) -> None:
    bench = opened(
        tmp_path, activity("W", KYRGYZ, paid("900", "2013-01-01") + paid("50", "2014-01-01"), **EURO)
    )
    assert bench.aid("Belgium", "KGZ").step.total.figure.value == 950
    assert bench.aid("XM-DAC-2", "KGZ", years=2014).step.total.figure.value == 50
    assert bench.aid(recipient="KGZ", years=(None, 2013)).step.total.figure.value == 900
    with pytest.raises(PlaceError):
        bench.aid("Belgum Kingdomm", "KGZ")
    with pytest.raises(NoData):
        entrepot.open(tmp_path / "empty").aid("FRA", "KAZ")


def test_a_brief_without_iati_loads_none_of_its_code(tmp_path: Path) -> None:
    code = (
        "import sys, entrepot; entrepot.open(sys.argv[1]).pair('BEL', 'KAZ').dossier('en', ('aid',)); "
        "print([m for m in sys.modules if m.startswith(('entrepot.analyses.aid', 'entrepot.sources.rates'))])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
