"""Whose flows, and of what: places and groups as people write them, industries as the table has them."""

from __future__ import annotations

import yaml

from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import Place, Scheme, match
from entrepot.metadata.scenario import Flows
from entrepot.sources.corridors.values import Keys
from entrepot.sources.record_pack.entry import Entry

FLOWS = ("from", "to", "between", "and", "industries")
EVERY = "all"
_MOST = 400
_COUNTRIES = (Scheme.ISO3, Scheme.GROUP)


def flows(entry: Entry, keys: Keys) -> Flows:
    """What `from` and `to`, or `between` and `and`, say.

    `from` and `to` are one way; `between` and `and` both ways; `between` alone is all among themselves.
    """
    industries = industries_of(keys)
    if "between" not in keys:
        return _one_way(entry, keys, industries)
    if wrong := next((name for name in ("from", "to") if name in keys), ""):
        keys[wrong].fail(f"{wrong} beside between", remedy="Say from and to (one way), or between and and.")
    ones = economies(keys["between"])
    if "and" not in keys:
        _refuse_empty(entry, ones, ones)
        return Flows(ones, ones, industries=industries)
    others = economies(keys["and"])
    _refuse_empty(entry, ones, others)
    return Flows(ones, others, both_ways=True, industries=industries)


def economies(entry: Entry) -> tuple[str, ...]:
    """ISO 3166-1 alpha-3 of a place, a group, or a list of such, each once; empty for `all`."""
    found = list(dict.fromkeys(code for item in _list(entry) for code in _codes(item)))
    if "" not in found:
        return tuple(found)
    if len(found) > 1:
        entry.fail("all, and others beside", remedy="Leave out the others.")
    return ()


def industries_of(keys: Keys) -> tuple[str, ...]:
    """Codes, sections, "goods" or "services"; empty for `all` and where the key is left out."""
    if "industries" not in keys:
        return ()
    entry = keys["industries"]
    found = tuple(dict.fromkeys(_industry(item) for item in _list(entry)))
    if EVERY in found and len(found) > 1:
        entry.fail("all, and others beside", remedy="Leave out the others.")
    return () if found == (EVERY,) else found


def _one_way(entry: Entry, keys: Keys, industries: tuple[str, ...]) -> Flows:
    if missing := [name for name in ("from", "to") if name not in keys]:
        if "and" in keys:
            keys["and"].fail("and without between", remedy="Write between: and and:.")
        entry.fail(
            f"no {' and no '.join(missing)}",
            expected="from and to, or between",
            remedy=f"Write {missing[0]}: all if every economy is meant.",
        )
    if "and" in keys:
        keys["and"].fail("and beside from and to", remedy="Say from and to (one way), or between and and.")
    exporters, importers = economies(keys["from"]), economies(keys["to"])
    _refuse_empty(entry, exporters, importers)
    return Flows(exporters, importers, industries=industries)


def _refuse_empty(entry: Entry, ones: tuple[str, ...], others: tuple[str, ...]) -> None:
    if len(ones) == 1 and ones == others:
        entry.fail(
            f"{ones[0]} is the only exporter and the only importer",
            expected="flows between two economies",
            remedy="What an economy sells at home is not trade.",
        )


def _list(entry: Entry) -> list[Entry]:
    """The members of a list, or the one that stands for a list of one."""
    if isinstance(entry.node, yaml.ScalarNode):
        return [entry]
    items = entry.items()
    if not items:
        entry.fail("an empty list", remedy="Name some, or write all.")
    if len(items) > _MOST:
        entry.fail(f"{len(items):,} members", expected=f"at most {_MOST}")
    return items


def _codes(entry: Entry) -> tuple[str, ...]:
    written = entry.words()
    if written == EVERY:
        return ("",)
    try:
        found = match(written, schemes=_COUNTRIES)
    except PlaceError as error:
        entry.fail(str(error), remedy=" ".join(f"[{line}]" for line in error.candidates))
    if found.guessed:
        entry.fail(f"no place is called {written!r}", remedy=f"Did you mean {found.place.name()}?")
    return _countries(entry, found.place)


def _countries(entry: Entry, place: Place) -> tuple[str, ...]:
    """A country's code, those of a group's members; ROW stays ROW, and the world is every economy."""
    if place.kind == "world":
        return ("",)
    if place.kind == "rest of the world":
        return (place.code,)
    return place.countries or entry.fail(f"{place.name()} has no members now", expected="a country or group")


def _industry(entry: Entry) -> str:
    written = entry.words()
    if len(written) > 80 or not written.isprintable() or written != written.strip():
        entry.fail(
            f"{written[:80]!r} is no industry", expected="a code such as C24A, a section, goods, services"
        )
    return written
