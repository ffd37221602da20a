"""SDMX-CSV of Eurostat's service: indicators become columns, groups a table of their own."""

from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.metadata.reported import COMEXT_EXTRACT
from entrepot.sources.eurostat_comext import extract, reader
from entrepot.sources.given import given
from reported_files import SDMX, bulk, fresh, observation, one, read_all, text, written

FLOWS, GROUPS = COMEXT_EXTRACT.all()


def test_indicators_become_columns_of_one_flow(tmp_path: Path) -> None:
    content = text(
        SDMX,
        observation(),
        observation("QUANTITY_IN_100KG", "1772.90"),
        observation("SUPPLEMENTARY_QUANTITY", 12),
    )
    row = one(reader, content, tmp_path, FLOWS)
    assert (row["value"], row["net_weight"], row["quantity"]) == (1000.0, 177290.0, 12.0)
    assert (row["classification"], row["product"], row["level"], row["valuation"]) == ("CN", "3004", 4, "FOB")


def test_columns_stand_in_any_order_and_version_of_the_format(tmp_path: Path) -> None:
    head = "OBS_VALUE,TIME_PERIOD,indicators,flow,product,partner,reporter,freq,STRUCTURE_ID,STRUCTURE"
    row = one(
        reader, text(head, "500,2024-06,QUANTITY_KG,1,310210,US,EL,M,DS-059341,dataflow"), tmp_path, FLOWS
    )
    assert (row["reporter"], row["partner"], row["net_weight"], row["value"]) == ("GRC", "USA", 500.0, None)
    assert (row["classification"], row["period"]) == ("HS", "2024-06")
    (part,) = reader.parts(given(tmp_path / "file.dat"))
    assert part.edition == "undated"


def test_groups_are_kept_apart(tmp_path: Path) -> None:
    partners = ["WORLD", "EXT_EU27_2020", "INT_EA21", "XI", "KZ", "NA"]
    content = text(SDMX, *(observation(partner=code) for code in partners), observation(reporter="EU27_2020"))
    tables = read_all(reader, written(tmp_path, content), fresh(tmp_path))
    assert tables[FLOWS]["partner"].to_list() == ["KAZ", "NAM"]
    apart = tables[GROUPS].select("reporter", "partner", "quality").rows()
    assert apart == [
        ("BEL", "EXT_EU27_2020", "derived"), ("BEL", "INT_EA21", "derived"), ("BEL", "WORLD", "derived"),
        ("BEL", "XI", "reported"), ("EU27_2020", "KAZ", "derived"),
    ]  # fmt: skip


def test_levels_are_kept_and_never_added(tmp_path: Path) -> None:
    products = {"TOTAL": 0, "30": 2, "3004": 4, "300490": 6, "30049000": 8, "39XXXXXX": 8}
    content = text(SDMX, *(observation(product=code) for code in products))
    frame = read_all(reader, written(tmp_path, content), fresh(tmp_path))[FLOWS]
    assert dict(frame.select("product", "level").iter_rows()) == products
    assert frame.filter("confidential")["product"].to_list() == ["39XXXXXX"]
    assert set(frame["value"]) == {1000.0}


def test_flags_and_withheld_values_are_kept(tmp_path: Path) -> None:
    content = text(
        f"{SDMX},OBS_FLAG,CONF_STATUS", observation(value="") + ",c,", observation(product="31") + ",p,"
    )
    frame = read_all(reader, written(tmp_path, content), fresh(tmp_path))[FLOWS]
    assert frame.select("value", "flags", "confidential").rows() == [(None, "c", True), (1000.0, "p", False)]


def test_a_release_is_one_frequency_of_all_that_is_given_and_bears_its_vintage(tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    written(folder, text(SDMX, observation(period="2015"), observation(period="2024")), "a.csv")
    written(folder, text(SDMX, observation(period="2024-03", freq="M", update="16/10/26")), "b.csv")
    by_year, by_month = reader.parts(given(folder))
    assert (by_year.period, by_month.period) == ("2015/2024", "2024-03")
    assert (by_year.edition, by_month.edition) == ("updated 2026-09-15", "updated 2026-10-16")


def test_letters_mean_what_they_meant_in_their_year(tmp_path: Path) -> None:
    content = text(SDMX, observation(period="1998"), observation(period="1999"))
    frame = read_all(reader, written(tmp_path, content), fresh(tmp_path))[FLOWS]
    assert frame.select("period", "reporter").rows() == [("1998", "BLX"), ("1999", "BEL")]


def refused(tmp_path: Path, content: str) -> str:
    with pytest.raises(BadInput) as error:
        read_all(reader, written(tmp_path, content), fresh(tmp_path))
    return str(error.value)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ((observation(), observation(value=7)), "line 3: the same observation as in line 2 of file.dat"),
        ((observation(freq="Q"),), "line 2, column freq: 'Q' is not what the service has there"),
        ((observation(period="2024-02"),), "column TIME_PERIOD: '2024-02' is not"),
        ((observation("INDEX"),), "column indicators: 'INDEX' is not"),
        ((observation(flow="M"),), "column flow: 'M' is not"),
        ((observation(product="01 - Live animals"),), "column product: '01 - Live animals' is not"),
        (
            (observation(dataflow="ESTAT:NAMA_10_GDP(1.0)"),),
            "column DATAFLOW: 'ESTAT:NAMA_10_GDP(1.0)' is",
        ),
        ((observation(value=-1),), "column OBS_VALUE: '-1' does not fit"),
        ((observation(value=":"),), "column OBS_VALUE: ':' does not fit"),
        (
            (observation(partner="J1"), observation(partner="Kazakhstan")),
            "2 codes are not known: 'J1', 'Kazakh",
        ),
        ((bulk(),), "line 2: 18 cells"),
    ],
)
def test_what_is_not_as_the_service_has_it_is_refused(
    tmp_path: Path, rows: tuple[str, ...], message: str
) -> None:
    assert message in refused(tmp_path, text(SDMX, *rows))


def test_columns_that_would_split_flows_are_refused(tmp_path: Path) -> None:
    assert "line 1, column transport: is a column that is not known" in refused(
        tmp_path, text(f"{SDMX},transport", observation() + ",1")
    )
    assert "line 1, column DATAFLOW: is missing" in refused(
        tmp_path, text(SDMX.removeprefix("DATAFLOW,"), observation().partition(",")[2])
    )
    labels = SDMX.replace("reporter", "reporter:Reporting country")
    assert "line 1, column reporter: is missing" in refused(tmp_path, text(labels, observation()))


def test_what_is_no_extract_is_sent_to_the_bulk_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract, "MAX_ROWS", 1)
    content = text(SDMX, observation(), observation(product="31"))
    assert "full_v2_YYYYMM" in refused(tmp_path, content)
