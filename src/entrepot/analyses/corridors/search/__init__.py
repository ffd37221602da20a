"""Search in a graph with four costs on every arc: fronts, trees, and how many ways there are.

Numba is imported when the first question is asked, not with this package.
"""

from entrepot.analyses.corridors.search.arcs import CRITERIA, Arcs, Ends
from entrepot.analyses.corridors.search.disjoint import Ways, disjoint_arcs, disjoint_nodes
from entrepot.analyses.corridors.search.fronts import Front, front
from entrepot.analyses.corridors.search.trees import Nearest, Tree, matrix, nearest, tree, vectors

__all__ = [
    "CRITERIA",
    "Arcs",
    "Ends",
    "Front",
    "Nearest",
    "Tree",
    "Ways",
    "disjoint_arcs",
    "disjoint_nodes",
    "front",
    "matrix",
    "nearest",
    "tree",
    "vectors",
]
