"""Reading a document: what it seems to say, proposed for a person to accept, correct or reject."""

from entrepot.analyses.reading.names import Entity, can_look, find_names
from entrepot.analyses.reading.read import AUTO, LANGUAGES, read

__all__ = ["AUTO", "LANGUAGES", "Entity", "can_look", "find_names", "read"]
