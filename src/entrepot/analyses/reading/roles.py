"""Who plays which part in what a trigger tells, as far as the order of words and prepositions say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from entrepot.analyses.reading.gazetteer import TOWN
from entrepot.analyses.reading.grammar import governed, is_actor, owner, subject
from entrepot.analyses.reading.mentions import Mention
from entrepot.analyses.reading.scene import Scene
from entrepot.analyses.reading.triggers import Hit

_NEAR = 6


@dataclass(frozen=True, slots=True)
class Cast:
    """Mentions by role, and where it took place."""

    roles: tuple[tuple[str, Mention], ...] = ()
    town: str = ""


def roles(scene: Scene, hit: Hit, at: tuple[int, int] | None = None) -> Cast:
    """The parties of what a trigger tells.

    Args:
        scene: the sentence.
        hit: the trigger.
        at: first and last token round which to look, where these are not those of the trigger.
    """
    first, last = at or (hit.first, hit.last)
    actors = [one for one in scene.mentions if is_actor(scene, one)]
    before = [one for one in actors if one.last < first]
    after = [one for one in actors if one.first > last]
    found = _STYLES[hit.trigger.style](scene, hit, before, after)
    town = next((one.name.town for one in (*after, *reversed(before)) if one.name.kind == TOWN), "")
    return Cast(tuple(_distinct(found)), town)


def _distinct(found: Iterable[tuple[str, Mention]]) -> list[tuple[str, Mention]]:
    """Each name once, in its first role."""
    seen: dict[str, tuple[str, Mention]] = {}
    for role, one in found:
        seen.setdefault(one.name.name, (role, one))
    return list(seen.values())


def _as(role: str, found: Iterable[Mention]) -> list[tuple[str, Mention]]:
    return [(role, one) for one in found]


def _goes(scene: Scene, hit: Hit, before: list[Mention], after: list[Mention]) -> list[tuple[str, Mention]]:
    near = [one for one in before[-1:] if one.is_person and hit.first - one.last <= _NEAR]
    who = near or owner(scene, hit, before, after) or subject(before, persons=True)
    taken = {id(one) for one in who}
    rest = [one for one in after if id(one) not in taken]
    where = governed(rest, "to", "in")
    if not where and rest and not rest[0].before and not rest[0].is_person:
        where = [rest[0], *(one for one in rest[1:] if one.joined)]
    where = where or [one for one in governed(before, "to") if id(one) not in taken]
    head = [one for one in rest if one.is_person and one.before in ("by", "")][:1]
    if hit.trigger.subtype == "trade-mission":
        lead = [one for one in who if one.is_person] or head
        return (
            _as("head", lead) + _as("sending", [one for one in who if not one.is_person]) + _as("host", where)
        )
    return _as("visitor", who) + _as("host", [one for one in where if not one.is_person])


def _hosts(
    _scene: Scene, _hit: Hit, before: list[Mention], after: list[Mention]
) -> list[tuple[str, Mention]]:
    guests = [one for one in after if one.is_person or one.before in ("", "from", "of")][:2]
    return _as("host", subject(before, persons=True)) + _as("visitor", guests)


def _meets(
    _scene: Scene, _hit: Hit, before: list[Mention], after: list[Mention]
) -> list[tuple[str, Mention]]:
    between = governed(after, "between") or governed(before, "between")
    people = [one for one in (*before[-2:], *after[:4]) if one.is_person]
    if len(people) >= 2:
        return _as("participant", people)
    who = between or [*(people or subject(before)), *governed(after, "with")]
    if not people and len(who) < 2:
        who = [*who, *(one for one in after[:2] if one.before in ("", "of", "with", "between"))]
    found = _as("participant", who)
    return found + _as("host", [one for one in after if one.before == "in"][:1] if not between else [])


def _pact(_scene: Scene, hit: Hit, before: list[Mention], after: list[Mention]) -> list[tuple[str, Mention]]:
    between = governed(after, "between") or governed(before, "between")
    if len(between) >= 2:
        return _as("party", between)
    pair = [one for one in before if hit.first - one.last <= 3 and not one.is_person][-2:]
    if len(pair) == 2 and pair[1].joined:
        return _as("party", pair)
    if between:
        return _as("party", between)
    who = [*subject(before), *governed(after, "with"), *governed(after, "by")]
    who = who or [one for one in before if one.before == "with"]
    named = {one.name.name for one in who}
    if len(named) < 2:
        who = [*who, *governed(before, "with", "of"), *(one for one in after if one.before in ("", "of"))]
    return _as("party", [one for one in who if one.name.kind != TOWN][:6])


def _gives(_scene: Scene, hit: Hit, before: list[Mention], after: list[Mention]) -> list[tuple[str, Mention]]:
    if hit.trigger.phrase in ("received", "was given"):
        return _as("recipient", subject(before)) + _as("donor", governed(after, "from", "by"))
    donor = subject(before) or governed(after, "by") or governed(after, "of", "from")
    names = {one.name.name for one in donor}
    whom = governed(after, "to", "for") or governed(after, "in") or governed(before, "in", "to")
    whom = whom or [one for one in after if not one.before][:1]
    doer = [one for one in governed(after, "by") if one.name.name not in names]
    return (
        _as("donor", donor)
        + _as("recipient", [one for one in whom if one.name.name not in names and one not in doer])
        + _as("implementer", doer)
    )


def _invests(
    scene: Scene, hit: Hit, before: list[Mention], after: list[Mention]
) -> list[tuple[str, Mention]]:
    who = owner(scene, hit, before, after) or subject(before) or governed(after, "from")
    where = governed(after, "in", "to") or governed(before, "in")
    where = where or [one for one in governed(after, "of") if one not in who]
    return _as("investor", who) + _as("host", where)


def _trades(exporter: str, importer: str) -> Callable[..., list[tuple[str, Mention]]]:
    def trades(
        scene: Scene, hit: Hit, before: list[Mention], after: list[Mention]
    ) -> list[tuple[str, Mention]]:
        between = governed(after, "between")
        if len(between) >= 2:
            return _as(exporter, between[:1]) + _as(importer, between[1:])
        away = "to" if exporter == "exporter" else "from"
        partner = governed(after, away, "with") or governed(before, away, "with")
        taken = {id(one) for one in partner}
        rest = [one for one in after if id(one) not in taken]
        own = owner(scene, hit, before, rest) or [one for one in subject(before) if id(one) not in taken]
        other = governed(rest, "to" if away == "from" else "from")
        own, other = (own or other, []) if own else (other, [])
        return _as(exporter, own) + _as(importer, partner)

    return trades


def _sits(scene: Scene, hit: Hit, before: list[Mention], after: list[Mention]) -> list[tuple[str, Mention]]:
    who = owner(scene, hit, before, after) or subject(before)
    taken = {id(one) for one in who}
    where = governed([one for one in after if id(one) not in taken], "to", "in")
    where = where or [one for one in after if id(one) not in taken and not one.before][:1]
    where = where or governed([one for one in before if id(one) not in taken], "in", "to")
    return _as("sending", who) + _as("host", where)


def _buys(_scene: Scene, hit: Hit, before: list[Mention], after: list[Mention]) -> list[tuple[str, Mention]]:
    return _as("seller" if "s" in hit.trigger.phrase[:1] else "buyer", subject(before)) + _as(
        "buyer" if "s" in hit.trigger.phrase[:1] else "seller", governed(after, "to", "from")
    )


def _alone(role: str) -> Callable[..., list[tuple[str, Mention]]]:
    def alone(
        scene: Scene, hit: Hit, before: list[Mention], after: list[Mention]
    ) -> list[tuple[str, Mention]]:
        who = subject(before) or owner(scene, hit, before, after) or governed(after, "by")
        other = [one for one in governed(after, "with", "to", "in", "of") if one not in who]
        return _as(role, who) + _as("counterpart" if role == "speaker" else "place", other)

    return alone


_STYLES: dict[str, Callable[[Scene, Hit, list[Mention], list[Mention]], list[tuple[str, Mention]]]] = {
    "goes": _goes,
    "hosts": _hosts,
    "meets": _meets,
    "pact": _pact,
    "gives": _gives,
    "invests": _invests,
    "sells": _trades("exporter", "importer"),
    "buys-from": _trades("importer", "exporter"),
    "sits": _sits,
    "buys": _buys,
    "opens": _alone("actor"),
    "acts": _alone("actor"),
    "held": _alone("organiser"),
    "says": _alone("speaker"),
    "views": _alone("speaker"),
    "rates": _alone("subject"),
}
