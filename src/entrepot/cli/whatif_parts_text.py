"""What a scenario says, in a terminal."""

from __future__ import annotations

from collections.abc import Iterable

from entrepot.cli.corridors_tables import wrapped
from entrepot.metadata.scenario import (
    AgreementPart,
    Amount,
    CorridorPart,
    CostPart,
    DemandPart,
    EmbargoPart,
    Flows,
    Part,
    Scenario,
    TariffPart,
)

_MANY = 8


def told(one: Scenario) -> str:
    """Its title, each part with who says so, and its sources."""
    lines = [one.title.get("en", one.name), ""]
    lines += [wrapped(one.description["en"]), ""] if one.description.get("en") else []
    for part in one.parts:
        lines += [wrapped(f"{part.name}: {said(part)}", "· ")]
        lines += [wrapped(part.source, "    ")] if part.source else []
    settings = [f"deficits: {one.closure}"] if one.closure else []
    settings += [f"elasticities: {one.elasticities}"] if one.elasticities else []
    lines += ["", f"Asked with {', '.join(settings)}."] if settings else []
    lines += ["", "Sources:", *(wrapped(source, "· ") for source in one.sources)] if one.sources else []
    return "\n".join(lines)


def said(part: Part) -> str:
    """One part in a sentence."""
    what = part.what
    if isinstance(what, CorridorPart):
        other = what.difference
        return f"corridors: {other.title or other.name}"
    if isinstance(what, CostPart):
        return f"costs of trade {_percent(what.change)}, {_flows(what.flows)}"
    if isinstance(what, TariffPart):
        before = "" if what.before is None else f" instead of {what.before:.1%}"
        return f"duty of {_percent(what.after, sign='')}{before}, {_flows(what.flows)}"
    if isinstance(what, AgreementPart):
        return (
            f"an agreement worth {_coefficient(what.effect)} in the logarithm of trade, {_flows(what.flows)}"
        )
    if isinstance(what, EmbargoPart):
        return f"{_percent(what.share, sign='')} forbidden, {_flows(what.flows)}"
    noun = "demand of final users" if isinstance(what, DemandPart) else "productivity"
    return f"{noun} {_percent(what.change)} in {_listed(what.economies)}: {_industries(what.industries)}"


def _flows(flows: Flows) -> str:
    sellers, buyers = _listed(flows.exporters), _listed(flows.importers)
    if flows.both_ways and flows.exporters == flows.importers:
        between = f"among {sellers}"
    elif flows.both_ways:
        between = f"between {sellers} and {buyers}"
    else:
        between = f"from {sellers} to {buyers}"
    return f"{between}: {_industries(flows.industries)}"


def _listed(codes: tuple[str, ...]) -> str:
    if not codes:
        return "all economies"
    more = f" and {len(codes) - _MANY} more" if len(codes) > _MANY else ""
    return ", ".join(codes[:_MANY]) + more


def _industries(industries: Iterable[str]) -> str:
    return ", ".join(industries) or "all industries"


def _percent(amount: Amount, sign: str = "+") -> str:
    return f"{amount.value:{sign}.1%}{_doubt(amount, 100.0, ' %')}"


def _coefficient(amount: Amount) -> str:
    return f"{amount.value:.3f}{_doubt(amount, 1.0, '')}"


def _doubt(amount: Amount, factor: float, unit: str) -> str:
    if amount.se:
        return f" (standard error {factor * amount.se:.3g}{unit})"
    if amount.low is None and amount.high is None:
        return ""
    low = amount.value if amount.low is None else amount.low
    high = amount.value if amount.high is None else amount.high
    return f" ({factor * low:.3g} to {factor * high:.3g}{unit})"
