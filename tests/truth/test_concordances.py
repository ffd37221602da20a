"""Publishers' own tables of links: counts, known rows, and the facts that the manual states about them."""

import csv
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from entrepot.analyses.trade.concordance import convert, find_links
from entrepot.metadata.errors import BadInput
from entrepot.metadata.products import critical_raw_materials, icio_industry
from entrepot.sources.concordance.reader import linked, read_links


@pytest.fixture
def tables(shared: Path) -> Path:
    return shared / "data" / "formats" / "correspond"


@pytest.mark.parametrize(
    ("name", "pair", "sources", "targets", "links"),
    [
        ("ct_CN2022_CPA21.csv", ("CN2022", "CPA21"), 9698, 1682, 9698),
        ("eurostat_CN2022_CPA21.csv", ("CN2022", "CPA21"), 199, 33, 199),
        ("eurostat_CN2021_CN2022.csv", ("CN2021", "CN2022"), 199, 199, 199),
        ("hs2022_bec_unsd_head.csv", ("HS22", "BEC4"), 77, 4, 79),
        ("wits_hs_isic3_head.csv", ("HS", "ISIC3"), 79, 3, 79),
        ("cpa22_hs2022_head.tsv", ("CPA22", "CN2022"), 35, 59, 59),
        # 599 classes and 47, which NACE divides and CPA does not know so
        ("ct_NACE_CPA21.csv", ("NACE2", "CPA21"), 595, 3204, 3204),
    ],
)
def test_counts(
    tables: Path, name: str, pair: tuple[str, str], sources: int, targets: int, links: int
) -> None:
    assert linked(tables / name)[0] == pair
    frame = read_links(tables / name)
    assert frame["from_code"].n_unique() == sources
    assert frame["to_code"].n_unique() == targets
    assert frame.height == links
    sums = frame.group_by("from_code").agg(pl.col("weight").sum())["weight"]
    assert sums.is_between(1 - 1e-9, 1 + 1e-9).all()


def test_known_rows(tables: Path) -> None:
    def of(name: str, code: str) -> list[tuple[str, float, str]]:
        rows = read_links(tables / name).filter(pl.col("from_code") == code)
        return list(rows.select("to_code", "weight", "weighting").iter_rows())

    assert of("ct_CN2022_CPA21.csv", "01012100") == [("01.43.11", 1.0, "published")]
    assert of("ct_CN2022_CPA21.csv", "97069000") == [("91.02.20", 1.0, "published")]
    assert of("hs2022_bec_unsd_head.csv", "010130") == [("111", 0.5, "equal"), ("41", 0.5, "equal")]
    assert of("wits_hs_isic3_head.csv", "020741") == [("1511", 1.0, "published")]
    assert of("cpa22_hs2022_head.tsv", "01.11.20") == [("10051013", 0.5, "equal"), ("10059000", 0.5, "equal")]


def test_a_sample_of_weights_that_was_cut_is_refused(tables: Path) -> None:
    sample = tables / "hs_weights_H5_to_H4_head.csv"
    with pytest.raises(BadInput, match=r"the weights of 0303\d\d sum to 0"):
        read_links(sample)


def test_the_complete_groups_of_that_sample_are_read(tables: Path, tmp_path: Path) -> None:
    lines = (tables / "hs_weights_H5_to_H4_head.csv").read_text(encoding="utf-8").splitlines()
    # Group 3 is the last one, and is cut off.
    whole = [line for line in lines if not line.endswith(",3")]
    file = tmp_path / "weights.csv"
    file.write_text("\n".join(whole), encoding="utf-8")
    frame = read_links(file)
    split = frame.filter(pl.col("from_code") == "441231").sort("to_code")
    assert split["to_code"].to_list() == ["441231", "441232"]
    assert split["weight"].to_list() == [0.867785473015644, 0.132214526984356]


def divisions(tables: Path, level: int) -> tuple[int, int]:
    """How many HS codes of a level there are, and how many of them lie in one division of NACE."""
    found: dict[str, set[str]] = {}
    for code, product in (
        read_links(tables / "ct_CN2022_CPA21.csv").select("from_code", "to_code").iter_rows()
    ):
        found.setdefault(code[:level], set()).add(product[:2])
    return len(found), sum(len(one) == 1 for one in found.values())


def test_chapters_do_not_tell_the_industry_and_six_digits_do(tables: Path) -> None:
    assert divisions(tables, 2) == (96, 22)
    assert divisions(tables, 4) == (1228, 1070)
    assert divisions(tables, 6) == (5612, 5569)


def test_every_good_reaches_an_industry(tables: Path) -> None:
    table = {("CN2022", "CPA21"): lambda: read_links(tables / "ct_CN2022_CPA21.csv")}
    links, way = find_links("HS22", "ICIO", table, [])
    assert way == ("HS22", "CN2022", "CPA21", "ICIO")
    assert links["from_code"].n_unique() == 5612
    assert (
        links.group_by("from_code").agg(pl.col("weight").sum())["weight"].is_between(1 - 1e-9, 1 + 1e-9).all()
    )
    alone = links.filter(pl.col("weighting") == "published")
    assert alone.height == 5570
    goods = pl.DataFrame(
        {
            "product": ["260500", "720110", "740311", "890110", "880240", "870323"],
            "value": [1.0, 2.0, 4.0, 8.0, 16.0, 32.0],
        }
    )
    done = convert(goods, links)
    assert dict(done.frame.rows()) == {
        "B07": 1.0,
        "C24A": 2.0,
        "C24B": 4.0,
        "C301": 8.0,
        "C302T309": 16.0,
        "C29": 32.0,
    }


def nomenclature(tables: Path) -> Iterator[tuple[str, str]]:
    with (tables / "ct_CN2022.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from ((row["CN 2022"], row["SupText"].lower()) for row in csv.DictReader(file))


def test_the_nomenclature_names_every_critical_raw_material_where_we_say(tables: Path) -> None:
    texts = dict(nomenclature(tables))
    for material in critical_raw_materials():
        for code in material.codes:
            if code.hs22:
                stated = code.source.removeprefix("CN 2022, ")
                assert stated.startswith(code.hs22)
                assert code.named in texts[stated], (material.code, stated)
                assert not code.cn2022 or stated == code.cn2022


def test_what_is_said_to_be_without_a_code_has_none(tables: Path) -> None:
    ores = {code: text for code, text in nomenclature(tables) if code[:2] in ("25", "26") and len(code) == 8}
    named = {"beryllium": "beryll", "lithium": "lithium", "platinum_group": "platinum"}
    silent = {m.code for m in critical_raw_materials() for c in m.codes if c.stage == "ore" and not c.hs22}
    assert silent == {*named, "heavy_rare_earths", "light_rare_earths"}
    for material, word in {**named, "rare earths": "rare-earth"}.items():
        ore = [
            code
            for code, text in ores.items()
            if word in text.partition("(excl")[0] and "ore" in text.split()
        ]
        assert ore == [], material


def test_an_industry_for_every_product_that_goods_become(tables: Path) -> None:
    products = read_links(tables / "ct_CN2022_CPA21.csv")["to_code"].unique().to_list()
    assert all(icio_industry(code) for code in products)
