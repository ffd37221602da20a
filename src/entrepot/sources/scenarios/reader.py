"""A scenario file becomes a `Scenario`; what it says wrongly is told with its file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import yaml

from entrepot.metadata.scenario import CLOSURES, Closure, Part, Scenario
from entrepot.sources.bounded import read_bounded
from entrepot.sources.corridors.values import Keys, keys_of, name_of, one_of, words
from entrepot.sources.record_pack.entry import Entry, read_yaml
from entrepot.sources.scenarios.contradictions import refuse_contradictions
from entrepot.sources.scenarios.flows import economies
from entrepot.sources.scenarios.kinds import KINDS

MAX_BYTES = 1_000_000
MOST_PARTS = 200
KEYS = ("name", "title", "description", "places", "closure", "elasticities", "sources", "parts")
PART = ("name", "title", "source", *KINDS)
SOURCE = ("publisher", "title", "year", "address", "licence", "note")
LANGUAGES = ("en", "fr", "nl", "ru", "kk", "de")


def read_scenario(path: Path | str) -> Scenario:
    """The scenario that a YAML file states.

    Raises:
        BadInput: naming file, line and column: no YAML, over 1 MB, an unknown key, place or word, a number
            without its % or beyond what it can be, two parts of one name, parts that contradict each other.
    """
    file = Path(path)
    read_bounded(file, MAX_BYTES, expected="a scenario", remedy="Split it.")
    root, _ = read_yaml(file)
    keys = keys_of(root, KEYS, required=("parts",))
    name = name_of(keys["name"]) if "name" in keys else _name_of_file(root)
    return Scenario(
        name=name,
        parts=_parts(keys["parts"]),
        title=_by_language(keys, "title") or {"en": name},
        description=_by_language(keys, "description"),
        closure=_closure(keys),
        elasticities=name_of(keys["elasticities"]) if "elasticities" in keys else "",
        places=economies(keys["places"]) if "places" in keys else (),
        sources=tuple(_source(item) for item in keys["sources"].items()) if "sources" in keys else (),
    )


def _name_of_file(root: Entry) -> str:
    stem = root.file.stem[:80]
    return name_of(Entry(root.file, yaml.ScalarNode("", stem, root.node.start_mark)))


def _closure(keys: Keys) -> Closure | Literal[""]:
    word = one_of(keys["closure"], CLOSURES) if "closure" in keys else ""
    return next((closure for closure in CLOSURES if closure == word), "")


def _parts(entry: Entry) -> tuple[Part, ...]:
    items = entry.items()
    if not 1 <= len(items) <= MOST_PARTS:
        entry.fail(f"{len(items)} parts", expected=f"from 1 to {MOST_PARTS} things that are otherwise")
    found: dict[str, tuple[Entry, Part]] = {}
    for item in items:
        part = _part(item)
        if part.name in found:
            item.fail(f"two parts are called {part.name}", remedy="Give each its own name.")
        found[part.name] = (item, part)
    refuse_contradictions(tuple(found.values()))
    return tuple(part for _, part in found.values())


def _part(entry: Entry) -> Part:
    keys = keys_of(entry, PART)
    kinds = [kind for kind in KINDS if kind in keys]
    if len(kinds) != 1:
        entry.fail(
            f"{' and '.join(kinds)} in one part" if kinds else "nothing is otherwise in this part",
            expected=f"one of {', '.join(KINDS)}",
            remedy="Make a part of each." if kinds else "",
        )
    return Part(
        name=name_of(keys["name"]) if "name" in keys else kinds[0],
        what=KINDS[kinds[0]](keys[kinds[0]]),
        title=_by_language(keys, "title"),
        source=words(keys, "source"),
    )


def _by_language(keys: Keys, name: str) -> dict[str, str]:
    """Text by language; a single text is English."""
    if name not in keys:
        return {}
    if not isinstance(keys[name].node, yaml.MappingNode):
        return {"en": _line(keys, name)}
    found = keys_of(keys[name], LANGUAGES, required=("en",))
    return {language: _line(found, language) for language in found}


def _line(keys: Keys, name: str) -> str:
    return words(keys, name) or keys[name].fail("empty text", remedy="Fill it in, or leave the key out.")


def _source(entry: Entry) -> str:
    """A publication in words: as it is written, or made of publisher, title, year and address."""
    if not isinstance(entry.node, yaml.MappingNode):
        return _line({"source": entry}, "source")
    keys = keys_of(entry, SOURCE, required=("publisher", "title", "year", "address"))
    said = ", ".join(_line(keys, name) for name in SOURCE[:4])
    licence = f" ({_line(keys, 'licence')})" if "licence" in keys else ""
    return f"{said}{licence}{'. ' + _line(keys, 'note') if 'note' in keys else ''}"
