"""Tallies and means of effects, by hand; what a pair without a way is told by."""

from __future__ import annotations

import pytest

from entrepot.analyses.corridors.cargo import cargo
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.network_questions import Effect, Pair, effect
from entrepot.cli.corridors_effect_text import means, print_effect, tally
from little_layer import ALMATY, LIEGE, LONDON, MOSCOW, SHANGHAI, layer

PAIRS = (Pair(ALMATY, LIEGE, 6.0), Pair(SHANGHAI, LONDON, 3.0), Pair(MOSCOW, LIEGE, 1.0))


@pytest.fixture(scope="module")
def without_russia() -> Effect:
    return effect(Network(layer()), PAIRS, ("country:RUS",), cargo("1 FEU"))


def test_each_status_with_its_share_of_the_weight(without_russia: Effect) -> None:
    shares = {row["status"]: (row["pairs"], row["weight_share"]) for row in tally(without_russia)}
    assert shares["no route"] == (1, pytest.approx(0.1))
    assert sum(pairs for pairs, _ in shares.values()) == 3
    assert sum(share for _, share in shares.values()) == pytest.approx(1.0)


def test_means_are_over_the_pairs_that_change_by_weight(without_russia: Effect) -> None:
    by = {row["criterion"]: row for row in means(without_russia)}
    rows = without_russia.table.rows()
    moved = [(p.weight, r["usd_change"]) for p, r in zip(PAIRS, rows, strict=True) if r["usd_change"]]
    assert moved
    weight = sum(w for w, _ in moved)
    assert by["usd"]["pairs"] == len(moved)
    assert by["usd"]["weight_share"] == pytest.approx(weight / 10.0)
    assert by["usd"]["mean_change"] == pytest.approx(sum(w * c for w, c in moved) / weight)


def test_where_nothing_changes_the_mean_change_is_nothing() -> None:
    same = effect(Network(layer()), PAIRS[:1], ("passage:suez",), cargo("1 FEU"), modes=("rail", "road"))
    assert [row["mean_change"] for row in means(same)] == [0.0] * 4


@pytest.mark.parametrize("times", [1, 10])
def test_no_number_stands_where_there_is_no_way(times: int, capsys: pytest.CaptureFixture[str]) -> None:
    pairs = PAIRS[:1] * times * 2
    found = effect(Network(layer()), pairs, ("mode:rail",), cargo("1 FEU"), modes=("rail",))
    print_effect(found, "weight", 20)
    told = capsys.readouterr().out
    line = next(line for line in told.splitlines() if "Almaty → Liège" in line)
    assert "no route any more" in line
    assert "nan" not in told
    assert "inf" not in told


def test_who_lives_in_what_is_closed_is_counted_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    found = effect(Network(layer()), PAIRS * 10, ("country:RUS",), cargo("1 FEU"))
    print_effect(found, "weight", 20)
    told = capsys.readouterr().out
    assert "10 pairs begin or end in what is closed" in told
    assert "Moscow" not in told
    assert "Almaty → Liège" in told


def test_where_no_price_changes_the_next_criterion_ranks(capsys: pytest.CaptureFixture[str]) -> None:
    found = effect(Network(layer()), PAIRS * 10, ("mode:air",), cargo("1 FEU"))
    assert not any(row["usd_change"] for row in found.table.rows())
    print_effect(found, "", 5)
    assert "(relative change of the hours)" in capsys.readouterr().out
