"""The book of notes and sources that fills while sections are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from entrepot.dossier.model import Note, Passage, Source
from entrepot.metadata.origin import Origin

# A caveat said this often of one publication is said once, where the publication is named.
_OFTEN = 3
_SENTENCES = re.compile(r"(?<=\.)\s+(?=[A-Z«])")


@dataclass(frozen=True, slots=True)
class _Entry:
    note: Note
    caveats: tuple[str, ...]


class Ledger:
    """Numbers notes and sources in order of first use; the same note or publication is entered once."""

    def __init__(self) -> None:
        self._entries: dict[tuple[str, str, tuple[Origin, ...]], _Entry] = {}
        self._sources: dict[tuple[str, str, str], Source] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes, in order of number, without the caveats that stand with their source."""
        general = self._general()
        return tuple(_with_caveats(entry, general) for entry in self._entries.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """All publications cited, in order of number, each with the caveats that hold for all of it."""
        general = self._general()
        return tuple(
            replace(source, caveat=" ".join(c for number, c in general if number == source.number))
            for source in self._sources.values()
        )

    def note(
        self,
        text: str,
        origins: Iterable[Origin],
        quality: str = "",
        passages: tuple[Passage, ...] = (),
        caveat: str = "",
    ) -> int:
        """Number of the note that says `text` and rests on `origins`.

        Raises:
            ValueError: if there is no origin: a number without a source does not enter a dossier.
        """
        cited = tuple(dict.fromkeys(origins))
        if not cited:
            raise ValueError(f"a note without an origin: {text!r}")
        key = (text, caveat, cited)
        if key not in self._entries:
            made = self._note(text, cited, quality, passages)
            self._entries[key] = _Entry(made, tuple(part for part in _SENTENCES.split(caveat) if part))
        return self._entries[key].note.number

    def _note(
        self, text: str, cited: tuple[Origin, ...], quality: str, passages: tuple[Passage, ...]
    ) -> Note:
        places: dict[int, list[str]] = {}
        for origin in cited:
            places.setdefault(self._source(origin), []).append(origin.locator)
        return Note(
            number=len(self._entries) + 1,
            text=text,
            sources=tuple(places),
            locators=tuple("; ".join(part for part in found if part) for found in places.values()),
            quality=quality,
            passages=passages,
        )

    def _source(self, origin: Origin) -> int:
        key = (origin.publisher, origin.dataset, origin.edition)
        if key not in self._sources:
            self._sources[key] = Source(
                number=len(self._sources) + 1,
                publisher=origin.publisher,
                title=origin.dataset,
                edition=origin.edition,
                licence=origin.licence,
                url=origin.url,
                retrieved=origin.retrieved,
                sha256=origin.sha256,
            )
        return self._sources[key].number

    def _general(self) -> dict[tuple[int, str], int]:
        """(source, caveat) pairs that recur in notes resting on that source alone."""
        found = Counter(
            (entry.note.sources[0], caveat)
            for entry in self._entries.values()
            for caveat in entry.caveats
            if len(entry.note.sources) == 1
        )
        return {pair: count for pair, count in found.items() if count >= _OFTEN}


def _with_caveats(entry: _Entry, general: dict[tuple[int, str], int]) -> Note:
    own = [c for c in entry.caveats if not any((number, c) in general for number in entry.note.sources)]
    return replace(entry.note, text=" ".join((entry.note.text, *own)))
