"""A scenario written as YAML; read again it is the same, to the last digit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import yaml

from entrepot.metadata.corridors import Addition, Change, Difference, Span
from entrepot.metadata.scenario import (
    AgreementPart,
    Amount,
    CorridorPart,
    CostPart,
    DemandPart,
    EmbargoPart,
    Flows,
    Part,
    ProductivityPart,
    Scenario,
    TariffPart,
)

Plain = dict[str, Any]
Write = Callable[[float], Any]


def dump(scenario: Scenario) -> str:
    """A scenario as YAML.

    Groups of places are written as their members, and a what-if of corridors as what it does: so the file
    means the same wherever it is read. A source is written in words.
    """
    said = {
        "name": scenario.name,
        "title": dict(scenario.title),
        "description": dict(scenario.description),
        "places": list(scenario.places),
        "closure": scenario.closure,
        "elasticities": scenario.elasticities,
        "sources": list(scenario.sources),
        "parts": [_part(part) for part in scenario.parts],
    }
    return str(yaml.dump(_filled(said), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110))


class _Dumper(yaml.SafeDumper):
    """Writes lists of codes on a line, and no aliases, which the reader refuses."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature is PyYAML's
        return True


def _listed(dumper: yaml.SafeDumper, items: list[Any]) -> yaml.Node:
    short = all(isinstance(item, str | int | float) and len(str(item)) <= 20 for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


_Dumper.add_representer(list, _listed)


def _part(part: Part) -> Plain:
    kind, what = _what(part)
    return _filled({"name": part.name, "title": dict(part.title), "source": part.source, kind: what})


def _what(part: Part) -> tuple[str, Plain]:
    match part.what:
        case CorridorPart(difference):
            return "corridor", _difference(difference)
        case CostPart(flows, change):
            return "cost", {**_flows(flows), "change": _amount(change, percent)}
        case TariffPart(flows, after, before):
            duty = {} if before is None else {"before": percent(before)}
            return "tariff", {**_flows(flows), **duty, "after": _amount(after, percent)}
        case AgreementPart(flows, effect):
            return "agreement", {**_flows(flows), "effect": _amount(effect, float)}
        case EmbargoPart(flows, share):
            return "embargo", {**_flows(flows), "share": _amount(share, percent)}
        case DemandPart(economies, industries, change):
            return "demand", _within(economies, industries, change)
        case ProductivityPart(economies, industries, change):
            return "productivity", _within(economies, industries, change)


def percent(share: float) -> str:
    """A share as a percentage that reads back to the same float: -0.1 is "-10%"."""
    number = Decimal(repr(share)).scaleb(2)
    plain = f"{number:f}"
    return f"{plain if len(plain) <= 40 else number}%"


def _amount(amount: Amount, write: Write) -> Any:
    if amount.low is not None and amount.high is not None:
        return [write(amount.low), write(amount.value), write(amount.high)]
    if amount.se:
        return {"value": write(amount.value), "se": write(amount.se)}
    return write(amount.value)


def _flows(flows: Flows) -> Plain:
    sides = ("between", "and") if flows.both_ways else ("from", "to")
    return {
        sides[0]: list(flows.exporters) or "all",
        sides[1]: list(flows.importers) or "all",
        "industries": list(flows.industries) or "all",
    }


def _within(economies: tuple[str, ...], industries: tuple[str, ...], change: Amount) -> Plain:
    return {
        "in": list(economies) or "all",
        "industries": list(industries) or "all",
        "change": _amount(change, percent),
    }


def _difference(difference: Difference) -> Plain:
    return _filled(
        {
            "name": difference.name,
            "title": difference.title,
            "description": difference.description,
            "close": list(difference.closures),
            "change": [_change(change) for change in difference.changes],
            "add": [_addition(addition) for addition in difference.additions],
        }
    )


def _change(change: Change) -> Plain:
    said = {"quantity": change.quantity, "where": change.where, "mode": str(change.mode)}
    return _filled({**said, "to": _span(change.to), "times": change.times, "source": change.source})


def _addition(addition: Addition) -> Plain:
    return _filled(
        {
            "from": addition.start,
            "to": addition.end,
            "mode": addition.mode.value,
            "km": addition.km,
            "hours": _span(addition.hours),
            "price": _span(addition.price),
            "headway": _span(addition.headway),
            "one_way": addition.one_way or None,
            "gauge": addition.gauge or None,
            "title": addition.title,
            "source": addition.source,
            "passages": list(addition.passages),
        }
    )


def _span(span: Span | None) -> Any:
    if span is None:
        return None
    exact = span.low == span.typical == span.high
    return span.typical if exact else [span.low, span.typical, span.high]


def _filled(said: Mapping[str, Any]) -> Plain:
    """What is not empty; a zero is not empty."""
    return {key: value for key, value in said.items() if value is not None and value not in ("", [], {})}
