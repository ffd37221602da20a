"""The World Bank's indicators from the bulk file, single downloads and the interface."""

import copy
import json
from pathlib import Path

import pytest

from context_files import API, BULK, WORLD_BANK, read, zipped
from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.world_bank import reader, wide

SHOWN = ("place", "indicator", "period", "value", "flags")
COUNTRIES = (
    '"Country Code","Region","IncomeGroup","SpecialNotes","TableName",\n'
    '"BEL","Europe & Central Asia","High income","two\nlines","Belgium",\n"ZZZ","","","","A new group",\n'
)


def written(path: Path, content: object) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return path


def test_a_download_of_one_indicator(tmp_path: Path) -> None:
    path = written(tmp_path / "api.csv", WORLD_BANK)
    (part,) = reader.parts(given(path))
    assert (part.dataset, part.period) == ("world_bank_sp_pop_totl", "2021/2023")
    assert part.edition == "2026-04-08 (last update)"
    tables = read(reader, path, tmp_path / "scratch")
    assert tables["observations"].select(SHOWN).rows() == [
        ("BEL", "SP.POP.TOTL", "2021", 11600000.0, ""),
        ("BEL", "SP.POP.TOTL", "2023", 11800000.0, ""),
        ("WLD", "SP.POP.TOTL", "2021", 7900000000.0, ""),
        ("XKX", "SP.POP.TOTL", "2023", 1700000.5, ""),
    ]
    assert tables["places"].rows() == [
        ("BEL", "economy", "Belgium"), ("WLD", "group", "World"), ("XKX", "economy", "Kosovo"),
    ]  # fmt: skip
    assert tables["labels"].rows() == [("indicator", "SP.POP.TOTL", "Population, total")]


def test_the_bulk_file_is_one_dataset_with_all_indicators(tmp_path: Path) -> None:
    path = zipped(tmp_path / "WDI_CSV.zip", WDICSV__csv=BULK, WDISeries__csv="Series Code,Topic\n")
    (part,) = reader.parts(given(path))
    assert part.dataset == "world_bank_wdi"
    assert part.edition.endswith("(day of packing)")
    assert read(reader, path, tmp_path / "scratch")["observations"].select(SHOWN).rows() == [
        ("BEL", "NY.GDP.MKTP.CD", "2022", 583e9, ""),
        ("BEL", "NY.GDP.MKTP.CD", "2023", 632e9, ""),
        ("BEL", "SP.POP.TOTL", "2022", 11685814.0, ""),
        ("WLD", "NY.GDP.MKTP.CD", "2022", 1e14, ""),
    ]


def test_of_the_bulk_file_only_what_is_wanted_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path / "WDICSV.csv", BULK)
    table = wide.read_wide(given(path).members[0])
    kept = [cells for cells, _ in wide.frames(table, ["SP.POP.TOTL"])]
    assert [frame[wide.INDICATOR].to_list() for frame in kept] == [["SP.POP.TOTL"]]


def test_answers_of_the_interface(tmp_path: Path) -> None:
    path = written(tmp_path / "x.json", {"requests": [{"response": API}]})
    (part,) = reader.parts(given(path))
    assert (part.dataset, part.edition) == ("world_bank_sp_pop_totl", "2026-07-01 (last update)")
    tables = read(reader, path, tmp_path / "scratch")
    assert tables["observations"].select(SHOWN).rows() == [
        ("BEL", "SP.POP.TOTL", "2023", 11800000.0, ""),
        ("HIC", "SP.POP.TOTL", "2023", None, ""),
    ]


def test_each_indicator_of_an_answer_is_a_release(tmp_path: Path) -> None:
    other = copy.deepcopy(API)
    for row in other[1]:
        row["indicator"] = {"id": "NY.GDP.MKTP.CD", "value": "GDP (current US$)"}
    path = written(tmp_path / "x.json", [API, other])
    parts = reader.parts(given(path))
    assert [part.dataset for part in parts] == ["world_bank_ny_gdp_mktp_cd", "world_bank_sp_pop_totl"]
    assert read(reader, path, tmp_path / "scratch")["labels"]["label"].to_list() == ["GDP (current US$)"]


