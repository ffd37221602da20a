"""Tables of links in their publishers' layouts; cut, damaged and hostile ones are refused with the line."""

from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.concordance import links_table
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.sources.concordance import reader
from entrepot.sources.concordance.reader import linked, read_links
from entrepot.sources.given import given

WEIGHTS = (
    "H5,H4,weight,group_id\n10121,10121,1.0,\n441231,441231,0.75,29\n441231,441232,0.25,29\n"
    "441232,441231,0,29\n441232,441232,1.0,29\n"
)
UNSD = "HS 2022,BEC 4,Relationship\n010121,41,n:1\n010130,111,n:n\n010130,41,n:n\n"
WITS = (
    "HS - Combined  Product Code,HS - Combined  Product Description,"
    "ISIC Revision 3 Product Code,ISIC Revision 3 Product Description\n"
    '010111,"(-2001) Horses, pure",0121,"Farming, and more"\n'
)
PAIR = "\ufeffCN 2022,CPA 2.1\n01012100,01.43.11\n01012910,01.43.11\n"
NACE = (
    "NACE Rev 2.,CPA 2.1 \n01,01\n01.1,01.1\n01.11,01.11\n01.11,01.11.1\n"
    "01.11,01.11.11\n01.11,01.11.12\n47,47\n"
)
SHOWVOC = (
    "CPA_Ver_22_ID\tCPA_Ver_22_Code\tCPA_Ver_22_Heading\tHS_KEY\tHS_2022_CODE\tHS_2022_SelfText\n"
    '"011111"\t"01.11.11"\t"Durum "hard" wheat"\t"1"\t"1001 11 00"\t"Seed"\n'
    '"011111"\t"01.11.11"\t"Durum wheat"\t"2"\t"1001 19 00"\t"Other"\n'
)
YEARS = "CN 2021,CN 2022,CNKEY,TYPE,CN2021_Deleted codes,CN2021_Reused Code\n01012100,01012100,1,,,\n"


def written(folder: Path, text: str | bytes, name: str = "links.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def rows(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    return frame.select("from_code", "to_code", "weight", "weighting").rows()


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        (
            WEIGHTS,
            ("HS17", "HS12"),
            [
                ("010121", "010121", 1.0, "published"),
                ("441231", "441231", 0.75, "published"),
                ("441231", "441232", 0.25, "published"),
                ("441232", "441232", 1.0, "published"),
            ],
        ),
        (
            UNSD,
            ("HS22", "BEC4"),
            [
                ("010121", "41", 1.0, "published"),
                ("010130", "111", 0.5, "equal"),
                ("010130", "41", 0.5, "equal"),
            ],
        ),
        (WITS, ("HS", "ISIC3"), [("010111", "0121", 1.0, "published")]),
        (
            PAIR,
            ("CN2022", "CPA21"),
            [("01012100", "01.43.11", 1.0, "published"), ("01012910", "01.43.11", 1.0, "published")],
        ),
        (
            NACE,
            ("NACE2", "CPA21"),
            [
                ("01.11", "01.11.11", 0.5, "equal"),
                ("01.11", "01.11.12", 0.5, "equal"),
                ("47", "47", 1.0, "published"),
            ],
        ),
        (
            SHOWVOC,
            ("CPA22", "CN2022"),
            [("01.11.11", "10011100", 0.5, "equal"), ("01.11.11", "10011900", 0.5, "equal")],
        ),
        (YEARS, ("CN2021", "CN2022"), [("01012100", "01012100", 1.0, "published")]),
    ],
)
def test_each_layout(
    tmp_path: Path, text: str, pair: tuple[str, str], expected: list[tuple[object, ...]]
) -> None:
    path = written(tmp_path, text)
    assert linked(path)[0] == pair
    frame = read_links(path)
    assert frame.schema == links_table(*pair).schema
    assert frame.select("from_scheme", "to_scheme").unique().rows() == [pair]
    assert rows(frame) == expected


def test_a_table_without_weights_is_read_the_other_way_too(tmp_path: Path) -> None:
    path = written(tmp_path, PAIR)
    assert linked(path) == (("CN2022", "CPA21"), ("CPA21", "CN2022"))
    assert rows(read_links(path, "CPA21", "CN2022")) == [
        ("01.43.11", "01012100", 0.5, "equal"),
        ("01.43.11", "01012910", 0.5, "equal"),
    ]


