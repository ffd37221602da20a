"""Effects on pairs in a terminal: each pair criterion by criterion, or a tally and those that lose most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from entrepot.analyses.corridors.network_questions import Effect
from entrepot.analyses.corridors.network_questions.pairs import CRITERIA, Pair
from entrepot.cli.corridors_tables import change, foot, number, percent_change, share
from entrepot.cli.output import print_table
from entrepot.metadata.origin import Origin

FEW = 12
"""Pairs up to here are shown criterion by criterion."""
BESTS = {
    "hours": ("fastest, days", 24.0, 1),
    "usd": ("cheapest, USD", 1.0, 0),
    "co2e": ("greenest, kg CO2e", 1.0, 0),
    "delay": ("safest, delay in h", 1.0, 1),
}
"""Of each criterion: what its best is called, how many of its unit make one that is shown, digits."""
_GONE = {
    "no route": "no route any more",
    "new route": "a route at last",
    "never a route": "no route before or after",
}
_RANKS = {"usd": "price", "hours": "hours", "co2e": "CO2e", "delay": "delay"}
Row = dict[str, Any]


def print_effect(
    found: Effect, weighed_by: str, top: int, remarks: Sequence[str] = (), origins: Sequence[Origin] = ()
) -> None:
    """The whole answer; with more than a few pairs, a tally, means and the `top` that lose most.

    Args:
        found: the answer.
        weighed_by: what the weights of the pairs are; empty where all count alike.
        top: how many pairs.
        remarks: what else to know.
        origins: where the weights are from.
    """
    if len(found.pairs) <= FEW:
        click.echo(f"{found.table.title}; + is a loss.\n")
        print_each(found.table.rows())
    else:
        click.echo(f"{found.table.title}: {len(found.pairs):,} pairs.\n")
        _print_tally(found, weighed_by)
        _print_means(found, weighed_by)
        print_most(found, weighed_by, top)
    foot(found.table.caveat, (*found.table.origins, *origins), *remarks)


def tally(found: Effect) -> list[Row]:
    """For each status its pairs, and their share of all weight; the largest first."""
    whole = sum(pair.weight for pair in found.pairs) or 1.0
    counted = {
        status: {
            "status": status,
            "pairs": found.statuses.count(status),
            "weight_share": found.weight(status) / whole,
        }
        for status in dict.fromkeys(found.statuses)
    }
    return sorted(counted.values(), key=lambda row: -row["pairs"])


def means(found: Effect) -> list[Row]:
    """For each criterion the pairs whose best changes, and their mean change by weight."""
    return [_mean(name, found.pairs, found.table.rows()) for name in CRITERIA]


def _mean(name: str, pairs: Sequence[Pair], rows: Sequence[Row]) -> Row:
    whole = sum(pair.weight for pair in pairs) or 1.0
    moved = [(p.weight, row) for p, row in zip(pairs, rows, strict=True) if row[f"{name}_change"]]
    weight = sum(each for each, _ in moved)
    made: Row = {"criterion": name, "pairs": len(moved), "weight_share": weight / whole}
    for kind in ("change", "share"):
        known = [(each, row[f"{name}_{kind}"]) for each, row in moved if row[f"{name}_{kind}"] is not None]
        heavy = sum(each for each, _ in known)
        none = None if moved else 0.0  # where no best changes, the change is nothing, not unknown
        made[f"mean_{kind}"] = sum(each * value for each, value in known) / heavy if heavy else none
    return made


def print_each(rows: Sequence[Row]) -> None:
    """Pairs with four lines each: before, after and the change of each criterion."""
    heads = ("pair", "", "best", "before", "after", "change", "relative")
    lines = [line for row in rows for line in _lines(row)]
    print_table(heads, lines, right=heads[3:])


def _lines(row: Row) -> Iterator[tuple[str, ...]]:
    pair, status = f"{row['origin']} → {row['destination']}", str(row["status"])
    said = _GONE.get(status, status)
    if status == "never a route":
        yield pair, said, "", "", "", "", ""
        return
    for place, name in enumerate(CRITERIA):
        called, scale, digits = BESTS[name]
        values = (row[f"{name}_{when}"] for when in ("before", "after"))
        before, after = ("no route" if value is None else number(value / scale, digits) for value in values)
        more = row[f"{name}_change"]
        yield (
            pair if place == 0 else "",
            said if place == 0 else "",
            called,
            before,
            after,
            change(None if more is None else more / scale, digits),
            percent_change(row[f"{name}_share"]),
        )


def _at_home(found: Effect) -> set[Pair]:
    """Pairs that begin or end in a country that is closed as a whole."""
    shut = {
        name for kind, _, name in (c.partition(":") for c in found.difference.closures) if kind == "country"
    }
    return {pair for pair in found.pairs if shut & {pair.origin.country, pair.destination.country}}


def _print_tally(found: Effect, weighed_by: str) -> None:
    rows = [
        (row["status"], f"{row['pairs']:,}", share(row["weight_share"]))[: 3 if weighed_by else 2]
        for row in tally(found)
    ]
    heads = ("", "pairs", f"share ({weighed_by})")[: 3 if weighed_by else 2]
    print_table(heads, rows, right=heads[1:])
    shut = _at_home(found)
    if count := sum(pair in shut for pair in found.pairs):
        click.echo(f"{count:,} pairs begin or end in what is closed: they have no route, and are not listed.")


def _print_means(found: Effect, weighed_by: str) -> None:
    by = " by weight" if weighed_by else ""
    click.echo(f"\nPairs whose best changes, and their mean change{by}; + is a loss:")
    heads = ("best", "pairs", "share of all", "change", "relative")
    rows = []
    for row in means(found):
        called, scale, digits = BESTS[row["criterion"]]
        more = row["mean_change"]
        rows.append(
            (
                called,
                f"{row['pairs']:,}",
                share(row["weight_share"]),
                change(None if more is None else more / scale, digits),
                percent_change(row["mean_share"]),
            )
        )
    print_table(heads, rows, right=heads[1:])


def print_most(found: Effect, weighed_by: str, top: int) -> None:
    """The pairs that change most, those without a route first.

    Then by weight x relative change of the price, or of another criterion where no price changes. Pairs that
    begin or end in a closed country are left out: that they have no route says nothing of the network.
    """
    both = zip(found.pairs, found.table.rows(), strict=True)
    shut = _at_home(found)
    still = ("unchanged", "never a route")
    moved = [(pair, row) for pair, row in both if row["status"] not in still and pair not in shut]
    if not moved:
        return
    by = next((name for name in _RANKS if any(row[f"{name}_change"] for _, row in moved)), "usd")
    moved.sort(key=lambda each: (_rank(each[0], each[1], by), each[1]["origin"], each[1]["destination"]))
    of = f"{len(moved)}" if len(moved) <= top else f"{top} of {len(moved):,}"
    times = f"{weighed_by} x " if weighed_by else ""
    click.echo(f"\nPairs that change most ({times}relative change of the {_RANKS[by]}), {of}:")
    heads = (
        "pair",
        weighed_by.rpartition(", ")[2].replace("million", "m"),
        "days",
        "USD",
        "relative",
        "kg CO2e",
        "delay h",
    )
    rows = [_line(pair, row, bool(weighed_by)) for pair, row in moved[:top]]
    print_table(heads, rows, right=heads[1:])


def _rank(pair: Pair, row: Row, by: str) -> tuple[int, float]:
    gone = row["status"] in ("no route", "new route")
    relative = abs(row[f"{by}_share"] or 0.0)
    return (0, -pair.weight) if gone else (1, -pair.weight * relative)


def _line(pair: Pair, row: Row, weighs: bool) -> tuple[str, ...]:
    hours, gone = row["hours_change"], _GONE.get(row["status"])
    name = f"{row['origin']} → {row['destination']}"
    weight = number(pair.weight) if weighs else ""
    if gone:
        return name, weight, gone, "", "", "", ""
    return (
        name,
        weight,
        change(None if hours is None else hours / 24.0, 1),
        change(row["usd_change"]),
        percent_change(row["usd_share"]),
        percent_change(row["co2e_share"]),
        change(row["delay_change"], 1),
    )
