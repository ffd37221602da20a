"""The columns of a pack's tables, in their order and with their meaning."""

from __future__ import annotations

STATEMENTS, DOCUMENTS, PACK = "statements", "documents", "pack"
"""The tables of a pack: sheets of a workbook, or files of that name in CSV."""

IGNORED = ("columns", "notes")
"""Sheets of a workbook that are for people: what the columns mean, and the users' own notes."""

LANGUAGE, ATTRIBUTE = "paraphrase.", "attributes."
"""How the columns begin of which there are as many as there are languages and attributes."""

REST = "attributes"
"""Column with attributes that have no column of their own, as a mapping in JSON."""

MEANING = {
    "id": "identifier, unique in the record",
    "revision": "its revision when exported, by which others’ later changes are seen; leave as it is",
    "kind": "actor, office, event, agreement, commitment, project, aid, step, task ...",
    "subtype": "narrower kind, such as visit",
    "subject": "the actor or place it is about",
    "property": "what is said of the subject",
    "paraphrase.en": "the fact in your own words; further languages in columns such as paraphrase.fr",
    "date": "EDTF: 2012, 2012-05, 2012-05-15, 2010/2012, 2008/.., .. if none is given",
    "date.as_stated": "the document's words for the date",
    "date.derivation": "how a date that is not written follows",
    "amount": "number in the unit beside it",
    "amount.unit": "ISO 4217 code, percent, rank, persons",
    "amount.low": "least it can be; .. if unbounded",
    "amount.high": "most it can be; .. if unbounded",
    "amount.as_stated": "the document's words for the amount",
    "amount.unit_as_stated": "the unit as printed",
    "amount.reason": "why number or unit differ from what is printed",
    "status": "proposed, signed, in force, open, done ...",
    "location": "where it happened",
    "topic": "what it is about",
    "places": "codes with semicolons between: BE33; BEL; KAZ",
    "parties": "actor: role (capacity), with semicolons between: Belgium: host; Ann: visitor (OSCE)",
    "quotes": "document, characters, lines, SHA-256 of the words: letter.txt 120-160 L3-4 <64 digits>",
    "caveat": "what a reader must beware of",
    "private": "yes for personal data beyond a public role",
    "entered_by": "who says so; the pack's when empty",
    "entered_at": "when; the pack's when empty",
    "supersedes": "identifier of the statement that it replaces",
}
"""Columns of `statements`; those of languages come after `paraphrase.en`, those of attributes at the end."""

REQUIRED = ("id", "kind", "subject", "property", "paraphrase.en")
NUMBERS = ("amount", "amount.low", "amount.high")
TEXTS = (
    *("subtype", "location", "status", "topic", "caveat"),
    *("entered_by", "entered_at", "supersedes"),
)
HEAD = ("pack", "title", "entered_by", "entered_at")
OF_DOCUMENTS = (
    *("name", "sha256", "characters", "title", "author", "publisher", "url", "published", "note"),
    *("reader", "text_sha256", "replaces"),
)
MOST_COLUMNS = 500
"""Columns that a table may have."""

MOST_ATTRIBUTES = 300
"""Attributes that get a column of their own, those of most statements first."""


def in_order(languages: set[str], attributes: list[str], *, rest: bool) -> list[str]:
    """All columns of a table of statements."""
    others = [f"{LANGUAGE}{language}" for language in sorted(languages - {"en"})]
    fixed = list(MEANING)
    cut = fixed.index("paraphrase.en") + 1
    named = [f"{ATTRIBUTE}{name}" for name in attributes]
    return [*fixed[:cut], *others, *fixed[cut:], *named, *([REST] if rest else [])]
