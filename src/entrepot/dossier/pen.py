"""What a section writes with: the phrases of one language, and figures that note their origin."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from entrepot.dossier import numbers
from entrepot.dossier.grammar import opening
from entrepot.dossier.ledger import Ledger
from entrepot.dossier.model import Cell, Passage, Run, Text
from entrepot.dossier.phrasebook import catalogue
from entrepot.dossier.terms import translate
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure import Figure
from entrepot.metadata.origin import Origin

LANGUAGES = ("en", "fr")
_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}")


class Pen:
    """Writes in one language and enters every figure it writes into the ledger.

    Raises:
        UsageError: if there is no catalogue for the language.
    """

    def __init__(self, language: str, ledger: Ledger) -> None:
        if language not in LANGUAGES:
            raise UsageError(f"No briefs in {language!r}: choose {' or '.join(LANGUAGES)}.")
        self.language = language
        self.ledger = ledger

    def word(self, key: str, **slots: Any) -> str:
        """A phrase as plain text: a title, a label, a column head."""
        return "".join(run.text for run in self.say(key, **slots))

    def say(self, key: str, **slots: Any) -> Text:
        """A phrase with its slots filled: figures carry their note, texts keep their runs.

        Raises:
            KeyError: if the phrase or a slot it names is missing.
        """
        template = catalogue(self.language)[key]
        runs: list[Run] = []
        end = 0
        for slot in _SLOT.finditer(template):
            runs.append(Run(template[end : slot.start()]))
            value = slots[slot[1]]
            runs.extend(self._runs(getattr(value, slot[2]) if slot[2] else value))
            end = slot.end()
        runs.append(Run(template[end:]))
        return tuple(run for run in runs if run.text or run.notes)

    def _runs(self, value: Any) -> Text:
        if isinstance(value, Figure):
            return (self.figure(value),)
        if isinstance(value, Run):
            return (value,)
        return value if isinstance(value, tuple) else (Run(str(value)),)

    def figure(self, figure: Figure) -> Run:
        """A figure in words, with the mark of its note."""
        return Run(self.number(figure), (self.cite(figure),), "strong")

    def cell(self, figure: Figure | None) -> Cell:
        """A figure as a cell with its own note; a dash where there is none. An interval has no bare value."""
        if figure is None:
            return Cell("–")
        value = figure.number if math.isfinite(figure.number) and figure.is_exact else None
        return Cell(self.number(figure), value, (self.cite(figure),))

    def number(self, figure: Figure) -> str:
        """A figure in words, without a mark."""
        return numbers.figure(figure, self.language)

    def noted(self, value: object, note: int) -> Text:
        """Something counted or read, with the mark of its note."""
        return (Run(str(value), (note,), "strong"),)

    def ratio(self, figure: Figure) -> Run:
        """An index or ratio as a plain number, not as percent, with the mark of its note."""
        number = numbers.decimal(figure.number, self.language) if figure.is_exact else self.number(figure)
        return Run(number, (self.cite(figure),), "strong")

    def note(
        self,
        text: str,
        origins: Iterable[Origin],
        quality: str = "",
        passages: tuple[Passage, ...] = (),
        caveat: str = "",
    ) -> int:
        """Enter a note; places in documents are named in this language."""
        placed = (
            replace(origin, locator=self.locator(origin.locator), edition=self.edition(origin.edition))
            for origin in origins
        )
        return self.ledger.note(text, placed, quality, passages, caveat)

    def edition(self, stated: str) -> str:
        """An edition as it is named; a document known only by bounds of its date has these in words."""
        try:
            bounds = StatedDate(stated)
        except ValueError:
            return stated
        return numbers.date(bounds, self.language, moment=True) if "/" in stated else stated

    def locator(self, english: str) -> str:
        """A place in a publication, its words in this language."""
        return translate(english, self.language).replace("->", "→")

    def cite(self, figure: Figure) -> int:
        """Enter how a figure came about; returns the number of its note."""
        sentence = f"{self.term(figure.concept)}, {figure.period}."
        if figure.method and figure.method != figure.concept:
            sentence += f" {self.word('note.method', method=self.term(figure.method))}"
        return self.note(
            opening(sentence), figure.origins, figure.quality.word, caveat=self.term(figure.caveat)
        )

    def term(self, english: str) -> str:
        """A concept, method or caveat in this language; analyses name them in English."""
        return translate(english, self.language)
