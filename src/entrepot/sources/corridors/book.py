"""Names of everything in a layer, folded, so that what people write finds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from entrepot.metadata.corridors import Layer, Mode
from entrepot.metadata.errors import PlaceError, UnknownPlace
from entrepot.metadata.places import Scheme, resolver
from entrepot.metadata.places.spelling import fold

_KIND_WORDS = frozenset(
    re.findall(
        r"\w+",
        """canal straits strait sea channel river the of port airport terminal station border gauge
    mer detroit detroits aeroport gare kanaal zee zeestraat rivier haven luchthaven
    море канал пролив река порт аэропорт граница""",
    )
)
_MODES = {
    Mode.ROAD: "road truck trucks lorry lorries route routier weg vrachtwagen автодорога авто грузовик",
    Mode.RAIL: "rail railway railways train trains fer spoor trein железная_дорога поезд",
    Mode.SEA: "sea ship ships maritime vessel vessels mer zee schip море морем судно",
    Mode.FERRY: "ferry ferries ro-ro veerboot паром",
    Mode.BARGE: "barge barges waterway waterways péniche binnenvaart баржа",
    Mode.AIR: "air plane planes flight flights aircraft avion aérien vliegtuig lucht воздух авиа самолёт",
}


def core(key: str) -> str:
    """A folded name without the words that say what kind of thing it is."""
    return " ".join(word for word in key.split() if word not in _KIND_WORDS)


@dataclass(frozen=True)
class Book:
    """Names of everything in a layer.

    Attributes:
        things: folded names of modes, passages and seasons to their written forms.
        cores: the same names without the words that say the kind ("suez" of "Suez Canal").
        stations: folded names of terminals to their codes.
        parts: what stands before and within brackets in such a name ("trilogiport").
    """

    layer: Layer
    things: Mapping[str, tuple[str, ...]]
    cores: Mapping[str, tuple[str, ...]]
    stations: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]

    @cached_property
    def countries(self) -> frozenset[str]:
        """Codes of the countries in which a terminal stands."""
        return frozenset(terminal.country for terminal in self.layer.terminals.values())

    @classmethod
    def of(cls, layer: Layer) -> Book:
        """The book of a layer; that of the last one is kept."""
        if not _LAST or _LAST[0].layer is not layer:
            things = _things(layer)
            cores = _grouped((core(name), meant) for name, found in things.items() for meant in found)
            _LAST[:] = [cls(layer, things, cores, _grouped(_names(layer)), _grouped(_parts(layer)))]
        return _LAST[0]

    def terminals(self, key: str) -> tuple[str, ...]:
        """Codes of the terminals that bear that folded name."""
        return self.stations.get(key) or self.parts.get(key, ())

    def unknown(self, written: str, kind: str = "") -> UnknownPlace:
        """The error for a name that nothing bears, with the nearest names."""
        from rapidfuzz import process

        names = [*self.things, *self.stations] if kind not in ("country", "group") else []
        near = process.extract(fold(written.partition(":")[2] or written), names, score_cutoff=72.0, limit=6)
        close = [m for name, _, _ in near for m in self.things.get(name) or self._written(name)]
        if kind in ("", "country", "group"):
            with suppress(PlaceError):  # a country whose name is mistyped comes first
                meant = resolver.match(written.partition(":")[2] or written, schemes=(Scheme.ISO3,)).place
                close.insert(0, f"country:{meant.code}")
        with suppress(PlaceError):
            close += [f"country:{p.code}" for p in resolver.search(written, 3) if p.scheme is Scheme.ISO3]
        lines = [self.told(meant) for meant in dict.fromkeys(close)][:6]
        what = f"No {kind}" if kind else "Nothing in the layer, and no country,"
        remedy = (
            "Did you mean one of these?" if lines else "`entrepot routes --help` shows what can be named."
        )
        return UnknownPlace(f"{what} is called “{written}”. {remedy}", written, lines)

    def told(self, meant: str) -> str:
        """A written form with its name behind it, for people."""
        kind, _, name = meant.partition(":")
        lists: dict[str, Mapping[str, object]] = {
            "terminal": self.layer.terminals,
            "gauge": self.layer.terminals,
            "passage": self.layer.passages,
            "season": self.layer.seasons,
        }
        thing = lists.get(kind, {}).get(name)
        names: Mapping[str, str] = getattr(thing, "names", {})
        if kind == "country":
            return f"{meant}  {resolver.get(name, Scheme.ISO3).name()}"
        return f"{meant}  {names['en']}" if "en" in names else meant

    def _written(self, name: str) -> tuple[str, ...]:
        return tuple(f"terminal:{code}" for code in self.stations[name])


_LAST: list[Book] = []


def _things(layer: Layer) -> dict[str, tuple[str, ...]]:
    """Modes win over passages: "sea" is a way to move goods before it is a part of a name."""
    found: dict[str, tuple[str, ...]] = {}
    for passage in layer.passages.values():
        _enter(found, (passage.key, *passage.names.values(), *passage.also), f"passage:{passage.key}")
    for season in layer.seasons.values():
        _enter(found, (season.key, *season.names.values()), f"season:{season.key}")
    for mode, words in _MODES.items():
        for word in words.split():
            found[fold(word)] = (f"mode:{mode}",)
    return found


def _enter(found: dict[str, tuple[str, ...]], names: Iterable[str], meant: str) -> None:
    for name in filter(None, map(fold, names)):
        found.setdefault(name, (meant,))


def _names(layer: Layer) -> Iterator[tuple[str, str]]:
    for terminal in layer.terminals.values():
        for name in (terminal.code, *terminal.names.values(), *terminal.also):
            yield fold(name), terminal.code


def _parts(layer: Layer) -> Iterator[tuple[str, str]]:
    for terminal in layer.terminals.values():
        for name in (*terminal.names.values(), *terminal.also):
            if "(" in name:
                yield from ((fold(part), terminal.code) for part in name.split("("))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for name, meant in pairs:
        if name:
            found.setdefault(name, {})[meant] = None
    return {name: tuple(meanings) for name, meanings in found.items()}
