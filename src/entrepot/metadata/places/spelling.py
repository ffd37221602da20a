"""Spelling made comparable: what two ways of writing the same name have in common.

`fold` drops case, accents and punctuation; `read` also takes apart "Province de Liège" into the words that
say what kind of place is meant and the core of the name.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from entrepot.metadata.places.place import Scheme

# Letters that Unicode does not take apart into a base letter and an accent. The Kazakh ones become the
# Russian letters that people type when their keyboard lacks them.
_LETTERS = str.maketrans(
    {
        **dict(zip("łøđıəħ", "lodieh", strict=True)),
        **dict(zip("қғңөұүәіһў", "кгноууаиху", strict=True)),
        **{"æ": "ae", "œ": "oe", "þ": "th", "ð": "d"},
        **dict.fromkeys("'’‘ʻʼʿ`´ʹʺ", ""),
        "&": " and ",
    }
)
_BREAKS = re.compile(r"[\W_]+")

_ABBREVIATIONS = {"st": "saint", "ste": "saint", "rep": "republic", "dem": "democratic", "isl": "islands"}
_SMALL_WORDS = frozenset(
    "the of de du des da do di la le les el d l van het der die das and et en und и a".split()
)

_COUNTRY = (Scheme.ISO3,)
_REGION = (Scheme.NUTS, Scheme.SUBDIVISION)
_TOWN = (Scheme.SUBDIVISION, Scheme.LOCODE)
_DESIGNATORS: dict[str, tuple[Scheme, ...]] = {
    **dict.fromkeys("republic republique republiek republik kingdom royaume koninkrijk".split(), _COUNTRY),
    **dict.fromkeys("республика республикасы королевство".split(), _COUNTRY),
    **dict.fromkeys(
        "province provincie prov provinz provincia provinciasy провинция провинциясы".split(), _REGION
    ),
    **dict.fromkeys(
        "region gewest regio регион oblast oblysy область облысы облыс viloyat вилоят".split(), _REGION
    ),
    **dict.fromkeys("arrondissement arr аймағы".split(), _REGION),
    **dict.fromkeys("port haven hafen порт порты".split(), (Scheme.LOCODE,)),
    **dict.fromkeys("airport aeroport luchthaven flughafen аэропорт әуежайы".split(), (Scheme.IATA,)),
    **dict.fromkeys("city ville stad stadt город г қаласы".split(), _TOWN),
}


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces; every script is kept.

    >>> fold("Côte d’Ivoire"), fold("АЛМАТЫ"), fold("  Prov. Liège ")
    ('cote divoire', 'алматы', 'prov liege')
    """
    lowered = text.casefold().translate(_LETTERS)
    if not lowered.isascii():
        parts = unicodedata.normalize("NFKD", lowered)
        lowered = "".join(letter for letter in parts if not unicodedata.combining(letter)).translate(_LETTERS)
    return _BREAKS.sub(" ", lowered).strip()


class Reading(NamedTuple):
    """A name without its designators and small words, and the schemes those designators point to."""

    core: str
    schemes: tuple[Scheme, ...]


def read(key: str) -> Reading:
    """The core of a folded name: "province de liege" is "liege", looked for among regions only."""
    words = [_ABBREVIATIONS.get(word, word) for word in key.split()]
    pointed = [FOLDED_DESIGNATORS[word] for word in words if word in FOLDED_DESIGNATORS]
    core = [word for word in words if word not in FOLDED_DESIGNATORS and word not in _SMALL_WORDS]
    return Reading(" ".join(core), tuple(dict.fromkeys(scheme for schemes in pointed for scheme in schemes)))


FOLDED_DESIGNATORS = {fold(word): schemes for word, schemes in _DESIGNATORS.items()}
