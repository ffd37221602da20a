"""Eurostat's tables in every form become observations with flags; each vintage is a release."""

import copy
import gzip
import json
from pathlib import Path

import pytest

from context_files import JSONSTAT, SDMX_1, SDMX_2, TSV_NEW, TSV_OLD, read, zipped
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.sources.eurostat import reader
from entrepot.sources.given import given
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file

SHOWN = ("place", "dimensions", "frequency", "unit", "period", "value", "flags")


def observations(tmp_path: Path, name: str, content: str | bytes) -> list[tuple[object, ...]]:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(reader, path, tmp_path / "scratch")["observations"].select(SHOWN).rows()


@pytest.mark.parametrize("packed", [False, True])
def test_the_old_layout(tmp_path: Path, packed: bool) -> None:
    content = gzip.compress(TSV_OLD.encode()) if packed else TSV_OLD.encode()
    name = "lfst_r_x.tsv.gz" if packed else "lfst_r_x.tsv"
    rows = observations(tmp_path, name, content)
    assert [row for row in rows if row[0] == "BE33"] == [
        ("BE33", "age=Y15-24", "A", "THS", "2013", None, "c"),
        ("BE33", "age=Y15-24", "A", "THS", "2014", 5.4, ""),
        ("BE33", "age=Y15-24", "A", "THS", "2015", 4.8, "u"),
    ]
    assert ("BE", "age=Y15-24", "A", "THS", "2015", None, ":") in rows
    assert ("EU28", "age=Y15-24", "A", "THS", "2013", -350.0, "p") in rows


def test_the_new_layout_gives_the_same_shape(tmp_path: Path) -> None:
    rows = observations(tmp_path, "estat_nama_10r_2gdp.tsv", TSV_NEW)
    assert rows[0] == ("BE", "", "A", "MIO_EUR", "2022", 563543.6, "")
    assert rows[-1] == ("BEZZ", "", "A", "MIO_EUR", "2023", 0.0, "n")


def test_sdmx_csv(tmp_path: Path) -> None:
    assert observations(tmp_path, "x.csv", SDMX_1) == [
        ("BE33", "", "Q", "THS", "2025-10/2025-12", None, "b|C"),
        ("BE33", "", "Q", "THS", "2026-01/2026-03", 4.8, "u"),
        ("EL", "", "Q", "THS", "2026-01/2026-03", None, ":"),
    ]
    assert observations(tmp_path, "x.csv", SDMX_2) == [("BE", "", "A", "THS", "2025", 7.0, "")]


def test_json_stat_keeps_what_is_filled_and_its_labels(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"kept": "by a program", "response": JSONSTAT}))
    tables = read(reader, tmp_path / "x.json", tmp_path / "scratch")
    assert tables["observations"].select(SHOWN).rows() == [
        ("BE", "", "A", "THS", "2023", 10.0, ""),
        ("BE", "", "A", "THS", "2024", 11.5, "p"),
        ("BE33", "", "A", "THS", "2023", 3.0, ""),
        ("BE33", "", "A", "THS", "2024", None, "|C"),
    ]
    assert tables["places"].rows() == [("BE", "economy", "Belgium"), ("BE33", "region", "Liège")]
    assert ("indicator", "lfst_r_x", "Persons without work") in tables["labels"].rows()


def test_kinds_of_places(tmp_path: Path) -> None:
    (tmp_path / "lfst_r_x.tsv").write_text(TSV_OLD)
    places = read(reader, tmp_path / "lfst_r_x.tsv", tmp_path / "scratch")["places"]
    assert places.select("place", "kind").rows() == [("BE", "economy"), ("BE33", "region"), ("EU28", "group")]


def test_two_vintages_of_a_table_are_two_releases_and_both_can_be_asked(tmp_path: Path) -> None:
    warehouse = Warehouse((tmp_path / "store",))
    for updated, value in (("2025-06-10", 10), ("2026-06-10", 12)):
        stated = copy.deepcopy(JSONSTAT) | {"updated": f"{updated}T23:00:00+0200"}
        stated["value"]["0"] = value
        (tmp_path / "x.json").write_text(json.dumps(stated))
        add_file(warehouse, tmp_path / "x.json")
    newest, older = warehouse.releases()
    assert (newest.edition, older.edition) == ("2026-06-10 (last update)", "2025-06-10 (last update)")
    table = reader.indicator_tables("eurostat_lfst_r_x").observations
    where = {"place": ["BE"], "period": ["2023"]}
    values = [warehouse.read(table, ("value",), where, release=one.id).item() for one in (newest, older)]
    assert values == [12.0, 10.0]
    assert warehouse.read(table, ("value",), where).item() == 12.0


def test_the_vintage_of_a_tsv_is_its_packing_or_what_the_user_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", lfst_r_x__tsv=TSV_OLD)
    assert reader.parts(given(path))[0].edition.endswith("(day of packing)")
    (tmp_path / "lfst_r_x.tsv").write_text(TSV_OLD)
    assert reader.parts(given(tmp_path / "lfst_r_x.tsv"))[0].edition == ""
    said = given(tmp_path / "lfst_r_x.tsv", {"vintage": "2017-09"})
    assert reader.parts(said)[0].edition == "2017-09 (as stated when added)"
    packed = gzip.compress(TSV_OLD.encode(), mtime=1_500_000_000)
    (tmp_path / "lfst_r_x.tsv.gz").write_bytes(packed)
    assert reader.parts(given(tmp_path / "lfst_r_x.tsv.gz"))[0].edition == "2017-07-14 (day of packing)"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "lfst_r_x.tsv.gz").write_bytes(packed)
    (part,) = reader.parts(given(folder))
    assert (part.dataset, part.edition) == ("eurostat_lfst_r_x", "2017-07-14 (day of packing)")


