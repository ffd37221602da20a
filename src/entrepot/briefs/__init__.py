"""Dossier in, document out: one small file per format.

`render(dossier, "html")` gives the bytes; where they go is the caller's to say.
"""

from entrepot.briefs.formats import FORMATS, Format, render

__all__ = ["FORMATS", "Format", "render"]
