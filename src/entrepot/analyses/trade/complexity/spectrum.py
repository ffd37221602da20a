"""Complexity of places and products: the second eigenvector, the method of reflections, fitness."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from entrepot.analyses.trade.complexity.presence import Floats, diversity, ubiquity

_GAP = 1e-9  # eigenvalues nearer than this leave the vector to chance


@dataclass(frozen=True)
class Complexity:
    """Raw complexity, before any standardisation; NaN where it is not defined.

    Attributes:
        places: kc, of each place; the mean of kp over what it holds.
        products: kp, of each product.
        eigenvalues: the second and third of the matrix of places; empty for other methods.
        notes: what a reader of the numbers must know; empty when all is well.
    """

    places: Floats
    products: Floats
    eigenvalues: tuple[float, ...] = ()
    notes: tuple[str, ...] = field(default=())


def eigenvector(present: Floats) -> Complexity:
    """The second eigenvectors: kc of sum_k M_ik M_jk / (d_i u_k) over places, kp of the like over products.

    They are read from S = D^-1/2 M U^-1/2 on its smaller side: a symmetric matrix with the same eigenvalues,
    whose first eigenvector sqrt(d) is known and taken out, so that a matrix in two unconnected parts has an
    answer too. The sign makes kc rise with diversity, as in Stata; where these do not correlate, kp falls
    with ubiquity; where these do not either, the first place in order that is not at 0 is positive.

    Where the second and third eigenvalue are equal, or the second is 0 (one place, one product, all alike),
    no second eigenvector exists: all NaN, and a note. A place that holds nothing, or a product nobody holds,
    is NaN.

    Source: Hausmann, Hidalgo et al. (2011); Stata package ecomplexity, ecipci.

    Args:
        present: M, places x products, binary or continuous.
    """
    d, u = diversity(present), ubiquity(present)
    places, products = d > 0, u > 0
    held = present[np.ix_(places, products)]
    kc, kp = np.full(len(d), np.nan), np.full(len(u), np.nan)
    notes = _left_out(d, u)
    if min(held.shape) < 2:
        return Complexity(kc, kp, (), (*notes, "One place or one product alone has no complexity index."))
    roots = np.sqrt(d[places])[:, None], np.sqrt(u[products])
    vector, second, third = _second(held / roots[0] / roots[1], roots)
    if second - third < _GAP or second < _GAP:
        why = "is 0" if second < _GAP else "equals the third"
        return Complexity(
            kc, kp, (second, third), (*notes, f"ECI and PCI are not defined: eigenvalue 2 {why}.")
        )
    if second > 1 - _GAP:
        notes = (*notes, "Places and products fall into two unconnected parts; ECI only tells these apart.")
    side = held.T @ (vector / roots[0][:, 0]) / u[products] if len(vector) == len(held) else vector / roots[1]
    of_places = held @ side / d[places]
    sign = _sign(of_places, side, d[places], u[products])
    kc[places], kp[products] = sign * of_places, sign * side
    return Complexity(kc, kp, (second, third), notes)


def _second(scaled: Floats, roots: tuple[Floats, Floats]) -> tuple[Floats, float, float]:
    """The second eigenvector on the smaller side of S, with the second and third eigenvalue."""
    wide = scaled.shape[0] <= scaled.shape[1]
    small = scaled @ scaled.T if wide else scaled.T @ scaled
    first = (roots[0][:, 0] if wide else roots[1]).copy()
    first /= np.linalg.norm(first)
    values, vectors = np.linalg.eigh(small - np.outer(first, first))
    # Without the first vector its eigenvalue is 0: with two places the third is that 0.
    return vectors[:, -1], float(values[-1]), float(values[-2]) if len(values) > 2 else 0.0


def _sign(kc: Floats, kp: Floats, d: Floats, u: Floats) -> float:
    for one, other, turn in ((d, kc, 1.0), (u, kp, -1.0)):
        together = correlation(one, other)
        if abs(together) > _GAP:
            return turn * float(np.sign(together))
    beyond = kc[np.abs(kc) > _GAP * np.abs(kc).max()]
    return float(np.sign(beyond[0])) if len(beyond) else 1.0


def correlation(one: Floats, other: Floats) -> float:
    """Pearson's correlation; 0 where one of them is constant, and what it is left to rounding."""
    a, b = one - one.mean(), other - other.mean()
    scale = float(np.linalg.norm(a) * np.linalg.norm(b))
    noise = 1e-13 * float(np.linalg.norm(one) * np.linalg.norm(other))
    return float(a @ b) / scale if scale > noise else 0.0


