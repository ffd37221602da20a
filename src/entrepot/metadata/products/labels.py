"""Short labels of HS sections and chapters in five languages: our paraphrases, not the WCO's titles."""

from __future__ import annotations

from functools import cache

from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.products.codes import chapter
from entrepot.metadata.products.vocabulary import LANGUAGES, Row, rows


@cache
def _labelled() -> dict[str, Row]:
    return {row["code"]: row for table in ("hs_sections.csv", "hs_chapters.csv") for row in rows(table)}


def label(code: str, language: str = "en") -> str:
    """The label of a section ("XV") or chapter ("72"); of a longer HS or CN code, that of its chapter.

    Args:
        code: of any revision; sections and chapters have not changed their subject since 1988.
        language: en, fr, nl, ru or kk.

    Raises:
        BadInput: no such section or chapter.
        UsageError: a language without labels.
    """
    if language not in LANGUAGES:
        raise UsageError(f"Labels of products are in {', '.join(LANGUAGES)}, not in “{language}”.")
    row = _labelled().get(code) or _labelled().get(chapter(code))
    if row is None:
        raise BadInput(
            f"“{code}” is in no chapter of the HS", expected="chapters 01 to 97, sections I to XXI"
        )
    return row[language]


def sections() -> tuple[str, ...]:
    """The 21 sections, "I" to "XXI", in order."""
    return tuple(row["code"] for row in rows("hs_sections.csv"))


def chapters(of: str = "") -> tuple[str, ...]:
    """The chapters of a section, or all 97; 77 is reserved and always empty.

    Raises:
        UsageError: no such section.
    """
    if not of:
        return tuple(row["code"] for row in rows("hs_chapters.csv"))
    found = next((row for row in rows("hs_sections.csv") if row["code"] == of), None)
    if found is None:
        raise UsageError(f"The HS has no section “{of}”: they are {', '.join(sections())}.")
    return tuple(c for c in chapters() if found["first_chapter"] <= c <= found["last_chapter"])
