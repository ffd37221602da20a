"""A route in as few lines as can be read: consecutive runs by one mode as one, lifts at one place as one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from entrepot.metadata.corridors import Route, Step
from entrepot.metadata.origin import join


def stages(route: Route) -> tuple[Step, ...]:
    """The steps with those merged that follow each other and are of one kind: runs by one mode, or whatever
    else happens at one terminal by one mode. Totals are kept.
    """
    merged: list[Step] = []
    for step in route.steps:
        if merged and _continues(merged[-1], step):
            merged[-1] = _joined(merged[-1], step)
        else:
            merged.append(step)
    return tuple(merged)


def _continues(last: Step, step: Step) -> bool:
    if (last.kind, last.mode) != (step.kind, step.mode):
        return False
    if step.kind == "running":
        return not (step.leg and step.leg == last.leg)  # what turns back is told as two
    return step.kind != "border" and last.end == step.start


def _joined(a: Step, b: Step) -> Step:
    countries = Counter(a.countries)
    countries.update(b.countries)
    return replace(
        a,
        end=b.end,
        end_name=b.end_name,
        hours=a.hours + b.hours,
        usd=a.usd + b.usd,
        co2e=a.co2e + b.co2e,
        km=a.km + b.km,
        leg=b.leg,
        countries=dict(countries),
        passages=tuple(dict.fromkeys((*a.passages, *b.passages))),
        line=(*a.line, *b.line[1:]),
        quality=max(a.quality, b.quality),
        origins=join(a.origins, b.origins),
        method="; ".join(dict.fromkeys(part for part in (a.method, b.method) if part)),
    )


def through(route: Route) -> tuple[str, ...]:
    """Names of the terminals where goods are lifted, change gauge or cross a border, in order."""
    ends = {route.origin.end, route.destination.end}
    names: dict[str, None] = {}
    for step in route.steps:
        if step.kind != "running":
            for code, name in ((step.start, step.start_name), (step.end, step.end_name)):
                if code not in ends:
                    names[name] = None
    return tuple(names)


def turns(route: Route) -> tuple[str, ...]:
    """Names of the terminals where the route turns back and runs the leg before once more, the other way."""
    runs = [step for step in route.steps if step.kind == "running"]
    return tuple(a.end_name for a, b in pairwise(runs) if a.leg and a.leg == b.leg and a.start == b.end)
