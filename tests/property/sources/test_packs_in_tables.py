"""A pack says the same after a trip through a spreadsheet, and no cell of it is a formula."""

import csv
import importlib.util
import io
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import openpyxl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from entrepot.metadata.statement import Party
from entrepot.sources.record_pack import cells
from entrepot.sources.record_pack.csv_tables import csv_files
from entrepot.sources.record_pack.excel import workbook
from entrepot.sources.record_pack.files import read_any_pack, write_any_pack
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack
from entrepot.sources.record_pack.writer import write_pack
from sample_pack import PACK, VISIT


def _packs() -> ModuleType:
    """The strategies of the property test of packs in YAML: the same packs must go through tables."""
    path = Path(__file__).parent.parent / "test_record_packs.py"
    spec = importlib.util.spec_from_file_location("packs_of_yaml", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


packs = _packs().packs
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)
NASTY = st.text(st.sampled_from("'=+-@\t\r\n\x00\"\\u005cx_F{}[];:(), éＥ＝ab0"), max_size=12)
TEXT = st.one_of(ANY_TEXT, NASTY)


@given(TEXT)
@example("_x000D_")
@example("x005F_")
@example("\\u000d")
@example("'=1")
@example("\\u005cu000d")
def test_a_cell_gives_its_text_again_and_begins_no_formula(text: str) -> None:
    cell = cells.shield(text)
    assert cells.unshield(cell) == text
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r", "\n"))
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", cell)


@given(
    st.lists(TEXT.filter(bool), max_size=4), st.lists(st.tuples(TEXT.filter(bool), TEXT.filter(bool), TEXT))
)
def test_lists_in_a_cell_are_read_as_they_were(names: list[str], parties: list[tuple[str, str, str]]) -> None:
    assert cells.names(cells.written_list(names)) == tuple(names)
    made = tuple(Party(*party) for party in parties)
    assert cells.parties(cells.written_parties(made)) == made


PLAIN = st.recursive(
    st.one_of(st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), TEXT),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=6,
)


@given(PLAIN)
def test_an_attribute_keeps_its_type(value: object) -> None:
    read = cells.value(cells.written_value(value))
    assert read == value
    assert type(read) is type(value)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_the_same_to_the_last_digit(value: float) -> None:
    assert cells.number(cells.written_number(value)) == value


@settings(deadline=None, max_examples=60)
@given(packs(), st.sampled_from([".xlsx", ".zip", "", ".yml"]))
@example(PACK, ".xlsx")
@example(PACK, "")
@example(replace(PACK, statements=(replace(VISIT, attributes={";" * 60: ";", "=1": "\t"}),)), ".zip")
def test_a_pack_in_a_spreadsheet_reads_back_as_it_was(pack: Pack, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"pack{suffix}"
        write_any_pack(pack, path, private=True)
        read = read_any_pack(path)
        assert replace(read, sha256="") == pack
        # and in YAML not a byte is different
        assert write_pack(read) == write_pack(pack)


@settings(deadline=None, max_examples=60)
@given(packs())
def test_a_pack_exported_again_is_the_same_file(pack: Pack) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.yml"
        path.write_text(write_pack(pack), encoding="utf-8")
        assert write_pack(read_pack(path)).encode() == path.read_bytes()


NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]\d+)?", re.ASCII)


@settings(deadline=None, max_examples=40)
@given(NASTY.filter(bool), NASTY.filter(bool), NASTY)
def test_no_text_becomes_a_formula_in_csv_or_excel(name: str, key: str, words: str) -> None:
    spoilt = replace(
        VISIT,
        subject=name,
        topic=words,
        parties=(Party(name, name, words),),
        places=(name,),
        paraphrase={"en": name, "fr": name},
        attributes={key: words, "safe": [words]},
    )
    pack = replace(PACK, statements=(spoilt,))
    for content in csv_files(pack).values():
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            for cell in row:
                assert NUMBER.fullmatch(cell) or not re.match(r"\s*[=+\-@＝＋－＠]|[\t\r\n]", cell)
    book = openpyxl.load_workbook(io.BytesIO(workbook(pack)))
    for sheet in book.worksheets:
        for found in sheet.iter_rows():
            assert not [cell for cell in found if cell.data_type == "f"]
