"""The section on routes, written from an account that is given."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from entrepot.analyses.corridors.account.account import Account
from entrepot.analyses.corridors.account.of_pair import account as search
from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.question import Question
from entrepot.dossier.case import Case
from entrepot.dossier.ledger import Ledger
from entrepot.dossier.model import Bullets, Chart, Map, Notice, Paragraph, Section, Table, Text
from entrepot.dossier.pen import Pen
from entrepot.dossier.sections.corridors import section
from entrepot.dossier.sections.corridors_words import Ways, _with_article
from entrepot.metadata.places import resolve
from entrepot.store.record import Record
from entrepot.store.warehouse import Warehouse
from little_layer import ALMATY, LIEGE, layer

ACCOUNT = search(
    Network(layer()),
    Question(replace(ALMATY, code="KAZ", stands_for="Almaty, its largest town"), LIEGE, cargo("1 FEU")),
)


def case(tmp_path: Path, ways: Account | None = ACCOUNT, language: str = "en", a: str = "KAZ") -> Case:
    here, there = resolve(a), resolve("BEL")
    made = Case(
        here, there, here, there, Warehouse.open(tmp_path), Record.open(tmp_path), Pen(language, Ledger())
    )
    made.__dict__["ways"] = ways
    return made


def said(written: Section) -> str:
    lines: list[Text] = []
    for block in written.blocks:
        if isinstance(block, Paragraph | Notice):
            lines.append(block.text)
        elif isinstance(block, Bullets):
            lines += block.items
    return "\n".join("".join(run.text for run in line) for line in lines)


def table(written: Section, key: str) -> Table:
    return next(b for b in written.blocks if isinstance(b, Table) and b.key == key)


@pytest.fixture
def written(tmp_path: Path) -> Section:
    return section(case(tmp_path))


def test_tables_map_and_charts_stand_in_order(written: Section) -> None:
    drawn = [getattr(b, "key", "") for b in written.blocks if isinstance(b, Table | Map | Chart)]
    assert drawn == [
        "routes", "routes-map", "route-stages", "routes-time", "routes-hours", "routes-trade-off",
        "resilience",
    ]  # fmt: skip


def test_every_route_shown_is_a_row_with_its_numbers(written: Section) -> None:
    rows = table(written, "routes").rows
    assert len(rows) == len(ACCOUNT.routes)
    for row, route in zip(rows, ACCOUNT.routes, strict=True):
        values = [cell.value for cell in row]
        assert values[1] == pytest.approx(route.hours.typical / 24.0, abs=0.006)
        assert values[3] == pytest.approx(route.usd.typical, abs=0.006)
        assert values[4] == pytest.approx(route.co2e.typical, abs=0.006)
        assert values[6] == round(route.km)


def test_stages_add_up_to_the_route(written: Section) -> None:
    *stages, total = table(written, "route-stages").rows
    for column in (2, 3, 4):
        parts = [row[column].value for row in stages if isinstance(row[column].value, float)]
        assert sum(parts) == pytest.approx(total[column].value, abs=0.05)


def test_the_first_row_of_closures_is_how_it_is_and_others_count_from_it(written: Section) -> None:
    usual, *closed = table(written, "resilience").rows
    balanced = ACCOUNT.named("balanced")
    assert balanced is not None
    assert usual[4].value == pytest.approx(balanced.hours.typical / 24.0, abs=0.006)
    for row in closed:
        for before, after in zip(usual[1:7], row[1:7], strict=True):
            shown = re.search(r"\(([+−][\d.,]+)\)", after.text)
            if shown and isinstance(after.value, float) and isinstance(before.value, float):
                change = float(shown[1].replace("−", "-").replace(",", ""))
                assert after.value - before.value == pytest.approx(change, abs=0.51)
            else:
                assert after.text in ("=", "no route", "–")


def test_what_closes_is_told_with_what_is_left(written: Section) -> None:
    assert re.search(
        r"Without [^.]*Russia[^.]*, the best balance takes [\d.]+ days \([+−][\d.]+\)", said(written)
    )
    assert "Nothing changes without" in said(written)


def test_the_town_that_stands_for_a_country_is_said(written: Section) -> None:
    assert "Kazakhstan is stood for by Almaty, its largest town." in said(written)


def test_air_has_its_price_by_the_kilogram_and_from_which_value_it_pays(written: Section) -> None:
    flown = ACCOUNT.named("by air") or ACCOUNT.named("fastest")
    assert flown is not None and ACCOUNT.air_pays is not None
    rate = f"{flown.usd.typical / 20_000:.2f}"
    assert f"By air a kilogram costs USD {rate}" in said(written)
    assert "2.1% to 0.6%" in said(written)


def test_limits_are_told(written: Section) -> None:
    assert "not a shipper’s rates" in said(written)
    assert "sanctions, insurance, tariffs" in said(written)
    assert "Seasons are not counted" in said(written)


def test_closures_that_leave_nothing_are_told_so(tmp_path: Path) -> None:
    gone = replace(ACCOUNT.closed[0], after=None, balanced=None, modes=(), by=(), same=False)
    written = section(case(tmp_path, replace(ACCOUNT, closed=(gone,))))
    assert "no way is left" in said(written)
    assert table(written, "resilience").rows[1][1].text == "no route"


def test_passages_that_shut_the_same_ways_stand_in_one_row(tmp_path: Path) -> None:
    one = next(c for c in ACCOUNT.closed if c.role == "country" and not c.same)
    twins = tuple(replace(one, closure=f"passage:{key}", role="passage") for key in ("suez", "bosporus"))
    written = section(case(tmp_path, replace(ACCOUNT, closed=twins)))
    assert len(table(written, "resilience").rows) == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_without_a_way_a_notice_says_so(tmp_path: Path, language: str) -> None:
    empty = replace(ACCOUNT, routes=(), front=(), closed=(), apart=())
    for ways in (empty, None):
        written = section(case(tmp_path, ways, language))
        (notice,) = written.blocks
        assert isinstance(notice, Notice) and notice.tone == "unknown"


def test_a_group_is_told_apart_by_its_members(tmp_path: Path) -> None:
    written = section(case(tmp_path, None, a="CentralAsia"))
    assert "Kazakhstan" in said(written) and "ask for a member" in said(written)


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("Canal de Suez", "le canal de Suez"),
        ("Mer Caspienne", "la mer Caspienne"),
        ("Escaut", "l’Escaut"),
        ("Dardanelles", "les Dardanelles"),
        ("Détroits danois", "les détroits danois"),
        ("Bab-el-Mandeb", "Bab-el-Mandeb"),
        ("Rhin", "le Rhin"),
        ("Meuse", "la Meuse"),
    ],
)
def test_french_waters_have_their_article(name: str, inside: str) -> None:
    assert _with_article(name) == inside


def test_differences_have_a_sign_and_zero_has_none(tmp_path: Path) -> None:
    ways = Ways(case(tmp_path), ACCOUNT)
    assert [ways.number(v, 1, sign=True) for v in (1.26, -1.26, -0.01, 0.0)] == ["+1.3", "−1.3", "0.0", "0.0"]
