"""Where a number or a sentence comes from."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Origin:
    """One step back from a figure: who published it, in which edition, and where in it the figure stands.

    Attributes:
        publisher: who answers for the number, e.g. "OECD".
        dataset: title of the publication or table.
        edition: edition, release or vintage, as the publisher names it.
        locator: where in the dataset: file, sheet, table cell, page, or character span.
        licence: SPDX identifier or the publisher's own wording.
        url: public address of the dataset.
        retrieved: day it was fetched, ISO 8601.
        sha256: hash of the stored bytes that hold the number.
    """

    publisher: str
    dataset: str
    edition: str = ""
    locator: str = ""
    licence: str = ""
    url: str = ""
    retrieved: str = ""
    sha256: str = ""

    def at(self, locator: str) -> Origin:
        """The same publication, at another place in it."""
        return replace(self, locator=locator)

    @property
    def work(self) -> Origin:
        """The publication as a whole, without a place in it: what a list of sources names once."""
        return replace(self, locator="")

    def cite(self) -> str:
        """One line fit for a footnote."""
        head = ", ".join(part for part in (self.publisher, self.dataset, self.edition, self.locator) if part)
        return f"{head} ({self.licence})" if self.licence else head

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self)


def join(*groups: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """All origins of several figures, each once, in order of first mention."""
    return tuple(dict.fromkeys(origin for group in groups for origin in group))
