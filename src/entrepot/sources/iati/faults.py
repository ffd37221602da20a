"""What makes an activity unfit for any sum: one thing, with its line."""

from __future__ import annotations

from typing import Any


class Fault(Exception):
    """Raised while an activity or organisation is read; it is then set apart whole.

    Attributes:
        element: where it stands.
        problem: what is wrong.
        expected: what should be there.
    """

    def __init__(self, element: Any, problem: str, expected: str) -> None:
        super().__init__(problem)
        self.line = int(element.sourceline or 1)
        self.problem, self.expected = problem, expected
