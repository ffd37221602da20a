"""Drafts from triggers: events, agreements, commitments, projects, aid, institutions, views."""

from __future__ import annotations

import re
from collections.abc import Iterator

from entrepot.analyses.reading.doubtful import counts
from entrepot.analyses.reading.gazetteer import TOWN
from entrepot.analyses.reading.modality import AHEAD, CLAIMED, NEGATED, WANTED
from entrepot.analyses.reading.moments import date_for, nearest
from entrepot.analyses.reading.pacts import governed, settled, status_near
from entrepot.analyses.reading.proposals import NOBODY, Proposal, parties_of, places_of
from entrepot.analyses.reading.roles import roles
from entrepot.analyses.reading.scene import Memory, Scene
from entrepot.analyses.reading.triggers import Hit, Trigger
from entrepot.metadata.statement import Party

_PROPERTY = {
    "aid": "contribution",
    "fdi": "investment",
    "opinion": "assessment",
    "trade-figure": "structure",
    "trade-pattern": "structure",
    "office": "holds office",
}
_VERB = re.compile(r"\bsign")
_VIEWS = ("opinion",)
# Kinds of which one draft a sentence is enough, whatever words tell them.
_ONCE = frozenset(("agreement", "opinion", "project", "fdi", "trade-pattern", "source", "ranking", "aid"))


def facts(scene: Scene, memory: Memory) -> Iterator[Proposal]:
    """A proposal for each thing that the triggers of a sentence tell, opinions only where nothing else is."""
    measured = bool(scene.amounts)
    made: list[Proposal] = []
    seen: set[tuple[str, str]] = set()
    for hit in _telling(scene):
        if measured and hit.trigger.kind in (
            "trade-figure",
            "trade-pattern",
            "aid",
            "fdi",
            "statistic",
            "ranking",
        ):
            continue
        kind = "trade-pattern" if hit.trigger.kind == "trade-figure" else hit.trigger.kind
        key = (kind, "" if kind in _ONCE else hit.trigger.subtype + _occasion(scene, hit))
        if key in seen or kind in ("statistic", "ranking"):
            continue
        proposal = _proposal(scene, hit, kind, memory)
        if proposal is not None:
            seen.add(key)
            made.append(proposal)
    yield from made
    _remember(scene, memory, made)


def _occasion(scene: Scene, hit: Hit) -> str:
    """Several visits in one sentence are several where each has a date of its own."""
    if hit.trigger.kind != "event" or len(scene.dates) < 2:
        return ""
    near = nearest(scene.dates, hit.first, hit.last)
    return near.date.edtf if near else ""


def _telling(scene: Scene) -> list[Hit]:
    """The triggers of a sentence, the surest first; views only where no fact is told."""
    facts = [hit for hit in scene.hits if hit.trigger.kind not in _VIEWS and counts(scene, hit)]
    views = [hit for hit in scene.hits if hit.trigger.kind in _VIEWS]
    # "signed a memorandum": the noun says more than the verb.
    nouns = [hit for hit in facts if not _VERB.search(hit.trigger.phrase)]
    return nouns + [hit for hit in facts if _VERB.search(hit.trigger.phrase)] + views


def _proposal(scene: Scene, hit: Hit, kind: str, memory: Memory) -> Proposal | None:
    trigger = hit.trigger
    status, verb = status_near(scene, hit.first, hit.last) if kind == "agreement" else (trigger.status, None)
    moods = governed(scene, *(verb or (hit.first, hit.last)))
    if kind == "agreement":
        moods |= governed(scene, hit.first, hit.last) & {NEGATED, WANTED}
        status = status or trigger.status
    cast = roles(scene, hit)
    parties = _in_their_parts(parties_of(cast.roles), trigger)
    date, doubts = date_for(scene, hit.first, hit.last, memory)
    parties, who = _or_those_before(parties, memory)
    doubts += who
    proposal = Proposal(
        kind,
        trigger.subtype,
        _PROPERTY.get(kind, trigger.subtype or kind) if kind != "event" else trigger.subtype,
        f"trigger: {trigger.phrase}",
        scene.sentence.parts,
        parties=parties,
        places=places_of(scene.mentions),
        status=status,
        date=date,
        location=_town(scene, cast.town, hit),
        doubts=doubts,
        at=hit.first,
    )
    _weigh(proposal, moods)
    _with_states(scene, proposal)
    return proposal if _is_enough(scene, proposal, hit) else None


