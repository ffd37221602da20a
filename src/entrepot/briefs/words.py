"""The labels that renderers print themselves; `Dossier.words` overrides any of them."""

from __future__ import annotations

from datetime import date

from entrepot.dossier.model import Dossier
from entrepot.dossier.phrasebook import catalogue

_ENGLISH = {
    "brief": "Brief",
    "contents": "Contents",
    "notes": "Notes",
    "note": "Note",
    "sources": "Sources",
    "source": "Source",
    "table": "Table",
    "figure": "Figure",
    "map": "Map",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "longitude-end": "Longitude of the end",
    "latitude-end": "Latitude of the end",
    "map-figures": "Places of this map",
    "page": "page",
    "of": "of",
    "skip": "Skip to the text",
    "back": "Back to the text",
    "copy-link": "Copy link",
    "copied": "Copied",
    "download-csv": "CSV",
    "figures": "Figures of this chart",
    "unknown": "Not known",
    "caveat": "Caution",
    "conflict": "Claims that do not agree",
    "silence": "Silence",
    "made": "Made",
    "by": "by Entrepôt",
    "edition": "Edition",
    "licence": "Licence",
    "retrieved": "retrieved",
    "holds": "For every figure from it:",
    "checksum": "SHA-256",
    "address": "Address",
    "publisher": "Publisher",
    "title": "Title",
    "quality": "Quality",
    "when": "When",
    "what": "What",
    "label": "Item",
    "value": "Value",
    "detail": "Detail",
    "series": "Series",
    "lane": "Kind",
    "unit": "Unit",
    "sheet": "Sheet",
    "key-figures": "Key figures",
    "words-of-document": "In the words of the document",
    "not-cited": "Notes not cited above",
    "empty-table": "No rows.",
    "reported": "reported",
    "mirrored": "mirrored",
    "derived": "derived",
    "estimated": "estimated",
    "modelled": "modelled",
    "contact": "visits, meetings",
    "event": "events",
    "agreement": "agreements",
    "project": "projects",
    "institution": "institutions",
    "office": "offices",
    "step": "Step",
    "surely": "How surely",
    "from": "From",
    "until": "Until",
    "one": "Body",
    "other": "In touch with",
    "warmth": "Warmth (estimate)",
    "low": "Low",
    "high": "High",
}

_FRENCH = {
    "brief": "Note de synthèse",
    "contents": "Table des matières",
    "notes": "Notes",
    "note": "Note",
    "sources": "Sources",
    "source": "Source",
    "table": "Tableau",
    "figure": "Graphique",
    "map": "Carte",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "longitude-end": "Longitude de l’arrivée",
    "latitude-end": "Latitude de l’arrivée",
    "map-figures": "Lieux de cette carte",
    "page": "page",
    "of": "sur",
    "skip": "Aller au texte",
    "back": "Retour au texte",
    "copy-link": "Copier le lien",
    "copied": "Copié",
    "download-csv": "CSV",
    "figures": "Chiffres de ce graphique",
    "unknown": "Non connu",
    "caveat": "Prudence",
    "conflict": "Affirmations discordantes",
    "silence": "Silence",
    "made": "Établie le",
    "by": "par Entrepôt",
    "edition": "Édition",
    "licence": "Licence",
    "retrieved": "consulté le",
    "holds": "Pour tous ses chiffres :",
    "checksum": "SHA-256",
    "address": "Adresse",
    "publisher": "Éditeur",
    "title": "Titre",
    "quality": "Qualité",
    "when": "Date",
    "what": "Fait",
    "label": "Intitulé",
    "value": "Valeur",
    "detail": "Précision",
    "series": "Série",
    "lane": "Nature",
    "unit": "Unité",
    "sheet": "Feuille",
    "key-figures": "Chiffres clés",
    "words-of-document": "Dans les mots du document",
    "not-cited": "Notes non citées ci-dessus",
    "empty-table": "Aucune ligne.",
    "reported": "déclaré",
    "mirrored": "donnée miroir",
    "derived": "dérivé",
    "estimated": "estimé",
    "modelled": "modélisé",
    "contact": "visites, réunions",
    "event": "événements",
    "agreement": "accords",
    "project": "projets",
    "institution": "institutions",
    "office": "fonctions",
    "step": "Étape",
    "surely": "Certitude",
    "from": "De",
    "until": "À",
    "one": "Organisme",
    "other": "En contact avec",
    "warmth": "Chaleur (estimation)",
    "low": "Borne basse",
    "high": "Borne haute",
}


def words(dossier: Dossier) -> dict[str, str]:
    """Label by key in the dossier's language (English if we have none), the dossier's own words first."""
    return {**labels(dossier.language), **dossier.words}


def labels(language: str) -> dict[str, str]:
    """Label by key; modes of transport and what happens to goods are named as in the phrases on routes."""
    french = language.startswith("fr")
    routes = catalogue("routes.fr" if french else "routes.en")
    return {**routes["modes"], **routes["kinds"], **(_FRENCH if french else _ENGLISH)}


_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


def day(iso: str, language: str) -> str:
    """An ISO day as one writes it ("2 May 2024"); anything else as it stands."""
    try:
        when = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    months = _MONTHS["fr" if language.startswith("fr") else "en"].split()
    first = "1er" if when.day == 1 and language.startswith("fr") else str(when.day)
    return f"{first} {months[when.month - 1]} {when.year}"
