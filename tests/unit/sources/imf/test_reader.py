"""The IMF's dataflows: goods by partner, investment positions, and indicators."""

from pathlib import Path

import pytest

from context_files import DIP, IMTS, read
from entrepot.metadata.errors import BadInput
from entrepot.sources.given import given
from entrepot.sources.imf import reader

WEO = (
    "STRUCTURE[;],STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,FREQUENCY,TIME_PERIOD,OBS_VALUE,SCALE,UNIT\n"
    "dataflow,IMF.RES:WEO(9.0.0),R,GBR,NGDP_RPCH,A,2021,7.6,0,PT\n"
)


def tables(tmp_path: Path, text: str):  # type: ignore[no-untyped-def]
    (tmp_path / "x.csv").write_text(text)
    return read(reader, tmp_path / "x.csv", tmp_path / "scratch")


def test_goods_by_partner_are_in_dollars_whatever_the_scale(tmp_path: Path) -> None:
    assert tables(tmp_path, IMTS)["flows"].rows() == [
        ("BEL", "G001", "XG_FOB_USD", "A", "2023", 5e11, "E"),
        ("BEL", "KAZ", "XG_FOB_USD", "A", "2023", 123456789.0, ""),
        ("BEL", "XKX", "MG_CIF_USD", "M", "2023-07", None, "C"),
    ]
    (part,) = reader.parts(given(tmp_path / "x.csv"))
    assert (part.dataset, part.period, part.edition) == ("imf_imts", "2023", "version 1.0.0")


def test_positions_say_direction_and_instrument(tmp_path: Path) -> None:
    shown = ("derivation", "indicator", "direction", "instrument", "value", "flags")
    assert tables(tmp_path, DIP)["positions"].select(shown).rows() == [
        ("O", "INWD_D_NETLA_F51_ALL", "inward", "equity", None, "C"),
        ("O", "INWD_D_NETLA_FALL_ALL", "inward", "all", 1.5e9, ""),
        ("SCC", "INWD_D_NETLA_FALL_ALL", "inward", "all", 1.7e9, ""),
        ("O", "OTWD_D_NETAL_FL_ALL", "outward", "debt", -2.5e6, ""),
    ]


def test_any_other_dataflow_is_a_dataset_of_indicators(tmp_path: Path) -> None:
    found = tables(tmp_path, WEO)
    assert found["observations"].rows() == [("GBR", "NGDP_RPCH", "", "A", "", "2021", 7.6, "")]
    assert found["places"].rows() == [("GBR", "economy", None)]


@pytest.mark.parametrize(
    ("text", "old", "new", "problem"),
    [
        (IMTS, "XG_FOB_USD,KAZ", "XG_FOB_XDC,KAZ", "line 2, column INDICATOR: 'XG_FOB_XDC'"),
        (IMTS, ",KAZ,", ",QZZ,", "1 unknown codes of places: QZZ"),
        (IMTS, ",FREQUENCY", ",FREQ", "line 1: has the dimensions"),
        (IMTS, "123456789", "lots", "line 2, column OBS_VALUE: 'lots'"),
        (IMTS, "BEL,XG_FOB_USD,G001,A", "BEL,XG_FOB_USD,KAZ,A", "line 4: the same as an earlier row"),
        (IMTS, "2023-M07", "2023-M13", "line 3, column TIME_PERIOD"),
        (DIP, "OTWD_D", "SIDE_D", "line 4, column INDICATOR"),
        (DIP, ",DV_TYPE", ",KIND", "line 1: has the dimensions"),
        (WEO, "INDICATOR", "SUBJECT", "line 1: has the dimensions"),
    ],
)
def test_what_is_not_as_published_is_refused(
    tmp_path: Path, text: str, old: str, new: str, problem: str
) -> None:
    assert old in text
    with pytest.raises(BadInput, match=problem):
        tables(tmp_path, text.replace(old, new, 1))


def test_the_portals_export_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"a column for each year.*api\.imf\.org"):
        tables(tmp_path, '"DATASET","SERIES_CODE","OBS_MEASURE","COUNTRY","2023"\n')
