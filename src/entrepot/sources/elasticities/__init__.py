"""Trade elasticities by industry: those that ship, each with its publication, and the user's own."""

from entrepot.sources.elasticities.estimates import Estimate, Estimates
from entrepot.sources.elasticities.own import own
from entrepot.sources.elasticities.shipped import DEFAULT, shipped

__all__ = ["DEFAULT", "Estimate", "Estimates", "own", "shipped"]
