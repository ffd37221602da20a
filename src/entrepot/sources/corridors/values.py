"""Values of a difference, each held to what it can be, with the line told where it cannot."""

from __future__ import annotations

from collections.abc import Callable, Collection
from math import isfinite
from typing import TypeVar

import yaml

from entrepot.metadata.corridors import Mode, Span
from entrepot.sources.corridors.bounds import FACTOR
from entrepot.sources.corridors.sheet import suggestion
from entrepot.sources.record_pack.entry import Entry

MOST_LINES = 5_000
"""Closures, changes or additions in one file."""

GAUGES = (600, 750, 760, 1000, 1067, 1435, 1520, 1524, 1600, 1668, 1676)
T = TypeVar("T")
Keys = dict[str, Entry]


def keys_of(entry: Entry, known: Collection[str], required: Collection[str] = ()) -> Keys:
    """The keys of a mapping; one that is not known is refused with the one that was probably meant."""
    keys = entry.mapping()
    for key_node, _ in entry.node.value:
        key = Entry(entry.file, key_node)
        if key.text() not in known:
            key.fail(f"unknown key {key.text()!r}", remedy=suggestion(key.text(), known))
    if missing := [name for name in required if name not in keys]:
        entry.fail(f"no {', '.join(missing)}", remedy="Add what is missing.")
    return keys


def each(keys: Keys, name: str, read: Callable[[Entry], T]) -> tuple[T, ...]:
    """What `read` makes of each member of the list under that key; nothing if the key is not there."""
    if name not in keys:
        return ()
    items = keys[name].items()
    if len(items) > MOST_LINES:
        keys[name].fail(
            f"{len(items):,} members", expected=f"at most {MOST_LINES:,}", remedy="Split the file."
        )
    return tuple(read(item) for item in items)


def span(entry: Entry, low: float, high: float) -> Span:
    """One number, or [low, typical, high]."""
    if isinstance(entry.node, yaml.ScalarNode):
        return Span.exactly(number(entry, low, high))
    numbers = [number(item, low, high) for item in entry.items()]
    if len(numbers) != 3 or numbers != sorted(numbers):
        entry.fail(f"{numbers} is no range", expected="one number, or [low, typical, high] in that order")
    return Span(*numbers)


def number(entry: Entry, low: float, high: float) -> float:
    """A finite number within bounds, ends included."""
    value = entry.number()
    if not (isfinite(value) and low <= value <= high):
        entry.fail(f"{value:g} cannot be", expected=f"a number from {low:g} to {high:g}")
    return value


def factor(entry: Entry) -> float:
    """A number above zero to multiply by."""
    value = number(entry, *FACTOR)
    return value or entry.fail("times 0 would make it free", expected="a factor above 0; or close it")


def gauge(entry: Entry, mode: Mode) -> int:
    """Millimetres of a gauge in use somewhere; only railways have one."""
    value = entry.integer()
    if mode is not Mode.RAIL:
        entry.fail(f"a gauge of a way by {mode}", remedy="Leave gauge out: only railways have one.")
    if value not in GAUGES:
        entry.fail(f"{value} mm is no gauge", expected=f"one of {', '.join(map(str, GAUGES))}")
    return value


def flag(entry: Entry) -> bool:
    """True or false, as YAML writes it."""
    if (value := entry.plain()) not in (True, False) or not isinstance(value, bool):
        entry.fail(f"{entry.text()!r} is neither true nor false", expected="true or false")
    return value


def one_of(entry: Entry, known: Collection[str]) -> str:
    """One of the words that are known; else the nearest are suggested."""
    text = entry.words()
    if text not in known:
        entry.fail(f"unknown {text!r}", remedy=suggestion(text, [str(name) for name in known]))
    return text


def name_of(entry: Entry) -> str:
    """Short, on one line, fit for a file's name: it is shown, and written, in many places."""
    text = entry.words()
    if (
        len(text) > 80
        or not text.isprintable()
        or any(sign in text for sign in '/\\<>:"|?*')
        or text[0] == "."
    ):
        entry.fail(f"{text[:80]!r} is no name", expected="up to 80 letters, digits, hyphens or spaces")
    return text


def words(keys: Keys, name: str) -> str:
    """Text on one line; empty if the key is not there."""
    if name not in keys:
        return ""
    text = " ".join(keys[name].text().split())
    if len(text) > 2_000 or not text.isprintable():
        keys[name].fail("too long, or with signs that cannot be printed", expected="at most 2,000 letters")
    return text
