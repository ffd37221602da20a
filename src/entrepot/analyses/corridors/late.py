"""How late a route may be: hours that 95 of 100 consignments need at most."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

import numpy as np

from entrepot.metadata.corridors import Route

DRAWS = 4000
SHARE = 0.95


def with_lateness(route: Route) -> Route:
    """The route with `late` drawn: every step triangular between its low and high, steps independent.

    Steps that are late together (a strike, a storm) are not modelled, so the true figure is higher. The draws
    are the same each time the same route is asked for.
    """
    spans = [(s.hours.low, s.hours.typical, s.hours.high) for s in route.steps if s.hours.high > s.hours.low]
    fixed = sum(s.hours.typical for s in route.steps if s.hours.high <= s.hours.low)
    if not spans:
        return replace(route, late=fixed)
    seed = int.from_bytes(sha256(repr(spans).encode()).digest()[:8], "little")
    low, typical, high = np.array(spans).T
    draws = np.random.default_rng(seed).triangular(low, typical, high, (DRAWS, len(spans)))
    return replace(route, late=fixed + float(np.quantile(draws.sum(axis=1), SHARE)))
