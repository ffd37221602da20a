"""Gravity equations: what distance, borders and agreements do to trade, estimated from panels of flows."""

from entrepot.analyses.gravity.changes import Change
from entrepot.analyses.gravity.columns import Columns
from entrepot.analyses.gravity.estimates import Estimates, Term
from entrepot.analyses.gravity.estimating import estimate
from entrepot.analyses.gravity.failures import EngineMissing, NoEstimate
from entrepot.analyses.gravity.pair_costs import PairCosts, pair_costs
from entrepot.analyses.gravity.ready import READY, Wishes
from entrepot.analyses.gravity.saved import saved_estimates
from entrepot.analyses.gravity.specification import Specification

__all__ = [
    "READY",
    "Change",
    "Columns",
    "EngineMissing",
    "Estimates",
    "NoEstimate",
    "PairCosts",
    "Specification",
    "Term",
    "Wishes",
    "estimate",
    "pair_costs",
    "saved_estimates",
]
