"""Why bytes do not become a text, said by makers that do not know the file's name; the door adds it."""

from __future__ import annotations

from pathlib import Path

from entrepot.metadata.errors import BadInput


class Refusal(Exception):
    """Raised within this room only; `read_document` turns it into `BadInput` with the file's name."""

    def __init__(
        self, problem: str, *, expected: str = "", remedy: str = "", line: int | None = None
    ) -> None:
        super().__init__(problem)
        self.problem, self.expected, self.remedy, self.line = problem, expected, remedy, line

    def about(self, path: Path) -> BadInput:
        """The error that the user sees."""
        return BadInput(self.problem, file=path, line=self.line, expected=self.expected, remedy=self.remedy)
