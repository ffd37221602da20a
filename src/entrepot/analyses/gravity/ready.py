"""The field's specifications by name, as the Advanced Guide to Trade Policy Analysis sets them out.

Yotov, Y. V., Piermartini, R., Monteiro, J.-A., Larch, M. (2016), An Advanced Guide to Trade Policy Analysis:
The Structural Gravity Model, WTO and UNCTAD, chapter 1; numbers of equations are the guide's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from entrepot.analyses.gravity.columns import Columns, lacking
from entrepot.analyses.gravity.specification import Specification
from entrepot.metadata.errors import UsageError

BOTH = ("exporter^year", "importer^year")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a ready specification must know of a panel.

    Attributes:
        columns: what the columns are called.
        names: of all columns.
        years: that are used, in order.
        economies: codes, in order.
    """

    columns: Columns
    names: tuple[str, ...]
    years: tuple[int, ...]
    economies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user adds to a ready specification.

    Attributes:
        lags, leads: years, for the agreement; a column `rta_lag4` is used where the panel has it.
        controls: columns instead of contiguity, language and colony; None is these three.
        add: further terms.
        border_pairs: exporter and importer of borders that get a term of their own ("border").
    """

    lags: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()
    controls: tuple[str, ...] | None = None
    add: tuple[str, ...] = ()
    border_pairs: tuple[tuple[str, str], ...] = ()


Builder = Callable[[Facts, Wishes], dict[str, Any]]


def specified(name: str, facts: Facts, wishes: Wishes, **settings: Any) -> Specification:
    """The ready specification of that name for a panel.

    Args:
        name: of `READY`.
        facts: of the panel.
        wishes: of the user.
        settings: fields of `Specification` that go before those of the ready one.

    Raises:
        UsageError: no specification of that name, or a wish that it has no room for.
        BadInput: the panel lacks a column that it needs.
    """
    check_name(name)
    _, build = READY[name]
    made = build(facts, wishes)
    if (wishes.lags or wishes.leads) and not made.pop("phased", False):
        raise UsageError(f"{name} has no lags or leads: they are for rta, rta-globalisation and tariff.")
    if wishes.border_pairs and name != "border":
        raise UsageError(f"{name} has no borders of pairs: choose the specification border.")
    made.pop("phased", None)
    made["terms"] = tuple(dict.fromkeys((*made["terms"], *wishes.add)))
    return Specification(name=name, **(made | settings))


def check_name(name: str) -> None:
    """Refuse what is no name of a ready specification.

    Raises:
        UsageError: with the nearest name.
    """
    if name not in READY:
        near = process.extractOne(name, list(READY), scorer=fuzz.ratio, score_cutoff=50.0)
        hint = f" Did you mean {near[0]}?" if near else ""
        raise UsageError(f"There is no specification {name!r}.{hint} There are {', '.join(READY)}.")


def _controls(facts: Facts, wishes: Wishes) -> tuple[str, ...]:
    if wishes.controls is not None:
        return wishes.controls
    known = (facts.columns.contiguity, facts.columns.language, facts.columns.colony)
    return tuple(name for name in known if name)


def _agreement(facts: Facts, wishes: Wishes) -> tuple[str, ...]:
    name = facts.columns.agreement
    if not name:
        raise lacking("rta", facts.names, role="agreement; name it with --agreement")
    phased = [f"{name}_lead{years}" for years in wishes.leads] + [f"{name}_lag{y}" for y in wishes.lags]
    return (name, *(_as_written(term, facts.names) for term in phased))


def _as_written(term: str, names: Sequence[str]) -> str:
    return next((name for name in names if name.casefold() == term.casefold()), term)


def _total(terms: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {f"total_{terms[0].lower()}": terms} if len(terms) > 1 else {}


def _traditional(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    terms = ("log_dist", *_controls(facts, wishes), "log_y", "log_e")
    return {"estimator": "ols", "terms": terms, "fixed_effects": ()}


def _remoteness(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    made = _traditional(facts, wishes)
    return made | {"terms": (*made["terms"], "log_remoteness_exp", "log_remoteness_imp")}


def _structural(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    return {"terms": ("log_dist", *_controls(facts, wishes)), "fixed_effects": BOTH}


def _rta_standard(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    made = _structural(facts, wishes)
    return made | {"terms": (*made["terms"], facts.columns.agreement or _agreement(facts, wishes)[0])}


def _rta_domestic(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    return _rta_standard(facts, wishes) | {"fixed_effects": (*BOTH, "domestic_pair"), "domestic": True}


def _rta(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    terms = _agreement(facts, wishes)
    effects = (*BOTH, "pair")
    return {
        "terms": terms, "fixed_effects": effects, "domestic": True, "totals": _total(terms), "phased": True,
    }  # fmt: skip


def _rta_globalisation(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    made = _rta(facts, wishes)
    if len(facts.years) < 2:
        raise UsageError("rta-globalisation has a border for each year but the last: one year is too few.")
    borders = tuple(f"border_{year}" for year in facts.years[:-1])
    return made | {"terms": (*made["terms"], *borders)}


def _distance_puzzle(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    if len(facts.years) < 2:
        raise UsageError("The distance puzzle needs two years at least.")
    yearly = tuple(f"log_dist_{year}" for year in facts.years)
    terms = (*yearly, *_controls(facts, wishes))
    change = {"change_log_dist": (yearly[0], yearly[-1])}
    return {"terms": terms, "fixed_effects": BOTH, "changes": change}


def _puzzle_internal(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    made = _distance_puzzle(facts, wishes)
    return made | {"terms": (*made["terms"], "log_dist_intra"), "domestic": True}


def _puzzle_home_bias(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    made = _puzzle_internal(facts, wishes)
    return made | {"terms": (*made["terms"], "domestic")}


def _puzzle_countries(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    made = _distance_puzzle(facts, wishes)
    return made | {"fixed_effects": (*BOTH, "domestic_pair"), "domestic": True}


def _border(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    directed = tuple(f"border_{one}_{other}" for one, other in wishes.border_pairs)
    made = _structural(facts, wishes)
    return made | {"terms": (*made["terms"], "border", *directed), "domestic": True}


def _border_countries(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    made = _structural(facts, wishes)
    own = tuple(f"domestic_{economy}" for economy in facts.economies)
    # An economy without sales at home in the panel has no border that could be seen.
    return made | {"terms": (*made["terms"], *own), "domestic": True, "drop_collinear": True}


def _tariff(facts: Facts, wishes: Wishes) -> dict[str, Any]:
    agreements = _agreement(facts, wishes) if facts.columns.agreement else ()
    tariff = "log_tariff"
    return {
        "terms": (*agreements, tariff), "fixed_effects": (*BOTH, "pair"), "domestic": True,
        "pairs": "directed", "elasticities": (tariff,), "phased": True,
        "totals": _total(agreements) if agreements else {},
    }  # fmt: skip


READY: Mapping[str, tuple[str, Builder]] = {
    "traditional": ("distance and sizes, by OLS, without multilateral resistance (1-23)", _traditional),
    "remoteness": ("the same with remoteness of exporter and importer (1-24)", _remoteness),
    "structural": ("effects of exporter-year and importer-year, PPML or OLS (1-27, 1-28)", _structural),
    "rta-standard": ("structural with agreements, international trade only (1-34, 1-35)", _rta_standard),
    "rta-domestic": ("the same with sales at home and an effect for each home (1-35)", _rta_domestic),
    "rta": ("agreements with pair effects and sales at home; --lags, --leads (1-36 to 1-38)", _rta),
    "rta-globalisation": ("the same with a border for each year but the last (1-39)", _rta_globalisation),
    "distance-puzzle": ("distance by year, international trade only; --estimator ols (1-29, 1-30)",
                        _distance_puzzle),
    "distance-puzzle-internal": ("the same with sales and distance at home (1-31)", _puzzle_internal),
    "distance-puzzle-home-bias": ("the same with home bias (1-32)", _puzzle_home_bias),
    "distance-puzzle-countries": ("distance by year, an effect for each home (1-33)", _puzzle_countries),
    "border": ("what crossing a border costs, one effect; --border-pair for a direction", _border),
    "border-countries": ("sales at home against abroad, for each economy", _border_countries),
    "tariff": ("tariffs with three-way effects and directed pairs: the elasticity; --lags", _tariff),
}  # fmt: skip
"""Under the name of each: what it is in a line, and how it is made."""
