"""The process that reads one PDF: bytes come in, JSON goes out; memory and time are bounded.

`python -m entrepot.sources.documents.pdf_child < file.pdf`. Only `pdf` starts it.
"""

from __future__ import annotations

import json
import resource
import sys
from dataclasses import astuple
from pathlib import Path
from typing import Any

from entrepot.sources.documents.limits import PDF_MEMORY, PDF_SECONDS
from entrepot.sources.documents.made import Made
from entrepot.sources.documents.pdf_pages import make
from entrepot.sources.documents.refusal import Refusal


def main() -> None:
    """Read standard input, write to standard output; a file that breaks PDFium ends the process."""
    content = sys.stdin.buffer.read()
    _bound()
    try:
        answer = answer_of(make(content))
    except Refusal as refusal:
        answer = {"refusal": {name: getattr(refusal, name) for name in ("problem", "expected", "remedy")}}
    sys.stdout.write(json.dumps(answer))


def answer_of(made: Made) -> dict[str, Any]:
    """The values as lists and texts."""
    return {
        "text": made.text,
        "blocks": [astuple(block) for block in made.blocks],
        "tables": [astuple(table) for table in made.tables],
        "pages": [astuple(page) for page in made.pages],
        "remarks": made.remarks,
        "turns": made.turns,
        "reader": made.reader,
        "title": made.title,
    }


def _bound() -> None:
    """What the process already uses does not count; a system that knows no such limit is left alone."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        used = pages * resource.getpagesize()
    except (OSError, ValueError):
        used = 0
    for what, most in ((resource.RLIMIT_AS, used + PDF_MEMORY), (resource.RLIMIT_CPU, PDF_SECONDS)):
        hard = resource.getrlimit(what)[1]
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (allowed, hard))
        except (OSError, ValueError):
            continue
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
