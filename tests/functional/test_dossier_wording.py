"""What dossiers say is no more than the data support, and is said in the reader's language."""

import re

import pytest

from entrepot.dossier.model import Bullets, Chart, Dossier, Notice, Paragraph, Table, Timeline
from entrepot.workbench import Workbench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return Workbench(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def english(bench: Workbench) -> Dossier:
    return bench.pair("BEL", "KAZ").dossier()


@pytest.fixture(scope="module")
def french(bench: Workbench) -> Dossier:
    return bench.pair("BEL", "KAZ").dossier("fr")


def table(dossier: Dossier, key: str) -> Table:
    return next(b for s in dossier.sections for b in s.blocks if isinstance(b, Table) and b.key == key)


def told(dossier: Dossier, section: str) -> str:
    """All running text of a section."""
    blocks = next(s.blocks for s in dossier.sections if s.key == section)
    lines = []
    for block in blocks:
        if isinstance(block, Paragraph | Notice):
            lines.append(block.text)
        elif isinstance(block, Bullets):
            lines += block.items
        elif isinstance(block, Timeline):
            lines += [moment.text for moment in block.moments]
    return "\n".join("".join(run.text for run in line) for line in lines)


def findings(dossier: Dossier) -> Table:
    claims = next(s for s in dossier.sections if s.key == "claims")
    return next(block for block in claims.blocks if isinstance(block, Table))


def rules(dossier: Dossier) -> set[object]:
    return {row[3].value or row[3].text for row in findings(dossier).rows}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_title_over_figures_of_trade_says_that_they_are_inputs(
    english: Dossier, french: Dossier, language: str
) -> None:
    trade = next(s for s in (english if language == "en" else french).sections if s.key == "trade")
    titles = [b.title for b in trade.blocks if isinstance(b, Table | Chart) and b.key != "stated-trade"]
    inputs = "intermediate inputs" if language == "en" else "intrants intermédiaires"
    assert len(titles) >= 6
    assert [title for title in titles if inputs not in title[:1].lower() + title[1:]] == []


def test_the_caution_names_the_economies_among_which_shares_and_ranks_are(english: Dossier) -> None:
    assert "among the 80 economies of the table; the rest of the world is not in it" in told(english, "trade")


def test_a_pair_without_quoted_figures_is_not_told_of_a_table_of_them(bench: Workbench) -> None:
    assert "stated figures" not in told(bench.pair("FRA", "KAZ").dossier(), "trade")
    assert "the tables above" not in told(bench.pair("BEL", "UZB").dossier(), "trade")


def test_a_silence_is_one_of_dated_contacts(english: Dossier) -> None:
    assert "No dated high-level bilateral contact" in told(english, "relations")


def test_the_time_before_the_first_contact_is_told_where_it_is_the_longest(bench: Workbench) -> None:
    glance = told(bench.pair("LUX", "KAZ").dossier(), "glance")
    assert (
        "From diplomatic relations (1992) to the first dated high-level contact on record (June 2008)"
        in glance
    )


def test_offices_of_third_states_are_left_out(english: Dossier) -> None:
    people = {row[0].text for row in table(english, "offices").rows}
    assert "Karel De Gucht" in people
    assert "Saparmurat Niyazov" not in people


def test_a_friendship_group_is_missed_once_and_between_the_two(bench: Workbench) -> None:
    relations = told(bench.pair("LUX", "TJK").dossier(), "relations")
    assert relations.count("No friendship group") == 1
    assert "No friendship group between Luxembourg and Tajikistan" in relations


def test_instruments_of_the_first_page_are_counted_by_what_is_said_of_them(english: Dossier) -> None:
    statuses = [row[2].text for row in table(english, "agreements").rows]
    assert f"{len(statuses)}; said to be agreed or concluded: {statuses.count('concluded')}; " in told(
        english, "glance"
    )


def test_findings_on_the_papers_and_on_one_of_the_two_are_shown(english: Dossier) -> None:
    assert "share against whole" in {str(rule).replace("-", " ") for rule in rules(english)}
    undated = [row[1].text for row in findings(english).rows if "carries no date" in row[1].text]
    assert len(undated) == 2


def test_what_belgium_did_is_no_finding_on_luxembourg(bench: Workbench) -> None:
    found = " ".join(row[1].text for row in findings(bench.pair("LUX", "KAZ").dossier()).rows)
    assert "Position and deed differ" not in found


def test_findings_in_french_have_french_numbers_and_dates(french: Dossier) -> None:
    cells = [cell.text for row in findings(french).rows for cell in row[1:3]]
    foreign = re.compile(r"€|\d\.\d|\d{4}-\d{2}|\d,\d{3},|\bper cent\b|\bTable \d|\d million [^d]")
    assert len(cells) > 20
    assert [cell for cell in cells if foreign.search(cell)] == []


def test_french_industries_have_a_typographic_apostrophe(french: Dossier) -> None:
    names = [row[0].text for row in table(french, "exports-by-industry").rows]
    assert any("’" in name for name in names)
    assert not any("'" in name for name in names)


def test_documents_known_by_bounds_of_their_date_have_these_in_words(
    english: Dossier, french: Dossier
) -> None:
    editions = {source.edition for source in (*english.sources, *french.sources)}
    assert {"2025 or later", "November 2012 – 2014", "2025 ou après", "novembre 2012 – 2014"} <= editions
