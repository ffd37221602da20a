"""One sector in general equilibrium: exact hat algebra, and the chain of the UNCTAD-WTO guide.

`one_sector` takes a square of trade, home sales included, and changes of iceberg costs. `guide` takes what a
gravity regression gives, t^(1 - sigma) of each pair before and after, and tells the guide's indexes.
docs/explanation/one-sector.md has formulas, an example and what was measured.
"""

from entrepot.analyses.equilibrium.armington.book import Step
from entrepot.analyses.equilibrium.armington.deficits import Deficits
from entrepot.analyses.equilibrium.armington.guide import Guide, Stopping, guide
from entrepot.analyses.equilibrium.armington.indexes import Effect
from entrepot.analyses.equilibrium.armington.one_sector import OneSector, one_sector
from entrepot.analyses.equilibrium.armington.panels import Bilateral, bilateral, matrix
from entrepot.analyses.equilibrium.armington.resistances import Fitted, fitted
from entrepot.analyses.equilibrium.armington.stages import Stage
from entrepot.analyses.equilibrium.refusals import NoEquilibrium

__all__ = [
    "Bilateral",
    "Deficits",
    "Effect",
    "Fitted",
    "Guide",
    "NoEquilibrium",
    "OneSector",
    "Stage",
    "Step",
    "Stopping",
    "bilateral",
    "fitted",
    "guide",
    "matrix",
    "one_sector",
]
