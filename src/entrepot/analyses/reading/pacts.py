"""How far an agreement got, by the verb nearest to it and by what governs that verb."""

from __future__ import annotations

from bisect import bisect_left

from entrepot.analyses.reading.modality import AHEAD, NEGATED, WANTED, mood
from entrepot.analyses.reading.phrases import Phrases
from entrepot.analyses.reading.scene import Scene
from entrepot.metadata.places.spelling import fold

_VERBS = {
    "signed": """
        signed; sign; signs; signing; signature; signatories; inked; signe; signes; signee; signees;
        signer; signent; signature; ont signe; paraphent
    """,
    "concluded": """
        concluded; conclude; concludes; reached; sealed; struck; conclu; conclus; conclue; conclure; scelle
    """,
    "adopted": "adopted; adopt; adopts; adopte; adoptee; adopter; approved; approve; approuve",
    "initialled": "initialled; initialed; paraphe; paraphee; parapher",
    "ratified": "ratified; ratify; ratification; ratifie; ratifiee; ratifier",
    "in force": """
        entered into force; in force; came into force; enter into force; entry into force; enters into
        force; took effect; take effect; entre en vigueur; en vigueur; entree en vigueur; entrer en
        vigueur; entreront en vigueur; entrera en vigueur; being implemented
    """,
    "provisionally applied": "provisionally applied; provisional application; application provisoire",
    "negotiated": """
        negotiated; negotiating; negotiate; negotiations; negocie; negocier; negociation; negociations
    """,
    "renewed": "renewed; renew; extended; prolonged; renouvele; renouvelee; prolonge; reconduit",
    "suspended": "suspended; suspend; suspendu; suspendue; gele",
    "terminated": "terminated; denounced; cancelled; withdrew from; denonce; resilie; annule; abroge",
    "agreed": "agreed; agree; convenu; convenus",
}
_TABLE = Phrases(
    (tuple(fold(phrase).split()), status)
    for status, phrases in _VERBS.items()
    for phrase in " ".join(phrases.split()).split(";")
)
_FAR = 25
SIGNED = "signed"


def status_near(scene: Scene, first: int, last: int) -> tuple[str, tuple[int, int] | None]:
    """The step told by the verb nearest to some tokens, and where that verb stands; ("", None) for none."""
    keys, least = scene.all.words.keys, _FAR
    best: tuple[str, tuple[int, int] | None] = ("", None)
    for index in range(scene.begin, scene.end):
        if keys[index] not in _TABLE.heads:
            continue
        match = next(_TABLE.at(keys, index), None)
        if match:
            distance = first - match[0] if match[0] < first else index - last
            if distance < least:
                least, best = distance, (match[1], (index, match[0]))
    return best


def verbs(scene: Scene) -> bool:
    """Whether the sentence has any verb of the list."""
    return not _TABLE.heads.keys().isdisjoint(scene.keys)


def governed(scene: Scene, first: int, last: int) -> frozenset[str]:
    """What governs some tokens of a sentence: denied, wanted, ahead, claimed."""
    found = scene.all
    begin = bisect_left(found.moods, (scene.begin,))
    end = bisect_left(found.moods, (last + 1,))
    return mood(found.words.keys, found.moods[begin:end], first, last, scene.begin, found.language)


def settled(status: str, moods: frozenset[str]) -> str:
    """The step that may be said once what governs the verb is known: never one that was only wanted."""
    if NEGATED in moods:
        return ""
    if WANTED in moods or (AHEAD in moods and status != "negotiated"):
        return "proposed"
    return status
