"""What the section on routes writes with: the account in the reader's words, and its notes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from entrepot.analyses.corridors.account.account import MEASURES, Account
from entrepot.analyses.corridors.account.waypoints import carriers, waypoints
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import forms, opening
from entrepot.dossier.model import Run, Text
from entrepot.dossier.phrasebook import catalogue
from entrepot.dossier.route_words import RouteWords
from entrepot.metadata.corridors import Route, Span, Spot
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import Scheme, get

DAY = 24.0
REASONS = ("fastest", "cheapest", "greenest", "safest", "balanced")
# French names of waters by how they take their article; all others are masculine.
_FEMININE = ("Mer", "Moselle", "Meuse", "Seine", "Volga")
_PLURAL = ("Détroits", "Dardanelles")
_BARE = ("Bab-el-Mandeb",)
_COMMON = ("Canal", "Détroit", "Détroits", "Golfe", "Cap", "Tunnel", "Mer")


@dataclass(frozen=True)
class Ways:
    """The account of a pair, to be written.

    Attributes:
        case: the pair.
        account: its ways, with at least one route.
    """

    case: Case
    account: Account

    @property
    def language(self) -> str:
        """Language of the dossier."""
        return self.case.language

    @cached_property
    def words(self) -> RouteWords:
        """Words for routes."""
        return RouteWords(self.language, self.named)

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """The routes with every place called as the reader calls it."""
        return tuple(map(self._translated, self.account.routes))

    @cached_property
    def balanced(self) -> Route:
        """The best balance."""
        return next((r for r in self.routes if "balanced" in r.names), self.routes[0])

    @cached_property
    def notes(self) -> dict[str, int]:
        """Number of the note on each measure."""
        every = tuple(origin for found in self.account.origins.values() for origin in found)
        years = numbers.date(StatedDate(self.account.years or ".."), self.language)
        return {
            measure: self.case.pen.note(
                self.case.pen.word(f"corridors.note.{measure}", years=years),
                self.account.origins.get(measure) or every,
                "modelled",
            )
            for measure in MEASURES
        }

    @property
    def all_notes(self) -> tuple[int, ...]:
        """Of all measures: what backs a drawing."""
        return tuple(self.notes.values())

    def named(self, code: str) -> str:
        """A terminal, passage, season or country by name, without article."""
        if code in self.account.names:
            return self.account.name(code, self.language).replace("'", "’")
        try:
            return get(code, Scheme.ISO3).name(self.language)
        except (PlaceError, KeyError):
            return code

    @cached_property
    def towns(self) -> tuple[str, str]:
        """Names of the points where goods start and end."""
        account = self.account
        return self.place(account.origin, self.case.a.name), self.place(account.destination, self.case.b.name)

    def shut(self, closure: str) -> str:
        """What closes, as it stands inside a sentence, with its article."""
        kind, _, name = closure.partition(":")
        if kind == "country":
            return forms(get(name, Scheme.ISO3), self.language).the
        bare = self.named(name)
        if kind != "passage":
            return bare
        return f"the {bare}" if self.language == "en" else _with_article(bare)

    def place(self, spot: Spot, heading: str) -> str:
        """The point where goods start or end: the town that stands for a place, else the place."""
        town = spot.stands_for.partition(",")[0]
        return self.account.name(town, self.language) if town else heading

    def days(self, hours: float, *, sign: bool = False) -> str:
        """Hours as days with one decimal."""
        return self.number(hours / DAY, 1, sign=sign)

    def number(self, value: float, digits: int = 0, *, sign: bool = False) -> str:
        """A number; a difference with its sign."""
        shown = round(value, digits) + 0.0  # no minus before a zero
        printed = numbers.fixed(shown, digits, self.language)
        return f"+{printed}" if sign and shown > 0 else printed

    def span(self, span: Span, scale: float = 1.0, digits: int = 0) -> str:
        """Typical, then low and high in brackets, in units of `scale`."""
        low, typical, high = (self.number(v / scale, digits) for v in (span.low, span.typical, span.high))
        return typical if low == high else f"{typical} ({low}–{high})"

    def strong(self, text: str, *measures: str) -> Text:
        """A number with the marks of the notes on what it measures."""
        return (Run(text, tuple(self.notes[measure] for measure in measures), "strong"),)

    def modes(self, modes: Iterable[str]) -> str:
        """Modes in words: "rail and ferry"."""
        *first, last = [self.words.mode(mode) for mode in modes]
        return f"{', '.join(first)}{self.words.phrase('and')}{last}" if first else last

    def way(self, modes: Iterable[str], by: Iterable[str]) -> str:
        """How goods go, and by way of where, as it stands in a sentence."""
        names, how, word = self._listed(by), self.modes(modes), self.case.pen.word
        if not names:
            return word("corridors.way.direct", modes=how)
        return word("corridors.way", modes=how, names=names)

    def short(self, modes: Iterable[str], by: Iterable[str]) -> str:
        """The same for a cell."""
        names, how = self._listed(by), opening(self.modes(modes))
        return self.case.pen.word("corridors.way.short", modes=how, names=names) if names else how

    def _listed(self, codes: Iterable[str]) -> str:
        return ", ".join(dict.fromkeys(self.named(code) for code in codes))

    def way_of(self, route: Route) -> str:
        """How goods go on a route, as it stands in a sentence."""
        return self.way(carriers(route), waypoints(route))

    def short_of(self, route: Route) -> str:
        """The same for a cell."""
        return self.short(carriers(route), waypoints(route))

    def remark(self, key: str) -> str:
        """One of the sentences that the command says too."""
        return str(catalogue(f"remarks.{self.language}")[key]).replace("'", "’")

    def reasons(self, route: Route) -> str:
        """Why a route is shown, of the five that everybody asks for: "fastest and safest"."""
        *first, last = [self.words.name(name) for name in REASONS if name in route.names]
        return f"{', '.join(first)}{self.words.phrase('and')}{last}" if first else last

    def _terminal(self, code: str) -> str:
        """A terminal by name, marked as one where the town is called alike."""
        name = self.named(code)
        return f"{name} (terminal)" if name in self.towns else name

    def _translated(self, route: Route) -> Route:
        ends = (
            replace(route.origin, name=self.towns[0]),
            replace(route.destination, name=self.towns[1]),
        )
        called = {spot.end: spot.name for spot in ends}
        steps = tuple(
            replace(
                step,
                start_name=called.get(step.start) or self._terminal(step.start),
                end_name=called.get(step.end) or self._terminal(step.end),
            )
            for step in route.steps
        )
        return replace(route, origin=ends[0], destination=ends[1], steps=steps)


def _with_article(name: str) -> str:
    first, _, rest = name.partition(" ")
    inside = " ".join(part for part in (first.lower() if first in _COMMON else first, rest) if part)
    if name in _BARE:
        return name
    if name[:1] in "AEIOUÉ":
        return f"l’{inside}"
    article = "les" if first in _PLURAL else "la" if first in _FEMININE else "le"
    return f"{article} {inside}"
