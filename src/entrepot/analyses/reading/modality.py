"""Whether a sentence says that something happened, did not happen, or was only wanted.

A proposal must not become a signature: what governs a verb from before it decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from entrepot.analyses.reading.phrases import Phrases, spelt
from entrepot.analyses.reading.scan import Words
from entrepot.metadata.places.spelling import fold

NEGATED, WANTED, AHEAD, CLAIMED = "negated", "wanted", "ahead", "claimed"

_PHRASES = {
    NEGATED: """
        not; no; never; neither; without; no longer; failed to; refused to; declined to; yet to; nor;
        cannot; lack of; lacks; has not yet; ne; n; pas; jamais; aucun; aucune; sans; refuse de; a refuse
        de; n a pas; ni; faute de
    """,
    WANTED: """
        wanted to; wants to; want to; wishes to; wish to; wished to; hopes to; hope to; hoped to; proposed
        to; proposes to; propose; proposed; proposal; proposing; offered to sign; plans to; plan to;
        planned to; planning to; intends to; intend to; intended to; considering; considers; called for;
        calls for; seeks to; would; may; might; could; if; aims to; is ready to; ready to; are ready to;
        in favour of; draft; eager to; keen to; urged; discussed; discussing; soonest; early signing;
        early signature; accession to; negotiating; under negotiation; possibility of; prospect of;
        prospects of; need to; needs to; should; request to; asked to; unless; in talks; working on;
        souhaite; souhaitent; souhaitait; veut; veulent; voulait; voulaient; envisage; envisagent; espere;
        esperent; propose; proposent; proposait; pourrait; pourraient; devrait; devraient; si; projet d
        accord; projet de; appelle a; prevoit de; prevoient de; compte; comptent; serait; negocient; en
        vue de; possibilite de; perspective de; discute; discutent; aimerait; demande a; a demande; en
        cours de negociation
    """,
    AHEAD: """
        will; to be; is to; are to; is expected to; are expected to; is due to; are due to; expected to;
        scheduled to; set to; agreed to; decided to; shall; next; upcoming; forthcoming; planned; is going
        to; doit; doivent; va; vont; sera; seront; prochain; prochaine; prevu; prevue; prevus; ont convenu
        de; ont decide de; a decide de; devra; sont convenus de
    """,
    CLAIMED: """
        allegedly; reportedly; alleged; allegations; accused of; suspicion; suspected; claims; claimed;
        rumours; unconfirmed; presume; presumee; selon des rumeurs; soupcons; soupconne; aurait; auraient
    """,
}
_TABLE = Phrases(
    (tuple(fold(phrase).split()), sort)
    for sort, phrases in _PHRASES.items()
    for phrase in " ".join(phrases.split()).split(";")
)
_LATER = frozenset(spelt("pas jamais plus aucun aucune"))
_REACH = {NEGATED: 6, WANTED: 9, AHEAD: 7, CLAIMED: 12}
# Words that end what governs a verb: a new clause begins.
_HARD = frozenset(spelt("which who when where while although but however qui dont mais tandis lorsque"))


def marks(words: Words) -> list[tuple[int, int, str]]:
    """First and last token and sort of everything in a text that can govern a verb."""
    keys, heads, found = words.keys, _TABLE.heads, []
    for index, key in enumerate(keys):
        if key in heads and not (key == "may" and words.is_capital(index)):
            match = next(_TABLE.at(keys, index), None)
            if match:
                found.append((index, match[0], match[1]))
    return found


def mood(
    keys: list[str], found: Sequence[tuple[int, int, str]], first: int, last: int, begin: int, language: str
) -> frozenset[str]:
    """What governs the words `first` to `last`: any of the sorts above.

    Args:
        keys: folded words of the text.
        found: what `marks` gave, from the sentence's first token on.
        first: first token of what may be governed.
        last: its last token.
        begin: first token of the sentence.
        language: of the text.
    """
    governing = set()
    for start, end, sort in found:
        if end >= first and not (start >= first and end <= last):
            break
        if start < begin or end >= first or first - end > _REACH[sort]:
            continue
        between = keys[end + 1 : first]
        if not _HARD.intersection(between) or sort == CLAIMED:
            governing.add(sort)
    denied_after = language == "fr" and _LATER.intersection(keys[last + 1 : last + 3])
    if denied_after and {"ne", "n"}.intersection(keys[max(begin, first - 4) : last + 1]):
        governing.add(NEGATED)
    if language == "en" and keys[last + 1 : last + 2] in (["no"], ["not"]):
        governing.add(NEGATED)
    return frozenset(governing)
