"""Reading: names are checked, values are bound, what cannot be had is explained."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from entrepot.metadata.errors import NoData, StoreError, Tampered, UsageError
from entrepot.metadata.tables import Column, Table
from entrepot.store.warehouse import About, Release, Warehouse

OTHER = Table("demo.other", "Something else.", (Column("code", "text", "code", key=True),))


def test_a_table_comes_back_as_it_was_put_in(
    warehouse: Warehouse, loaded: Release, sales: Table, frame: pl.DataFrame
) -> None:
    assert warehouse.read(sales).equals(frame)


def test_columns_and_conditions(warehouse: Warehouse, loaded: Release, sales: Table) -> None:
    where = {"seller": ["A", "B"], "product": {"y"}}
    assert warehouse.read(sales, ["value", "seller"], where).rows() == [(2.0, "A"), (8.0, "B")]
    assert warehouse.read(sales, where={"value": [4]}).height == 2
    assert warehouse.read(sales, where={"seller": []}).height == 0
    assert warehouse.read(sales, where={"seller": ["nobody"]}).columns == [c.name for c in sales.columns]


def test_totals_come_greatest_first_and_equals_in_order(
    warehouse: Warehouse, loaded: Release, sales: Table
) -> None:
    assert warehouse.total(sales, "value", ["seller"]).rows() == [("B", 12.0), ("C", 4.0), ("A", 3.0)]
    assert warehouse.total(sales, "value", ["seller"], {"product": ["x"]}).rows() == [
        ("B", 4.0),
        ("C", 4.0),
        ("A", 1.0),
    ]
    assert warehouse.total(sales, "value").rows() == [(19.0,)]
    assert warehouse.total(sales, "value", where={"seller": ["nobody"]}).rows() == [(None,)]


@pytest.mark.parametrize("value", ["it's", "x'; DROP TABLE t; --", '"', "?", "\0", "é", "A' OR '1'='1"])
def test_a_value_is_never_sql(warehouse: Warehouse, loaded: Release, sales: Table, value: str) -> None:
    found = warehouse.read(sales, where={"remark": [value]})
    assert found.height == (1 if value == "it's" else 0)


@pytest.mark.parametrize("column", ["nothing", '"value" FROM t --', "seller, value", "*", ""])
def test_a_name_that_is_not_declared_is_refused(
    warehouse: Warehouse, loaded: Release, sales: Table, column: str
) -> None:
    for call in (
        lambda: warehouse.read(sales, [column]),
        lambda: warehouse.read(sales, where={column: ["A"]}),
        lambda: warehouse.total(sales, "value", [column]),
    ):
        with pytest.raises(UsageError, match=r"demo\.sales has no column .* it has seller, product"):
            call()


def test_a_bare_text_is_not_taken_for_its_letters(
    warehouse: Warehouse, loaded: Release, sales: Table
) -> None:
    with pytest.raises(TypeError, match=r"values for seller must be a collection, such as \['A'\]"):
        warehouse.read(sales, where={"seller": "A"})


def test_a_text_cannot_be_summed(warehouse: Warehouse, loaded: Release, sales: Table) -> None:
    with pytest.raises(UsageError, match=r"demo\.sales\.seller is no number"):
        warehouse.total(sales, "seller")


def test_the_newest_release_is_read_and_an_older_one_can_be(
    warehouse: Warehouse, about: About, loaded: Release, sales: Table, frame: pl.DataFrame
) -> None:
    newer = warehouse.load(replace(about, period="2023"), {sales: frame.head(1)})
    assert [r.id for r in warehouse.releases()] == [newer.id, loaded.id]
    assert warehouse.read(sales).height == 1
    assert warehouse.read(sales, release=loaded.id).height == 5


@pytest.mark.parametrize(
    "newest_first",
    [
        ["1995/2024", "2000/2023", "2022"],
        ["2023", "2023-02", "2022-12-31", "2022-11"],
        ["2008/..", "2024", "../2022", "1990/2021-06", "undated"],
        ["2023/2024-03", "2023/2024-02-29", "2024-01"],
    ],
)
def test_newest_is_what_ends_last(
    warehouse: Warehouse, about: About, sales: Table, frame: pl.DataFrame, newest_first: list[str]
) -> None:
    for number in (2, 0, 4, 1, 3):
        for period in newest_first[number : number + 1]:
            warehouse.load(replace(about, period=period, edition=f"{number}"), {sales: frame})
    assert [release.period for release in warehouse.releases()] == newest_first
    assert warehouse.release("demo").period == newest_first[0]


def test_of_one_end_the_later_edition_is_newest_then_the_later_download(
    warehouse: Warehouse, about: About, sales: Table, frame: pl.DataFrame
) -> None:
    older = {"period": "2000/2024", "edition": "2025-01", "retrieved": "2026-03-01"}
    newer = {"period": "1995/2024", "edition": "2025-02", "retrieved": "2026-01-01"}
    again = newer | {"retrieved": "2026-02-01", "title": "Again"}
    loaded = [warehouse.load(replace(about, **one), {sales: frame}) for one in (newer, again, older)]
    assert [release.id for release in warehouse.releases()] == [loaded[1].id, loaded[0].id, loaded[2].id]
    assert warehouse.release("demo") == loaded[1]


def test_of_equals_the_users_own_comes_before_what_ships(
    warehouse: Warehouse, about: About, sales: Table, frame: pl.DataFrame
) -> None:
    own = warehouse.load(replace(about, title="Own"), {sales: frame})
    bundled = Warehouse(warehouse.roots[:1]).load(replace(about, title="Ships"), {sales: frame.head(1)})
    assert warehouse.release("demo") == own
    assert [r.title for r in warehouse.releases()] == ["Own", "Ships"]
    assert warehouse.release("demo", bundled.id) == bundled


def test_a_table_is_read_from_the_newest_release_that_holds_it(
    warehouse: Warehouse, about: About, loaded: Release, sales: Table
) -> None:
    warehouse.load(replace(about, period="2023"), {OTHER: pl.DataFrame({"code": ["a"]})})
    assert warehouse.read(sales).height == 5


def test_what_is_not_there_is_explained(warehouse: Warehouse, loaded: Release) -> None:
    with pytest.raises(NoData, match=r"no release of nothing .*entrepot data add FILE"):
        warehouse.release("nothing")
    with pytest.raises(NoData, match=rf"no release 1999 of demo \(it has: {loaded.id}\)"):
        warehouse.release("demo", "1999")
    with pytest.raises(NoData, match="has no table other: Something else"):
        warehouse.read(OTHER)


@pytest.mark.parametrize("name", ["..", "../own", "/", "*", "demo/..", "[d]emo", ""])
def test_a_dataset_name_never_walks_the_disk(warehouse: Warehouse, loaded: Release, name: str) -> None:
    with pytest.raises(NoData):
        warehouse.release(name)


def test_changed_missing_and_unreadable_files_are_told_apart(
    warehouse: Warehouse, loaded: Release, sales: Table
) -> None:
    file = loaded.folder / "sales.parquet"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    with pytest.raises(Tampered, match=r"sales\.parquet: its bytes are not those that were written.*again"):
        warehouse.read(sales)
    file.unlink()
    with pytest.raises(StoreError, match=r"sales\.parquet: is missing.*again"):
        warehouse.read(sales)


def test_a_file_spoilt_after_it_was_checked_is_a_broken_store(
    warehouse: Warehouse, loaded: Release, sales: Table
) -> None:
    assert warehouse.read(sales).height == 5
    (loaded.folder / "sales.parquet").write_bytes(b"no longer Parquet")
    assert warehouse.read(sales).height == 5, "an answer once given is remembered"
    with pytest.raises(StoreError, match=r"sales\.parquet: cannot be read .*entrepot data verify"):
        warehouse.read(sales, [sales.key[0]])


def test_an_empty_store_opens(tmp_path: Path) -> None:
    store = Warehouse((tmp_path / "absent",))
    assert store.releases() == ()
    assert store.verify() == ()


def test_what_ships_is_there_without_a_home(tmp_path: Path) -> None:
    names = {release.dataset for release in Warehouse.open(tmp_path / "absent").releases()}
    assert "oecd_icio" in names
    assert not (tmp_path / "absent").exists()
