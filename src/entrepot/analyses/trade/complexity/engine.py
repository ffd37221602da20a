"""The full set of one year, from a matrix of values: RCA to COG."""

from __future__ import annotations

import numpy as np

from entrepot.analyses.trade.complexity.choices import Choices
from entrepot.analyses.trade.complexity.fullset import FullSet, Mask, spread
from entrepot.analyses.trade.complexity.neighbours import keep_nearest
from entrepot.analyses.trade.complexity.outlook import density, outlook_gain, outlook_index
from entrepot.analyses.trade.complexity.presence import (
    Floats,
    Matrix,
    continuous_presence,
    diversity,
    presence,
    rca_matrix,
    rpop_matrix,
    ubiquity,
)
from entrepot.analyses.trade.complexity.proximity import continuous_proximity, proximity
from entrepot.analyses.trade.complexity.spectrum import Complexity, eigenvector, reflections
from entrepot.analyses.trade.complexity.standard import deviation_of, mean_of, signed, standardised
from entrepot.metadata.errors import UsageError


def full_set(values: Floats, choices: Choices | None = None, population: Floats | None = None) -> FullSet:
    """RCA (or RPOP), M, density, ECI, PCI, diversity, ubiquity, COI and COG of one year.

    Places without population (for RPOP) are left out first, then places and products whose total is 0: they
    are in no total and no mean, and all their measures are NaN. Source of each measure: its own function; how
    they are put together: Stata package ecomplexity.

    Args:
        values: places x products, finite and non-negative, one unit; M itself for presence "manual".
        choices: the convention and the options; the Stata package's without it.
        population: of each place, for presence "rpop" and "both"; NaN or 0 where not known.
    """
    choices = choices or Choices()
    known = _known(values, choices, population)
    goods = values[known].sum(axis=0) > 0
    whole = bool(known.all() and goods.all())
    kept = values if whole else values[np.ix_(known, goods)]
    people = None if population is None else population[known]
    found = _measure(np.asarray(kept, dtype=np.float64), choices, people)
    return found if whole else spread(found, known, goods)


def _known(values: Floats, choices: Choices, population: Floats | None) -> Mask:
    known: Mask = values.sum(axis=1) > 0
    if "rpop" in choices.levels and population is not None:
        known &= np.nan_to_num(population, nan=0.0) > 0
    return known


def _measure(values: Floats, choices: Choices, population: Floats | None) -> FullSet:
    found = {name: _level(name, values, population) for name in choices.levels}
    present = _present(values, found, choices)
    phi = _proximity(present, found, choices)
    raw = (
        eigenvector(present) if choices.method == "eigenvector" else reflections(present, choices.iterations)
    )
    held = diversity(present), ubiquity(present)
    raw = _void(raw, held, choices)
    kc, kp = signed(raw, present, choices)
    eci, pci, unit = standardised(kc, kp, present.shape[1], choices)
    worth = kp if choices.convention.outlook_pci == "raw" else pci
    # COG first: the neighbours that density may be limited to are cut out of the same matrix.
    cog = outlook_gain(present, phi, worth, choices.convention.cog_normaliser)
    cog /= unit if choices.convention.outlook_pci == "raw" else 1.0
    of = present if _of_presence(choices) else next(iter(found.values()))
    dense = density(of, _near(phi, choices))
    coi = outlook_index(dense, present, worth)
    if np.isnan(eci).all():
        coi[:], cog[:] = np.nan, np.nan
    if choices.convention.coi_standardised:
        coi = (coi - mean_of(coi)) / deviation_of(coi, present.shape[1], choices)
    if choices.convention.unheld == "void" and not choices.continuous and not held[1].all():
        dense[:] = np.nan
    if choices.convention.density_percent:
        dense *= 100
    return FullSet(found.get("rca"), found.get("rpop"), present, dense, eci, pci, *held, coi, cog, raw.notes)


def _void(raw: Complexity, held: tuple[Floats, Floats], choices: Choices) -> Complexity:
    """Nothing is defined where Stata divides by a diversity or ubiquity of 0, if the convention has it so."""
    if choices.convention.unheld == "left out" or (held[0].all() and held[1].all()):
        return raw
    said = (
        "So, as in Stata, ECI, PCI, COI and COG of the year are void; unheld='left out' computes the others."
    )
    return Complexity(np.full_like(held[0], np.nan), np.full_like(held[1], np.nan), (), (*raw.notes, said))


def nearness(values: Floats, choices: Choices) -> Matrix:
    """The proximities of products that a run with these choices uses, for a matrix without empty rows and
    columns.

    Raises:
        UsageError: for RPOP, which needs a population.
    """
    levels = {name: _level(name, values, None) for name in choices.levels}
    return _proximity(_present(values, levels, choices), levels, choices)


def _level(name: str, values: Floats, population: Floats | None) -> Floats:
    if name == "rca":
        return rca_matrix(values)
    if population is None:
        raise UsageError("RPOP needs the population of each place.")
    return rpop_matrix(values, population)


def _present(values: Floats, levels: dict[str, Floats], choices: Choices) -> Floats:
    if not levels:
        return values
    if choices.convention.continuous_presence:
        return _larger([continuous_presence(level) for level in levels.values()])
    rpop = choices.threshold if choices.rpop_threshold is None else choices.rpop_threshold
    thresholds = {"rca": choices.threshold, "rpop": rpop}
    strict = choices.convention.strict
    return _larger([presence(level, thresholds[name], strict=strict) for name, level in levels.items()])


def _larger(parts: list[Floats]) -> Floats:
    return np.asarray(np.maximum.reduce(parts)) if len(parts) > 1 else parts[0]


def _proximity(present: Floats, levels: dict[str, Floats], choices: Choices) -> Matrix:
    diagonal = choices.convention.diagonal
    rounding = choices.knn is not None and choices.convention.knn_ties == "stata"
    single = choices.single(present.shape[1]) and not rounding
    if choices.continuous:
        level = next(iter(levels.values()))
        return continuous_proximity(level, diagonal=diagonal, single=single, stata_rounding=rounding)
    return proximity(present, asymmetric=choices.asymmetric, diagonal=diagonal, single=single)


def _near(phi: Matrix, choices: Choices) -> Matrix:
    return phi if choices.knn is None else keep_nearest(phi, choices.knn, choices.convention.knn_ties)


def _of_presence(choices: Choices) -> bool:
    return not choices.continuous or choices.convention.density_of == "presence"
