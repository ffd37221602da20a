"""A strategy file becomes a tree of objectives and indicators."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from rapidfuzz import process

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import PlaceError, UsageError
from entrepot.metadata.places import get
from entrepot.metadata.statement import KINDS
from entrepot.metadata.strategy import Indicator, Measures, Objective, Selector, Strategy, Target
from entrepot.sources.record_pack.entry import Entry, read_yaml

_HEAD = ("strategy", "title", "owner", "places", "since", "until", "stalled_after", "source", "objectives")
_SOURCE = ("publisher", "title", "year", "address", "licence", "note")
_OBJECTIVE = ("key", "title", "owner", "indicators", "objectives")
_INDICATOR = ("key", "title", "measures", "kinds", "subtypes", "statuses", "words", "parties", "target")
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DEEPEST = 4


def library() -> dict[str, Path]:
    """The strategies that ship, by name."""
    folder = Path(str(files("entrepot.data").joinpath("strategies")))
    return {path.stem: path for path in sorted(folder.glob("*.yml"))}


def strategy(named: str) -> Strategy:
    """A strategy that ships, by its name, or the user's own, by the path of its file.

    Raises:
        UsageError: neither a name of the library nor a file.
        BadInput: the file is no strategy.
    """
    known = library()
    if path := known.get(named):
        return read_strategy(path)
    if Path(named).is_file():
        return read_strategy(Path(named))
    near = process.extractOne(named, known.keys(), score_cutoff=60)
    hint = f" Did you mean {near[0]}?" if near else ""
    raise UsageError(
        f"{named} is neither a file nor a strategy that ships ({', '.join(known)}).{hint} "
        "`entrepot strategy list` tells what ships."
    )


def read_strategy(path: Path) -> Strategy:
    """The strategy in a YAML file.

    Raises:
        BadInput: naming file, line and column, if a key is unknown, missing or stands twice, a place, kind
            or date is none, or objectives lie more than four deep.
    """
    root, _ = read_yaml(path)
    head = root.mapping(_HEAD, required=("strategy", "title", "owner", "places", "source", "objectives"))
    since, until = (_date(head[k]) if k in head else StatedDate("..") for k in ("since", "until"))
    return Strategy(
        key=_key(head["strategy"]),
        names=_names(head["title"]),
        owner=head["owner"].words(),
        places=tuple(_place(item) for item in head["places"].items()),
        since=since,
        until=until,
        objectives=_objectives(head["objectives"], "", 1),
        stalled_after=head["stalled_after"].integer() if "stalled_after" in head else 24,
        source={name: e.text() for name, e in head["source"].mapping(_SOURCE, required=_SOURCE[:5]).items()},
    )


def _objectives(entry: Entry, above: str, depth: int) -> tuple[Objective, ...]:
    if depth > _DEEPEST:
        entry.fail(f"objectives lie more than {_DEEPEST} deep", remedy="Join some of them.")
    read = [_objective(item, above, depth) for item in entry.items()]
    _refuse_twice(entry, [objective.key for objective in read])
    return tuple(read)


def _objective(entry: Entry, above: str, depth: int) -> Objective:
    keys = entry.mapping(_OBJECTIVE, required=("key", "title"))
    path = f"{above}/{_key(keys['key'])}".removeprefix("/")
    indicators = (
        tuple(_indicator(item) for item in keys["indicators"].items()) if "indicators" in keys else ()
    )
    _refuse_twice(entry, [indicator.key for indicator in indicators])
    return Objective(
        key=path,
        names=_names(keys["title"]),
        owner=keys["owner"].words() if "owner" in keys else "",
        indicators=indicators,
        parts=_objectives(keys["objectives"], path, depth + 1) if "objectives" in keys else (),
    )


def _indicator(entry: Entry) -> Indicator:
    keys = entry.mapping(_INDICATOR, required=("key", "title", "measures"))
    measures = keys["measures"].text()
    if measures not in tuple(Measures):
        keys["measures"].fail(f"{measures!r} is neither activity nor result", expected="activity or result")
    fields = {
        name: tuple(item.words() for item in keys[name].items()) for name in _INDICATOR[3:8] if name in keys
    }
    if unknown := [kind for kind in fields.get("kinds", ()) if kind not in KINDS]:
        keys["kinds"].fail(f"unknown kind {unknown[0]!r}", expected=f"some of {', '.join(KINDS)}")
    return Indicator(
        key=_key(keys["key"]),
        names=_names(keys["title"]),
        measures=Measures(measures),
        selector=Selector(**fields),
        target=_target(keys["target"]) if "target" in keys else None,
    )


def _target(entry: Entry) -> Target:
    keys = entry.mapping(("value", "unit", "by"), required=("value", "unit"))
    by = _date(keys["by"]) if "by" in keys else StatedDate("..")
    return Target(keys["value"].number(), keys["unit"].words(), by)


def _names(entry: Entry) -> dict[str, str]:
    return {language: text.words() for language, text in entry.mapping(required=("en",)).items()}


def _key(entry: Entry) -> str:
    if not _KEY.fullmatch(written := entry.words()):
        entry.fail(f"{written!r} is no key", expected="small letters, digits and single hyphens")
    return written


def _place(entry: Entry) -> str:
    try:
        return get(entry.words()).code
    except PlaceError as error:
        entry.fail(str(error), expected="the code of a country, region or group")


def _date(entry: Entry) -> StatedDate:
    try:
        return StatedDate(entry.words())
    except ValueError as error:
        entry.fail(str(error), expected="an EDTF date, or .. for no bound")


def _refuse_twice(entry: Entry, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            entry.fail(f"key {key} stands twice", remedy="Give each its own key.")
        seen.add(key)