def reflections(present: Floats, iterations: int = 20) -> Complexity:
    """The method of reflections: k_i,n = sum_k M_ik k_k,n-1 / d_i and k_k,n = sum_i M_ik k_i,n-1 / u_k.

    It starts from diversity and ubiquity. Places get k_i,N, products k_k,N+1: the mean of k_i,N over their
    holders. Raw reflections shrink to a constant, and past some 50 steps only rounding noise is left; here
    the constant is taken out and the rest rescaled at each step, which changes no z-score, so that any N is
    stable and large N gives the eigenvector. Source: Hidalgo and Hausmann (2009).

    Args:
        present: M, places x products.
        iterations: N, even: after an odd number places would carry the ubiquity of their products.
    """
    d, u = diversity(present), ubiquity(present)
    places, products = d > 0, u > 0
    held = present[np.ix_(places, products)]
    kc, kp = np.full(len(d), np.nan), np.full(len(u), np.nan)
    if min(held.shape) < 2:
        return Complexity(kc, kp, (), ("One place or one product alone has no complexity index.",))
    d, u = d[places], u[products]
    reflected = _unit(d, d)
    for _ in range(iterations // 2):
        reflected = _unit(held @ (held.T @ reflected / u) / d, d)
    kc[places], kp[products] = reflected, held.T @ reflected / u
    return Complexity(kc, kp, (), _left_out(diversity(present), ubiquity(present)))


def _unit(vector: Floats, weight: Floats) -> Floats:
    """Without its constant part and at length 1: z-scores stay, rounding does not pile up."""
    centred = vector - (weight @ vector) / weight.sum()
    length = float(np.linalg.norm(centred))
    return centred / length if length > 1e-13 * float(np.linalg.norm(vector)) else np.zeros_like(vector)


def fitness(present: Floats, iterations: int = 50) -> Complexity:
    """Fitness of places F_i = sum_k M_ik Q_k and complexity of products Q_k = 1 / sum_i (M_ik / F_i).

    Both start at 1, are computed from the other's last step, and are divided by their mean at each step. Not
    an
    ECI: it grows with diversity, and may fall to 0 for places with few common products.
    Source: Tacchella, Cristelli, Caldarelli, Gabrielli and Pietronero (2012); 50 steps as in the Stata
    package.

    Args:
        present: M, places x products.
        iterations: steps.
    """
    d, u = diversity(present), ubiquity(present)
    places, products = d > 0, u > 0
    held = present[np.ix_(places, products)]
    f, q = np.ones(held.shape[0]), np.ones(held.shape[1])
    for _ in range(iterations if held.size else 0):
        with np.errstate(divide="ignore"):
            f, q = held @ q, 1 / (held.T @ (1 / f))
        f, q = f / f.mean(), q / q.mean()
    of_places, of_products = np.full(len(d), np.nan), np.full(len(u), np.nan)
    of_places[places], of_products[products] = f, q
    return Complexity(of_places, of_products, (), _left_out(d, u))


def _left_out(d: Floats, u: Floats) -> tuple[str, ...]:
    empty = int((d == 0).sum()), int((u == 0).sum())
    if not any(empty):
        return ()
    return (
        f"{empty[0]} places hold nothing and {empty[1]} products are held by none: no ECI and PCI for them.",
    )
