"""From what people write to what can be closed or passed: "РФ", "Suez", "border Dostyk-Alashankou", "winter".

The written form is "kind:name": country:RUS, group:EAEU, passage:suez, terminal:KZAAU, border:KZ-DOSTYK:CNALA
(or of two countries, border:BLR:POL), leg:<id>, mode:air, gauge:KZ-DOSTYK, season:winter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from entrepot.metadata.corridors import Layer, Mode, Terminal
from entrepot.metadata.errors import AmbiguousPlace, PlaceError, UnknownPlace
from entrepot.metadata.places import Scheme, resolver
from entrepot.metadata.places.spelling import fold
from entrepot.sources.corridors.book import Book, core

KINDS = ("country", "group", "passage", "terminal", "border", "leg", "mode", "gauge", "season")
_LONGEST = 200
_PAIR = re.compile(r"\s*(?:[–—/:;,&]|\s-\s|\s+(?:and|et|en|и|to)\s+)\s*")


def closures(texts: Iterable[str], layer: Layer) -> tuple[str, ...]:
    """Everything that these words mean, each in its written form, once: all terminals of a name, all members
    of a group.

    Raises:
        UnknownPlace: nothing in the layer, and no country, is called so; `candidates` names the nearest.
    """
    found: dict[str, None] = {}
    for text in texts:
        for meant in meanings(text, layer):
            kind, _, name = meant.partition(":")
            members = resolver.get(name, Scheme.GROUP).members if kind == "group" else ()
            found.update(dict.fromkeys([f"country:{code}" for code in members] or [meant]))
    return tuple(found)


def closure(text: str, layer: Layer) -> str:
    """The one thing that these words mean, in its written form.

    Of several terminals of one name the one is taken that is no airport.

    Raises:
        UnknownPlace: nothing is called so.
        AmbiguousPlace: several terminals are.
    """
    found = meanings(text, layer)
    ground = [m for m in found if not _is_airport(layer.terminals.get(m.partition(":")[2]))]
    if len(found) == 1 or len(ground) == 1:
        return (ground or list(found))[0]
    lines = [Book.of(layer).told(meant) for meant in found]
    message = f"“{text}” is the name of {len(found)} things. Write the one you mean as it stands here."
    raise AmbiguousPlace(message, text, lines)


def meanings(text: str, layer: Layer) -> tuple[str, ...]:
    """What these words mean, in written form: one thing, or every terminal of that name.

    Raises:
        UnknownPlace: nothing is called so.
    """
    written = text.strip()
    if not written or len(written) > _LONGEST:
        raise UnknownPlace("Nothing was named that could be closed or passed.", written[:_LONGEST])
    book = Book.of(layer)
    head, colon, tail = written.partition(":")
    kind, name = (head.strip().casefold(), tail.strip()) if colon else _worded(written)
    if kind in KINDS:
        return _of_kind(book, kind, name, written)
    found = _bare(book, written)
    if not found:
        raise book.unknown(written)
    return found


def _worded(written: str) -> tuple[str, str]:
    """The kind said first, in English: "border X-Y", "gauge Dostyk", "country Georgia"."""
    head, _, tail = written.partition(" ")
    kind = head.casefold()
    return (kind, tail.strip()) if kind in KINDS and tail.strip() else ("", written)


def _bare(book: Book, written: str) -> tuple[str, ...]:
    if written in book.layer.legs:
        return (f"leg:{written}",)
    if written in book.layer.terminals and _country(written).partition(":")[2] not in book.countries:
        return (f"terminal:{written}",)  # ALA is Almaty's airport, though Åland's code too; FRA is France
    key = fold(written)
    found = (
        book.things.get(key) or tuple(filter(None, [_country(written)])) or _terminals(book.stations.get(key))
    )
    if found or not (short := core(key)):
        return found
    country = () if short == key else tuple(filter(None, [_country(short)]))
    return book.cores.get(short) or country or _terminals(book.terminals(short))


def _terminals(codes: tuple[str, ...] | None) -> tuple[str, ...]:
    return tuple(f"terminal:{code}" for code in codes or ())


def _of_kind(book: Book, kind: str, name: str, written: str) -> tuple[str, ...]:
    if kind == "border":
        return _border(book, name, written)
    if kind in ("terminal", "gauge"):
        codes = book.terminals(fold(name)) if name not in book.layer.terminals else (name,)
        if kind == "gauge":
            codes = tuple(code for code in codes if len(book.layer.terminals[code].gauges) > 1)
        found = tuple(f"{kind}:{code}" for code in codes)
    elif kind in ("country", "group"):
        country = _country(name)
        found = (country,) if country else ()
    elif kind == "leg":
        found = (f"leg:{name}",) if name in book.layer.legs else ()
    else:
        meant = (*book.things.get(fold(name), ()), *book.cores.get(core(fold(name)), ()))
        found = tuple(dict.fromkeys(m for m in meant if m.startswith(f"{kind}:")))[:1]
    if not found:
        raise book.unknown(written, kind)
    return found


def _border(book: Book, name: str, written: str) -> tuple[str, ...]:
    """The border between two terminals with a leg between them, or between two countries."""
    pairs = {frozenset((leg.start, leg.end)): (leg.start, leg.end) for leg in book.layer.legs.values()}
    for a, b in _halves(name):
        between = [
            pairs[pair]
            for one in _codes(book, a)
            for other in _codes(book, b)
            if (pair := frozenset((one, other))) in pairs
        ]
        if between:
            return tuple(dict.fromkeys(f"border:{start}:{end}" for start, end in between))
        nations = sorted(c.partition(":")[2] for c in map(_country, (a, b)) if c.startswith("country:"))
        if len(nations) == 2:
            return (f"border:{nations[0]}:{nations[1]}",)
    raise book.unknown(written, "border")


def _halves(name: str) -> Iterable[tuple[str, str]]:
    """Every way to read two names: at a sign that parts names, at a single hyphen or space."""
    parts = [part for part in _PAIR.split(name) if part]
    if len(parts) == 2:
        yield parts[0], parts[1]
    for sign in ("-", " "):
        pieces = name.split(sign)
        for cut in range(1, len(pieces)):
            yield sign.join(pieces[:cut]).strip(), sign.join(pieces[cut:]).strip()


def _codes(book: Book, name: str) -> tuple[str, ...]:
    return (name,) if name in book.layer.terminals else book.terminals(fold(name))


def _country(name: str) -> str:
    """The country or group of that name in its written form; a name with a typo is none."""
    try:
        found = resolver.match(name, schemes=(Scheme.ISO3, Scheme.GROUP))
    except PlaceError:
        return ""
    if found.guessed:
        return ""
    return f"{'group' if found.place.scheme is Scheme.GROUP else 'country'}:{found.place.code}"


def _is_airport(terminal: Terminal | None) -> bool:
    return (
        terminal is not None and Mode.AIR in terminal.modes and set(terminal.modes) <= {Mode.AIR, Mode.ROAD}
    )
