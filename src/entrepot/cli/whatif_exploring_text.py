"""Parts, comparisons and sensitivity of scenarios in a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.corridors_tables import cited, wrapped
from entrepot.cli.footnotes import plain
from entrepot.cli.output import note, print_table
from entrepot.cli.whatif_numbers import between, millions, percent
from entrepot.cli.whatif_text import made_in

if TYPE_CHECKING:
    from entrepot.analyses.scenarios.answer import Answer
    from entrepot.analyses.scenarios.exploring import Comparison, Contributions, Sensitivity
    from entrepot.analyses.scenarios.run import Run
    from entrepot.metadata.origin import Origin

Flows = Sequence[tuple[str, str]]
_WIDE = 34


def tell_parts(found: Contributions, top: int) -> None:
    """What each part does to the flows that were followed, and to the economies that it moves most."""
    tell_setting(found.run)
    for exporter, importer in found.flows:
        rows = [row for row in found.flow(exporter, importer).rows() if row["what"] == "goods"]
        click.echo(f"\nSales of goods, {exporter} to {importer}, {found.run.accounts.unit}")
        heads = ("part", "contribution", "relative", "alone", "lost without")
        lines = [
            (row["part"], millions(row["change"]), percent(row["share"]), percent(row["share_alone"]),
             percent(row["share_without"]))
            for row in rows
        ]  # fmt: skip
        print_table(heads, lines, right=heads[1:])
    _tell_economies(found, top)
    _tell_interplay(found)
    tell_notes((found.told(), *caveats_of(found.run)), found.economies().origins)


def _tell_economies(found: Contributions, top: int) -> None:
    rows = found.economies().rows()
    by: dict[str, dict[str, Any]] = {}
    for row in rows:
        by.setdefault(row["economy"], {"name": row["name"]})[row["part"]] = row["real_income"]
    whole = {row["economy"]: abs(row["gain"]) for row in rows if row["part"] == rows[-1]["part"]}
    asked = {code for flow in found.flows for code in flow}
    most = {code for code, _ in sorted(whole.items(), key=lambda item: -item[1])[:top]}
    columns = [*found.parts, rows[-1]["part"]]
    heads = ("", *found.parts, "all")
    click.echo(f"\nReal income: what each part brings ({len(most)} of {len(by)} economies moved most)")
    lines = [
        (f"{code} {each['name']}"[:_WIDE], *(percent(each[part]) for part in columns))
        for code, each in by.items() if code in most | asked
    ]  # fmt: skip
    print_table(heads, lines, right=heads[1:])


def _tell_interplay(found: Contributions) -> None:
    """How far the parts one by one are from all of them together."""
    rows = [row for row in found.economies().rows() if row["part"] in found.parts]
    whole = sum(row["gain"] for row in rows)
    alone = sum(row["gain_alone"] for row in rows)
    click.echo(wrapped(
        f"The world: {millions(whole)} {found.run.accounts.unit} of real income together; the parts, each "
        f"alone, would bring {millions(alone)}."
    ))  # fmt: skip


def parts_as_dict(found: Contributions) -> dict[str, Any]:
    """JSON form, with the tables of the flows that were followed."""
    return {
        **setting_as_dict(found.run),
        "parts": list(found.parts),
        "worlds": found.worlds,
        "sampled": found.error is not None,
        "economies": plain(found.economies().to_dict()),
        "flows": [
            {"exporter": one, "importer": other, "parts": plain(found.flow(one, other).to_dict())}
            for one, other in found.flows
        ],
        "caveats": [found.told(), *caveats_of(found.run)],
    }


def tell_comparison(found: Comparison, flows: Flows, top: int) -> None:
    """What the pair sells in each scenario, and real income of those whom any of them moves most."""
    first = found.answers[0].run
    click.echo(click.style(" / ".join(answer.title for answer in found.answers), bold=True))
    click.echo(wrapped(made_in(first)))
    for exporter, importer in flows:
        click.echo(f"\nSales, {exporter} to {importer}")
        sold = [
            [_sold(answer, exporter, importer, what) for answer in found.answers]
            for what in ("goods", "services", "all")
        ]
        lines = [(what, *each) for what, each in zip(("goods", "services", "all"), sold, strict=True)]
        print_table(("", *found.names), lines, right=found.names)
    _tell_incomes(found, flows, top)
    tell_notes(found.caveats, found.economies().origins)


def _tell_incomes(found: Comparison, flows: Flows, top: int) -> None:
    by: dict[str, list[dict[str, Any]]] = {}
    for row in found.economies().rows():
        by.setdefault(row["economy"], []).append(row)
    asked = {code for flow in flows for code in flow}
    most = sorted(by, key=lambda code: -max(abs(row["gain"]) for row in by[code]))
    shown = [code for at, code in enumerate(most) if at < top or code in asked]
    click.echo(f"\nReal income of {len(shown)} of {len(by)} economies: most moved first")
    lines = [(f"{code} {by[code][0]['name']}"[:_WIDE], *(_income(row) for row in by[code])) for code in shown]
    worlds = [sum(row["gain"] for row in rows) for rows in zip(*by.values(), strict=True)]
    lines.append((f"World, {found.answers[0].run.accounts.unit}", *(millions(total) for total in worlds)))
    print_table(("", *found.names), lines, right=found.names)


def _income(row: dict[str, Any]) -> str:
    value = percent(row["real_income"])
    if "real_income_low" not in row:
        return value
    return f"{value} ({between(row['real_income_low'], row['real_income_high'])})"


def _sold(answer: Answer, exporter: str, importer: str, what: str) -> str:
    best = answer.pair(exporter, importer).figure("share", industry=what)
    drawn = answer.sales(exporter, importer, what)
    value = percent(None if best.is_unknown else best.number)
    if drawn.is_exact or drawn.is_unknown:
        return value
    return f"{value} ({between(drawn.interval.low, drawn.interval.high)})"


def comparison_as_dict(found: Comparison, flows: Flows) -> dict[str, Any]:
    """JSON form: every economy in every scenario, and the flows that were asked for."""
    made = setting_as_dict(found.answers[0].run)
    del made["scenario"], made["title"]
    return {
        "scenarios": {answer.run.scenario.name: answer.title for answer in found.answers},
        **made,
        "economies": plain(found.economies().to_dict()),
        "flows": [
            {"exporter": one, "importer": other, "industries": plain(found.pair(one, other).to_dict())}
            for one, other in flows
        ],
        "caveats": list(found.caveats),
    }


def tell_sensitivity(found: Sensitivity) -> None:
    """The number, and each doubt from one end to the other, widest first."""
    from entrepot.analyses.scenarios.exploring.sensitivity import EXPLAINED

    title = found.target.title(found.run.setting.world)
    tell_setting(found.run)
    click.echo(f"\n{title[0].upper()}{title[1:]}: {percent(found.value)}. What it hangs on, widest first:")
    table = found.tornado()
    heads = ("", "lowest", "at", "highest", "at", "between")
    lines = [
        (row["doubt"], percent(row["low"]), row["low_at"], percent(row["high"]), row["high_at"],
         percent(row["swing"]).removeprefix("+").removesuffix("%") + "points")
        for row in table.rows()
    ]  # fmt: skip
    print_table(heads, lines, right=("lowest", "highest", "between"))
    said = [f"{row['doubt']}: {EXPLAINED[row['doubt']]}" for row in table.rows() if row["doubt"] in EXPLAINED]
    note(wrapped("; ".join(said) + "."))
    tell_notes((found.told(), *caveats_of(found.run)), table.origins)


def sensitivity_as_dict(found: Sensitivity) -> dict[str, Any]:
    """JSON form: the number, the doubts, every world that was solved."""
    return {
        **setting_as_dict(found.run),
        "of": found.target.written,
        "value": found.value,
        "doubts": plain(found.tornado().to_dict()),
        "worlds": plain(found.worlds().to_dict()),
        "without_equilibrium": [
            {"doubt": one.doubt, "varied": one.label, "why": why} for one, why in found.failed
        ],
        "caveats": [found.told(), *caveats_of(found.run)],
    }


def tell_setting(run: Run) -> None:
    """The scenario and what it is run in."""
    from entrepot.analyses.scenarios.outcome import title

    click.echo(click.style(title(run), bold=True))
    click.echo(wrapped(made_in(run)))


def tell_notes(texts: Iterable[str], origins: Iterable[Origin]) -> None:
    """What a reader must know, then the sources, on standard error."""
    note("\n" + "\n".join(wrapped(text, "· ") for text in texts))
    note("Sources:\n" + "\n".join(cited(origins, "· ")))


def setting_as_dict(run: Run) -> dict[str, Any]:
    """The scenario and what it is run in, for JSON."""
    from entrepot.analyses.scenarios.outcome import title

    made = run.setting
    return {
        "scenario": run.scenario.name,
        "title": title(run),
        "table": made.world.title,
        "elasticities": made.elasticities.name,
        "closure": made.closure,
    }


def caveats_of(run: Run) -> tuple[str, ...]:
    """What a reader must know of a run."""
    from entrepot.analyses.scenarios.telling import caveats

    return caveats(run)
