"""Industries and economies by the names that scenarios call them, and what is said of those not there."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process, utils

from entrepot.analyses.scenarios.world.model import Mask, World
from entrepot.metadata.errors import UsageError

KINDS = ("goods", "services")
_NEAR = 60
_MOST = 4


def mask(world: World, industries: Iterable[str]) -> Mask:
    """bool[J] of the industries meant; all of them where nothing is named.

    Args:
        world: whose industries.
        industries: codes of the table, ISIC sections (one letter), "goods" or "services".

    Raises:
        UsageError: a word that is none of these; the message suggests near ones.
    """
    words = tuple(industries)
    found = np.zeros(len(world.codes), dtype=np.bool_)
    for word in words:
        found |= _meant(world, word.strip())
    return found if words else ~found


def positions(world: World, economies: Iterable[str]) -> NDArray[np.intp]:
    """Positions of economies, ascending; all of them where none is named.

    Raises:
        UsageError: an economy that the table does not have.
    """
    wanted = tuple(dict.fromkeys(economies))
    if missing := world.outside(wanted):
        unknown = [code for code in missing if _country(code) is None]
        if not unknown:
            raise UsageError(outside_said(world, missing))
        near = _near(unknown[0].upper(), world.economies) or world.economies[:_MOST]
        raise UsageError(
            f"{unknown[0]!r} is no economy of {world.title}. Near: {', '.join(near)}. "
            "Economies are written as ISO 3166-1 alpha-3."
        )
    everywhere = np.arange(len(world.economies), dtype=np.intp)
    return everywhere if not wanted else np.array(sorted(map(world.economies.index, wanted)), dtype=np.intp)


def outside_said(world: World, economies: Iterable[str]) -> str:
    """Where the economies are that the table does not have; empty if it has all of them."""
    missing = world.outside(tuple(economies))
    if not missing:
        return ""
    names = _listed([_country(code) or repr(code) for code in missing])
    verb = "is" if len(missing) == 1 else "are"
    if world.has_rest:
        return f"{names} {verb} within the rest of the world of {world.title}, and cannot be told apart."
    if world.scope == "extract":
        return f"{names} {verb} in the rest of the world, which {world.title} leaves out."
    return f"{names} {verb} not in {world.title}."


def _meant(world: World, word: str) -> Mask:
    if word.lower() in KINDS:
        return world.goods if word.lower() == "goods" else ~world.goods
    codes = np.array([code == word for code in world.codes])
    if not codes.any():
        # A letter that is a code of the table, as D, is also its whole section: both readings are one.
        codes = np.array([bool(one.section) and one.section == word.upper() for one in world.industries])
    if not codes.any():
        codes = np.array([code.upper() == word.upper() for code in world.codes])
    if not codes.any():
        raise _unknown(world, word)
    return codes


def _unknown(world: World, word: str) -> UsageError:
    sections = sorted({one.section for one in world.industries if one.section})
    names = {one.code: f"{one.code} {one.name['en']}" for one in world.industries}
    near = _near(word, (*names.values(), *KINDS)) or list(names.values())[:_MOST]
    return UsageError(
        f"{word!r} is no industry of {world.title}. Near: {'; '.join(near)}. "
        f"Also goods, services or an ISIC section ({', '.join(sections) or 'the table names none'})."
    )


def _near(word: str, among: Iterable[str]) -> list[str]:
    found = process.extract(
        word, list(among), limit=_MOST, score_cutoff=_NEAR, processor=utils.default_process
    )
    return [choice for choice, _, _ in found]


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _country(code: str) -> str | None:
    """Name of a country by its ISO 3166-1 alpha-3 code, None where it is none."""
    # Places are read from files, which a world that has all economies need not pay for.
    from entrepot.metadata.errors import PlaceError
    from entrepot.metadata.places import Scheme, get

    try:
        found = get(code)
    except PlaceError:
        return None
    return found.name() if found.scheme is Scheme.ISO3 else None
