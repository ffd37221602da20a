"""Rows and codes that the CEPII published, read as they were printed."""

from pathlib import Path

import polars as pl

from entrepot.metadata.goods import baci_tables
from entrepot.sources.cepii_baci import reader
from entrepot.sources.cepii_baci.codes import economies
from entrepot.sources.given import given


def test_the_first_rows_of_a_published_year(shared: Path, tmp_path: Path) -> None:
    head = shared / "data" / "formats" / "baci" / "BACI_HS22_Y2022_V202401b_head.csv"
    files = given(head, {"revision": "hs22"})
    (part,) = reader.parts(files)
    assert (part.dataset, part.period) == ("baci_hs22", "2022")
    tables = reader.read(files, part, tmp_path, lambda message, share=None: None).tables
    flows = pl.read_parquet(tables[baci_tables("hs22").flows])  # type: ignore[arg-type]
    assert flows.height == 9
    assert flows.row(0) == (2022, "AFG", "AND", "210610", 0.357, 0.002)
    assert flows.row(6) == (2022, "AFG", "AZE", "252620", 5.642, 47.55)
    pairs = pl.DataFrame(tables[baci_tables("hs22").pairs])
    assert pairs.select("importer", "value", "products").rows() == [("AND", 6.538, 4), ("AZE", 13.782, 5)]


def test_published_country_codes(shared: Path) -> None:
    file = shared / "data" / "formats" / "baci" / "country_codes_V202501_excerpt.csv"
    known = economies(given(file).members[0])
    assert {n: known.codes[n] for n in (56, 58, 251, 280, 490, 579, 697, 699, 711, 736, 757, 842, 891)} == {
        56: "BEL", 58: "BLX", 251: "FRA", 280: "DEU", 490: "TWN", 579: "NOR", 697: "R20", 699: "IND",
        711: "ZA1", 736: "SDN", 757: "CHE", 842: "USA", 891: "SCG",
    }  # fmt: skip
    assert (known.names[384], known.names[531], known.names[792]) == ("Côte d'Ivoire", "Curaçao", "Türkiye")
    assert known.names[490] == "Other Asia, nes"
    assert known.found == ("Names encoded twice were mended: Côte d'Ivoire, Curaçao, Türkiye.",)
