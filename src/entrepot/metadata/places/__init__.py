"""Places: their codes, their names, and the one resolver that turns what people write into them."""

from entrepot.metadata.places.groups import groups_of, members
from entrepot.metadata.places.labels import country_of, label
from entrepot.metadata.places.place import Place, Scheme
from entrepot.metadata.places.resolver import (
    Match,
    bearing,
    get,
    match,
    namesakes,
    places,
    resolve,
    search,
    statistical,
)

__all__ = [
    "Match",
    "Place",
    "Scheme",
    "bearing",
    "country_of",
    "get",
    "groups_of",
    "label",
    "match",
    "members",
    "namesakes",
    "places",
    "resolve",
    "search",
    "statistical",
]
