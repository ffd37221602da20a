"""The National Bank of Belgium: SDMX-CSV of today and SDMX-ML of the interface before it."""

from pathlib import Path

import pytest

from context_files import GENERIC, NBB, read
from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.nbb import generic_xml, reader

BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)


def tables(tmp_path: Path, text: str, name: str = "x"):  # type: ignore[no-untyped-def]
    (tmp_path / name).write_text(text)
    return read(reader, tmp_path / name, tmp_path / "scratch")


def test_sdmx_csv_of_today(tmp_path: Path) -> None:
    dimensions = "IROLOBE2_MATUR=10Y; IROLOBE2_TYPE=F"
    assert tables(tmp_path, NBB)["observations"].rows() == [
        ("", "df_irolobe2", dimensions, "D", "", "2026-10-06", 4.25, ""),
        ("", "df_irolobe2", dimensions, "D", "", "2026-10-07", 4.27, "E"),
    ]
    (part,) = reader.parts(given(tmp_path / "x"))
    assert (part.dataset, part.period, part.edition) == ("nbb_df_irolobe2", "2026", "version 1.0")


def test_sdmx_ml_of_before(tmp_path: Path) -> None:
    assert tables(tmp_path, GENERIC)["observations"].rows() == [
        ("BE", "afdeling", "", "Q", "", "2014-07/2014-09", None, ""),
        ("BE", "afdeling", "", "Q", "", "2014-10/2014-12", 98.5, "E"),
    ]
    (part,) = reader.parts(given(tmp_path / "x"))
    assert (part.dataset, part.period, part.edition) == ("nbb_afdeling", "2014", "prepared 2015-02-05")


@pytest.mark.parametrize("small", [1, 7, 1000])
def test_a_message_is_the_same_however_it_is_cut(
    tmp_path: Path, small: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tables(tmp_path, GENERIC)["observations"]
    monkeypatch.setattr(generic_xml, "_PIECE", small)
    monkeypatch.setattr(generic_xml, "_ROWS", 1)
    assert tables(tmp_path, GENERIC)["observations"].equals(whole)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<m:MessageGroup", f"{BOMB}<m:MessageGroup", "line 1: declares a document type"),
        ('value="98.5"', 'value="98,5"', "'98,5' is no number"),
        ('value="98.5"', 'value="inf"', "'inf' is no number"),
        ("2014-Q4", "2014-Q5", "column time: '2014-Q5'"),
        ("2014-Q3", "2014-Q4", "the same as an earlier row: BE, afdeling"),
        ("</Series></DataSet></m:MessageGroup>", "", "is no well-formed XML"),
        ("AFDELING", "../AFDELING", "is no name of a table"),
        ("<KeyFamilyRef>AFDELING</KeyFamilyRef>", "", "names no KeyFamilyRef"),
        ("AFDELING", "A" * 20_000, "a text is implausibly long"),
        ("<DataSet>", "<DataSet>" + "<x>" * 100, "is nested too deep"),
        ('"FREQUENCY"', '"value"', "a series has the dimensions"),
        (
            "</Series>",
            '</Series><Series><SeriesKey><Value concept="X" value="1"/></SeriesKey></Series>',
            "dimensions X",
        ),
    ],
)
def test_what_is_not_as_published_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in GENERIC
    with pytest.raises(BadInput, match=problem):
        tables(tmp_path, GENERIC.replace(old, new, 1))


def test_other_messages_are_not_taken(tmp_path: Path) -> None:
    for text in (
        GENERIC.replace('"NBB"', '"OECD"'),
        GENERIC.replace("v2_0", "v2_1"),
        NBB.replace("BE2", "ECB"),
    ):
        (tmp_path / "x").write_text(text)
        assert not reader.recognises(given(tmp_path / "x"))
