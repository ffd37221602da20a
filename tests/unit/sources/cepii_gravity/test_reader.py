"""CEPII's square panel, taken apart: sizes, geography, agreements and trade."""

from pathlib import Path

import pytest

from context_files import gravity, pair, read, zipped
from entrepot.metadata.errors import BadInput
from entrepot.sources.cepii_gravity import reader, tables
from entrepot.sources.given import given
from entrepot.sources.text_tables import blocks

DEU_BEL = {"dist": 500.5, "contig": 1, "pop_o": 60000, "gdp_o": 1e9, "fta_wto": 1, "rta_type": "CU"}
ROWS = (
    pair(1989, "DEU.1", "BEL", **DEU_BEL),
    pair(1989, "DEU.2", "BEL", **DEU_BEL, country_exists_o=0),
    pair(1990, "DEU.1", "BEL", **DEU_BEL, country_exists_o=0),
    pair(1990, "DEU.2", "BEL", **{**DEU_BEL, "dist": 651.0, "pop_o": 80000.25}),
    pair(1991, "DEU.2", "BEL", **{**DEU_BEL, "dist": 651.0, "pop_o": 80100}, tradeflow_baci=7.5),
    pair(1991, "BEL", "DEU.2", dist=651.0, contig=1, tradeflow_baci=8),
    pair(1991, "SUN", "DEU.2", dist=1600),
)


def loaded(tmp_path: Path, *rows: dict[str, object], name: str = "Gravity.csv"):  # type: ignore[no-untyped-def]
    (tmp_path / name).write_text(gravity(*(rows or ROWS)))
    return read(reader, tmp_path / name, tmp_path / "scratch")


def test_states_of_one_code_are_told_apart_by_existence_and_year(tmp_path: Path) -> None:
    found = loaded(tmp_path)["economies"]
    shown = found.filter(economy="DEU").select("year", "identity", "population", "gdp")
    assert shown.rows() == [
        (1989, "DEU.1", 60000.0, 1e9), (1990, "DEU.2", 80000.25, 1e9), (1991, "DEU.2", 80100.0, 1e9),
    ]  # fmt: skip


def test_geography_is_stored_once_with_the_years_in_which_it_is_so(tmp_path: Path) -> None:
    shown = ("origin", "destination", "origin_identity", "first_year", "last_year", "distance", "contiguous")
    found = loaded(tmp_path)["distances"].select(shown).rows()
    assert found == [
        ("BEL", "DEU", "BEL", 1991, 1991, 651.0, 1),
        ("DEU", "BEL", "DEU.1", 1989, 1989, 500.5, 1),
        ("DEU", "BEL", "DEU.2", 1990, 1991, 651.0, 1),
        ("SUN", "DEU", "SUN", 1991, 1991, 1600.0, None),
    ]


def test_agreements_and_trade_by_year(tmp_path: Path) -> None:
    found = loaded(tmp_path)["pairs"]
    shown = ("year", "origin", "destination", "agreement", "agreement_type", "trade_baci")
    assert found.select(shown).rows() == [
        (1989, "DEU", "BEL", 1, "CU", None),
        (1990, "DEU", "BEL", 1, "CU", None),
        (1991, "BEL", "DEU", None, None, 8.0),
        (1991, "DEU", "BEL", 1, "CU", 7.5),
        (1991, "SUN", "DEU", None, None, None),
    ]


def test_the_blocks_and_the_merging_do_not_change_the_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = loaded(tmp_path)
    monkeypatch.setattr(tables, "_HELD", 1)
    monkeypatch.setattr(blocks, "SIZE", 200)
    pieces = loaded(tmp_path)
    assert all(pieces[name].equals(whole[name]) for name in whole)


def test_of_two_states_in_one_year_the_later_is_kept_and_said(tmp_path: Path) -> None:
    rows = (*ROWS, pair(1990, "DEU.1", "BEL", **DEU_BEL))
    (tmp_path / "Gravity.csv").write_text(gravity(*rows))
    files = given(tmp_path / "Gravity.csv")
    found = reader.read(files, reader.parts(files)[0], tmp_path, lambda *_: None).found
    assert found[1] == "Of two states with one code in one year the later is kept; left out: DEU.1."
    tables = loaded(tmp_path, *rows)
    assert tables["economies"].filter(year=1990, economy="DEU")["identity"].to_list() == ["DEU.2"]
    assert tables["pairs"].filter(year=1990).height == 1


def test_the_version_is_that_of_the_name_and_must_be_whole(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "Gravity_csv_V202211.zip", Gravity_V202211__csv=gravity(*ROWS), Countries__csv="a,b\n"
    )
    (part,) = reader.parts(given(path))
    assert (part.dataset, part.period, part.edition) == ("cepii_gravity", "1948/2021", "V202211")
    with pytest.raises(
        BadInput, match=r"the years 1989 to 1991\. Expected 1948/2021\. The file may have been cut"
    ):
        read(reader, path, tmp_path / "scratch")


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"dist": "far"}, "line 9, column dist: 'far' stands there. Expected a number"),
        ({"dist": -1}, "line 9, column dist: '-1' stands there. Expected a number from 0 up"),
        ({"contig": 0.5}, "line 9, column contig: '0.5' stands there. Expected a whole number"),
        ({"year": "MCMXC"}, "line 9, column year"),
        ({"year": 19890}, "line 9, column year"),
        ({"country_exists_o": "yes"}, "line 9, column country_exists_o"),
        ({"country_id_d": ""}, "line 9, column country_id_d: an empty cell"),
        ({"iso3_o": "QQQ", "country_id_o": "QQQ"}, "1 unknown codes of states: QQQ"),
        (
            {"year": 1991, "country_id_o": "BEL", "iso3_o": "BEL", "country_id_d": "DEU.2"},
            "same as an earlier row",
        ),
        ({"gdp_o": "inf"}, "line 9, column gdp_o"),
    ],
)
def test_what_is_not_as_published_is_refused(tmp_path: Path, more: dict[str, object], problem: str) -> None:
    row = {**pair(1992, "KAZ", "DEU.2", dist=4000), **more}
    with pytest.raises(BadInput, match=problem):
        loaded(tmp_path, *ROWS, row)


def test_a_column_missing_and_another_delimiter(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text(gravity(*ROWS).replace("distcap", "distance_capitals"))
    with pytest.raises(BadInput, match="line 1, column distcap: is missing"):
        read(reader, path, tmp_path / "scratch")
    path.write_text(gravity(*ROWS).replace(",", ";"))
    assert read(reader, path, tmp_path / "scratch")["pairs"].height == 5


def test_pairs_without_a_code_are_left_out_by_name(tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(gravity(*ROWS, pair(1991, "OLD.1", "BEL", iso3_o="")))
    files = given(tmp_path / "g.csv")
    found = reader.read(files, reader.parts(files)[0], tmp_path, lambda *_: None).found
    assert found[-1] == "Pairs with a state that has no code are left out: OLD.1."
