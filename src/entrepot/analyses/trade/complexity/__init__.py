"""Economic complexity and relatedness: RCA, RPOP, proximity, density, ECI, PCI, COI, COG, the product space.

`indices` takes a long frame and gives every measure for every place and product; the functions on matrices
(places in rows, products in columns) stand beside it. docs/explanation/complexity.md tells the conventions
apart.
"""

from entrepot.analyses.trade.complexity.choices import Choices
from entrepot.analyses.trade.complexity.conventions import (
    ATLAS,
    CONVENTIONS,
    ECOMPLEXITY,
    ECONCOMPLEX,
    STATA,
    Convention,
)
from entrepot.analyses.trade.complexity.engine import full_set
from entrepot.analyses.trade.complexity.fullset import FullSet
from entrepot.analyses.trade.complexity.indices import LeftOut, indices
from entrepot.analyses.trade.complexity.neighbours import Edges, keep_nearest, product_space
from entrepot.analyses.trade.complexity.outlook import density, distance, outlook_gain, outlook_index
from entrepot.analyses.trade.complexity.presence import (
    continuous_presence,
    diversity,
    presence,
    rca_matrix,
    rpop_matrix,
    ubiquity,
)
from entrepot.analyses.trade.complexity.proximity import continuous_proximity, proximity
from entrepot.analyses.trade.complexity.space import proximities
from entrepot.analyses.trade.complexity.spectrum import Complexity, eigenvector, fitness, reflections

__all__ = [
    "ATLAS",
    "CONVENTIONS",
    "ECOMPLEXITY",
    "ECONCOMPLEX",
    "STATA",
    "Choices",
    "Complexity",
    "Convention",
    "Edges",
    "FullSet",
    "LeftOut",
    "continuous_presence",
    "continuous_proximity",
    "density",
    "distance",
    "diversity",
    "eigenvector",
    "fitness",
    "full_set",
    "indices",
    "keep_nearest",
    "outlook_gain",
    "outlook_index",
    "presence",
    "product_space",
    "proximities",
    "proximity",
    "rca_matrix",
    "reflections",
    "rpop_matrix",
    "ubiquity",
]
