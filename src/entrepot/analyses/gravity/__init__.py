"""Gravity equations: what distance, borders and agreements do to trade, estimated from panels of flows."""

from entrepot.analyses.gravity.columns import Columns
from entrepot.analyses.gravity.estimates import Estimates, Term
from entrepot.analyses.gravity.estimating import estimate
from entrepot.analyses.gravity.failures import EngineMissing, NoEstimate
from entrepot.analyses.gravity.ready import READY, Wishes
from entrepot.analyses.gravity.specification import Specification

__all__ = [
    "READY",
    "Columns",
    "EngineMissing",
    "Estimates",
    "NoEstimate",
    "Specification",
    "Term",
    "Wishes",
    "estimate",
]
