"""What became of a quote in another version of its document."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from entrepot.metadata.statement import Quote


class Fate(StrEnum):
    """How a quote was found again."""

    STANDS = "stands"
    """The same words at the same characters."""
    MOVED = "moved"
    """The same words elsewhere; line ends, hyphens, ligatures and the like may differ."""
    CHANGED = "changed"
    """Words that are nearly the same: a person has to look."""
    AMBIGUOUS = "ambiguous"
    """The words stand in several places, and nothing tells which is meant."""
    VANISHED = "vanished"
    """Nothing like it stands in the new text."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A quote of an old text and what it is in the new one.

    Attributes:
        quote: as it stood; it carries its words where the old text was at hand.
        fate: how it was found.
        found: where it stands now, with its words; None if it is ambiguous or vanished.
        score: how much of the words is the same, from 0 to 1: 1 if all are, spacing apart.
        places: if it is ambiguous, where it may be, at most ten of them.
    """

    quote: Quote
    fate: Fate
    found: Quote | None = None
    score: float = 0.0
    places: tuple[Quote, ...] = ()

    @property
    def difference(self) -> tuple[tuple[str, str], ...]:
        """The words as ("same" | "gone" | "new", words), in order; empty where nothing can be compared."""
        if not self.found or not self.quote.text:
            return ()
        old, new = self.quote.text.split(), self.found.text.split()
        parts: list[tuple[str, str]] = []
        for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if what == "equal":
                parts.append(("same", " ".join(old[a:b])))
                continue
            parts += [("gone", " ".join(old[a:b]))] if b > a else []
            parts += [("new", " ".join(new[c:d]))] if d > c else []
        return tuple(parts)

    def to_dict(self) -> dict[str, Any]:
        """JSON form, without words of the document."""
        return {
            "quote": _place(self.quote),
            "fate": self.fate.value,
            "found": _place(self.found) if self.found else None,
            "score": round(self.score, 4),
            "places": [_place(place) for place in self.places],
        }


def _place(quote: Quote) -> dict[str, Any]:
    return {"document": quote.document, "start": quote.start, "end": quote.end, "sha256": quote.sha256}
