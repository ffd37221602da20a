"""Both reports of one flow, from a store whose every figure is written by hand (`reported_world`)."""

from pathlib import Path

import pytest

from entrepot.analyses.trade.reported import Reported, all_reported, beside, reported
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.figure import Figure, Quality
from entrepot.metadata.places import get
from entrepot.metadata.reported import COMTRADE
from entrepot.store.warehouse import Warehouse
from reported_world import BELGIUM_2023, comtrade, load, row, told

BEL, KAZ = get("BEL"), get("KAZ")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return told(Warehouse.open(tmp_path_factory.mktemp("home")))


def year(answer: Reported, number: int) -> dict[str, object]:
    return next(one for one in answer.table.rows() if one["year"] == number)


def test_both_reports_stand_beside_each_other_at_one_valuation(store: Warehouse) -> None:
    answer = reported(store, BEL, KAZ, "USD million")
    found = year(answer, 2023)
    assert (found["value_exporter"], found["value_importer"]) == (200.0, 148.4)
    assert found["value_importer_fob"] == pytest.approx(140)  # 148.4 / 1.06
    assert found["gap"] == pytest.approx(-60)
    assert found["ratio"] == pytest.approx(0.7)
    assert found["relative"] == pytest.approx(-0.3)
    assert (found["re_exports"], found["re_export_share"]) == (50.0, 0.25)
    assert (found["export_share"], found["import_share"]) == (0.04, 0.01)
    assert found["reported_by"] == "BEL, KAZ"
    assert (answer.quality, answer.disagree) == ("both", True)


def test_an_importer_that_reports_fob_is_taken_at_its_word(store: Warehouse) -> None:
    found = year(reported(store, BEL, KAZ, "USD million"), 2022)
    assert found["margin_from"] == "importer"
    assert found["cif_margin"] == pytest.approx(105 / 101 - 1)
    assert found["value_importer_fob"] == pytest.approx(101)
    assert (found["relative"], found["reconciled"]) == pytest.approx((1 / 101, 100.5))


def test_with_few_reports_both_weigh_one_half_and_it_is_said(store: Warehouse) -> None:
    answer = reported(store, BEL, KAZ, "USD million")
    found = year(answer, 2023)
    assert (found["weight_exporter"], found["weighted"]) == (0.5, "equal")
    assert found["reconciled"] == pytest.approx(170)
    assert "Both reports weigh one half" in answer.table.caveat
    assert answer.best.number == pytest.approx(170)


def test_what_one_side_reports_stands_alone(store: Warehouse) -> None:
    answer = reported(store, KAZ, BEL, "USD million")
    found = year(answer, 2023)
    assert found["value_exporter"] == 300.0
    for name in ("value_importer", "gap", "ratio", "relative", "reconciled", "weight_exporter", "weighted"):
        assert found[name] is None, name
    assert (answer.quality, answer.best.number, answer.disagree) == ("exporter only", 300.0, False)
    assert answer.last["relative"].is_unknown


def test_euro_and_dollars_never_share_a_table(store: Warehouse) -> None:
    dollars, euro = all_reported(store, BEL, KAZ)
    assert (dollars.unit, euro.unit) == ("USD million", "EUR million")
    for answer in (dollars, euro):
        amounts = {c.unit for c in answer.table.columns} - {"1", "ratio"}
        assert amounts == {answer.unit}
    assert "Community concept" in euro.table.caveat and "National Bank of Belgium" in euro.table.caveat
    assert "Community concept" not in dollars.table.caveat


def test_a_year_of_months_is_their_sum_and_a_part_of_a_year_is_left_out(store: Warehouse) -> None:
    euro = reported(store, BEL, KAZ, "EUR million")
    assert [one["year"] for one in euro.table.rows()] == [2023]
    assert year(euro, 2023)["value_exporter"] == pytest.approx(12 * 6)
    # All partners stand in each month: 6 to KAZ, 2 withheld, 592 to FRA.
    assert year(euro, 2023)["export_share"] == pytest.approx(0.01)


