"""The chain after the cost: from the cost of one flow to its sales, to trade, to real income."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from entrepot.analyses.scenarios.answer import Answer
from entrepot.analyses.scenarios.costs import Chain
from entrepot.analyses.scenarios.outcome import place
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Figure


@dataclass(frozen=True, slots=True)
class Link:
    """One outcome: what it is called, its change in per cent, why it differs from the one before."""

    label: str
    figure: Figure
    why: str


@dataclass(frozen=True)
class Followed:
    """One flow followed through a scenario.

    Attributes:
        exporter, importer, industry: the flow.
        chain: from hours and dollars to the cost; None where no corridor changes.
        cost: of trade after / before, duties included.
        theta: elasticity of the industry.
        alone: sales after / before, if no price and no income moved: cost ** -theta.
        links: what follows, as solved.
    """

    exporter: str
    importer: str
    industry: str
    chain: Chain | None
    cost: float
    theta: float
    alone: float
    links: tuple[Link, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "exporter": self.exporter,
            "importer": self.importer,
            "industry": self.industry,
            "chain": None if self.chain is None else self.chain.to_dict(),
            "cost_factor": self.cost,
            "elasticity": self.theta,
            "sales_factor_alone": self.alone,
            "outcomes": [
                {"what": link.label, "why": link.why, "figure": link.figure.to_dict()} for link in self.links
            ],
        }


def follow(found: Answer, exporter: str, importer: str, industry: str = "") -> Followed:
    """Every number between the cost of one flow and real income.

    Args:
        found: the answer.
        exporter: ISO 3166-1 alpha-3.
        importer: the same.
        industry: code; left out, those that change most, or the goods that are sold most.

    Raises:
        UsageError: an economy or an industry that the world does not have.
    """
    code = industry or largest(found, exporter, importer)
    world = found.run.setting.world
    if code not in world.codes:
        matched = world.mask((code,))  # raises, naming near ones
        if matched.sum() != 1:
            raise UsageError(f"{code!r} is {matched.sum()} industries: name one to follow.")
        code = world.codes[int(matched.argmax())]
    cost = _cost(found, exporter, importer, code)
    theta = float(found.run.setting.elasticities.theta[world.codes.index(code)])
    chain = found.chain(exporter, importer, code) if found.run.setting.corridors else None
    links = _links(found, exporter, importer, code)
    return Followed(exporter, importer, code, chain, cost, theta, cost**-theta, links)


def largest(found: Answer, exporter: str, importer: str) -> str:
    """Of the industries whose cost changes that whose sales change most; else the goods most sold."""
    if changed := touched(found, exporter, importer):
        return changed[0]
    world = found.run.setting.world
    goods = {code for code, made in zip(world.codes, world.goods, strict=True) if made}
    rows = [row for row in found.pair(exporter, importer).rows() if row["industry"] in goods]
    return str(max(rows, key=lambda row: row["before"])["industry"])


def touched(found: Answer, exporter: str, importer: str) -> tuple[str, ...]:
    """Industries whose cost of trade changes in a flow, those whose sales change most first."""
    codes = found.run.setting.world.codes
    changes = {row["industry"]: abs(row["change"]) for row in found.pair(exporter, importer).rows()}
    meant = [code for code in codes if _cost(found, exporter, importer, code) != 1.0 and changes[code]]
    return tuple(sorted(meant, key=lambda code: -changes[code]))


def _cost(found: Answer, exporter: str, importer: str, code: str) -> float:
    world, run = found.run.setting.world, found.run
    cell = world.codes.index(code), place(run, importer), place(run, exporter)
    melting = 1.0 if run.shock.cost is None else float(run.shock.cost[cell])
    now = float(run.accounts.tariffs[cell])
    then = now if run.shock.tariffs is None else float(run.shock.tariffs[cell])
    return melting * (1.0 + then) / (1.0 + now)


def _links(found: Answer, seller: str, buyer: str, code: str) -> tuple[Link, ...]:
    pair, economies = found.pair(seller, buyer), found.economies()
    flow = f"{seller} to {buyer}"
    return (
        Link(f"Sales of {code}, {flow}", pair.figure("share", industry=code), "prices and incomes respond"),
        Link(f"Sales of goods, {flow}", pair.figure("share", industry="goods"), "all industries of goods"),
        Link(
            f"Exports of {seller}",
            economies.figure("exports", economy=seller),
            "to everybody, all industries",
        ),
        Link(
            f"Imports of {buyer}",
            economies.figure("imports", economy=buyer),
            "from everybody, all industries",
        ),
        *(
            Link(
                f"Real income of {code}", economies.figure("real_income", economy=code), "at the prices paid"
            )
            for code in (seller, buyer)
        ),
    )
