"""What no document may contain is taken out once, before any renderer sees the dossier.

Control characters break XML, lone surrogates break UTF-8, and characters that reorder text (U+202E and
its kin) can make a figure read as another. Letters of right-to-left scripts are left alone.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from math import isfinite
from typing import Any, TypeVar

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]"
)

T = TypeVar("T")


def clean(value: T) -> T:
    """The same dossier (or part of one) without forbidden characters; infinite or no number becomes None."""
    return _clean(value)  # type: ignore[no-any-return]


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, tuple):
        return tuple(_clean(item) for item in value)
    if isinstance(value, dict):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _clean(getattr(value, f.name)) for f in fields(value)})
    return value
