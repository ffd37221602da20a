"""PDF files, read by PDFium in a process of its own: it cannot be interrupted, and a file may break it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from entrepot.sources.documents.limits import MAX_CHARACTERS, PDF_SECONDS
from entrepot.sources.documents.made import Made
from entrepot.sources.documents.read_text import Block, Cell, Page, TableText
from entrepot.sources.documents.refusal import Refusal

_CHILD = "entrepot.sources.documents.pdf_child"
# JSON of letters outside ASCII, of blocks and of cells: more than this a text within the limit does not give.
_MAX_ANSWER = 20 * MAX_CHARACTERS


def make(content: bytes) -> Made:
    """The text of a PDF, page by page in reading order.

    Raises:
        Refusal: it is damaged, encrypted, holds no words, takes too long or too much memory.
    """
    # -P: nothing in the folder where the user happens to be can pass for a module of ours.
    command = [sys.executable, "-P", "-m", _CHILD]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=PDF_SECONDS, check=False)  # noqa: S603 - our own module, the document goes in by a pipe
    except subprocess.TimeoutExpired as error:
        raise _broke(f"took longer than {PDF_SECONDS} seconds") from error
    if done.returncode or len(done.stdout) > _MAX_ANSWER:
        raise _broke("is damaged, or asks for more memory or time than a document may")
    answer = json.loads(done.stdout)
    if refusal := answer.get("refusal"):
        raise Refusal(**refusal)
    return made_of(answer)


def _broke(problem: str) -> Refusal:
    return Refusal(
        problem,
        expected="a PDF that PDFium can read",
        remedy="Open it in a viewer and print it to a new PDF, or save its text.",
    )


def made_of(answer: dict[str, Any]) -> Made:
    """What the other process wrote, as values."""
    return Made(
        answer["text"],
        tuple(Block(*block) for block in answer["blocks"]),
        tuple(
            TableText(start, end, tuple(Cell(*cell) for cell in cells), page, guessed)
            for start, end, cells, page, guessed in answer["tables"]
        ),
        tuple(Page(*page) for page in answer["pages"]),
        tuple(answer["remarks"]),
        tuple((offset, page) for offset, page in answer["turns"]),
        answer["reader"],
        answer["title"],
    )
