"""A named difference from the layer, in YAML: what is closed, changed or added; also a user's own rates.

Everything is held to the layer while it is read, so that a slip is told with its line, not found in a route.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from entrepot.metadata.corridors import Addition, Change, Difference, Layer, Mode
from entrepot.metadata.corridors.layer import QUANTITIES
from entrepot.metadata.errors import PlaceError, UsageError
from entrepot.sources.bounded import read_bounded
from entrepot.sources.corridors import reader
from entrepot.sources.corridors.bounds import KM, bounds
from entrepot.sources.corridors.lanes import lane
from entrepot.sources.corridors.naming import closure, closures
from entrepot.sources.corridors.values import (
    each,
    factor,
    flag,
    gauge,
    keys_of,
    name_of,
    number,
    one_of,
    span,
    words,
)
from entrepot.sources.record_pack.entry import Entry, read_yaml

MAX_BYTES = 1_000_000
KEYS = ("name", "title", "description", "close", "change", "add")
CHANGE = ("quantity", "where", "mode", "to", "times", "source")
ADDITION = (
    *("from", "to", "mode", "km", "hours", "price", "headway", "one_way", "gauge", "title", "source"),
    "passages",
)
T = TypeVar("T")


def difference(path: Path | str, layer: Layer | None = None) -> Difference:
    """The difference that a YAML file states.

    Args:
        path: the file.
        layer: what it differs from; left out, the layer that ships.

    Raises:
        BadInput: naming file, line and column: it is no YAML, larger than 1 MB, has an unknown key, names
            what the layer does not have, or states a number that cannot be.
    """
    file = Path(path)
    read_bounded(file, MAX_BYTES, expected="closures, changes and additions", remedy="Split it.")
    root, _ = read_yaml(file)
    return stated(root, file.stem[:80], layer or reader.layer())


def stated(root: Entry, name: str, known: Layer) -> Difference:
    """The difference that a mapping states, a whole file or a part of one; raises as `difference`.

    Args:
        root: the mapping.
        name: what it is called where it does not say.
        known: what it differs from.
    """
    keys = keys_of(root, KEYS)
    return Difference(
        name=name_of(keys["name"]) if "name" in keys else name,
        title=words(keys, "title"),
        description=words(keys, "description"),
        closures=_closures(keys["close"], known) if "close" in keys else (),
        changes=each(keys, "change", lambda entry: _change(entry, known)),
        additions=each(keys, "add", lambda entry: _addition(entry, known)),
    )


@cache
def ready() -> tuple[Difference, ...]:
    """The differences that ship, by name: questions that are asked again and again."""
    return tuple(difference(file) for file in sorted((reader.SHIPPED / "what_if").glob("*.yml")))


def _closures(entry: Entry, layer: Layer) -> tuple[str, ...]:
    def read(item: Entry) -> tuple[str, ...]:
        return _resolved(item, lambda text: closures([text], layer))

    return tuple(dict.fromkeys(one for found in each({"close": entry}, "close", read) for one in found))


def _change(entry: Entry, layer: Layer) -> Change:
    keys = keys_of(entry, CHANGE, required=("quantity",))
    quantity = one_of(keys["quantity"], QUANTITIES)
    if ("to" in keys) is ("times" in keys):
        entry.fail(
            "it says neither or both of to and times", remedy="Say one: to a value, or times a factor."
        )
    return Change(
        quantity=quantity,
        where=_where(keys["where"], layer) if "where" in keys else "",
        mode=one_of(keys["mode"], tuple(Mode)) if "mode" in keys else "",
        to=span(keys["to"], *bounds(quantity)) if "to" in keys else None,
        times=factor(keys["times"]) if "times" in keys else None,
        source=words(keys, "source"),
    )


def _addition(entry: Entry, layer: Layer) -> Addition:
    keys = keys_of(entry, ADDITION, required=("from", "to", "mode"))
    mode = Mode(one_of(keys["mode"], tuple(Mode)))
    start, end = (_terminal(keys[key], layer, mode) for key in ("from", "to"))
    if start == end:
        keys["to"].fail(f"it runs from {start} to itself", remedy="Name two terminals.")
    dear = "air_rate" if mode is Mode.AIR else "price"
    addition = Addition(
        start=start,
        end=end,
        mode=mode,
        km=number(keys["km"], *KM) if "km" in keys else None,
        hours=span(keys["hours"], *bounds("hours")) if "hours" in keys else None,
        price=span(keys["price"], *bounds(dear)) if "price" in keys else None,
        headway=span(keys["headway"], *bounds("headway")) if "headway" in keys else None,
        one_way=flag(keys["one_way"]) if "one_way" in keys else False,
        gauge=gauge(keys["gauge"], mode) if "gauge" in keys else 0,
        title=words(keys, "title"),
        source=words(keys, "source"),
        passages=each(keys, "passages", lambda item: _passage(item, layer)),
    )
    try:
        lane(layer, addition, "")
    except UsageError as error:
        keys["km" if "km" in keys else "from"].fail(str(error))
    return addition


def _where(entry: Entry, layer: Layer) -> str:
    """A place that a parameter can hold for, in written form; "everywhere" and empty text are everywhere."""
    text = entry.text().strip()
    if text in ("", "everywhere"):
        return ""
    kind, _, name = text.partition(":")
    if kind == "gauge" and name.isdigit() and any(int(name) in t.gauges for t in layer.terminals.values()):
        return f"gauge:{int(name)}"
    found = _resolved(entry, lambda written: closure(written, layer))
    kind = found.partition(":")[0]
    if kind in ("mode", "season", "gauge"):
        entry.fail(f"{found} is not a place", expected="a country, passage, terminal, border or leg")
    if kind == "border" and all(code not in layer.terminals for code in found.split(":")[1:]):
        entry.fail(f"{found} is a border between countries", expected="the two terminals at the crossing")
    return found


def _terminal(entry: Entry, layer: Layer, mode: Mode) -> str:
    """The terminal of that name; of several the one that the mode serves."""
    text = entry.words()
    if text in layer.terminals:
        return text
    found = _resolved(entry, lambda written: closures([f"terminal:{written}"], layer))
    codes = [name.partition(":")[2] for name in found]
    fitting = [code for code in codes if mode in layer.terminals[code].modes] or codes
    if len(fitting) > 1:
        entry.fail(
            f"{text!r} is the name of {len(fitting)} terminals", expected=f"one of {', '.join(fitting)}"
        )
    return fitting[0]


def _passage(entry: Entry, layer: Layer) -> str:
    found = _resolved(entry, lambda written: closure(f"passage:{written}", layer))
    return found.partition(":")[2]


def _resolved(entry: Entry, resolve: Callable[[str], T]) -> T:
    """What the words at that place mean; what nothing is called is `BadInput`, with the nearest names."""
    try:
        return resolve(entry.words())
    except PlaceError as error:
        entry.fail(str(error), remedy=" ".join(f"[{line}]" for line in error.candidates))
