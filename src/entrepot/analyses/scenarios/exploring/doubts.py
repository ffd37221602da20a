"""What an answer may hang on, as other settings and scenarios to be solved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from entrepot.analyses.scenarios.amounts import bounds
from entrepot.analyses.scenarios.exploring.solving import Plan
from entrepot.analyses.scenarios.run import Setting, with_set
from entrepot.metadata.scenario import CLOSURES, Amount, Part, Scenario, TariffPart

SCALES = (0.75, 1.25)
"""Factors on all elasticities: a quarter less, a quarter more."""
CORRIDORS = ("mild", "strong")


@dataclass(frozen=True, eq=False)
class Variation:
    """One thing otherwise than in the best reading.

    Attributes:
        doubt: "elasticities", "all elasticities", "deficits", "cost of time", or "part <name>".
        label: what is otherwise, in a word or two.
        plan: what to solve.
    """

    doubt: str
    label: str
    plan: Plan


def variations(scenario: Scenario, setting: Setting) -> list[Variation]:
    """Everything that is varied, one thing at a time; what is as in the setting is left out."""
    return [*_of_setting(scenario, setting), *_of_corridors(scenario, setting), *_of_parts(scenario, setting)]


def _of_setting(scenario: Scenario, setting: Setting) -> Iterator[Variation]:
    used = setting.elasticities
    for name in setting.world.elasticities:
        if name != used.name:
            other = with_set(setting, name)
            yield Variation("elasticities", name, Plan(scenario, other, other.reading()))
    for factor in SCALES:
        scaled = replace(setting, elasticities=replace(used, theta=used.theta * factor))
        yield Variation("all elasticities", f"x {factor:g}", Plan(scenario, scaled, scaled.reading()))
    for closure in CLOSURES:
        if closure != setting.closure:
            other = replace(setting, closure=closure)
            yield Variation("deficits", closure, Plan(scenario, other, other.reading()))


def _of_corridors(scenario: Scenario, setting: Setting) -> Iterator[Variation]:
    if setting.corridors:
        for variant in CORRIDORS:
            yield Variation("cost of time", variant, Plan(scenario, setting, setting.reading(variant)))


def _of_parts(scenario: Scenario, setting: Setting) -> Iterator[Variation]:
    for at, part in enumerate(scenario.parts):
        for name, amount in _uncertain(part):
            for value in bounds(amount):
                parts = (*scenario.parts[:at], _with(part, name, value), *scenario.parts[at + 1 :])
                plan = Plan(replace(scenario, parts=parts), setting, setting.reading())
                yield Variation(f"part {part.name}", _written(part, name, value), plan)


def _uncertain(part: Part) -> Iterator[tuple[str, Amount]]:
    """Amounts of a part whose doubt is stated, by the name of their field."""
    for field in fields(part.what):
        value = getattr(part.what, field.name)
        if isinstance(value, Amount) and not value.certain:
            yield field.name, value


def _with(part: Part, name: str, value: float) -> Part:
    """The part with a certain amount."""
    certain: dict[str, Any] = {name: Amount(value)}
    return replace(part, what=replace(part.what, **certain))


def _written(part: Part, name: str, value: float) -> str:
    if name == "effect":
        return f"effect {value:.3g}"
    sign = "" if isinstance(part.what, TariffPart) or name == "share" else "+"
    return f"{100.0 * value:{sign}.3g} %"