def _in_their_parts(parties: list[Party], trigger: Trigger) -> list[Party]:
    """Who promises, and to whom; several who talk are sides."""
    if trigger.kind == "project":
        return [Party(party.actor, {"actor": "lead"}.get(party.role, party.role)) for party in parties]
    if trigger.kind != "commitment" or trigger.subtype == "call":
        return parties
    speakers = [party for party in parties if party.role == "speaker"]
    role = "side" if len(speakers) > 1 or trigger.subtype in ("topic", "interest") else "promisor"
    new = {"speaker": role, "counterpart": "beneficiary" if role == "promisor" else "side"}
    return [Party(party.actor, new.get(party.role, party.role)) for party in parties]


def _weigh(proposal: Proposal, moods: frozenset[str]) -> None:
    """What is denied, wanted, ahead or claimed is never told as done."""
    if NEGATED in moods:
        proposal.attributes["negates"] = True
        proposal.doubts.append("the sentence denies it")
        proposal.status = "" if proposal.kind in ("institution", "opinion") else "not done"
        if proposal.kind == "institution":
            proposal.attributes["absent"] = proposal.subtype
            proposal.subtype = proposal.property = "absence"
    elif proposal.kind == "agreement":
        proposal.status = settled(proposal.status, moods)
    elif WANTED in moods and proposal.kind not in ("opinion", "commitment"):
        proposal.status = "proposed"
    elif AHEAD in moods and proposal.kind not in ("opinion", "commitment"):
        proposal.status = "announced" if proposal.kind in ("aid", "project") else "planned"
    if CLAIMED in moods:
        proposal.attributes["claim"] = True
        proposal.doubts.append("it is a claim, not told as a fact")
    if {WANTED, AHEAD} & moods and proposal.kind not in ("opinion", "commitment"):
        proposal.doubts.append("wanted or planned, not told as done")


def _or_those_before(parties: list[Party], memory: Memory) -> tuple[list[Party], list[str]]:
    """“the two sides”, "they": the parties of what was told before; or nobody, and a doubt."""
    if not parties and memory.parties:
        taken = [
            Party(party.actor, "party" if len(memory.parties) > 1 else party.role) for party in memory.parties
        ]
        return taken, ["the parties are those of a sentence before"]
    if not parties:
        return [], ["who is meant is not named"]
    return parties, []


def _town(scene: Scene, town: str, hit: Hit) -> str:
    near = [
        one for one in scene.mentions if one.name.kind == TOWN and one.before == "in" and one.first > hit.last
    ]
    return near[0].name.town if near else town


def _with_states(scene: Scene, proposal: Proposal) -> None:
    """Known persons act for the state of their tenure on that day."""
    if proposal.kind not in ("event",):
        return
    codes = {one.name.name: one for one in scene.mentions if one.is_person}
    for party in list(proposal.parties):
        one = codes.get(party.actor)
        state = scene.all.known.acted_for(party.actor, proposal.date) if one else ""
        if state:
            proposal.places += [state] if state not in proposal.places else []
            proposal.attributes.setdefault("acting_for", {})[party.actor] = state


def _is_enough(scene: Scene, proposal: Proposal, hit: Hit) -> bool:
    """Whether there is anything to hold on to: a name, a date or a step."""
    kind, named = proposal.kind, bool(scene.mentions)
    if kind == "source":
        return hit.trigger.phrase != "source" or scene.all.words.gap(hit.last).startswith(":")
    if kind == "opinion":
        return named
    if kind == "agreement":
        return named or bool(proposal.status) or bool(scene.dates)
    return named or (proposal.parties != [] and proposal.parties[0].actor != NOBODY)


def _remember(scene: Scene, memory: Memory, made: list[Proposal]) -> None:
    if scene.sentence.note:
        return
    trade = next((hit for hit in scene.hits if hit.trigger.kind == "trade-figure"), None)
    if trade and not scene.amounts:
        told_of = parties_of(roles(scene, trade).roles)
        memory.figure_parties = tuple(told_of) or memory.figure_parties
        memory.figure = trade
    told = [
        one for one in made if one.kind in ("event", "agreement", "commitment", "institution") and one.parties
    ]
    if told and not any("before" in doubt for doubt in told[0].doubts):
        memory.parties = tuple(told[0].parties[:4])
    if scene.dates and scene.dates[-1].date.latest is not None:
        memory.date = scene.dates[-1]