def test_a_table_with_weights_is_not_turned(tmp_path: Path) -> None:
    path = written(tmp_path, WEIGHTS)
    assert linked(path) == (("HS17", "HS12"),)
    with pytest.raises(UsageError, match="the other way needs the values"):
        read_links(path, "HS12", "HS17")
    with pytest.raises(UsageError, match="links HS17 and HS12"):
        read_links(path, "HS17", "HS92")


def test_two_columns_of_ones_own(tmp_path: Path) -> None:
    path = written(tmp_path, "a;b;c\n010121;X 1;0.5\n010121;X 2;0.5\n")
    assert linked(path) == ()
    with pytest.raises(BadInput, match="names no two classifications"):
        read_links(path)
    frame = read_links(path, "HS17", "MYLIST")
    assert frame["to_scheme"].unique().to_list() == ["MYLIST"]
    assert rows(frame) == [("010121", "X 1", 0.5, "published"), ("010121", "X 2", 0.5, "published")]
    with pytest.raises(BadInput, match="4 columns"):
        read_links(written(tmp_path, "a,b,c,d\n1,2,3,4\n"), "HS17", "MYLIST")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WEIGHTS[: WEIGHTS.index("0.25")], "line 4: 3 cells"),
        (WEIGHTS[: WEIGHTS.index("441231,441232")], "line 3: the weights of 441231 sum to 0.75"),
        (WEIGHTS.replace("0.25", "-0.25"), "line 4, column weight: a weight of “-0.25”"),
        (WEIGHTS.replace("0.25", "nan"), "a weight of “nan”"),
        (WEIGHTS.replace("0.25", "1e400"), "a weight of “1e400”"),
        (WEIGHTS + "441231,441231,0.75,29\n", "line 7: 441231 to 441231 stands twice"),
        (UNSD.replace("010121", "TOTAL"), "line 2, column HS22: “TOTAL” is a sum"),
        (UNSD.replace("010121", ""), "line 2, column HS22: “” is no code"),
        (UNSD.replace("010121", "01012100"), "8 digits"),
        (UNSD.replace("010121", "1013"), "line 2: 1013 to 41: a heading, none of whose parts"),
        (UNSD.replace("41,", "41,extra,"), "line 2: 4 cells"),
        (UNSD.splitlines()[0], "no link in it"),
        ("", "empty"),
        (UNSD.replace("010130", "0101\x0030"), "line 3: a NUL byte"),
        (UNSD.encode() + b"\xff\xfe", "line 5: not UTF-8"),
        (b"PK\x03\x04 not a table", "names no two classifications"),
        ('HS 2022,BEC 4,Relationship\n010121,"' + "x" * 200_000, "line 2: not a table (field larger"),
    ],
)
def test_what_is_no_table_of_links_is_refused(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_links(written(tmp_path, text))
    assert said in str(caught.value)


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 50)
    path = written(tmp_path, UNSD)
    with pytest.raises(BadInput, match="larger than"):
        read_links(path)
    (part,) = reader.parts(given(path))
    with pytest.raises(BadInput, match="larger than"):
        reader.read(given(path), part, tmp_path, lambda *_: None)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        linked(tmp_path / "none.csv")
    with pytest.raises(BadInput, match="Check the path"):
        read_links(tmp_path / "none.csv")


def test_the_store_is_offered_one_release_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    written(folder, PAIR, "a.csv")
    written(folder, WEIGHTS, "b.csv")
    files = given(folder)
    assert reader.recognises(files)
    first, second = reader.parts(files)
    assert (first.dataset, second.dataset) == ("concordance_cn2022_cpa21", "concordance_hs17_hs12")
    assert (first.more["publisher"], second.more["licence"]) == ("Eurostat", "Apache-2.0")
    reading = reader.read(files, second, tmp_path, lambda *_: None)
    ((table, frame),) = reading.tables.items()
    assert table.name == "concordance_hs17_hs12.links"
    assert isinstance(frame, pl.DataFrame)
    assert frame.height == 4
    assert "1 link of weight zero left out." in reading.found
    assert "Leading zeros restored in 2 codes." in reading.found


@pytest.mark.parametrize("text", ["t,i,j,k,v,q\n2022,4,20,010121,1,1\n", "", "\x00\x01", "HS 2022\n010121\n"])
def test_files_of_others_are_not_recognised(tmp_path: Path, text: str) -> None:
    assert not reader.recognises(given(written(tmp_path, text)))
