"""One line that tells a place from its namesakes."""

from __future__ import annotations

from entrepot.metadata.places.countries import COUNTRIES
from entrepot.metadata.places.place import Place, Scheme


def country_of(place: Place) -> Place | None:
    """The country a place lies in, or is; None for a group."""
    if place.scheme is Scheme.GROUP:
        return None
    return COUNTRIES.by_code(
        {Scheme.ISO3: place.code, Scheme.IATA: place.parent}.get(place.scheme, place.code[:2])
    )


def label(place: Place, language: str = "en") -> str:
    """E.g. "BE33  Province of Liège (NUTS 2, Belgium)"; the country is left out for a country or group."""
    country = country_of(place)
    within = [place.subdivision, country.name(language) if country and country is not place else ""]
    ended = f"until {place.valid_to}" if place.valid_to != ".." else ""
    return f"{place.code}  {place.name(language)} ({', '.join(filter(None, (place.kind, *within, ended)))})"
