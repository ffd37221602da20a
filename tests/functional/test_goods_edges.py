"""The section on goods where there is little to say: no flow, one product, one year, a place that is late."""

from pathlib import Path

import pytest

import entrepot
from entrepot.briefs.text import plain
from entrepot.dossier.model import Bullets, Chart, Dossier, KeyFigures, Notice, Paragraph, Section, Table
from entrepot.store.warehouse import Warehouse
from goods_world import Row, load_flows

OUT: Row = ("BEL", "KAZ", "270900", 5e3, 1.0)
BACK: Row = ("KAZ", "BEL", "100199", 7e3, None)
REST: list[Row] = [
    ("BEL", "FRA", "270900", 9e3, 1.0),
    ("FRA", "BEL", "100199", 7e3, 2.0),
    ("FRA", "KAZ", "870323", 1e6, 2.0),
    ("KAZ", "FRA", "270900", 2e5, 4e3),
    ("USA", "FRA", "870323", 3e5, 9.0),
]


def joined(rows: list[Row]) -> list[Row]:
    """As before 1999: Belgium within BLX."""
    return [("BLX" if i == "BEL" else i, "BLX" if j == "BEL" else j, k, v, q) for i, j, k, v, q in rows]


WORLDS: dict[str, dict[int, list[Row]]] = {
    "one year": {2020: [OUT, BACK, *REST]},
    "no change": {2020: [OUT, BACK, *REST], 2021: [OUT, BACK, *REST]},
    "never": {2020: REST, 2021: REST},
    "gone": {2020: [OUT, BACK, *REST], 2021: [BACK, *REST]},
    "new": {2020: [BACK, *REST], 2021: [OUT, BACK, *REST]},
    "late": {1998: joined([OUT, BACK, *REST]), 1999: [OUT, BACK, *REST], 2000: [OUT, *REST]},
    "left": {1997: [OUT, BACK, *REST], 1998: joined([OUT, BACK, *REST])},
    "only two": {2020: [OUT, BACK]},
}  # fmt: skip


def told(folder: Path, name: str, language: str = "en", places: tuple[str, str] = ("BEL", "KAZ")) -> Dossier:
    store = Warehouse.open(folder)
    for year, rows in WORLDS[name].items():
        load_flows(store, year, rows)
    return entrepot.open(folder).pair(*places).dossier(language, ("glance", "goods"))


def sentences(section: Section) -> list[str]:
    texts = []
    for block in section.blocks:
        if isinstance(block, Bullets):
            texts += [plain(item) for item in block.items]
        elif isinstance(block, Paragraph | Notice):
            texts.append(plain(block.text))
        elif isinstance(block, KeyFigures):
            texts += [f"{tile.value} {tile.detail}" for tile in block.tiles]
        elif isinstance(block, Table):
            texts += [block.title, block.caption]
    return texts


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", WORLDS)
def test_nothing_is_sold_for_nothing_and_one_is_singular(tmp_path: Path, name: str, language: str) -> None:
    dossier = told(tmp_path, name, language)
    said = [s for key in ("glance", "goods") for s in sentences(dossier.section(key))]
    wrong = (
        "USD 0 ",
        "USD 0.",
        " 0 USD",
        "of 1 customers",
        "of 1 suppliers",
        "first 1 of",
        "{",
        "nan",
        "None ",
    )
    assert [(s, w) for s in said for w in wrong if w in s and "None on record" not in s] == []


def test_a_pair_that_never_traded_has_a_brief(tmp_path: Path) -> None:
    section = told(tmp_path, "never").section("goods")
    said = " ".join(sentences(section))
    assert "show no goods from Belgium to Kazakhstan" in said
    assert "show no goods from Kazakhstan to Belgium" in said
    assert "sold goods worth" not in said
    keys = {block.key for block in section.blocks if isinstance(block, Table | Chart)}
    assert not keys & {"goods-lines", "goods-years", "goods-exports", "goods-potential"}


def test_a_flow_that_ended_is_no_zero(tmp_path: Path) -> None:
    section = told(tmp_path, "gone").section("goods")
    assert "In 2021, Belgium bought goods worth USD 7 million" in sentences(section)[1]
    years = next(b for b in section.blocks if isinstance(b, Table) and b.key == "goods-years")
    assert [cell.text for cell in years.rows[1]][1:4] == ["–", "–", "–"]
    swung = [s for s in sentences(section) if "fell by USD 5 million" in s]
    assert len(swung) == 1
    assert "product 270900 (270900), down by USD 5 million" in swung[0]


def test_years_before_a_place_reports_are_left_out(tmp_path: Path) -> None:
    section = told(tmp_path, "late").section("goods")
    years = next(b for b in section.blocks if isinstance(b, Table) and b.key == "goods-years")
    assert [row[0].text for row in years.rows] == ["1999", "2000"]
    assert "In 1999 the flow was USD 5 million" in " ".join(sentences(section))


def test_the_last_year_is_that_of_both_places(tmp_path: Path) -> None:
    assert (
        "In 1997, Belgium sold goods worth USD 5 million"
        in sentences(told(tmp_path, "left").section("goods"))[1]
    )
    notice = sentences(told(tmp_path, "left", places=("BEL", "USA")).section("goods"))
    assert any("no goods from Belgium to the United States" in s for s in notice)


def test_a_rank_that_rests_on_one_product_says_so(tmp_path: Path) -> None:
    said = sentences(told(tmp_path, "one year").section("goods"))
    assert len([s for s in said if "The flow is one product" in s]) == 2
    assert not any("rank is the same" in s for s in said)


def test_who_fits_best_may_be_the_partner(tmp_path: Path) -> None:
    said = " ".join(sentences(told(tmp_path, "one year").section("goods")))
    # Belgium imports wheat alone: 3.4% of what Kazakhstan exports, 0.7% of what France does.
    assert "of 3 sellers to Belgium (first: Kazakhstan, France, United States)" in said


def test_the_two_alone_are_ranked_against_nobody(tmp_path: Path) -> None:
    said = " ".join(sentences(told(tmp_path, "only two").section("goods")))
    assert "of 1 customer (100%" in said
    assert "By this fit" not in said
