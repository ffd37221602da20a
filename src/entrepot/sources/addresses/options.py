"""What the user wrote for an option, read strictly: years and ranges, codes, places.

Keys of an option in the catalogue: `choices`, `pattern` (of one code), `numbers` (months, ranges allowed),
`first` (earliest year), `bundles` (files of several years), `places`; `several` values may be given;
`needed`; `default`; `each` value is a request of its own, else `batch` of them are joined by `join`;
`span`: first and last year only; `part`: asks for a part of a table; `only_added`: does not change what is
fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from entrepot.metadata.errors import PlaceError, UsageError
from entrepot.metadata.places import match

LAST_YEAR = 2100
MOST_VALUES = 2_000
_RANGE = re.compile(r"([0-9]+)\s*(?:-|\u2013|\.\.)\s*([0-9]+)")
_LONGEST = 20_000


def values_of(name: str, option: Mapping[str, Any], written: str | None) -> tuple[str, ...]:
    """The values of an option, each of them once, in the order written.

    Raises:
        UsageError: not what the option takes; the message says which part is wrong and what would be right.
    """
    text = option.get("default", "") if written is None else written
    if not str(text).strip():
        if option.get("needed"):
            raise UsageError(f"--{name} is needed: {option['help']}.")
        return ()
    pieces = _pieces(name, str(text), separators=",;" if "places" in option else ",")
    if name == "years":
        return years(pieces, int(option["first"]))
    if "numbers" in option:
        return _numbers(name, pieces, option["numbers"])
    if "places" in option:
        return _unique(code for piece in pieces for code in _place(name, piece, option["places"]))
    found = _unique(_code(name, piece, option) for piece in pieces)
    if len(found) > 1 and not option.get("several"):
        raise UsageError(f"--{name} takes one value, not {len(found)}: {', '.join(found)}.")
    return found


def years(pieces: Iterable[str], first: int) -> tuple[str, ...]:
    """Years and ranges of years as the years they mean, in order: 2017-2019 and 2022 are four years."""
    found: set[int] = set()
    for piece in pieces:
        limits = _limits("years", piece)
        if any(not first <= year <= LAST_YEAR for year in limits):
            raise UsageError(f"--years: {piece}: this dataset begins in {first}; a year has four digits.")
        found.update(range(limits[0], limits[1] + 1))
    return tuple(str(year) for year in sorted(found))


def _limits(name: str, piece: str) -> tuple[int, int]:
    match_ = _RANGE.fullmatch(piece)
    if not match_ and not (piece.isascii() and piece.isdigit()):
        raise UsageError(f"--{name}: {piece!r} is no number or range. Write for example 2017-2019,2022.")
    first, last = (match_[1], match_[2]) if match_ else (piece, piece)
    if int(first[:9]) > int(last[:9]):
        raise UsageError(f"--{name}: {piece}: the range runs backwards. Write {last}-{first}.")
    return int(first[:9]), int(last[:9])


def _numbers(name: str, pieces: Iterable[str], known: list[str]) -> tuple[str, ...]:
    wanted: set[int] = set()
    for piece in pieces:
        first, last = _limits(name, piece)
        inside = {int(number) for number in known if first <= int(number) <= last}
        if not {first, last} <= inside or len(inside) != last - first + 1:
            raise UsageError(f"--{name}: {piece}: known are {', '.join(known)}.")
        wanted |= inside
    return tuple(number for number in known if int(number) in wanted)


def _pieces(name: str, text: str, separators: str) -> list[str]:
    if len(text) > _LONGEST:
        raise UsageError(f"--{name}: more than {_LONGEST:,} characters.")
    pieces = [piece.strip() for piece in re.split(f"[{separators}]", text)]
    if not all(pieces):
        raise UsageError(f"--{name}: {text!r} has an empty place between its commas.")
    if len(pieces) > MOST_VALUES:
        raise UsageError(f"--{name}: more than {MOST_VALUES:,} values. Ask in several steps.")
    return pieces


def _code(name: str, piece: str, option: Mapping[str, Any]) -> str:
    if "choices" in option:
        known = {str(choice).upper(): str(choice) for choice in option["choices"]}
        if piece.upper() not in known:
            raise UsageError(f"--{name}: {piece!r} is not one of {', '.join(known.values())}.")
        return known[piece.upper()]
    if len(piece) > 200 or not re.fullmatch(option["pattern"], piece, re.ASCII):
        raise UsageError(f"--{name}: {piece!r} is not what it should be: {option['help']}.")
    return piece


def _place(name: str, piece: str, rule: Mapping[str, Any]) -> tuple[str, ...]:
    words = rule.get("words", {})
    if piece.lower() in words:
        return (str(words[piece.lower()]),)
    place = match(piece).place
    if not place.countries:
        raise PlaceError(f"--{name}: {place.name()} is no country or group of countries.", piece)
    return tuple(_place_code(name, code, rule) for code in place.countries)


def _place_code(name: str, country: str, rule: Mapping[str, Any]) -> str:
    own = rule.get("codes", {}).get(country)
    if own or rule["scheme"] == "":
        return str(own or country)
    code = match(country).place.codes.get(rule["scheme"], "")
    if not code:
        raise UsageError(f"--{name}: {country} has no code in the list that this publisher uses.")
    return code.lstrip("0")


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
