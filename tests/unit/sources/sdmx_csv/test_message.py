"""SDMX-CSV in both versions; what is not as it should be is refused with line, column and remedy."""

from pathlib import Path

import pytest

from context_files import SDMX_1, SDMX_2
from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.sdmx_csv.layout import Dataflow, dataflow_in, read_layout
from entrepot.sources.sdmx_csv.message import observations, read_message


def message(path: Path, text: str):  # type: ignore[no-untyped-def]
    path.write_text(text)
    return read_message(given(path).members[0])


def rows(path: Path, text: str) -> list[tuple[object, ...]]:
    return [row for frame in observations(message(path, text), ("OBS_FLAG",)) for row in frame.rows()]


@pytest.mark.parametrize(
    ("text", "dimensions", "updated"),
    [
        (SDMX_1, ("freq", "unit", "geo"), "2026-08-28"),
        (SDMX_2, ("freq", "unit", "geo"), ""),
        (SDMX_1.replace(",", ";"), ("freq", "unit", "geo"), "2026-08-28"),
        (SDMX_2.replace("STRUCTURE,", "STRUCTURE[;],", 1), ("freq", "unit", "geo"), ""),
    ],
)
def test_the_header_tells_dimensions_and_vintage(
    tmp_path: Path, text: str, dimensions: tuple[str, ...], updated: str
) -> None:
    found = message(tmp_path / "x.csv", text)
    assert (found.layout.dimensions, found.updated) == (dimensions, updated)
    assert found.dataflow == Dataflow("ESTAT", "LFST_R_X", "1.0")


def test_dimensions_time_value_flag_and_line(tmp_path: Path) -> None:
    assert rows(tmp_path / "x.csv", SDMX_1)[:2] == [
        ("Q", "THS", "BE33", "2026-Q1", "u", 2, 4.8),
        ("Q", "THS", "BE33", "2025-Q4", "b", 3, None),
    ]


def test_an_empty_answer_of_commas_is_no_observation(tmp_path: Path) -> None:
    head, row, _ = SDMX_2.split("\n")
    assert len(rows(tmp_path / "x.csv", f"{head}\n{row}\n{',' * 7}\n")) == 1
    with pytest.raises(BadInput, match="holds no observation"):
        message(tmp_path / "x.csv", f"{head}\n{',' * 7}\n")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("geo,TIME_PERIOD", "geo,TIME", "line 1: has no TIME_PERIOD followed by OBS_VALUE"),
        ("freq,unit,geo", "freq,geo,geo", "line 1: column 'geo' stands twice"),
        ("freq,unit", "freq:Frequency,unit", "labels beside codes.*labels=id"),
        ("BE33,2025-Q4", ",2025-Q4", "line 3, column geo: an empty cell stands there. Expected a code"),
        ("28/08/26 23:00:00,Q,THS,BE33,2026", "yesterday,Q,THS,BE33,2026", "line 2, column LAST UPDATE"),
        ("28/08/26 23:00:00,Q,THS,EL", "29/08/26 23:00:00,Q,THS,EL", "line 4, column LAST UPDATE"),
        (
            "ESTAT:LFST_R_X(1.0),28/08/26 23:00:00,Q,THS,EL",
            "ESTAT:OTHER(1.0),28/08/26 23:00:00,Q,THS,EL",
            "line 4",
        ),
        ("freq,unit,geo", "freq,time,geo", "line 1: has a column 'time'"),
        ("4.8", "Infinity", "line 2, column OBS_VALUE: 'Infinity'"),
    ],
)
def test_what_is_not_as_published_is_refused(tmp_path: Path, old: str, new: str, problem: str) -> None:
    assert old in SDMX_1
    with pytest.raises(BadInput, match=problem):
        rows(tmp_path / "x.csv", SDMX_1.replace(old, new))


def test_rows_that_delete_are_refused(tmp_path: Path) -> None:
    text = "STRUCTURE,STRUCTURE_ID,ACTION,geo,TIME_PERIOD,OBS_VALUE\ndataflow,ESTAT:X(1.0),D,BE,2025,\n"
    with pytest.raises(BadInput, match="line 2, column ACTION: 'D' stands there"):
        rows(tmp_path / "x.csv", text)


@pytest.mark.parametrize("head", [b"", b"a,b\n1,2\n", b"DATAFLOW", b"DATAFLOW,x\n", b"\xff\xfe", b"{}"])
def test_other_files_are_not_mistaken(head: bytes) -> None:
    assert dataflow_in(head) is None


def test_a_header_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Sparte;Jahr\n")
    with pytest.raises(BadInput, match="is no header of SDMX-CSV"):
        read_layout(given(tmp_path / "x.csv").members[0])