def test_a_new_group_is_known_by_the_table_of_countries_alone(tmp_path: Path) -> None:
    text = WORLD_BANK.replace('"WLD"', '"ZZZ"')
    with pytest.raises(BadInput, match=r"1 unknown codes of places: ZZZ\. Add the zip as downloaded"):
        read(reader, written(tmp_path / "api.csv", text), tmp_path / "scratch")
    path = zipped(tmp_path / "a.zip", API_x__csv=text, Metadata_Country_x__csv=COUNTRIES)
    places = read(reader, path, tmp_path / "other")["places"]
    assert ("ZZZ", "group", "World") in places.rows()


def test_what_is_downloaded_about_one_country_is_its_own_dataset(tmp_path: Path) -> None:
    titles, header, *_ = WORLD_BANK.partition('"Country Name"')
    text = titles + header + BULK.replace("Country Name", "", 1).replace("World,WLD", "Belgium,BEL", 1)
    text = text.replace("2022,2023\n", "2022,2023\n").replace(
        '"Country Name",Country', "Country Name,Country"
    )
    text = text.replace("NY.GDP.MKTP.CD,1e14", "NE.EXP.GNFS.CD,1e11")
    (part,) = reader.parts(given(written(tmp_path / "x.csv", text)))
    assert part.dataset == "world_bank_bel"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"11600000"', '"11.6 million"', "line 6, column value: '11.6 million' stands there"),
        ('"11600000"', '"NaN"', "line 6"),
        ('"Belgium","BEL"', '"Belgium",""', "line 6, column Country Code: an empty cell stands there"),
        ('"Kosovo","XKX"', '"Kosovo","BEL"', "line 8: the same as an earlier row: BEL, SP.POP.TOTL"),
        ('"Indicator Name"', '"Nom de l’indicateur"', "line 5: columns are .* Download the table in English"),
        ('"2021","2022"', '"2022","2022"', "line 5: columns are"),
        ('"2021"', '"2021 [YR2021]"', "line 5: columns are"),
        ("2026-04-08", "8 April", "line 3: '8 April' is no day"),
        ('"11800000",\n', '"11800000","x"\n', "line 6, column .empty 7.: 'x'"),
        ('"7900000000","","",', '"7900000000"', "line 7: 5 cells"),
    ],
)
def test_what_is_not_as_published_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in WORLD_BANK
    path = written(tmp_path / "api.csv", WORLD_BANK.replace(old, new, 1))
    with pytest.raises(BadInput, match=problem):
        read(reader, path, tmp_path / "scratch")


@pytest.mark.parametrize(
    ("place", "value", "problem"),
    [
        (("0", "pages"), 5, "is page 1 of 5.*per_page=2"),
        (("0", "lastupdated"), "soon", "is no answer"),
        (("1", "0", "value"), "11", "is no answer"),
        (("1", "0", "value"), True, "is no answer"),
        (("1", "0", "date"), "MRV", "is no answer"),
        (("1", "0", "country"), None, "is no answer"),
        (("1", "0", "countryiso3code"), "QQQ", "unknown codes of places: QQQ"),
        (("1", "1", "countryiso3code"), "BEL", "the same as an earlier row: BEL"),
        (("1", "0", "indicator", "id"), "../up", "is no code"),
    ],
)
def test_answers_that_are_none_are_refused(
    tmp_path: Path, place: tuple[str, ...], value: object, problem: str
) -> None:
    stated = copy.deepcopy(API)
    inner: object = stated
    for name in place[:-1]:
        inner = inner[int(name) if isinstance(inner, list) else name]  # type: ignore[index]
    inner[place[-1]] = value  # type: ignore[index]
    with pytest.raises(BadInput, match=problem):
        read(reader, written(tmp_path / "x.json", stated), tmp_path / "scratch")


def test_a_zip_cut_short_and_two_tables_at_once_are_not_taken(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", WDICSV__csv=BULK * 50)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(BadInput, match="cut short or corrupt"):
        given(path)
    assert not reader.recognises(given(zipped(tmp_path / "b.zip", a__csv=BULK, b__csv=BULK)))
