"""The book of notes and sources that fills while sections are written."""

from __future__ import annotations

from collections.abc import Iterable

from entrepot.dossier.model import Note, Passage, Source
from entrepot.metadata.origin import Origin


class Ledger:
    """Numbers notes and sources in order of first use; the same note or publication is entered once."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, tuple[Origin, ...]], Note] = {}
        self._sources: dict[tuple[str, str, str], Source] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """All notes, in order of number."""
        return tuple(self._notes.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """All publications cited, in order of number."""
        return tuple(self._sources.values())

    def note(
        self, text: str, origins: Iterable[Origin], quality: str = "", passages: tuple[Passage, ...] = ()
    ) -> int:
        """Number of the note that says `text` and rests on `origins`.

        Raises:
            ValueError: if there is no origin: a number without a source does not enter a dossier.
        """
        cited = tuple(dict.fromkeys(origins))
        if not cited:
            raise ValueError(f"a note without an origin: {text!r}")
        key = (text, cited)
        if key not in self._notes:
            places: dict[int, list[str]] = {}
            for origin in cited:
                places.setdefault(self._source(origin), []).append(origin.locator)
            self._notes[key] = Note(
                number=len(self._notes) + 1,
                text=text,
                sources=tuple(places),
                locators=tuple("; ".join(part for part in found if part) for found in places.values()),
                quality=quality,
                passages=passages,
            )
        return self._notes[key].number

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
