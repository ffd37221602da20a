"""The page of the measures: every public function of the analytic rooms of trade, from its docstring."""

from __future__ import annotations

import importlib
import inspect
from collections import Counter
from collections.abc import Mapping
from types import ModuleType

from reference_docstrings import choice, document, signature, summary

TRADE = "entrepot.analyses.trade"
# Groups of the room `measures`, by its modules; the other rooms are a group each.
MEASURES = {
    "Shares, ranks, balance": ("shares", "balance"),
    "Advantage and structure": ("advantage", "advantage_forms", "sophistication", "specialisation"),
    "Concentration and inequality": ("concentration", "inequality"),
    "Pairs and markets": ("similarity", "intensity", "markets"),
    "Intra-industry trade and unit values": ("intra_industry", "unit_values"),
    "Change": ("growth", "constant_shares", "margins", "volatility", "one_offs"),
    "Samples": ("samples", "sampling"),
}
ROOMS = {
    "complexity": "Economic complexity and the product space",
    "potential": "Export potential",
    "mirror": "Mirror data",
    "concordance": "Concordances",
    "aggregation": "Aggregation of raw flows",
}
# What others refer to and a room does not give out itself.
ALSO = {"mirror": ("reliability", "error_variances")}
INTRODUCTION = """# Measures

Every public function that computes something from trade, as its docstring has it: formula, source, choices,
result and errors. How far to trust them, and which to take, is told in
[trade measures](../explanation/trade-measures.md), [complexity](../explanation/complexity.md),
[export potential](../explanation/export-potential.md), [mirror data](../explanation/mirror-data.md) and
[concordances](../explanation/concordances.md); small tables worked out by hand stand in
[the examples](../explanation/trade-measures-examples.md).

`Frame` is a pandas or Polars frame, a PyArrow table or a DuckDB relation; the same kind comes out that goes
in. Functions of the complexity family that take `places x products` work on NumPy arrays and check nothing:
`indices` does. In formulas i sells to j the product k, X are exports and M imports (in the complexity family:
presence); an index left out is summed over.
"""

Members = dict[str, object]
# Group and name of a member: the address of its heading.
Anchors = dict[tuple[str, str], str]


def measures_page() -> str:
    """The page: introduction, contents, a section a group."""
    groups = _groups()
    anchors = _anchors(groups)
    parts = [INTRODUCTION, "## Contents\n", *(_contents(*group, anchors) for group in groups.items())]
    parts.append("")
    return "\n".join([*parts, *(_section(title, members, anchors) for title, members in groups.items())])


def _groups() -> dict[str, Members]:
    room = importlib.import_module(f"{TRADE}.measures")
    modules = {f"{room.__name__}.{m}": title for title, names in MEASURES.items() for m in names}
    found: dict[str, Members] = {title: {} for title in MEASURES}
    for name in room.__all__:
        found[modules[_home(room, name)]][name] = getattr(room, name)
    for room_name, title in ROOMS.items():
        if _exists(room_name):
            other = importlib.import_module(f"{TRADE}.{room_name}")
            found[title] = {name: getattr(other, name) for name in _named(other)}
        if room_name in ALSO:
            module, name = ALSO[room_name]
            found[title][name] = getattr(importlib.import_module(f"{TRADE}.{room_name}.{module}"), name)
    return found


def _exists(room: str) -> bool:
    try:
        return bool(_named(importlib.import_module(f"{TRADE}.{room}")))
    except ModuleNotFoundError:
        return False


def _named(module: ModuleType) -> list[str]:
    return list(getattr(module, "__all__", ()))


def _home(room: ModuleType, name: str) -> str:
    """The module in which a name is written: of a choice, that of its class."""
    value = getattr(room, name)
    return str(getattr(value, "__module__", type(value).__module__))


def _called(value: object) -> bool:
    return inspect.isfunction(value) or inspect.isclass(value)


def _is_error(value: object) -> bool:
    return inspect.isclass(value) and issubclass(value, Exception)


def _contents(title: str, members: Members, anchors: Anchors) -> str:
    told = [(n, anchors[title, n], summary(v)) for n, v in members.items() if inspect.isfunction(v)]
    return "\n".join(
        [f"- [{title}](#{_slug(title)})", *(f"  - [`{n}`]({at}): {said}" for n, at, said in told)]
    )


def _anchors(groups: Mapping[str, Members]) -> Anchors:
    """Where each member's heading is; a heading that comes again gets a number, as GitHub does it."""
    seen = Counter(_slug(title) for title in groups)
    found: Anchors = {}
    for title, members in groups.items():
        for name in _order(members):
            slug = _slug(name)
            found[title, name] = f"#{slug}-{seen[slug]}" if seen[slug] else f"#{slug}"
            seen[slug] += 1
    return found


def _order(members: Members) -> list[str]:
    """Functions, then classes."""
    functions = [n for n, v in members.items() if inspect.isfunction(v)]
    return functions + [n for n, v in members.items() if inspect.isclass(v)]


def _slug(heading: str) -> str:
    return "".join(c for c in heading.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def _section(title: str, members: Members, anchors: Anchors) -> str:
    choices = {n: v for n, v in members.items() if not _called(v) and not isinstance(v, Mapping)}
    times = Counter(name for _, name in anchors)
    parts = [f"## {title}\n"]
    for name in _order(members):
        value = members[name]
        assert callable(value)
        links = {n: at for (_, n), at in anchors.items() if n != name and times[n] == 1}
        call = "" if _is_error(value) else f"{signature(name, value, choices)}\n\n"
        parts.append(f"### `{name}`\n\n{call}{document(value, links)}")
    if choices:
        told = "\n".join(f"- `{name}`: {choice(value)}" for name, value in choices.items())
        parts.append(f"### Named choices of {title[0].lower()}{title[1:]}\n\n{told}\n")
    return "\n".join(parts)
