"""Drafts of offices held, and of persons and organisations that the record does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from entrepot.analyses.reading.gazetteer import GROUP, PEOPLE, REGION, STATE, TOWN
from entrepot.analyses.reading.people import Holder
from entrepot.analyses.reading.proposals import Proposal, places_of
from entrepot.analyses.reading.scene import Scene
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Party

_PLACES = (STATE, GROUP, REGION, PEOPLE, TOWN)
_ABROAD = ("ambassador", "honorary consul", "consul general")


def offices(scenes: Sequence[Scene]) -> Iterator[Proposal]:
    """An office for each person told with a title; the same again in the text counts once."""
    seen: set[tuple[str, str]] = set()
    for scene in scenes:
        for holder in scene.holders:
            key = (holder.person.name.name, holder.office)
            if key not in seen:
                seen.add(key)
                yield _office(scene, holder)


def _office(scene: Scene, holder: Holder) -> Proposal:
    parties = [Party(holder.person.name.name, "holder")]
    bodies = [one for one in holder.whose if not one.is_person]
    doubts = []
    abroad = holder.office in _ABROAD
    if bodies:
        parties.append(Party(bodies[0].name.name, "sending state" if abroad else "body"))
        if abroad and len(bodies) > 1:
            parties.append(Party(bodies[1].name.name, "receiving state"))
    else:
        doubts.append("of which state or body is not said beside the title")
    near = scene.dates[0].date if len(scene.dates) == 1 else None
    if near:
        doubts.append("observed at the date of the sentence; when it began and ended is not said")
    body = bodies[0].name.name if bodies else ""
    return Proposal(
        "office",
        "",
        "holds office",
        f"title: {holder.said.lower()}",
        ((holder.start, holder.end),),
        parties=parties,
        places=places_of((*bodies, holder.person)),
        date=near or StatedDate(".."),
        attributes={"office": holder.office, **({"body": body} if body else {})},
        doubts=doubts,
        at=holder.person.first,
    )


def new_persons(scenes: Iterable[Scene]) -> Iterator[Proposal]:
    """An actor for each person that a title gives away and the record does not know."""
    seen: set[str] = set()
    for scene in scenes:
        for holder in scene.holders:
            person = holder.person
            if person.name.known or person.name.name in seen or " " not in person.name.name:
                continue
            seen.add(person.name.name)
            yield Proposal(
                "actor",
                "person",
                "is",
                f"new name: title {holder.said.lower()}",
                ((person.start, person.end),),
                parties=[Party(person.name.name, "subject")],
                places=places_of((person, *holder.whose)),
                attributes=_of(holder),
                doubts=["a name the record does not have: perhaps another spelling of one it has"],
                at=person.first,
            )


def _of(holder: Holder) -> dict[str, str]:
    body = next((one.name.name for one in holder.whose if one.name.kind in _PLACES), "")
    return {"of": body} if body else {}
