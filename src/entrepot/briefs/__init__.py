"""Dossier in, document out: one small file per format.

`render(dossier, "html")` gives the bytes, `write(dossier, path, "html")` puts them on disk or leaves nothing.
"""

from entrepot.briefs.formats import FORMATS, Format, render
from entrepot.briefs.write import write

__all__ = ["FORMATS", "Format", "render", "write"]
