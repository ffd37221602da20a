"""Triggers that tell nothing where they stand, such as "the meeting" of which the text told before."""

from __future__ import annotations

from entrepot.analyses.reading.pacts import status_near
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scene import Scene
from entrepot.analyses.reading.triggers import Hit

_THE = frozenset(spelt("the this these that those its their cette ce ces la le les leur leurs l"))
_NOUNS = frozenset(
    spelt("""
        meeting meetings talks visit trip mission summit session conference forum negotiations
        consultations visite entretien entretiens reunion rencontre sommet seminaire forum deplacement
        pourparlers mission
    """)
)
_GOES_ON = frozenset(spelt("with between of to by in avec entre de du des d a au aux en par organised held"))
_PLAIN = frozenset(
    spelt("""
        opportunities opportunity protection agency climate bank relations policy profile projects
        promotion treaty possibilities cooperation forum council ministry ties opportunites protection
        agence climat relations banque partners partner partenaires agreement accord routes route
    """)
)
_GUESTS = frozenset(
    spelt("""
        delegation minister ministers president ambassador counterpart king prince governor secretary
        chancellor businessmen leader leaders speaker mr ms mrs premier senator deputies deputy official
        officials envoy delegation ministre ministres ambassadeur homologue roi prince gouverneur
        secretaire chancelier dirigeants depute deputes m mme
    """)
)
_NEEDS_AMOUNT = frozenset(
    spelt(
        """
        accorde;accordes;accordee;octroye;octroyes;received;was given;co financed;handed over;finance
        par;cofinance;earmarked
    """,
        ";",
    )
)
_POSTS = frozenset(spelt("embassy embassies consulate consulates ambassade ambassades consulat consulats"))
_SEVERAL = frozenset(spelt("projects programmes programs projets programmes programme initiative"))


def counts(scene: Scene, hit: Hit) -> bool:
    """Whether a trigger may propose something where it stands."""
    rule = _RULES.get(hit.trigger.kind)
    return rule is None or rule(scene, hit)


def _around(scene: Scene, hit: Hit) -> tuple[str, str]:
    keys = scene.all.words.keys
    return (
        keys[hit.first - 1] if hit.first > scene.begin else "",
        keys[hit.last + 1] if hit.last + 1 < scene.end else "",
    )


def _event(scene: Scene, hit: Hit) -> bool:
    before, after = _around(scene, hit)
    trigger = hit.trigger
    if trigger.phrase in _NOUNS and before in _THE:
        return (bool(scene.dates) and after in _GOES_ON) or _named_after(scene, hit)
    if trigger.subtype == "visit" and trigger.style == "hosts":
        return not _GUESTS.isdisjoint(scene.all.words.keys[hit.last + 1 : hit.last + 10]) or _person_after(
            scene, hit
        )
    if trigger.subtype == "opening":
        return bool(scene.dates) or not scene.has(*_POSTS)
    if trigger.subtype == "decision":
        return bool(scene.dates) and trigger.phrase != "decision to"
    return True


def _named_after(scene: Scene, hit: Hit) -> bool:
    """“the visit of President X to Y” is told here; "the visit also served to" was told before."""
    _, after = _around(scene, hit)
    return after in _GOES_ON and any(
        0 < one.first - hit.last <= (10 if one.before in ("to", "in") else 4) for one in scene.mentions
    )


def _person_after(scene: Scene, hit: Hit) -> bool:
    return any(one.is_person and 0 < one.first - hit.last <= 8 for one in scene.mentions)


def _agreement(scene: Scene, hit: Hit) -> bool:
    before, after = _around(scene, hit)
    if hit.trigger.phrase in ("deal", "deals"):
        return before not in ("great", "good") and after != "with"
    if hit.trigger.subtype == "strategy":
        return status_near(scene, hit.first, hit.last)[1] is not None
    return True


def _fdi(scene: Scene, hit: Hit) -> bool:
    before, after = _around(scene, hit)
    if not hit.trigger.phrase.startswith(("investment", "investissement")):
        return True
    if after in _PLAIN or (after in ("and", "et", "") and before in ("and", "trade", "et")):
        return False
    if scene.all.words.is_capital(hit.first) and hit.first != scene.begin:
        return False
    return any(abs(one.first - hit.last) <= 5 or 0 < hit.first - one.last <= 4 for one in scene.mentions)


def _trade(scene: Scene, hit: Hit) -> bool:
    _, after = _around(scene, hit)
    return after not in _PLAIN and (hit.trigger.subtype != "trade" or bool(scene.amounts))


def _project(scene: Scene, hit: Hit) -> bool:
    before, after = _around(scene, hit)
    words = scene.all.words
    if words.gap(hit.last)[:1] in ("-", "‑") or hit.trigger.status == "launched":
        return hit.trigger.status == "launched" and scene.has(
            "project", "programme", "initiative", "projet", "route"
        )
    if (
        hit.trigger.phrase in _SEVERAL
        and not words.is_capital(hit.last + 1)
        and not words.is_capital(hit.first - 1)
    ):
        return (
            before not in ("the", "l", "les", "of")
            and not scene.amounts
            and after != "of"
            and len(scene.hits) < 4
        )
    if before == "the" and words.keys[hit.first - 2 : hit.first - 1] == ["of"]:
        return False
    return not scene.amounts


def _commitment(scene: Scene, hit: Hit) -> bool:
    if hit.trigger.phrase not in ("supports", "soutient"):
        return True
    return any(0 < one.first - hit.last <= 3 for one in scene.mentions)


def _aid(scene: Scene, hit: Hit) -> bool:
    if hit.trigger.phrase in _NEEDS_AMOUNT and not scene.amounts:
        return False
    return not (hit.trigger.phrase in ("assistance", "aid", "aide") and scene.all.words.is_capital(hit.first))


_RULES = {
    "event": _event,
    "agreement": _agreement,
    "fdi": _fdi,
    "trade-figure": _trade,
    "project": _project,
    "aid": _aid,
    "commitment": _commitment,
}
