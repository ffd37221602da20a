"""The full table in the publisher's layout becomes the declared tables, or is refused with the place."""

from collections.abc import Callable
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.icio import (
    ICIO_ECONOMIES,
    ICIO_FINAL_FLOWS,
    ICIO_FLOWS,
    ICIO_INDUSTRIES,
    ICIO_INPUT_COEFFICIENTS,
    ICIO_PRODUCTION,
    ICIO_TABLES,
)
from entrepot.sources.descriptor import Descriptor
from entrepot.sources.given import given
from entrepot.sources.oecd_icio.reader import read_year, recognises
from entrepot.store.warehouse.check import checked

Pack = Callable[..., Path]


def test_every_declared_table_comes_out_and_keeps_its_declaration(
    packed: Pack, table: str, source: Descriptor
) -> None:
    tables = read_year(packed(**{"2022": table}), "2022", source)
    assert set(tables) == set(ICIO_TABLES)
    for declared, frame in tables.items():
        assert checked(declared, frame).height > 0


def test_the_numbers_stand_where_they_should(packed: Pack, table: str, source: Descriptor) -> None:
    tables = read_year(packed(**{"2022": table}), "2022", source)
    flows = {row[:3]: row[3] for row in tables[ICIO_FLOWS].rows()}
    assert len(flows) == 3 * 3 * 2
    assert flows["BEL", "KAZ", "A01"] == 1.5
    assert flows["BEL", "KAZ", "C20"] == 5.0
    assert flows["KAZ", "BEL", "C20"] == 0.25
    assert flows["BEL", "BEL", "C20"] == 26.0
    final = {row[:4]: row[4] for row in tables[ICIO_FINAL_FLOWS].rows()}
    assert len(final) == 3 * 3 * 2 * 2
    assert final["BEL", "KAZ", "HFCE", "C20"] == 10.0
    assert final["BEL", "KAZ", "GFCF", "C20"] == -5.0
    production = {row[:2]: row[2:] for row in tables[ICIO_PRODUCTION].rows()}
    assert production["BEL", "C20"] == (100.0, 60.0, 68.0)
    coefficients = {row[:3]: row[3] for row in tables[ICIO_INPUT_COEFFICIENTS].rows()}
    assert coefficients["BEL", "C20", "C20"] == (20 + 0.25 + 5.75) / 100
    assert coefficients["KAZ", "A01", "C20"] == (0.5 + 2 + 0) / 20
    assert tables[ICIO_INDUSTRIES]["code"].to_list() == ["A01", "C20"]
    assert tables[ICIO_ECONOMIES]["code"].to_list() == ["BEL", "KAZ", "ROW"]


def test_the_order_of_rows_and_columns_does_not_matter(packed: Pack, table: str, source: Descriptor) -> None:
    plain = read_year(packed(**{"2022": table}), "2022", source)
    cells = [line.split(",") for line in table.splitlines()]
    mixed = [[row[0], *reversed(row[1:])] for row in [cells[0], *reversed(cells[1:])]]
    text = "\ufeff" + "\r\n".join(",".join(f'"{cell}"' for cell in row) for row in mixed)
    shuffled = read_year(packed(**{"2022": text}), "2022", source)
    for declared, frame in plain.items():
        keys = list(declared.key)
        assert frame.sort(keys).equals(shuffled[declared].sort(keys)), declared.name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("V1,BEL_A01", "V1,BEL_Z99", "line 1, column BEL_Z99: unknown column"),
        ("KAZ_HFCE", "CN1_HFCE", "line 1, column CN1_HFCE: unknown column.*extended tables split China"),
        ("KAZ_HFCE", "BEL_HFCE", "line 1, column BEL_HFCE: stands twice"),
        (",OUT\n", ",BEL_NPISH\n", "line 1, column BEL_NPISH: unknown column"),
        ("ROW_GFCF,OUT", "ROW_GFCF", "line 1, column OUT: is missing"),
        ("KAZ_A01,1,0", "KAZ_A01,1,x", "line 4, column BEL_C20: 'x' is no number"),
        ("KAZ_A01,1,0", "KAZ_A01,1,", "line 4, column BEL_C20: '' is no number"),
        ("KAZ_A01,1,0", "KAZ_A01,1,nan", "line 4, column BEL_C20: 'nan' is no number"),
        ("VA,29", "VA,n/a", "line 9, column BEL_A01: 'n/a' is no number"),
        ("KAZ_A01,1,0", "KAZ_A01,1", "line 4: 13 cells. Expected 14 cells"),
        ("KAZ_A01,1,0", "KAZ_B07,1,0", "line 4: unknown row 'KAZ_B07'"),
        ("KAZ_A01,1,0", "BEL_A01,1,0", "line 4: BEL_A01 already stands in line 2"),
        ("KAZ_A01,1,0", "KAZ_A01,-3,4", "line 4: a negative sale"),
        ("KAZ_A01,1,0", "KAZ_A01,1,10", "line 4: sales add up to 30.0000, output is 20.0000"),
        ("VA,29,", "VA,49,", "line 10, column BEL_A01: inputs, taxes and value added give 70"),
        ("TLS,", "TAX,", "line 10: the table ends here; rows missing: 1, the first TLS"),
        ("OUT,50", "EXTRA,0,0,0,0,0,0,0,0,0,0,0,0,0\nOUT,50", "line 11: unknown row 'EXTRA'"),
    ],
)
def test_what_is_wrong_is_placed(
    packed: Pack, table: str, source: Descriptor, old: str, new: str, said: str
) -> None:
    assert old in table
    with pytest.raises(BadInput, match=rf"2022_SML\.csv\), {said}"):
        read_year(packed(**{"2022": table.replace(old, new)}), "2022", source)


def test_a_table_cut_anywhere_is_refused(packed: Pack, table: str, source: Descriptor) -> None:
    # Without its last newline the table is still whole.
    for length in range(0, len(table) - len("0,20,20,30,40,,,,,,,\n"), 7):
        with pytest.raises(BadInput, match=r"2022_SML\.csv\), line \d+"):
            read_year(packed(**{"2022": table[:length]}), "2022", source)
    assert read_year(packed(**{"2022": table[:-1]}), "2022", source)


def test_another_edition_is_not_taken_for_this_one(packed: Pack, table: str) -> None:
    with pytest.raises(BadInput, match=r"line 1: 3 economies\. Expected 81 economies \(2025 edition\)"):
        read_year(packed(**{"2022": table}), "2022")


def test_figures_that_cannot_be_right_are_refused(packed: Pack, table: str, source: Descriptor) -> None:
    thousands = "\n".join(
        ",".join(
            cell if not cell[:1].isdigit() and cell[:1] != "-" else f"{cell}e3" for cell in row.split(",")
        )
        for row in table.splitlines()
    )
    path = packed(**{"2022": thousands, "2021": thousands})
    with pytest.raises(
        BadInput, match=r"BEL sells inputs of 6,500\.0 to KAZ in 2022\. Expected about 6\.5 USD"
    ):
        read_year(path, "2022", source)
    assert read_year(path, "2021", source), "the check figure is for 2022 alone"


def test_files_are_recognised_by_content(packed: Pack, table: str, tmp_path: Path) -> None:
    path = packed(**{"2022": table})
    assert recognises(given(path.rename(tmp_path / "download")))
    assert not recognises(given(packed(table="a,b")))
    other = tmp_path / "other.zip"
    other.write_text("a,b\n1,2\n")
    assert not recognises(given(other))
