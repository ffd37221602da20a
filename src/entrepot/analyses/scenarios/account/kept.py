"""Effects as JSON has them and back; arrays compressed, in base64."""

from __future__ import annotations

import base64
import sys
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import asdict, astuple
from typing import Any

from entrepot.analyses.scenarios.account.effects import Change, Effects
from entrepot.metadata.origin import Origin

_PLAIN = (
    "scenario",
    "closure",
    "elasticities",
    "draws",
    "failed",
    "table",
    "period",
    "unit",
    "scope",
    "has_rest",
)
_LISTS = ("sets", "economies", "codes", "lacks", "caveats", "outside")
_CHANGES = ("incomes", "exports", "imports")
_ARRAYS = {"sales": "f", "moved": "H", "moves": "f", "carriage": "f"}


def packed(effects: Effects) -> dict[str, Any]:
    """The effects as JSON has them; `unpacked` gives them back."""
    return {
        **{name: getattr(effects, name) for name in (*_PLAIN, *_LISTS)},
        **{name: _changes(getattr(effects, name)) for name in _CHANGES},
        **{name: _text(getattr(effects, name)) for name in _ARRAYS},
        "industries": {language: dict(names) for language, names in effects.industries.items()},
        "origins": [asdict(origin) for origin in effects.origins],
    }


def unpacked(kept: Mapping[str, Any]) -> Effects:
    """The effects that `packed` wrote."""
    plain: dict[str, Any] = {name: kept[name] for name in _PLAIN}
    plain |= {name: tuple(kept[name]) for name in _LISTS}
    plain |= {name: {code: Change(*each) for code, each in kept[name].items()} for name in _CHANGES}
    plain |= {name: _array(kind, kept[name]) for name, kind in _ARRAYS.items()}
    origins = tuple(Origin(**each) for each in kept["origins"])
    return Effects(industries=kept["industries"], origins=origins, **plain)


def _changes(found: Mapping[str, Change]) -> dict[str, tuple[float, ...]]:
    return {code: astuple(change) for code, change in found.items()}


def _text(numbers: array[Any]) -> str:
    """The bytes as text, least significant first, whatever machine writes them."""
    stored = array(numbers.typecode, numbers)
    if sys.byteorder == "big":
        stored.byteswap()
    return base64.b64encode(zlib.compress(stored.tobytes(), 6)).decode()


def _array(kind: str, text: str) -> array[Any]:
    found = array(kind)
    found.frombytes(zlib.decompress(base64.b64decode(text)))
    if sys.byteorder == "big":
        found.byteswap()
    return found
