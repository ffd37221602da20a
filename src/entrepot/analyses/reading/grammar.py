"""What the order of words and the prepositions say: who acts, on whom, whose."""

from __future__ import annotations

from collections.abc import Sequence

from entrepot.analyses.reading.gazetteer import PEOPLE
from entrepot.analyses.reading.mentions import Mention
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scene import Scene
from entrepot.analyses.reading.triggers import Hit

# What makes "Belgian" the state: "the Belgian government", "Belgian exports"; not "Belgian chocolate".
_OF_STATE = frozenset(
    spelt("""
        government state states authorities side leader leaders ministry minister ministers prime
        president king ambassador embassy delegation parliament exports imports export import trade
        investment investments companies investors foreign official visit services crown federal interests
        market leadership party deputy consul envoy diplomat chairmanship presidency gouvernement etat
        autorites partie dirigeants ministere ministre premier roi ambassadeur ambassade parlement
        exportations importations commerce investissements entreprises investisseurs presidence capitale
        homologue counterpart counterparts
    """)
)


def is_actor(scene: Scene, one: Mention) -> bool:
    """Whether a name can play a part: an adjective only where it stands for the state."""
    if one.name.kind != PEOPLE or one.every or one.name.code == "CentralAsia":
        return True
    words = scene.all.words
    near = words.keys[one.last + 1 : one.last + 3] + words.keys[max(0, one.first - 2) : one.first]
    return not _OF_STATE.isdisjoint(near) or one.joined


def subject(before: Sequence[Mention], *, persons: bool = False) -> list[Mention]:
    """The nearest name before a verb that no "to", "in" or "of" governs, with the row it closes."""
    free = [one for one in before if one.before in ("", "by")]
    human = [one for one in free if one.is_person]
    if persons and human:
        return _row(before, human[-1])
    if free:
        return _row(before, free[-1])
    # "The foreign minister of Finland visited", "a delegation from Georgia arrived".
    return [one for one in before if one.before in ("of", "from")][-1:]


def _row(among: Sequence[Mention], last: Mention) -> list[Mention]:
    row = [last]
    index = list(among).index(last)
    while row[0].joined and index > 0:
        index -= 1
        row.insert(0, among[index])
    return row


def governed(among: Sequence[Mention], *prepositions: str) -> list[Mention]:
    """The first name under one of the prepositions, with all of its row."""
    for index, one in enumerate(among):
        if one.before in prepositions:
            row = [one]
            for other in among[index + 1 :]:
                if not (other.joined or (other.before == one.before and other.first - row[-1].last < 6)):
                    break
                row.append(other)
            return row
    return []


def owner(scene: Scene, hit: Hit, before: Sequence[Mention], after: Sequence[Mention]) -> list[Mention]:
    """Whose visit, embassy or exports: "Belgium’s ...", "the Belgian ...", "... of Belgium", "... by"."""
    near = [one for one in before if hit.first - one.last <= 5]
    owned = [one for one in near if one.possessive or one.name.kind == PEOPLE]
    if owned:
        return _row(before, owned[-1])
    if after and after[0].before in ("of", "by") and after[0].first - hit.last <= 8:
        return governed(after[:3], after[0].before)
    persons = [one for one in after if one.is_person and one.first - hit.last <= 12]
    keys = scene.all.words.keys
    if persons and keys[hit.last + 1 : hit.last + 2] in (["by"], ["of"], ["du"], ["de"], ["par"]):
        return persons[:1]
    return []
