"""The paraphrase of a draft: a plain row of what was found, in our words, in English and French.

A machine cannot tell a fact in its own words; a person who accepts the draft may.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel.numbers import format_decimal

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.places.countries import COUNTRIES
from entrepot.metadata.places.groups import GROUPS
from entrepot.metadata.places.spelling import fold
from entrepot.metadata.statement import Amount, Party

_FRENCH = {
    "accreditation": "accréditation",
    "acquisition": "acquisition",
    "agreement": "accord",
    "aid": "aide",
    "appointment": "nomination",
    "branch": "filiale",
    "briefing": "exposé",
    "call": "appel",
    "celebration": "célébration",
    "chairmanship": "présidence",
    "closing": "fermeture",
    "commitment": "engagement",
    "concession": "concession",
    "consulate": "consulat",
    "council": "conseil ou commission",
    "decision": "décision",
    "delivery": "livraison",
    "dispute": "différend",
    "divestment": "cession",
    "embassy": "ambassade",
    "event": "événement",
    "exports": "exportations",
    "fdi": "investissement direct",
    "founding": "fondation",
    "friendship group": "groupe d’amitié",
    "honorary consulate": "consulat honoraire",
    "imports": "importations",
    "institution": "institution",
    "interest": "intérêt",
    "meeting": "rencontre",
    "memorandum": "mémorandum",
    "office": "fonction",
    "opening": "ouverture",
    "opinion": "avis",
    "organisation": "organisation",
    "parliamentary-question": "question parlementaire",
    "person": "personne",
    "planned": "prévu",
    "position": "position",
    "project": "projet",
    "promise": "promesse",
    "ranking": "rang",
    "recognition": "reconnaissance",
    "representation": "représentation",
    "seat": "siège",
    "seminar": "séminaire",
    "session": "session",
    "share": "part",
    "source": "source citée",
    "statistic": "statistique",
    "strategy": "stratégie",
    "structure": "structure",
    "summit": "sommet",
    "topic": "sujet abordé",
    "trade": "échanges",
    "trade office": "bureau commercial",
    "trade-figure": "chiffre de commerce",
    "trade-mission": "mission économique",
    "trade-pattern": "structure des échanges",
    "unit": "rattachement",
    "visit": "visite",
    "absence": "absence",
    "rank in exports": "rang dans les exportations",
    "rank in imports": "rang dans les importations",
    "growth of exports": "croissance des exportations",
    "growth of imports": "croissance des importations",
    "proposed": "proposé",
    "planned ": "prévu",
    "announced": "annoncé",
    "agreed": "convenu",
    "negotiated": "négocié",
    "initialled": "paraphé",
    "signed": "signé",
    "concluded": "conclu",
    "adopted": "adopté",
    "ratified": "ratifié",
    "in force": "en vigueur",
    "renewed": "renouvelé",
    "suspended": "suspendu",
    "terminated": "dénoncé",
    "launched": "lancé",
    "discussed": "discuté",
    "interest expressed": "intérêt exprimé",
    "called for": "demandé",
    "declared": "déclaré",
    "contributed": "versé",
    "offered": "offert",
    "done": "fait",
    "not done": "non fait",
    "denied": "nié",
}


def paraphrase(
    what: str, status: str, parties: Iterable[Party], amount: Amount | None, date: StatedDate | None
) -> dict[str, str]:
    """“agreement, signed: Belgium, Kazakhstan; 2009” and its French, from the parts of a statement."""
    actors = list(dict.fromkeys(party.actor for party in parties))
    return {
        "en": _line(what, status, ", ".join(actors), amount, date, "en"),
        "fr": _line(
            _FRENCH.get(what, what),
            _FRENCH.get(status, status),
            ", ".join(_french_name(actor) for actor in actors),
            amount,
            date,
            "fr",
        ),
    }


def _line(
    what: str, status: str, actors: str, amount: Amount | None, date: StatedDate | None, language: str
) -> str:
    head = f"{what}, {status}" if status else what
    known = date.edtf if date and date.edtf != ".." else ""
    tail = "; ".join(part for part in (actors, _amount(amount, language) if amount else "", known) if part)
    colon = "\u00a0: " if language == "fr" else ": "
    return f"{head}{colon}{tail}" if tail else head


@lru_cache(maxsize=4096)
def _number(value: float, language: str) -> str:
    return str(format_decimal(value, locale=language, format="#,##0.##"))


def _amount(amount: Amount, language: str) -> str:
    number = _number(amount.value, language)
    unit = {"percent": "%", "persons": {"en": "persons", "fr": "personnes"}[language], "rank": ""}.get(
        amount.unit, amount.unit or amount.unit_as_stated
    )
    return f"{number} {unit}".strip()


@lru_cache(maxsize=4096)
def _french_name(actor: str) -> str:
    key = fold(actor)
    for place in (*COUNTRIES.by_name(key), *GROUPS.by_name(key)):
        if place.name("en").partition(" (")[0] == actor:
            return place.name("fr").partition(" (")[0]
    return actor
