"""How much a document may hold; more is refused before it fills the memory."""

from __future__ import annotations

MAX_BYTES = 50_000_000
MAX_CHARACTERS = 5_000_000
MAX_PAGES = 2_000
MAX_TAGS = 2_000_000
"""Tags of a web page, or elements of a part of a Word file."""
MAX_DEPTH = 1_000
"""Elements of a web page within each other."""
MAX_PART = 100_000_000
"""Bytes of one part of a Word file, unpacked."""
MAX_RATIO = 200
"""How many times its packed size a part of a Word file may unpack to, once it is over a megabyte."""
MAX_COLUMNS = 1_000
"""Columns of a table."""
PDF_SECONDS = 120
"""How long a PDF may take; PDFium cannot be interrupted, so it works in a process of its own."""
PDF_MEMORY = 2_000_000_000
"""Bytes of address space that process may ask for above what it starts with."""
