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
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
    }
)
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_APOSTROPHES = re.compile("['’‘ʻʼʿ`´ʹʺ]+")
_BREAKS = re.compile(r"[\W_]+")

_ABBREVIATIONS = {"st": "saint", "ste": "saint", "rep": "republic", "dem": "democratic", "isds": "islands"}
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "the of de du des da do di la le les el d l van het der die das and et en und и a")
)

# Words that say what kind of place a name is of, the most telling kind first.
_WORDS: dict[tuple[Scheme, ...], str] = {
    (Scheme.IATA,): "airport aeroport luchthaven flughafen аэропорт әуежайы",
    (Scheme.LOCODE,): "port haven hafen порт порты",
    (Scheme.NUTS, Scheme.SUBDIVISION): """province provincie prov provinz provincia провинция провинциясы
        region gewest regio регион oblast oblysy область облысы облыс viloyat вилоят arrondissement arr""",
    (Scheme.SUBDIVISION, Scheme.LOCODE): "city ville stad stadt город қаласы",
    (Scheme.ISO3,): """republic republique republiek republik kingdom royaume koninkrijk
        республика республикасы королевство state principality principaute commonwealth sultanate
        islamic arab hashemite bolivarian plurinational federal federative socialist democratic peoples
        independent""",
}


def fold(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces; every script is kept.

    >>> fold("Côte d’Ivoire"), fold("АЛМАТЫ"), fold("  Prov. Liège ")
    ('cote divoire', 'алматы', 'prov liege')
    """
    letters = text if text.isascii() else unicodedata.normalize("NFKD", text)
    letters = letters.casefold()
    if not letters.isascii():
        letters = _ACCENTS.sub("", letters).translate(_LETTERS)
    return " ".join(_BREAKS.split(_APOSTROPHES.sub("", letters).replace("&", " and "))).strip()


class Reading(NamedTuple):
    """A name without small words and the words that say its kind, and the schemes that kind points to."""

    core: str
    schemes: tuple[Scheme, ...]


def read(key: str) -> Reading:
    """The core of a folded name: "province de liege" is "liege", looked for among regions only.

    Where words of several kinds stand, only the most telling kind is taken out: "London City Airport" is an
    airport, and "city" stays in its name.
    """
    words = [_ABBREVIATIONS.get(word, word) for word in key.split()]
    kinds = {_KINDS[word] for word in words if word in _KINDS}
    kind = next((kind for kind in _WORDS if kind in kinds), ())
    core = [word for word in words if word not in _SMALL_WORDS and (not kind or _KINDS.get(word) != kind)]
    return Reading(" ".join(core), kind)


_KINDS = {word: kind for kind, words in _WORDS.items() for word in fold(words).split()}
