"""From a file to text: plain text, web pages, Word and PDF files, with the place of blocks, cells and pages.

`read_document` is the door. A document has no publisher whose format we know, hence no `source.yml`; what can
be said of it stands in its `Document`. `anchors` finds quotes again in another version of a text.
"""

from entrepot.sources.documents.read_text import Block, Cell, Page, ReadText, TableText
from entrepot.sources.documents.reader import read_document

__all__ = ["Block", "Cell", "Page", "ReadText", "TableText", "read_document"]
