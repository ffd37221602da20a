"""A year of BACI's layout to read and spoil."""

from collections.abc import Callable
from pathlib import Path

import pytest

from baci_files import country_codes, product_codes
from entrepot.sources.cepii_baci import reader
from entrepot.sources.given import given
from entrepot.sources.reader import Reading

Read = Callable[..., Reading]


def silent(_message: str, _share: float | None = None, /) -> None:
    pass


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the first year at a path."""

    def read_first(path: Path, **said: str) -> Reading:
        files = given(path, said)
        scratch = tmp_path / "scratch"
        scratch.mkdir(exist_ok=True)
        return reader.read(files, reader.parts(files)[0], scratch, silent)

    return read_first


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a folder with one year's file of that content, and the files of codes."""

    def write_year(
        content: str | bytes, name: str = "BACI_HS17_Y2022_V202501.csv", codes: bool = True
    ) -> Path:
        folder = tmp_path / "given"
        folder.mkdir(exist_ok=True)
        if codes:
            (folder / "country_codes_V202501.csv").write_text(country_codes(), encoding="utf-8")
            (folder / "product_codes_HS17_V202501.csv").write_text(product_codes(), encoding="utf-8")
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write_year
