"""A descriptor has the fields it should have, or is refused by name."""

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.oecd_icio.reader import HERE

FIELDS = ("dataset", "publisher", "title", "edition", "licence", "url", "cadence", "unit")
GOOD = "\n".join(f"{name}: {name} of it" for name in FIELDS)


def test_a_descriptor_is_read(tmp_path: Path) -> None:
    (tmp_path / "source.yml").write_text(GOOD)
    assert read_descriptor(tmp_path).licence == "licence of it"
    assert read_descriptor(tmp_path).assertions == {}


@pytest.mark.parametrize(
    "text", ["", "[1]", "a: [", GOOD + "\nmore: 1", GOOD.replace("licence:", "license:")]
)
def test_a_wrong_one_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "source.yml").write_text(text)
    with pytest.raises(BadInput, match=r"(?s)source\.yml: .*Expected the keys assertions, cadence"):
        read_descriptor(tmp_path)


def test_the_oecds_says_on_what_terms() -> None:
    source = read_descriptor(HERE)
    assert (source.publisher, source.licence) == ("OECD", "CC-BY-4.0")
    assert (source.unit, source.valuation) == ("USD million", "basic prices")
