"""The contact network of a record as seen from a day: bodies, and how warm the ties between them are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import log
from typing import Any

import networkx as nx

from entrepot.analyses.relations.coverage.kinds import counts
from entrepot.analyses.relations.coverage.lasting import Day, Documents, moment, seen
from entrepot.analyses.relations.network.ties import Tie, ties
from entrepot.analyses.relations.network.warmth import BY_NATIONALITY, Scale, last_contact, together
from entrepot.metadata.errors import NoData
from entrepot.metadata.interval import Interval
from entrepot.metadata.places.spelling import fold
from entrepot.metadata.statement import Document, Statement

SUGGESTED = 5


@dataclass(frozen=True, slots=True)
class Link:
    """Two bodies that are in touch.

    Attributes:
        a, b: their names, in alphabetical order.
        warmth: between 0 and 1, from what dates and doubts leave open; its middle ranks paths.
        ties: what it rests on.
    """

    a: str
    b: str
    warmth: Interval
    ties: tuple[Tie, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of what it rests on."""
        return tuple(dict.fromkeys(tie.statement for tie in self.ties))

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "a": self.a,
            "b": self.b,
            "warmth": self.warmth.to_dict(),
            "private": any(tie.private for tie in self.ties),
            "ties": [tie.to_dict() for tie in self.ties],
        }


@dataclass(frozen=True)
class Network:
    """Who is in touch with whom.

    Attributes:
        on: the day from which it is seen.
        links: by the names of their ends, in alphabetical order.
        aliases: folded other names to the names of bodies.
        statements: the statements it was made from, by id.
        documents: the documents of those, by hash.
        private: whether private statements take part.
        scale: what its warmth was measured with.
    """

    on: date
    links: Mapping[tuple[str, str], Link]
    aliases: Mapping[str, str] = field(repr=False)
    statements: Mapping[str, Statement] = field(repr=False)
    documents: Documents = field(repr=False)
    private: bool
    scale: Scale

    @cached_property
    def graph(self) -> Any:
        """The links as a networkx graph; weight `cost` is minus the logarithm of warmth and introduction."""
        graph, passed = nx.Graph(), self.scale.introduction
        for (a, b), link in self.links.items():
            graph.add_edge(a, b, cost=-log(link.warmth.middle * passed))
        return graph

    def link(self, a: str, b: str) -> Link | None:
        """What ties two bodies directly; None if nothing does."""
        return self.links.get((min(a, b), max(a, b)))

    def body(self, text: str) -> str:
        """The body meant by a name, an alias or a place's code, accents and capitals aside.

        Raises:
            NoData: the network has none of that name; the nearest are suggested.
        """
        from rapidfuzz import process

        if text in self.graph:
            return text
        found = self.aliases.get(fold(text)) or self.aliases.get(text.casefold())
        if found in self.graph:
            return str(found)
        near = process.extract(fold(text), list(self.aliases), score_cutoff=60.0, limit=3 * SUGGESTED)
        close = [key for key, score, _ in near if score > near[0][1] - 12.0]
        names = dict.fromkeys(n for key in close if (n := self.aliases[key]) in self.graph)
        meant = ", ".join(list(names)[:SUGGESTED])
        remedy = f"Did you mean {meant}?" if meant else "`entrepot record list --kind actor` lists actors."
        raise NoData(f"the contact network has no body called “{text}”. {remedy}")

    def to_dict(self) -> dict[str, Any]:
        """JSON form: the bodies and the links."""
        return {
            "on": self.on.isoformat(),
            "private": self.private,
            "bodies": sorted(self.graph),
            "links": [link.to_dict() for link in self.links.values()],
        }


def contact_network(
    statements: Iterable[Statement],
    on: Day,
    documents: Iterable[Document] = (),
    *,
    private: bool = False,
    scale: Scale | None = None,
) -> Network:
    """Bodies that met, agreed, worked or paid by a day, and how warm that leaves them.

    Args:
        statements: the whole record, actors and offices included.
        on: the day (EDTF; of a month or year its last day); what happened later is not known yet.
        documents: the record's documents; without them what is undated may be of any age.
        private: whether private statements, contacts and people without a public office take part, marked.
        scale: strengths and half-life; left out, our own estimates.

    Raises:
        ValueError: `on` is no EDTF date, or has no end.
    """
    day = moment(on).latest
    if day is None:
        raise ValueError("a network is seen from a day, month or year")
    record = {s.id: s for s in statements if counts(s, private)}
    known = {document.sha256: document for document in documents}
    grouped: dict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties(record.values(), private=private):
        grouped[tie.a, tie.b].append(tie)
    used = scale or Scale()
    measure = _Measure(record, known, day, used)
    made = (measure.link(pair, shared) for pair, shared in sorted(grouped.items()))
    links = {(link.a, link.b): link for link in made if link}
    return Network(day, links, _aliases(record.values(), links), record, known, private, used)


@dataclass(frozen=True)
class _Measure:
    """Warmth on one day, each statement measured once."""

    record: Mapping[str, Statement]
    documents: Documents
    day: date
    scale: Scale
    done: dict[str, Interval | None] = field(default_factory=dict)

    def link(self, pair: tuple[str, str], shared: list[Tie]) -> Link | None:
        """The link of a pair; None where all lies ahead. What is told twice counts once, as its warmest."""
        best: dict[str, Interval] = {}
        past = []
        for tie in shared:
            warm = self._of(tie)
            if warm is not None:
                past.append(tie)
                held = best.get(tie.head)
                best[tie.head] = _warmer(held, warm) if held else warm
        warmth = together(best.values())
        return Link(*pair, warmth, tuple(past)) if warmth.high > 0 else None

    def _of(self, tie: Tie) -> Interval | None:
        if tie.statement not in self.done:
            statement = self.record[tie.statement]
            since = last_contact(statement, seen(statement, self.documents), self.day)
            self.done[tie.statement] = since and self.scale.of(tie.grade, since, self.day)
        warm = self.done[tie.statement]
        if warm is None:
            return None
        share = BY_NATIONALITY if tie.by_nationality else 1.0
        return Interval(0.0 if tie.disputed else warm.low * share, warm.high * share)


def _warmer(one: Interval, other: Interval) -> Interval:
    return Interval(max(one.low, other.low), max(one.high, other.high))


def _aliases(record: Iterable[Statement], links: Mapping[tuple[str, str], Link]) -> dict[str, str]:
    """Other names and codes of bodies, folded; a name that two share is the first one's."""
    from entrepot.analyses.relations.cast import cast

    bodies = {name for pair in links for name in pair}
    found = {fold(name): name for name in sorted(bodies)}
    for alias, actor in cast(record).items():
        if actor.name in bodies:
            found.setdefault(fold(alias), actor.name)
            if actor.is_place and actor.home:
                found.setdefault(actor.home.casefold(), actor.name)
    return found