def test_what_is_hidden_stands_apart(store: Warehouse) -> None:
    dollars, euro = all_reported(store, BEL, KAZ)
    assert dollars.apart.rows() == [
        {"reason": "partner withheld", "reporter": "BEL", "value": 7.0},
        {"reason": "product not specified", "reporter": "BEL", "value": 20.0},
    ]
    assert [(one["reason"], one["value"]) for one in euro.apart.rows()] == [
        ("partner withheld", pytest.approx(24)),
        ("product withheld", pytest.approx(12)),
    ]
    named = {one["product"] for answer in (dollars, euro) for one in answer.products.rows()}
    assert named == {"300490", "842959", "870323"}


def test_products_are_compared_and_the_widest_gap_comes_first(store: Warehouse) -> None:
    answer = reported(store, BEL, KAZ, "USD million")
    assert [(one["product"], one["gap"]) for one in answer.discrepancies.rows()] == [
        ("842959", pytest.approx(-50)),
        ("300490", 0.0),
    ]
    lone = next(one for one in answer.products.rows() if one["product"] == "870323")
    assert (lone["value_exporter"], lone["gap"], lone["relative"]) == (None, None, None)
    assert lone["share"] == pytest.approx(10 / 190)
    assert [one["product"] for one in answer.products.rows()] == ["300490", "842959", "870323"]


def test_labels_of_products_follow_the_language(store: Warehouse) -> None:
    french = reported(store, KAZ, BEL, "USD million", "fr").products.rows()[0]
    assert (french["product"], french["product_name"]) == ("270900", "Combustibles et huiles minéraux")


def test_every_figure_has_an_origin_and_reports_are_called_reported(store: Warehouse) -> None:
    answer = reported(store, BEL, KAZ)
    assert all(figure.origins and figure.caveat for figure in answer.last.values())
    assert answer.last["value_exporter"].quality is Quality.REPORTED
    assert answer.last["reconciled"].quality is Quality.ESTIMATED
    told_as = answer.to_dict()
    assert told_as["table"]["rows"][-1]["value_exporter"] == 200.0
    assert told_as["seller"] == "BEL"


def test_two_classifications_are_not_compared_by_product(tmp_path: Path) -> None:
    store = Warehouse.open(tmp_path)
    ours = [
        row("2023", ("BEL", "KAZ", "X", "300490", 120.0)),
        row("2023", ("BEL", "KAZ", "X", "TOTAL", 120.0)),
    ]
    theirs = [
        row("2023", ("KAZ", "BEL", "M", name, 106.0), classification="H5") for name in ("300490", "TOTAL")
    ]
    load(store, {COMTRADE.flows: [*ours, *theirs]}, "2023")
    answer = reported(store, BEL, KAZ)
    assert answer.last["relative"].number == pytest.approx(100 / 120 - 1)
    assert answer.products.rows()[0]["relative"] is None
    assert len(answer.discrepancies) == 0


def test_without_a_total_the_sum_is_a_lower_bound_and_not_compared(tmp_path: Path) -> None:
    store = Warehouse.open(tmp_path)
    comtrade(store, 2023, [one for one in BELGIUM_2023 if one[3] == "300490"])
    comtrade(store, 2023, [("KAZ", "BEL", "M", "TOTAL", 148.4)], retrieved="2026-11-22")
    answer = reported(store, BEL, KAZ)
    assert answer.last["value_exporter"].interval.low == 120.0
    assert not answer.last["value_exporter"].is_exact
    assert answer.last["relative"].is_unknown and answer.last["reconciled"].is_unknown
    assert answer.table.rows()[0]["exporter_whole"] is False


def test_of_two_downloads_the_later_counts(tmp_path: Path) -> None:
    store = Warehouse.open(tmp_path)
    comtrade(store, 2023, [("BEL", "KAZ", "X", "TOTAL", 90.0), ("BEL", "KAZ", "X", "300490", 90.0)])
    comtrade(store, 2023, [("BEL", "KAZ", "X", "TOTAL", 95.0)], retrieved="2026-11-22")
    answer = reported(store, BEL, KAZ)
    assert answer.last["value_exporter"].number == 95.0
    assert [one["product"] for one in answer.products.rows()] == ["300490"]


