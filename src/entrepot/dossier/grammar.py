"""Names of places inside sentences: articles and prepositions in English and French.

English sets "the" before plural and descriptive names; French gives countries a gender and contracts
"de le" and "à le". Rules after the usage of the French ministry's list of state names (gender by final e,
with its exceptions); a name that the rules get wrong is added to phrases/grammar.yml.
"""

from __future__ import annotations

from dataclasses import dataclass

from entrepot.dossier.phrasebook import listed
from entrepot.metadata.places.place import Place, Scheme

_REGIONS = (Scheme.NUTS, Scheme.SUBDIVISION)
_VOWELS = "AEIOUYÂÉÈÊÎÔaeiouâéèêîô"


@dataclass(frozen=True, slots=True)
class Forms:
    """A name in the forms sentences need.

    Attributes:
        name: bare, as in a heading ("Pays-Bas").
        the: with its article ("the Netherlands", "les Pays-Bas").
        of: "of the Netherlands", "des Pays-Bas".
        to: "to the Netherlands", "vers les Pays-Bas".
        inside: "in the Netherlands", "aux Pays-Bas".
    """

    name: str
    the: str
    of: str
    to: str
    inside: str

    @property
    def The(self) -> str:  # noqa: N802 - a sentence's first word, as templates name it
        """`the` at the beginning of a sentence."""
        return opening(self.the)

    def restricted(self, to: str) -> Forms:
        """Every form followed by what it is restricted to: "Central Asia (Kazakhstan only)"."""
        return Forms(*(f"{form} ({to})" for form in (self.name, self.the, self.of, self.to, self.inside)))


def forms(place: Place, language: str) -> Forms:
    """The forms of a place's name in "en" or "fr"."""
    name = place.name(language)
    return _french(place, name) if language == "fr" else _english(place, name)


def _english(place: Place, name: str) -> Forms:
    bare = name.removeprefix("the ").removeprefix("The ")
    words = bare.split(" ")
    described = place.scheme in _REGIONS and bool({words[0], words[-1]} & listed("english_the_regions"))
    with_article = described or bare != name or place.code in listed("english_the")
    the = f"the {bare}" if with_article else name
    return Forms(bare, the, f"of {the}", f"to {the}", f"in {the}")


def _french(place: Place, name: str) -> Forms:
    code = place.code
    region = _french_region(name) if place.scheme in _REGIONS else None
    if region:
        return region
    if code in listed("without_article") or place.scheme not in (Scheme.ISO3, Scheme.GROUP):
        elided = f"d’{name}" if name[:1] in _VOWELS else f"de {name}"
        return Forms(name, name, elided, f"vers {name}", f"à {name}")
    if code in listed("plural"):
        return Forms(name, f"les {name}", f"des {name}", f"vers les {name}", f"aux {name}")
    if name[:1] in _VOWELS and not name.startswith("Yé"):
        return Forms(name, f"l’{name}", f"de l’{name}", f"vers l’{name}", f"en {name}")
    if _is_feminine(code, name):
        return Forms(name, f"la {name}", f"de la {name}", f"vers la {name}", f"en {name}")
    return Forms(name, f"le {name}", f"du {name}", f"vers le {name}", f"au {name}")


def _french_region(name: str) -> Forms | None:
    """A name that begins with a common noun takes its article, and a small letter: "la province de Liège"."""
    noun, inside = name.split(" ")[0], name[:1].lower() + name[1:]
    if noun in listed("french_feminine_regions"):
        return Forms(name, f"la {inside}", f"de la {inside}", f"vers la {inside}", f"dans la {inside}")
    if noun in listed("french_vowel_regions"):
        return Forms(name, f"l’{inside}", f"de l’{inside}", f"vers l’{inside}", f"dans l’{inside}")
    if noun in listed("french_masculine_regions"):
        return Forms(name, f"le {inside}", f"du {inside}", f"vers le {inside}", f"dans le {inside}")
    return None


def _is_feminine(code: str, name: str) -> bool:
    if code in listed("feminine_without_e"):
        return True
    head = name.split(" ")[0].split("-")[0]
    return head.endswith("e") and code not in listed("masculine_in_e")


def opening(text: str) -> str:
    """A text at the beginning of a sentence or cell: its first letter large, the others as they are."""
    return text[:1].upper() + text[1:]


def running(heading: str) -> str:
    """A heading inside a sentence, its first letter small; an abbreviation keeps its capitals."""
    return heading if heading[:2].isupper() else heading[:1].lower() + heading[1:]
