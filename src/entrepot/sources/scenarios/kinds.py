"""The seven kinds of part, each from the keys that its word has."""

from __future__ import annotations

from collections.abc import Callable

import yaml

from entrepot.metadata.scenario import (
    AgreementPart,
    Amount,
    CorridorPart,
    CostPart,
    DemandPart,
    EmbargoPart,
    ProductivityPart,
    TariffPart,
    What,
)
from entrepot.sources.corridors.values import Keys, keys_of
from entrepot.sources.record_pack.entry import Entry
from entrepot.sources.scenarios import amounts
from entrepot.sources.scenarios.corridor_parts import corridor
from entrepot.sources.scenarios.estimates import estimate
from entrepot.sources.scenarios.flows import FLOWS, economies, flows, industries_of

COST = (*FLOWS, "change")
TARIFF = (*FLOWS, "before", "after")
AGREEMENT = (*FLOWS, "effect")
EMBARGO = (*FLOWS, "share")
WITHIN = ("in", "industries", "change")


def _corridor(entry: Entry) -> CorridorPart:
    return CorridorPart(corridor(entry))


def _cost(entry: Entry) -> CostPart:
    keys = keys_of(entry, COST, required=("change",))
    return CostPart(flows(entry, keys), amounts.change(keys["change"], amounts.CHANGE))


def _tariff(entry: Entry) -> TariffPart:
    keys = keys_of(entry, TARIFF, required=("after",))
    after = amounts.change(keys["after"], amounts.TARIFF, times=False)
    return TariffPart(flows(entry, keys), after, _before(keys) if "before" in keys else None)


def _before(keys: Keys) -> float:
    return amounts.TARIFF.hold(keys["before"], amounts.percent(keys["before"]))


def _agreement(entry: Entry) -> AgreementPart:
    keys = keys_of(entry, AGREEMENT, required=("effect",))
    stated = keys["effect"]
    names = (
        {key.value for key, _ in stated.node.value} if isinstance(stated.node, yaml.MappingNode) else set()
    )
    return AgreementPart(
        flows(entry, keys), estimate(stated) if "estimate" in names else amounts.effect(stated)
    )


def _embargo(entry: Entry) -> EmbargoPart:
    keys = keys_of(entry, EMBARGO)
    share = amounts.change(keys["share"], amounts.SHARE, times=False) if "share" in keys else Amount(1.0)
    return EmbargoPart(flows(entry, keys), share)


def _demand(entry: Entry) -> DemandPart:
    return DemandPart(*_within(entry))


def _productivity(entry: Entry) -> ProductivityPart:
    return ProductivityPart(*_within(entry))


def _within(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...], Amount]:
    keys = keys_of(entry, WITHIN, required=("in", "change"))
    return economies(keys["in"]), industries_of(keys), amounts.change(keys["change"], amounts.QUANTITY)


KINDS: dict[str, Callable[[Entry], What]] = {
    "corridor": _corridor,
    "agreement": _agreement,
    "tariff": _tariff,
    "embargo": _embargo,
    "cost": _cost,
    "productivity": _productivity,
    "demand": _demand,
}
