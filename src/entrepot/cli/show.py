"""`entrepot show`: one answer about a country or a pair, in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.arguments import PLACE
from entrepot.cli.output import harmless, json_option, note, print_json, print_table
from entrepot.cli.ticking import ticking
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import Place, get

if TYPE_CHECKING:
    from entrepot.dossier.model import Block, Dossier
    from entrepot.metadata.figure_table import FigureColumn, FigureTable

# Sections of the brief, and single tables of them, by the section that holds them.
SECTIONS = (
    "glance", "economies", "trade", "goods", "reported", "services", "investment", "corridors", "what-if",
    "relations", "follow-through", "contacts", "strategies", "aid", "claims", "unknown",
)  # fmt: skip
TABLES = {
    "profiles": "economies",
    "flows": "trade",
    "industries": "trade",
    "exports-by-industry": "trade",
    "imports-by-industry": "trade",
    "partners": "trade",
    "concentration": "trade",
    "opportunities": "trade",
    "stated-trade": "trade",
    "goods-lines": "goods",
    "goods-years": "goods",
    "goods-exports": "goods",
    "goods-imports": "goods",
    "goods-potential": "goods",
    "goods-potential-back": "goods",
    "goods-space": "goods",
    "goods-space-back": "goods",
    "materials": "goods",
    "materials-back": "goods",
    "chain": "goods",
    "chain-back": "goods",
    "reported": "reported",
    "reported-back": "reported",
    "reported-products": "reported",
    "reported-products-back": "reported",
    "reported-eur": "reported",
    "reported-eur-back": "reported",
    **dict.fromkeys(("services", "services-back"), "services"),
    **dict.fromkeys(("investment", "investment-back"), "investment"),
    **dict.fromkeys(("routes", "route-stages", "resilience"), "corridors"),
    **dict.fromkeys(("scenario-1", "scenario-2", "scenario-3"), "what-if"),
    "timeline": "relations",
    "agreements": "relations",
    "intentions": "relations",
    "representation": "relations",
    "offices": "relations",
    **dict.fromkeys(("ladder", "ladder-steps"), "follow-through"),
    **dict.fromkeys(("coverage", "coverage-map", "network", "network-ties", "contact-people"), "contacts"),
    **dict.fromkeys(("aid-years", "aid-years-back", "aid-purposes", "aid-purposes-back"), "aid"),
}
# An answer that is several tables: all whose names begin so, by the section that holds them.
GROUPED = {"strategy": "strategies", "scenario": "what-if"}
OF_ONE = ("profile", "customers", "suppliers", "advantage", "concentration", "domestic-sales")


class Words(click.ParamType[str]):
    """Places and an answer: completes both."""

    name = "place"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """Answers first, then places."""
        from click.shell_completion import CompletionItem

        answers = dict.fromkeys((*SECTIONS, *TABLES, *GROUPED, *OF_ONE))
        known = [CompletionItem(a) for a in answers if a.startswith(incomplete)]
        return [*known, *PLACE.shell_complete(ctx, param, incomplete)]


@click.command()
@click.argument("words", nargs=-1, type=Words(), metavar="PLACE [PLACE] ANSWER")
@click.option("--lang", "language", type=click.Choice(["en", "fr"]), default="en", show_default=True)
@click.option("--csv", "as_csv", is_flag=True, help="Print the table as CSV.")
@json_option
def show(words: tuple[str, ...], language: str, as_csv: bool, as_json: bool) -> None:
    """Print one answer about a pair or a country, with its notes and sources below.

    \b
    About a pair, a section of its brief:
      glance  economies  trade  goods  reported  services  investment  corridors  what-if
      relations  follow-through  contacts  strategies  aid  claims  unknown
    or one table of it:
      profiles  flows  industries  exports-by-industry  imports-by-industry  partners  concentration
      opportunities  stated-trade  timeline  agreements  intentions  representation  offices
      goods-years  goods-exports  goods-imports  goods-potential  goods-space  materials  chain
      routes  route-stages  resilience  ladder  ladder-steps  coverage  coverage-map  network  network-ties
      contact-people  strategy  scenario-1  aid-years  aid-purposes
    About one country or group:
      profile  customers  suppliers  advantage  concentration  domestic-sales

    \b
    entrepot show BEL KAZ partners
    entrepot show LUX TJK aid
    entrepot show Kazakhstan customers --csv
    """  # noqa: D301 - click's own marks
    *written, answer = words or ("",)
    if answer not in (*SECTIONS, *TABLES, *GROUPED, *OF_ONE):
        raise UsageError(_explain(len(written), answer))
    here = [PLACE.convert(name, None, None) for name in written]
    if len(here) == 2 and answer in (*SECTIONS, *TABLES, *GROUPED):
        _show_pair(here[0], here[1], answer, language, as_csv, as_json)
    elif len(here) == 1 and answer in OF_ONE:
        _show_one(here[0], answer, as_csv, as_json)
    else:
        raise UsageError(_explain(len(here), answer))


def _explain(places: int, answer: str) -> str:
    if places in (1, 2):
        known = OF_ONE if places == 1 else (*SECTIONS, *TABLES, *GROUPED)
        about = "one place" if places == 1 else "a pair"
        return (
            f"“{answer}” is no answer about {about}. "
            f"The last word says what to show of {about}: {', '.join(known)}."
        )
    return "Name one place or two, then the answer: entrepot show BEL KAZ partners."


def _show_pair(a: Place, b: Place, answer: str, language: str, as_csv: bool, as_json: bool) -> None:
    from entrepot import workbench

    holding = (TABLES | GROUPED).get(answer, answer)
    with ticking(lambda: None, doing="working out what is asked for the first time"):
        dossier = workbench.pair(a, b).dossier(language, (holding,))
    blocks = _blocks(dossier, answer)
    if not blocks and (remedy := _how_to_get(holding)):
        raise NoData(f"The store holds no {answer} of {a.code} {b.code}. {remedy}")
    if not blocks:
        raise NoData(
            f"The brief of {a.code} {b.code} has no {answer}. "
            f"`entrepot show {a.code} {b.code} unknown` says what is missing, and which data would tell."
        )
    if as_json:
        print_json(_as_dict(dossier, answer, blocks))
    elif as_csv:
        _print_csv(blocks)
    else:
        from entrepot.briefs.text import render_blocks

        click.echo(harmless(render_blocks(dossier, blocks, _width())))


def _how_to_get(section: str) -> str:
    """How to come by the data of a section that none of what ships fills; empty for others."""
    from entrepot.analyses.trade import investment, reported, services
    from entrepot.analyses.trade.goods import market

    known = {
        "goods": market.HOW_TO_GET,
        "reported": reported.HOW_TO_GET,
        "services": services.HOW_TO_GET,
        "investment": investment.HOW_TO_GET,
    }
    return known.get(section, "")


def _blocks(dossier: Dossier, answer: str) -> tuple[Block, ...]:
    if not dossier.sections:
        return ()
    section = dossier.sections[0]
    return (
        section.blocks
        if answer in SECTIONS
        else tuple(b for b in section.blocks if _is_asked(getattr(b, "key", ""), answer))
    )


def _is_asked(key: str, answer: str) -> bool:
    return key == answer or (answer in GROUPED and key.startswith(f"{answer}-"))


def _as_dict(dossier: Dossier, answer: str, blocks: tuple[Block, ...]) -> dict[str, Any]:
    from dataclasses import asdict

    whole = dossier.to_dict()
    kept = {key: whole[key] for key in ("places", "language", "generated", "notes", "sources")}
    return {"answer": answer, "blocks": [asdict(block) for block in blocks], **kept}


def _print_csv(blocks: tuple[Block, ...]) -> None:
    from entrepot.briefs.csv import csv_of
    from entrepot.dossier.model import Table

    tables = [block for block in blocks if isinstance(block, Table)]
    if len(tables) != 1:
        raise UsageError(
            f"--csv prints one table, this answer has {len(tables)}: {', '.join(t.key for t in tables)}."
        )
    click.echo(csv_of(tables[0]).encode(), nl=False)


def _show_one(place: Place, answer: str, as_csv: bool, as_json: bool) -> None:
    from entrepot.workbench import open as opened

    bench = opened()
    if answer == "profile":
        profile = bench.profile(place)
        if as_csv:
            raise UsageError("A profile is no single table: take --json, or the brief as xlsx.")
        print_json(profile.to_dict()) if as_json else click.echo(str(profile))
        return
    table = bench.country(place).answer(answer)
    if as_json:
        print_json(table.to_dict())
    elif as_csv:
        click.echo(table.frame().write_csv().encode(), nl=False)
    else:
        _print_figures(table)


def _print_figures(table: FigureTable) -> None:
    click.echo(harmless(f"{table.title}, {table.period}"))
    heads = {column.name: _head(column) for column in table.columns}
    rows = [[_cell(table, name, row[name]) for name in table.data.columns] for row in table.rows()]
    names = [heads.get(name, name.replace("_", " ")) for name in table.data.columns]
    print_table(names, rows, right=heads.values())
    note("\n".join(table.foot()))


def _cell(table: FigureTable, name: str, value: Any) -> str:
    """A place by its name, a share as percent, other numbers as the table prints them."""
    from entrepot.metadata.figure_table import printed

    if name == table.place_column:
        return f"{get(value).name()} ({value})"
    is_share = "share" in name and isinstance(value, float)
    return f"{value:.2%}" if is_share else printed(table, name, value)


def _head(column: FigureColumn) -> str:
    return column.label if column.unit in ("1", "rank") else f"{column.label} ({column.unit})"


def _width() -> int:
    import shutil

    return min(120, shutil.get_terminal_size((100, 24)).columns)
