"""Write docs/reference from the code: commands, tables, measures, errors, Python; a test holds it to that."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import click

from entrepot.cli import entrepot as command_line
from entrepot.metadata import errors
from reference_measures import measures_page
from reference_tables import tables_page

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
MADE = "<!-- made by `make docs` from the code: change the code, not this page -->\n"
# What a user of Python meets first; the rest is found from there.
MODULES = (
    "entrepot",
    "entrepot.workbench",
    "entrepot.workbench.goods",
    "entrepot.workbench.relations",
    "entrepot.workbench.corridors",
    "entrepot.workbench.pair_corridors",
    "entrepot.workbench.whatif",
    "entrepot.metadata.places",
    "entrepot.metadata.figure",
    "entrepot.metadata.interval",
    "entrepot.metadata.origin",
    "entrepot.metadata.dates",
    "entrepot.metadata.statement",
    "entrepot.metadata.change",
    "entrepot.metadata.draft",
    "entrepot.metadata.strategy",
    "entrepot.metadata.corridors",
    "entrepot.metadata.scenario",
    "entrepot.store.warehouse",
    "entrepot.store.record",
    "entrepot.store.record.past",
    "entrepot.store.record.desk",
    "entrepot.store.record.drafts",
    "entrepot.store.record.decisions",
    "entrepot.store.record.versions",
    "entrepot.store.warehouse.intake",
    "entrepot.sources.corridors",
    "entrepot.sources.scenarios",
    "entrepot.sources.io_tables",
    "entrepot.sources.elasticities",
    "entrepot.sources.documents",
    "entrepot.sources.record_pack.files",
    "entrepot.sources.strategies",
    "entrepot.sources.rates",
    "entrepot.sources.iati.statements",
    "entrepot.analyses.trade",
    "entrepot.analyses.trade.goods",
    "entrepot.analyses.trade.reported",
    "entrepot.analyses.trade.services",
    "entrepot.analyses.trade.investment",
    "entrepot.analyses.trade.context",
    "entrepot.analyses.corridors.asking",
    "entrepot.analyses.corridors.cargo",
    "entrepot.analyses.corridors.question",
    "entrepot.analyses.corridors.answer",
    "entrepot.analyses.corridors.network_questions",
    "entrepot.analyses.profile",
    "entrepot.analyses.relations",
    "entrepot.analyses.relations.ladders.climbs",
    "entrepot.analyses.relations.ladders.following",
    "entrepot.analyses.relations.coverage",
    "entrepot.analyses.relations.network",
    "entrepot.analyses.reading",
    "entrepot.analyses.monitoring.scorecard",
    "entrepot.analyses.monitoring.course",
    "entrepot.analyses.monitoring.duties",
    "entrepot.analyses.aid",
    "entrepot.analyses.gravity",
    "entrepot.analyses.equilibrium",
    "entrepot.analyses.equilibrium.outcomes",
    "entrepot.analyses.equilibrium.welfare",
    "entrepot.analyses.equilibrium.armington",
    "entrepot.analyses.scenarios.world",
    "entrepot.analyses.scenarios.costs",
    "entrepot.analyses.scenarios.run",
    "entrepot.analyses.scenarios.answer",
    "entrepot.analyses.scenarios.exploring",
    "entrepot.dossier.model",
    "entrepot.dossier.drawn",
    "entrepot.briefs",
    "entrepot.exchange.export",
    "entrepot.exchange.iati",
)


def pages() -> dict[str, str]:
    """Name and text of every generated page."""
    return {
        "commands.md": MADE + "# Commands\n\n" + "\n".join(_command(command_line, "entrepot")),
        "tables.md": MADE + tables_page(),
        "measures.md": MADE + measures_page(),
        "errors.md": MADE + _errors(),
        "python.md": MADE + "# Python\n\n" + "\n".join(_module(name) for name in MODULES),
    }


def _command(command: click.Command, path: str, above: click.Context | None = None) -> list[str]:
    settings = {**command.context_settings, "max_content_width": 100, "terminal_width": 100}
    context = click.Context(command, above, path.rpartition(" ")[2], **settings)
    parts = [f"## `{path}`\n\n```text\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is not None:
                parts += _command(child, f"{path} {name}", context)
    return parts


def _errors() -> str:
    tree = inspect.getdoc(errors) or ""
    return f"# Errors and exit codes\n\n```text\n{tree}\n```\n"


def _module(name: str) -> str:
    module = importlib.import_module(name)
    summary = inspect.getdoc(module) or ""
    parts = [f"## `{name}`\n\n{summary}\n"]
    parts += [_member(member, getattr(module, member)) for member in _public(module)]
    return "\n".join(parts)


def _public(module: ModuleType) -> list[str]:
    named = getattr(module, "__all__", None)
    if named is not None:
        return list(named)
    return [
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(value) or inspect.isfunction(value))
        and value.__module__ == module.__name__
    ]


def _member(name: str, value: Any) -> str:
    doc = inspect.getdoc(value) or ""
    if inspect.isclass(value):
        verbs = [
            _verb(attribute, member)
            for attribute, member in vars(value).items()
            if not attribute.startswith("_")
            and (inspect.isfunction(member) or isinstance(member, property | classmethod))
        ]
        return f"### `{name}`\n\n{doc}\n" + ("\n" + "\n".join(verbs) + "\n" if verbs else "")
    if inspect.isfunction(value):
        return f"### `{name}{_signature(value)}`\n\n{doc}\n"
    return f"### `{name}`\n"


def _verb(name: str, member: object) -> str:
    if isinstance(member, property):
        return f"- `{name}`: {_first_line(member)}"
    function = member.__func__ if isinstance(member, classmethod) else member
    return f"- `{name}{_signature(function)}`: {_first_line(function)}"


def _first_line(member: object) -> str:
    return " ".join((inspect.getdoc(member) or "").partition("\n\n")[0].split())


def _signature(function: object) -> str:
    assert callable(function)
    # Defaults that print a memory address would make the page differ from run to run.
    return re.sub(r" at 0x[0-9a-f]+", "", str(inspect.signature(function)))


def main() -> None:
    """Write every page."""
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (REFERENCE / name).write_text(text, encoding="utf-8")
    print(f"Wrote {len(pages())} pages of the reference.")


if __name__ == "__main__":
    main()
