"""Options become addresses: the table here is what each publisher is asked."""

from urllib.parse import parse_qs, urlsplit

import pytest

from entrepot.metadata.errors import UsageError
from entrepot.sources.addresses import Item, dataset, plan, plan_of_address


def planned(name: str, environment: dict[str, str] | None = None, /, **written: str) -> tuple[Item, ...]:
    return plan(dataset(name), written, environment or {})


@pytest.mark.parametrize(
    ("name", "written", "addresses"),
    [
        ("baci", {}, ["https://www.cepii.fr/DATA_DOWNLOAD/baci/data/BACI_HS17_V202601.zip"]),
        (
            "baci",
            {"revision": "hs92", "version": "202401b", "years": "1995-2000"},
            ["https://www.cepii.fr/DATA_DOWNLOAD/baci/data/BACI_HS92_V202401b.zip"],
        ),
        ("gravity", {}, ["https://www.cepii.fr/DATA_DOWNLOAD/gravity/data/Gravity_csv_V202211.zip"]),
        (
            "icio",
            {"years": "2014-2016"},
            [
                "https://webfs-sti.oecd.org/files/STI-PIE/ICIO/2025/2011-2015_SML.zip",
                "https://webfs-sti.oecd.org/files/STI-PIE/ICIO/2025/2016-2022_SML.zip",
            ],
        ),
        ("wdi", {}, ["https://databank.worldbank.org/data/download/WDI_CSV.zip"]),
        (
            "wdi",
            {"indicator": "SP.POP.TOTL", "country": "BEL,KAZ", "years": "1990-1992"},
            [
                "https://api.worldbank.org/v2/country/BEL;KAZ/indicator/SP.POP.TOTL"
                "?format=json&per_page=20000&date=1990:1992"
            ],
        ),
        (
            "nbb",
            {"key": "M.NBB_A1.X.NAT.VAL.M", "years": "2020"},
            [
                "https://nsidisseminate-stat.nbb.be/rest/data/BE2,DF_EXTERNAL_TRADE_OVERVIEW,1.0/"
                "M.NBB_A1.X.NAT.VAL.M?startPeriod=2020&endPeriod=2020&dimensionAtObservation=AllDimensions"
            ],
        ),
        (
            "imf",
            {"reporter": "BEL,KAZ", "partner": "all", "flow": "XG_FOB_USD"},
            ["https://api.imf.org/external/sdmx/2.1/data/IMF.STA,IMTS/BEL+KAZ.XG_FOB_USD..A"],
        ),
    ],
)
def test_addresses(name: str, written: dict[str, str], addresses: list[str]) -> None:
    assert [item.url for item in planned(name, **written)] == addresses


def test_comext_asks_for_each_month_of_each_year() -> None:
    items = planned("comext", years="2022-2023", months="01-02")
    assert [item.name for item in items] == [f"full_v2_{y}{m}.7z" for y in (2022, 2023) for m in ("01", "02")]
    assert parse_qs(urlsplit(items[0].url).query) == {
        "file": ["comext/COMEXT_DATA/PRODUCTS/full_v2_202201.7z"]
    }
    assert [item.name for item in planned("comext", years="2022")] == ["full_v2_202252.7z"]


def test_comtrade_with_and_without_a_key() -> None:
    (preview,) = planned("comtrade", reporter="BEL", partner="KAZ", years="2022")
    asked = parse_qs(urlsplit(preview.url).query)
    assert preview.url.startswith("https://comtradeapi.un.org/public/v1/preview/C/A/HS?")
    assert asked["reporterCode"] == ["56"]
    assert asked["partnerCode"] == ["398"]
    assert asked["period"] == ["2022"]
    assert (asked["partner2Code"], asked["customsCode"], asked["motCode"]) == (["0"], ["C00"], ["0"])
    assert (preview.key_header, preview.answer["most"]) == ("", 500)
    key = {"ENTREPOT_COMTRADE_KEY": "s3cret"}
    (full,) = planned("comtrade", key, reporter="BEL", partner="KAZ", years="2022", months="03")
    assert full.url.startswith("https://comtradeapi.un.org/data/v1/get/C/M/HS?")
    assert parse_qs(urlsplit(full.url).query)["period"] == ["202203"]
    assert full.key_header == "Ocp-Apim-Subscription-Key"
    assert "s3cret" not in repr(full)
    assert preview.name != full.name


