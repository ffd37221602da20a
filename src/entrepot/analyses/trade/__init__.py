"""What two places trade, and how much of it: rankings, shares, concentration, advantage, complementarity.

Each question is a function of the store (or a `World` already read) and of places; each answer is a small
frozen result whose numbers are figures with source and caveat. `measures` holds the formulas, for any frame.
"""

from entrepot.analyses.trade.advantage import Advantage, advantage
from entrepot.analyses.trade.bilateral import Bilateral, bilateral
from entrepot.analyses.trade.bounds import bounds
from entrepot.analyses.trade.complementarity import Complementarity, complementarity
from entrepot.analyses.trade.concentration import Concentration, concentration
from entrepot.analyses.trade.domestic import DomesticSales, domestic_sales
from entrepot.analyses.trade.findings import Finding, Kind, findings
from entrepot.analyses.trade.opportunities import Opportunities, opportunities
from entrepot.analyses.trade.partners import Flow, Partners, Standing, partners
from entrepot.analyses.trade.world import World, industry_names, world

__all__ = [
    "Advantage",
    "Bilateral",
    "Complementarity",
    "Concentration",
    "DomesticSales",
    "Finding",
    "Flow",
    "Kind",
    "Opportunities",
    "Partners",
    "Standing",
    "World",
    "advantage",
    "bilateral",
    "bounds",
    "complementarity",
    "concentration",
    "domestic_sales",
    "findings",
    "industry_names",
    "opportunities",
    "partners",
    "world",
]
