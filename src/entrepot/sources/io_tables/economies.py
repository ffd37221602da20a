"""Economies as tables write them, turned into ISO 3166-1 alpha-3."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from entrepot.metadata.errors import AmbiguousPlace, BadInput, UnknownPlace
from entrepot.metadata.places import Scheme
from entrepot.metadata.places.resolver import match
from entrepot.sources.io_tables.table import REST


def recoded(written: Sequence[str], file: str, line: int | None = None) -> dict[str, str]:
    """Code or name as written -> ISO 3166-1 alpha-3, or ROW; in the order given.

    Args:
        written: e.g. "BEL", "BE", "Belgium", "ROM", "RoW", each once.
        file: where they stand, for messages.
        line: likewise.

    Raises:
        BadInput: one is no country, or two are the same one.
    """
    found: dict[str, str] = {}
    for text in written:
        code = _code(text, file, line)
        twin = next((other for other, known in found.items() if known == code), None)
        if twin is not None:
            raise BadInput(
                f"{twin!r} and {text!r} are both {code}", file=file, line=line, expected="each economy once"
            )
        found[text] = code
    return found


def names(codes: Sequence[str]) -> Mapping[str, str]:
    """English names of economies by code."""
    return {code: "Rest of the world" if code == REST else match(code).place.name() for code in codes}


def _code(text: str, file: str, line: int | None) -> str:
    if text.upper() == REST:
        return REST
    try:
        found = match(text, schemes=(Scheme.ISO3,))
    except (UnknownPlace, AmbiguousPlace) as error:
        near = f" Near: {'; '.join(error.candidates[:4])}." if error.candidates else ""
        raise _unknown(text, file, line, near) from error
    if found.guessed:
        raise _unknown(text, file, line, f" Did you mean {found.place.code} ({found.place.name()})?")
    return found.place.code


def _unknown(text: str, file: str, line: int | None, hint: str) -> BadInput:
    return BadInput(
        f"{text[:60]!r} is no country", file=file, line=line,
        expected="ISO 3166-1 alpha-3 or alpha-2, a country's name, or ROW for the rest of the world",
        remedy=f"A region of several countries has no code here: sum it into ROW.{hint}",
    )  # fmt: skip
