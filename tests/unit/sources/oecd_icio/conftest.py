"""A full table small enough to read: the real layout with three economies and two industries."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from entrepot.sources.descriptor import Descriptor, read_descriptor
from entrepot.sources.oecd_icio.reader import HERE

# Invented numbers. Rows and columns add up: output is what is sold, and inputs + taxes + value added.
TABLE = """\
V1,BEL_A01,BEL_C20,KAZ_A01,KAZ_C20,ROW_A01,ROW_C20,BEL_HFCE,BEL_GFCF,KAZ_HFCE,KAZ_GFCF,ROW_HFCE,ROW_GFCF,OUT
BEL_A01,10,4,1,0.5,2,2.5,30,0,0,0,0,0,50
BEL_C20,6,20,2,3,0,9,0,40,10,-5,15,0,100
KAZ_A01,1,0,8,2,0,0,0,0,9,0,0,0,20
KAZ_C20,0,0.25,4,1.75,1,0,0,0,13,0,0,0,20
ROW_A01,0,0,0,0,5,5,0,0,0,0,20,0,30
ROW_C20,3,5.75,0,2,2,7.25,0,0,0,0,20,0,40
TLS,1,2,0.5,0.25,1,1,3,4,1,0,2,0,0
VA,29,68,4.5,10.5,19,15.25,,,,,,,
OUT,50,100,20,20,30,40,,,,,,,
"""


@pytest.fixture
def table() -> str:
    return TABLE


@pytest.fixture
def source() -> Descriptor:
    """The OECD's descriptor, with the counts of the small table."""
    real = read_descriptor(HERE)
    check = {"period": "2022", "origin": "BEL", "destination": "KAZ", "value": 6.5}
    small = {"economies": 3, "industries": 2, "categories": ["HFCE", "GFCF"], "checks": [check]}
    return replace(real, assertions={**real.assertions, **small})


@pytest.fixture
def packed(tmp_path: Path) -> Callable[..., Path]:
    """Pack texts into a zip: `packed(**{"2022": text})` holds 2022_SML.csv."""

    def pack(**texts: str) -> Path:
        path = tmp_path / "2016-2022_SML.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("ReadMe.txt", "read me")
            for year, text in texts.items():
                archive.writestr(f"{year}_SML.csv", text)
        return path

    return pack
