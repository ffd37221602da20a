"""Industries and economies by the names that scenarios call them, and what is said of those not there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process, utils

from entrepot.analyses.scenarios.world.industry import Industry
from entrepot.metadata.errors import UsageError

Mask = NDArray[np.bool_]
Positions = NDArray[np.intp]
KINDS = ("goods", "services")
_NEAR = 60
_MOST = 4


def mask(industries: Sequence[Industry], words: Iterable[str], title: str) -> Mask:
    """bool[J] of the industries meant; all of them where nothing is named.

    Args:
        industries: those of a table.
        words: their codes, ISIC sections (one letter), "goods" or "services".
        title: of the table, for messages.

    Raises:
        UsageError: a word that is none of these; the message suggests near ones.
    """
    asked = tuple(words)
    found = np.zeros(len(industries), dtype=np.bool_)
    for word in asked:
        found |= _meant(industries, word.strip(), title)
    return found if asked else ~found


def positions(economies: Sequence[str], codes: Iterable[str], title: str, elsewhere: str) -> Positions:
    """Positions of economies, ascending; all of them where none is named.

    Args:
        economies: those of a table.
        codes: the ones wanted, ISO 3166-1 alpha-3.
        title: of the table, for messages.
        elsewhere: where all others are, see `World.where_others`.

    Raises:
        UsageError: an economy that the table does not have.
    """
    wanted = tuple(dict.fromkeys(codes))
    missing = [code for code in wanted if code not in economies]
    unknown = [code for code in missing if _country(code) is None]
    if unknown:
        near = _near(unknown[0].upper(), economies) or list(economies[:_MOST])
        raise UsageError(
            f"{unknown[0]!r} is no economy of {title}. Near: {', '.join(near)}. "
            "Economies are written as ISO 3166-1 alpha-3."
        )
    if missing:
        raise UsageError(outside_said(missing, elsewhere))
    return np.array(
        [place for place, code in enumerate(economies) if not wanted or code in wanted], dtype=np.intp
    )


def outside_said(missing: Sequence[str], elsewhere: str) -> str:
    """A sentence on economies that a table does not have; empty if there are none."""
    if not missing:
        return ""
    names = _listed([_country(code) or repr(code) for code in missing])
    return f"{names} {'is' if len(missing) == 1 else 'are'} {elsewhere}."


def _meant(industries: Sequence[Industry], word: str, title: str) -> Mask:
    if word.lower() in KINDS:
        return np.array([one.kind == word.lower() for one in industries], dtype=np.bool_)
    # A letter that is the code of an industry and of its section, as D, means the same either way; where it
    # is the code of another, as C of mining in an older list, the table's own code comes first.
    for meant in (
        [one.code == word for one in industries],
        [bool(one.section) and one.section == word.upper() for one in industries],
        [one.code.upper() == word.upper() for one in industries],
    ):
        if any(meant):
            return np.array(meant, dtype=np.bool_)
    raise _unknown(industries, word, title)


def _unknown(industries: Sequence[Industry], word: str, title: str) -> UsageError:
    sections = sorted({one.section for one in industries if one.section})
    names = [f"{one.code} {one.name['en']}" for one in industries]
    near = _near(word, (*names, *KINDS)) or names[:_MOST]
    return UsageError(
        f"{word!r} is no industry of {title}. Near: {'; '.join(near)}. "
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
