"""Drafts from amounts: trade, aid, investment, shares, ranks, each with its own date and parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from entrepot.analyses.reading import units as a
from entrepot.analyses.reading.amounts import FoundAmount
from entrepot.analyses.reading.doubtful import counts
from entrepot.analyses.reading.mentions import Mention
from entrepot.analyses.reading.moments import date_of_amount
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.proposals import Proposal, parties_of, places_of
from entrepot.analyses.reading.roles import Cast, roles
from entrepot.analyses.reading.scene import Memory, Scene
from entrepot.analyses.reading.triggers import Hit, Trigger
from entrepot.metadata.statement import Party

_MEASURED = ("trade-figure", "fdi", "aid", "statistic", "ranking", "agreement", "project", "commitment")
_GROWTH = frozenset(
    spelt("""
        increased grew rose fell declined growth decreased up down hausse baisse augmente recule progresse
        croissance
    """)
)
_SERVICES = frozenset(("services", "service"))
_UNSAID = Hit(0, 0, Trigger("statistic", "", "", "acts", ""))
_PARTNER = frozenset(("for", "to", "from", "in", "with"))


def figures(scene: Scene, memory: Memory) -> Iterator[Proposal]:
    """A proposal for each amount of a sentence; two where one amount is told of two partners."""
    spans = [(one.first, one.last) for one in scene.amounts]
    for index, one in enumerate(scene.amounts):
        hit = _measure(scene, one) or memory.figure or _UNSAID
        if hit is _UNSAID and not scene.mentions:
            continue
        following = scene.amounts[index + 1].first if index + 1 < len(scene.amounts) else scene.end
        yield from _figure(scene, one, hit, memory, spans, following)
    if scene.amounts:
        memory.figure = _measure(scene, scene.amounts[0]) or memory.figure


def _measure(scene: Scene, one: FoundAmount) -> Hit | None:
    """The word that says what the amount measures: the nearest, verbs of giving before nouns of trade."""
    if one.sort == a.RANK:
        return next((hit for hit in scene.hits if hit.trigger.kind == "ranking"), _ranking(scene))
    if one.sort == a.PERSONS:
        return _UNSAID
    wanted = [hit for hit in scene.hits if hit.trigger.kind in _MEASURED and counts(scene, hit)]
    best = [hit for hit in wanted if hit.trigger.kind in _MEASURED[:4]] or wanted
    if not best:
        return None
    # What stands before an amount says what it is; what stands after only where nothing does.
    return min(
        best, key=lambda hit: (one.first - hit.last) if hit.last < one.first else 40 + hit.first - one.last
    )


def _ranking(scene: Scene) -> Hit:
    return Hit(scene.begin, scene.begin, Trigger("ranking", "", "", "acts", "rank"))


def _figure(
    scene: Scene,
    one: FoundAmount,
    hit: Hit,
    memory: Memory,
    spans: Sequence[tuple[int, int]],
    following: int,
) -> Iterator[Proposal]:
    inside = scene.begin <= hit.first < scene.end
    cast = roles(scene, hit, None if inside else (one.first, one.last))
    own = [mention for mention in scene.mentions if one.last < mention.first < following]
    partners = _partners(one, own) if hit.trigger.kind in ("trade-figure", "aid", "fdi") else []
    several: list[Mention | None] = [*partners] or [None]
    for partner in several:
        proposal = _proposal(scene, one, hit, cast, partner)
        if len(partners) > 1:
            proposal.doubts.append("one amount for several: each of them, or all together?")
        _complete(proposal, memory)
        found = date_of_amount(scene, one.first, one.last, [s for s in spans if s != (one.first, one.last)])
        if found:
            proposal.date = found.date
            proposal.doubts += [found.doubt] if found.doubt else []
        yield proposal


def _partners(one: FoundAmount, own: Sequence[Mention]) -> list[Mention]:
    """Places told right after an amount: "€585,000 for Tajikistan and €208,000 for Kyrgyzstan"."""
    if not own or own[0].before not in _PARTNER or own[0].first - one.last > 3:
        return []
    row = [own[0]]
    for other in own[1:]:
        if not (other.joined or (other.before == row[0].before and other.first - row[-1].last <= 3)):
            break
        row.append(other)
    return row


def _proposal(scene: Scene, one: FoundAmount, hit: Hit, cast: Cast, partner: Mention | None) -> Proposal:
    kind = "ranking" if one.sort == a.RANK else hit.trigger.kind
    subtype = hit.trigger.subtype if kind not in ("trade-figure", "ranking") else ""
    named = list(cast.roles)
    if partner is not None:
        role = _partner_role(hit)
        named = [(r, m) for r, m in named if r != role and m.name.name != partner.name.name] + [
            (role, partner)
        ]
    doubts = [one.doubt] if one.doubt else []
    if hit is _UNSAID and one.sort != a.PERSONS:
        doubts.append("what the figure measures is not told by a word the reader knows")
    return Proposal(
        kind,
        subtype,
        _property(scene, one, hit),
        f"amount: {hit.trigger.phrase or one.sort}",
        scene.sentence.parts,
        parties=parties_of(named),
        places=places_of(m for _, m in named) or places_of(scene.mentions),
        status=hit.trigger.status if kind in ("aid", "commitment") else "",
        amount=one.amount,
        location=cast.town,
        doubts=doubts,
        at=one.first if partner is None else one.first * 1000 + partner.first % 1000,
    )


def _partner_role(hit: Hit) -> str:
    if hit.trigger.kind == "aid":
        return "recipient"
    return (
        "host"
        if hit.trigger.kind == "fdi"
        else ("importer" if hit.trigger.subtype != "imports" else "exporter")
    )


def _property(scene: Scene, one: FoundAmount, hit: Hit) -> str:
    trigger = hit.trigger
    if one.sort == a.RANK:
        return "rank"
    if one.sort == a.PERSONS:
        return one.amount.unit_as_stated
    if trigger.kind == "trade-figure":
        flow = trigger.subtype or "trade"
        flow = f"{flow} of services" if scene.has(*_SERVICES) else flow
        growing = one.sort == a.PERCENT and scene.has(*_GROWTH)
        return f"growth of {flow}" if growing else (f"share of {flow}" if one.sort == a.PERCENT else flow)
    if trigger.kind == "statistic":
        return "share" if one.sort == a.PERCENT else (trigger.phrase or "figure")
    return {"aid": "contribution", "fdi": "investment"}.get(trigger.kind, trigger.kind)


def _complete(proposal: Proposal, memory: Memory) -> None:
    """Who is missing is taken from the figure before, and said so."""
    if proposal.kind != "trade-figure":
        return
    there = {party.role for party in proposal.parties}
    for party in memory.figure_parties:
        if party.role not in there and party.actor not in {known.actor for known in proposal.parties}:
            proposal.parties.append(Party(party.actor, party.role))
            proposal.doubts.append(f"{party.actor} as {party.role} is taken from a sentence before")
    if proposal.parties:
        memory.figure_parties = tuple(proposal.parties)