def test_comtrade_asks_in_pieces() -> None:
    products = ",".join(f"{n:06}" for n in range(10_000, 10_120))
    items = planned("comtrade", reporter="BEL,LUX", years="2021-2022", product=products)
    assert len(items) == 2 * 2 * 3
    asked = [parse_qs(urlsplit(item.url).query) for item in items]
    belgian = [
        each["cmdCode"][0] for each in asked if each["reporterCode"] + each["period"] == ["56", "2021"]
    ]
    assert [len(codes.split(",")) for codes in belgian] == [50, 50, 20]
    assert ",".join(belgian) == products
    assert max(len(item.url) for item in items) < 4096
    assert len({item.name for item in items}) == len(items)


def test_every_partner_means_no_partner_is_named() -> None:
    (item,) = planned("comtrade", reporter="BEL", partner="all", years="2022")
    assert "partnerCode" not in item.url


def test_eurostat_whole_tables_keep_their_names_and_parts_get_a_folder() -> None:
    whole, comext = planned("eurostat", table="nama_10r_2gdp,DS-045409")
    assert whole.name == "estat_nama_10r_2gdp.tsv.gz"
    assert whole.url.endswith("/api/dissemination/sdmx/2.1/data/nama_10r_2gdp?format=TSV&compressed=true")
    assert "/api/comext/dissemination/sdmx/2.1/data/DS-045409?" in comext.url
    (part,) = planned("eurostat", table="nama_10r_2gdp", key="A.EUR_HAB.BE33", years="2010-2012")
    folder, _, name = part.name.partition("/")
    assert (folder[:5], name) == ("part-", "estat_nama_10r_2gdp.tsv.gz")
    assert "/nama_10r_2gdp/A.EUR_HAB.BE33?" in part.url
    assert parse_qs(urlsplit(part.url).query)["endPeriod"] == ["2012"]


def test_years_to_add() -> None:
    assert planned("baci", years="2018,2020")[0].years == ("2018", "2020")
    assert [item.years for item in planned("icio", years="2015-2016")] == [("2015",), ("2016",)]
    assert planned("comext", years="2022")[0].years == ()


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("baci", {"years": "2016-2018"}, "HS17 begins in 2017, not 2016"),
        ("baci", {"table": "x"}, "baci has no --table; it takes --revision, --version, --years"),
        ("comext", {}, "--years is needed"),
        ("nbb", {}, "--key is needed"),
        ("wdi", {"indicator": "A.B", "years": "1990,1992"}, "without a gap"),
        ("comtrade", {"reporter": "BEL", "years": "1962-2023", "product": ",".join(["AG6"])}, ""),
        ("comtrade", {"reporter": "EU27", "years": "1962-2023", "months": "1-12"}, "requests"),
        ("imf", {"reporter": "BEL", "partner": "BEANR"}, "no country or group"),
    ],
)
def test_what_cannot_be_planned(name: str, written: dict[str, str], said: str) -> None:
    if not said:
        assert len(planned(name, **written)) == 62
        return
    with pytest.raises(Exception, match=said):
        planned(name, **written)


def test_a_mirror_takes_the_place_of_scheme_and_host() -> None:
    (item,) = planned("baci", {"ENTREPOT_FETCH_BASE_BACI": "http://mirror.example:8080/cepii/"})
    assert item.url == "http://mirror.example:8080/cepii/DATA_DOWNLOAD/baci/data/BACI_HS17_V202601.zip"
    own, mirrored = (
        planned("comtrade", env, reporter="BEL", years="2022")[0]
        for env in ({}, {"ENTREPOT_FETCH_BASE_COMTRADE": "http://127.0.0.1:1"})
    )
    # The name tells requests apart, not servers.
    assert own.name == mirrored.name
    with pytest.raises(UsageError):
        planned("baci", {"ENTREPOT_FETCH_BASE_BACI": "file:///tmp"})


@pytest.mark.parametrize(
    ("url", "name", "kind"),
    [
        ("https://a.example/b/BACI_HS17_V202701.zip", "BACI_HS17_V202701.zip", "zip"),
        ("https://a.example/files?file=x%2Fy%2Ffull_v2_202001.7z&sort=1", "full_v2_202001.7z", "7z"),
        ("https://a.example/estat_x.tsv.gz", "estat_x.tsv.gz", "gz"),
        ("https://a.example/..%2F..%2Fevil.csv", "evil.csv", "text"),
    ],
)
def test_an_address_of_the_users_own(url: str, name: str, kind: str) -> None:
    (item,) = plan_of_address(dataset("baci"), url, {"years": "2020"})
    assert (item.name, item.kind, item.years) == (name, kind, ("2020",))


def test_an_address_without_a_name() -> None:
    (item,) = plan_of_address(dataset("baci"), "https://a.example/get?id=5", {})
    assert item.name.startswith("baci_")
    assert item.kind == ""
    with pytest.raises(UsageError):
        plan_of_address(dataset("baci"), "/tmp/file.zip", {})
