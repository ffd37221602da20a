"""The atom of the record: a dated, sourced statement, and the disagreement between two of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.interval import Interval

KINDS = (
    *("actor", "office", "event", "agreement", "commitment", "project", "aid", "fdi"),
    *("trade-figure", "ranking", "statistic", "trade-pattern", "institution", "opinion", "source"),
    *("step", "assessment", "task", "contact"),
)
"""What a statement can be about.

A *step* says how far an agreement, commitment or project got; an *assessment* how an objective stands in
someone's judgement; a *task* who has to do what by when; a *contact* how somebody can be reached.
"""

DISPUTED = "disputed"
STANDINGS = ("", DISPUTED, "retracted", "merged", "split", "erased")
"""How a statement stands: only those of the first two are counted; "disputed" ones carry the objection."""


@dataclass(frozen=True, slots=True)
class Document:
    """A version of a document, named by its hash; its words are not ours and are not stored here.

    Attributes:
        sha256: hash of the file's bytes.
        name: file name under which it was read.
        characters: length of the decoded text.
        title, author, publisher, url: what is known of it; empty when it is not.
        published: when, as EDTF bounds; ".." if unknown.
        note: how title, author, publisher and date are known, when the text itself does not say.
        reader: what made text of the file where it is no plain text, with its version, e.g. "pypdfium2 5.1";
            offsets of quotes then count characters of that text.
        text_sha256: hash of that text in UTF-8; empty for a plain text, whose bytes are the text.
        replaces: hash of the version that this one took the place of; empty for a first one.
    """

    sha256: str
    name: str
    characters: int
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: str = ".."
    author: str = ""
    note: str = ""
    reader: str = ""
    text_sha256: str = ""
    replaces: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self)


class Passage(NamedTuple):
    """Words of the user's own copy of a document: a quote between the words around it."""

    before: str
    exact: str
    after: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a document: offsets count characters of the UTF-8 decoded text, lines count from 1.

    `document` is the hash of the document's bytes, `sha256` that of the passage's own UTF-8 bytes.
    `text` is filled only from the user's own copy.
    """

    document: str
    start: int
    end: int
    first_line: int
    last_line: int
    sha256: str
    text: str = ""

    @property
    def locator(self) -> str:
        """Where it stands, as "lines 395-396, characters 17036-17102"."""
        many = self.first_line != self.last_line
        lines = f"lines {self.first_line}-{self.last_line}" if many else f"line {self.first_line}"
        return f"{lines}, characters {self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor in a statement, its role there, and the capacity in which it acted, where the text says so."""

    actor: str
    role: str
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as the document writes it and as we read it.

    Attributes:
        as_stated: the words, e.g. "over €64 million".
        unit_as_stated: the unit printed in the document, e.g. "EUR".
        value: normalised number, in `unit`; an interval where the words give a bound or a rounding.
        unit: normalised unit: an ISO 4217 code, "percent", "rank", "persons".
        reason: why value and unit differ from what is printed; empty when they do not.
    """

    as_stated: str
    unit_as_stated: str
    value: float
    unit: str
    bounds: Interval
    reason: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form; an unbounded end of `bounds` is null."""
        return asdict(self) | {"bounds": self.bounds.to_dict()}


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact of the record.

    Attributes:
        id: stable identifier, unique in the record.
        kind: one of `KINDS`.
        subtype: narrower kind, e.g. "visit", "embassy", "security".
        subject: the actor or place it is about.
        property: what is said of the subject, e.g. "visited", "exports", "status".
        paraphrase: the fact in our own words, by language code; "en" is always there.
        places: codes of the places it is about, regions followed by their country.
        date: when it holds or happened; None when the fact has no date at all.
        status: proposed, discussed, concluded, signed, in force ...; empty when it has none.
        location: where it took place or is seated, as the document names it.
        topic: products, sectors or subject matter, free text.
        caveat: what a reader must beware of.
        attributes: what only some kinds have: "part_of" (id of the total), "same_as" and "content_of" (id of
            the statement repeated or detailed), "applies_to" (ids, with "quantifier"), "office" and "body"
            of a tenure, "table", "row" and "column" of a cell, "aka" and "of" of an actor.
        supersedes: id of the statement that this one replaces.
        private: whether it holds personal data beyond a public role; then it is shown and exported only when
            asked for by name.
        revision: which revision this is, from 1; 0 for a statement that no record keeps yet.
        standing: one of `STANDINGS`.
        objection: who disputes it and why; empty when nobody does.
    """

    id: str
    kind: str
    subtype: str
    subject: str
    property: str
    paraphrase: dict[str, str]
    parties: tuple[Party, ...] = ()
    places: tuple[str, ...] = ()
    location: str = ""
    date: StatedDate | None = None
    amount: Amount | None = None
    status: str = ""
    topic: str = ""
    caveat: str = ""
    quotes: tuple[Quote, ...] = ()
    attributes: dict[str, Any] = field(default_factory=dict)
    entered_by: str = ""
    entered_at: str = ""
    supersedes: str = ""
    private: bool = False
    # What the record knows of it, not what it says: two statements that say the same are equal.
    revision: int = field(default=0, compare=False)
    standing: str = field(default="", compare=False)
    objection: str = field(default="", compare=False)

    def says(self, language: str = "en") -> str:
        """The paraphrase in that language, in English where there is none."""
        return self.paraphrase.get(language) or self.paraphrase["en"]

    def actors(self, *roles: str) -> tuple[str, ...]:
        """Names of the parties in any of these roles; of all parties when none is given."""
        return tuple(party.actor for party in self.parties if not roles or party.role in roles)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self) | {
            "date": self.date.to_dict() if self.date else None,
            "amount": self.amount.to_dict() if self.amount else None,
        }


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Statements that do not agree, and the rule that found it; shown, never silently resolved.

    Attributes:
        rule: name of the rule, e.g. "part-against-total".
        statements: ids of the statements compared.
        severity: "contradiction" (cannot both be right), "tension" (needs a reading that reconciles them)
            or "gap" (something is missing or ambiguous).
        message: what disagrees, with the numbers, by language code.
        calculation: the sum that shows it, e.g. "600,000 + 113,000 = 713,000, stated 713,800".
        outside: ids of origins used beside the statements (e.g. a national GDP).
    """

    rule: str
    statements: tuple[str, ...]
    severity: str
    message: dict[str, str]
    calculation: str = ""
    outside: tuple[str, ...] = ()

    def says(self, language: str = "en") -> str:
        """The message in that language, in English where there is none."""
        return self.message.get(language) or self.message["en"]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self)
