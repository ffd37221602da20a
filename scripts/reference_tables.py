"""The page of the tables: every table that a release can hold, from its declaration."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Sequence
from dataclasses import dataclass

import entrepot.metadata as room
from entrepot.metadata.concordance import links_table
from entrepot.metadata.goods import REVISIONS, baci_tables
from entrepot.metadata.gravity import GRAVITY_TABLES
from entrepot.metadata.indicators import bilateral_tables, indicator_tables
from entrepot.metadata.reported import REPORTED_TABLES
from entrepot.metadata.tables import Table

_NEWEST = "hs22"


@dataclass(frozen=True, slots=True)
class Family:
    """Tables that belong together; `renamed` (text, by what) says how a pattern of names is shown."""

    title: str
    about: str
    tables: Sequence[Table]
    renamed: tuple[tuple[str, str], ...] = ()


def families() -> tuple[Family, ...]:
    """Every declared table, by the publisher's dataset."""
    stated = _families()
    known = {table.name for family in stated for table in family.tables}
    others: dict[str, list[Table]] = {}
    for table in _constants():
        if table.name not in known:
            others.setdefault(table.dataset, []).append(table)
    own = tuple(Family(f"`{dataset}`", "", tables) for dataset, tables in sorted(others.items()))
    return (*own, *stated)


def tables_page() -> str:
    """The page: contents, then each table; columns that come again are named, not repeated."""
    found = families()
    parts = [
        "# Tables of the warehouse\n",
        "A release holds the tables of one dataset, of one edition or one year. "
        "A type with `?`: the value may be absent.\n",
    ]
    parts += [f"- {f.title}: {', '.join(f'`{_shown(f, t)}`' for t in f.tables)}" for f in found]
    seen: dict[str, str] = {}
    for family in found:
        parts.append(f"\n## {family.title}\n")
        parts += [f"{family.about}\n"] if family.about else []
        parts += [_table(family, table, seen) for table in family.tables]
    return "\n".join(parts)


def _families() -> tuple[Family, ...]:
    revisions = ", ".join(f"`baci_{name}` (HS {year})" for name, year in REVISIONS.items())
    return (
        Family(
            "CEPII BACI",
            f"One dataset for each revision of the Harmonized System: {revisions}. They have the same "
            "tables; one release is one year.",
            baci_tables(_NEWEST).all(),
            ((f"baci_{_NEWEST}", "baci_<revision>"), (f"HS {REVISIONS[_NEWEST]}", "HS of the revision")),
        ),
        Family(
            "Reported trade: Eurostat Comext and UN Comtrade",
            "What one side reported, not reconciled. One release is one file, or one answer to a question.",
            REPORTED_TABLES,
        ),
        Family(
            "Indicators: Eurostat, World Bank, IMF, NBB",
            "One dataset for each table or download: `eurostat_<table>`, `world_bank_wdi`, "
            "`world_bank_<indicator or country>`, `imf_<dataflow>`, `nbb_<table>`. One release is one "
            "vintage.",
            indicator_tables("dataset").all(),
            (("dataset.", "<dataset>."),),
        ),
        Family("IMF, by pair of economies", "", bilateral_tables()),
        Family("CEPII Gravity", "", GRAVITY_TABLES),
        Family(
            "Concordances",
            "One dataset for each two classifications, by their short names: `concordance_cn2022_cpa21`. "
            "Links are about no time.",
            (links_table("FROM", "TO"),),
            (("concordance_from_to", "concordance_<from>_<to>"), ("FROM", "the first"), ("TO", "the second")),
        ),
    )


def _constants() -> list[Table]:
    modules = [
        importlib.import_module(f"{room.__name__}.{m.name}") for m in pkgutil.iter_modules(room.__path__)
    ]
    found = {value.name: value for m in modules for value in vars(m).values() if isinstance(value, Table)}
    return [found[name] for name in sorted(found)]


def _table(family: Family, table: Table, seen: dict[str, str]) -> str:
    name = _shown(family, table)
    columns = "\n".join(
        f"| `{c.name}` | {c.type}{'?' if c.nullable else ''} | {c.unit} | {'yes' if c.key else ''} "
        f"| {_in_cell(_renamed(family, c.meaning))} |"
        for c in table.columns
    )
    head = f"### `{name}`\n\n{_renamed(family, table.meaning)}\n"
    if (first := seen.setdefault(columns, name)) != name:
        return f"{head}\nThe columns are those of `{first}`.\n"
    return f"{head}\n| column | type | unit | key | meaning |\n|---|---|---|---|---|\n{columns}\n"


def _shown(family: Family, table: Table) -> str:
    return _renamed(family, table.name)


def _renamed(family: Family, text: str) -> str:
    for ours, shown in family.renamed:
        text = re.sub(rf"(?<!\w){re.escape(ours)}", shown, text)
    return text


def _in_cell(text: str) -> str:
    return text.replace("|", r"\|")
