"""How much of a part can happen at all, and what a strength means in the part's own measure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from entrepot.analyses.equilibrium.accounts import Array
from entrepot.analyses.scenarios.exploring.tables import figure
from entrepot.analyses.scenarios.exploring.targets import Target
from entrepot.analyses.scenarios.flows import cells
from entrepot.analyses.scenarios.outcome import PERCENT
from entrepot.analyses.scenarios.run import Run, Setting
from entrepot.analyses.scenarios.world.model import Mask, World
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Figure
from entrepot.metadata.scenario import (
    AgreementPart,
    CorridorPart,
    CostPart,
    DemandPart,
    EmbargoPart,
    Part,
    ProductivityPart,
    TariffPart,
)

Measure = tuple[str, str, Callable[[float], float]]
"""What is measured, its unit, and its value at a strength."""
_SEEN = 1e-9
MOST = 64.0
"""Strongest that is looked at: 64 times in logarithms."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a strength means for a part.

    Attributes:
        part: its name.
        what: what is measured, in words.
        stated: as the scenario has it (strength 1).
        needed: at the strength in question.
    """

    part: str
    what: str
    stated: Figure
    needed: Figure


def limit(part: Part, setting: Setting) -> tuple[float, str]:
    """How strong a part can be, and why no stronger; infinity and nothing where there is no end."""
    what = part.what
    if isinstance(what, CorridorPart) and what.difference.closures:
        return 1.0, f"what is closed in part “{part.name}” cannot be closed more"
    if isinstance(what, EmbargoPart) and what.share.value > 0.0:
        return 1.0 / what.share.value, f"nothing is left to forbid in part “{part.name}”"
    if not isinstance(what, TariffPart):
        return math.inf, ""
    now, after = _duty_now(part, what, setting), what.after.value
    # Below nothing a duty is a subsidy: that is looked at only where the scenario itself asks for one.
    floor = min(0.0, after)
    falling = now > after
    if not falling.any():
        return math.inf, ""
    return float(((now - floor) / (now - after))[falling].min()), f"no duty is left in part “{part.name}”"


def check_variable(part: Part, setting: Setting) -> None:
    """Raise `UsageError` where a part closes flows altogether: of that there is no more and no less."""
    if not isinstance(part.what, CorridorPart):
        return
    closed = ~np.isfinite(setting.corridors[part.name].variants["typical"]).all(axis=0)
    if count := int(closed.sum()):
        raise UsageError(
            f"Part “{part.name}” leaves no way at all between {count} pairs of economies: of that there is "
            "no more and no less, and so no break-even. Vary another part (--part), or compare scenarios."
        )


def needs(part: Part, run: Run, strength: float, target: Target) -> Iterator[Need]:
    """What a strength means for a part.

    Args:
        part: one of the run's scenario.
        run: whose world and setting.
        strength: as in `shocks.Reading`.
        target: whose flows the mean costs of corridors are taken of.
    """
    for what, unit, at in _measures(part, run, target):
        one, other = (figure(run, at(each), what, unit, target.places) for each in (1.0, strength))
        yield Need(part.name, what, one, other)


def _measures(part: Part, run: Run, target: Target) -> list[Measure]:
    what, setting = part.what, run.setting
    if isinstance(what, CorridorPart):
        return _of_corridor(part, setting, target)
    if isinstance(what, TariffPart):
        now, weight = _duty_now(part, what, setting), _trade(part, what, setting)
        mean, after = float(np.average(now, weights=weight)), what.after.value
        return [("duty, mean weighted by trade", PERCENT, lambda s: 100.0 * (mean + (after - mean) * s))]
    if isinstance(what, AgreementPart):
        return _of_agreement(part, what, setting)
    if isinstance(what, EmbargoPart):
        share = what.share.value
        return [("share forbidden", PERCENT, lambda s: 100.0 * min(1.0, share * s))]
    name = {CostPart: "costs of trade", DemandPart: "demand of final users", ProductivityPart: "productivity"}
    change = what.change.value
    return [(name[type(what)], PERCENT, lambda s: 100.0 * ((1.0 + change) ** s - 1.0))]


def _of_agreement(part: Part, what: AgreementPart, setting: Setting) -> list[Measure]:
    where = cells(setting.world, what.flows, part.name)
    theta = np.broadcast_to(setting.elasticities.theta[:, None, None], where.shape)[where]
    weight, effect = _trade(part, what, setting), what.effect.value

    def costs(strength: float) -> float:
        return 100.0 * float(np.average(np.expm1(-effect * strength / theta), weights=weight))

    return [
        ("effect on the logarithm of trade", "1", lambda s: effect * s),
        ("trade, before prices and incomes respond", PERCENT, lambda s: 100.0 * math.expm1(effect * s)),
        ("costs of trade that do as much, mean weighted by trade", PERCENT, costs),
    ]


def _of_corridor(part: Part, setting: Setting, target: Target) -> list[Measure]:
    """Nothing where the corridor changes no flow that the target is about."""
    world, hat = setting.world, setting.corridors[part.name].variants["typical"]
    where = np.isfinite(hat) & (np.abs(hat - 1.0) > _SEEN) & _about(world, target)
    factor, trade = hat[where], world.accounts.trade[where]
    if not trade.any():
        return []
    names = [world.economy_names.get(code, code) for code in target.places]
    side = {"exports": "sells", "imports": "buys", "real-income": "sells and buys"}.get(target.kind)
    flows = f"{names[0]} {side}" if side else f"{names[0]} sells to {names[1]}"
    what = f"costs of what {flows}, where the corridor changes them, mean weighted by trade"
    return [(what, PERCENT, lambda s: 100.0 * (float(np.average(factor**s, weights=trade)) - 1.0))]


def _about(world: World, target: Target) -> Mask:
    """bool[N, N], by importer and exporter: the flows across borders that a target is about."""
    count = len(world.economies)
    sold, bought = np.zeros((2, count, count), dtype=np.bool_)
    sold[:, world.economies.index(target.places[0])] = True
    bought[world.economies.index(target.places[-1])] = True
    meant = {"exports": sold, "imports": bought, "real-income": sold | bought, "sales": sold & bought}
    return np.asarray(meant[target.kind] & ~np.eye(count, dtype=np.bool_))


def _trade(part: Part, what: TariffPart | AgreementPart, setting: Setting) -> Array:
    """Weights of the cells that the part is about; alike where nothing is traded."""
    found = setting.world.accounts.trade[cells(setting.world, what.flows, part.name)]
    return found if found.any() else np.ones_like(found)


def _duty_now(part: Part, what: TariffPart, setting: Setting) -> Array:
    """Duties in force in the cells that the part is about."""
    where = cells(setting.world, what.flows, part.name)
    if what.before is not None:
        return np.full(int(where.sum()), what.before)
    return np.asarray(setting.world.accounts.tariffs[where])