def test_a_flow_in_several_revisions_is_counted_once(tmp_path: Path) -> None:
    store = Warehouse.open(tmp_path)
    both = [
        row("2023", ("BEL", "KAZ", "X", name, 90.0), classification=revision)
        for name in ("TOTAL", "300490")
        for revision in ("H5", "H6")
    ]
    load(store, {COMTRADE.flows: both}, "2023")
    answer = reported(store, BEL, KAZ)
    assert answer.last["value_exporter"].number == 90.0
    assert [one["value_exporter"] for one in answer.products.rows()] == [90.0]


def test_a_group_is_the_sum_of_its_members_and_compared_only_where_both_sides_have_all(
    tmp_path: Path,
) -> None:
    store = Warehouse.open(tmp_path)
    comtrade(
        store,
        2023,
        [
            ("BEL", "KAZ", "X", "TOTAL", 100.0),
            ("BEL", "UZB", "X", "TOTAL", 50.0),
            ("KAZ", "BEL", "M", "TOTAL", 106.0),
        ],
    )
    found = reported(store, BEL, get("CentralAsia")).table.rows()[0]
    assert (found["value_exporter"], found["value_importer"], found["relative"]) == (150.0, 106.0, None)
    comtrade(store, 2023, [("UZB", "BEL", "M", "TOTAL", 53.0)], retrieved="2026-11-22")
    found = reported(store, BEL, get("CentralAsia")).table.rows()[0]
    assert found["value_importer_fob"] == pytest.approx(150)
    assert (found["gap"], found["reconciled"]) == pytest.approx((0, 150))


def test_with_many_reports_the_more_reliable_side_weighs_more(tmp_path: Path) -> None:
    """Belgium and twelve others agree with each other; Kazakhstan reports half of what they do."""
    store = Warehouse.open(tmp_path)
    others = ("AUT", "CZE", "DEU", "DNK", "ESP", "FRA", "GBR", "ITA", "NLD", "POL", "SWE", "USA")
    rows = [("BEL", "KAZ", "X", "TOTAL", 200.0), ("KAZ", "BEL", "M", "TOTAL", 106.0)]
    for other in others:
        rows += [("BEL", other, "X", "TOTAL", 100.0), (other, "BEL", "M", "TOTAL", 106.0)]
        rows += [(other, "KAZ", "X", "TOTAL", 100.0), ("KAZ", other, "M", "TOTAL", 53.0)]
    comtrade(store, 2023, rows)
    answer = reported(store, BEL, KAZ)
    found = answer.table.rows()[0]
    assert found["weighted"] == "network"
    assert found["weight_exporter"] > 0.9
    assert found["reconciled"] == pytest.approx(
        found["weight_exporter"] * 200 + (1 - found["weight_exporter"]) * 100
    )
    assert "agrees with its other partners" in answer.table.caveat


def test_without_reports_it_says_how_to_get_them(store: Warehouse, tmp_path: Path) -> None:
    assert all_reported(Warehouse.open(tmp_path), BEL, KAZ) == ()
    with pytest.raises(NoData, match=r"no report of goods from BEL to UZB\. Download"):
        reported(store, BEL, get("UZB"))
    with pytest.raises(NoData, match="in EUR million"):
        reported(store, get("LUX"), KAZ, "EUR million")
    with pytest.raises(UsageError, match="share KAZ"):
        reported(store, KAZ, get("CentralAsia"))


def value(number: float, period: str = "2023", unit: str = "USD million") -> Figure:
    return Figure(number, unit, period, "exports of goods, FOB")


def test_a_reconciled_value_is_set_beside_the_reports_of_its_year(store: Warehouse) -> None:
    answer = reported(store, BEL, KAZ, "USD million")
    found = beside(value(180), answer)
    assert found is not None and found.exporter is not None and found.importer is not None
    assert (found.exporter.number, found.importer.number) == pytest.approx((200, 140))
    assert found.spread.number == pytest.approx(0.3) and found.disagree
    near = beside(value(100, "2022"), answer)
    assert near is not None and near.spread.number == pytest.approx(1 / 101) and not near.disagree
    assert found.spread.origins


def test_nothing_is_beside_in_another_currency_or_year(store: Warehouse) -> None:
    dollars, euro = all_reported(store, BEL, KAZ)
    assert beside(value(180), euro) is None
    assert beside(value(180, "2020"), dollars) is None