def test_a_folder_of_tables_is_a_release_each_and_one_vintage_is_there_once(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "lfst_r_x.tsv").write_text(TSV_OLD)
    (folder / "nama_10r_2gdp.tsv").write_text(TSV_NEW)
    parts = reader.parts(given(folder))
    assert [part.dataset for part in parts] == ["eurostat_lfst_r_x", "eurostat_nama_10r_2gdp"]
    found = reader.read(given(folder), parts[1], tmp_path, lambda *_: None)
    assert "4 cells for 2 places" in found.found[0]
    (folder / "x.csv").write_text(SDMX_2)
    (folder / "y.csv").write_text(SDMX_2)
    with pytest.raises(BadInput, match="eurostat_lfst_r_x twice"):
        reader.parts(given(folder))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("4.8 u", "4,8 u", r"line 2, column 2015: '4,8 u' stands there. Expected a number with flags"),
        ("4.8 u", "NaN", "line 2, column 2015"),
        ("4.8 u", "1e999", "line 2"),
        ("THS,Y15-24,BE\t", "THS,BE\t", r"line 3, column unit,age,geo.time: 'THS,BE' stands there"),
        ("THS,Y15-24,BE\t", "THS,Y15-24,BE33\t", "line 3: the same as an earlier row: BE33"),
        ("2015 \t2014", "2014 \t2014", "column '2014' stands twice"),
        ("2015 \t", "Total\t", "line 1, column time: 'Total'"),
        ("EU28", "Europe", "1 unknown codes of places: Europe"),
        ("\t: bu\n", "\n", "line 3: 3 cells"),
    ],
)
def test_what_is_not_as_published_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in TSV_OLD
    with pytest.raises(BadInput, match=problem):
        observations(tmp_path, "lfst_r_x.tsv", TSV_OLD.replace(old, new))


def test_a_name_that_is_no_code_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"is no code of a table.*Say it: --table nama_10r_2gdp"):
        observations(tmp_path, "my download.tsv", TSV_OLD)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("size",), [1, 1, 2, 3]),
        (("value",), {"4": 1}),
        (("value",), {"x": 1}),
        (("value", "0"), "10"),
        (("id",), ["freq", "unit", "geo"]),
        (("dimension", "geo", "category", "index"), {"BE": 0, "BE33": 0}),
        (("extension",), None),
        (("updated",), "soon"),
        (("status",), {"0": 5}),
    ],
)
def test_json_that_contradicts_itself_is_refused(
    tmp_path: Path, path: tuple[str, ...], value: object
) -> None:
    stated = copy.deepcopy(JSONSTAT)
    inner = stated
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = value
    with pytest.raises(BadInput, match="is no dataset of JSON-stat"):
        observations(tmp_path, "x.json", json.dumps(stated))


def test_comext_and_others_are_not_taken(tmp_path: Path) -> None:
    for name, text in (
        ("a.csv", SDMX_1.replace("LFST_R_X", "DS-045409")),
        ("b.csv", SDMX_1.replace("ESTAT", "BE2")),
        ("c.tsv", "a\tb\n1\t2\n"),
        ("d.json", '{"class": "dataset", "source": "INSEE"}'),
    ):
        (tmp_path / name).write_text(text)
        assert not reader.recognises(given(tmp_path / name))


def test_a_gzip_cut_short_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(TSV_OLD.encode() * 1000)
    (tmp_path / "lfst_r_x.tsv.gz").write_bytes(whole[:-20])
    with pytest.raises(BadInput, match="cut short or corrupt"):
        read(reader, tmp_path / "lfst_r_x.tsv.gz", tmp_path / "scratch")


def test_a_dimension_may_be_called_as_our_columns_are(tmp_path: Path) -> None:
    text = TSV_OLD.replace("age", "period").replace("unit", "form")
    rows = observations(tmp_path, "lfst_r_x.tsv", text)
    assert ("BE33", "form=THS; period=Y15-24", "A", "", "2015", 4.8, "u") in rows


def test_a_renamed_tsv_is_taken_when_the_user_says_which_table_it_is(tmp_path: Path) -> None:
    file = tmp_path / "regions-of-Belgium.tsv"
    file.write_bytes(b"freq,unit,geo\\TIME_PERIOD\t2023 \nA,EUR_HAB,BE\t50600 p\n")
    with pytest.raises(BadInput, match=r"--table nama_10r_2gdp"):
        reader.parts(given(file))
    (part,) = reader.parts(given(file, {"table": "NAMA_10R_2GDP"}))
    assert part.dataset == "eurostat_nama_10r_2gdp"
    (tmp_path / "nama_10r_3gdp.tsv").write_bytes(file.read_bytes())
    with pytest.raises(UsageError, match="names one table"):
        reader.parts(given(tmp_path, {"table": "nama_10r_2gdp"}))
