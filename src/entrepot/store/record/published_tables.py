"""The tables of the published copy: every column with its meaning, which the file itself tells too."""

from __future__ import annotations

MEANING: dict[str, dict[str, str]] = {
    "statement": {
        "id": "identifier, unique in the record",
        "kind": "what it is about: actor, office, event, agreement, commitment, project, aid ...",
        "subtype": "narrower kind, such as visit",
        "subject": "the actor or place it is about",
        "property": "what is said of the subject",
        "says": "the fact in our own words, in English",
        "other_languages": "the same in other languages; the table paraphrase has each by itself",
        "parties": "actors, each with its role and, in brackets, its capacity",
        "date": "EDTF; .. where none is given",
        "earliest": "first day it can mean; null where unbounded",
        "latest": "last day it can mean; null where unbounded",
        "date_as_stated": "the document's words for the date",
        "date_derivation": "how a date that is not written follows",
        "amount": "number as read, in `unit`",
        "unit": "ISO 4217 code, percent, rank, persons",
        "amount_low": "least it can be; null where unbounded",
        "amount_high": "most it can be; null where unbounded",
        "amount_as_stated": "the document's words for the amount",
        "status": "proposed, signed, in force, open, done ...",
        "location": "where it happened",
        "topic": "what it is about, in a word",
        "caveat": "what a reader must beware of",
        "objection": "why somebody disputes it; empty where nobody does",
        "attributes": "what only some kinds have, as JSON",
        "entered_by": "who says so",
        "entered_at": "when it was entered",
        "revision": "how often it was changed, from 1",
        "private": "1 for personal data beyond a public role",
    },
    "paraphrase": {"statement": "id of the statement", "language": "code", "words": "the fact in it"},
    "party": {
        "statement": "id of the statement",
        "position": "order in it, from 0",
        "actor": "name",
        "role": "what it does there",
        "capacity": "for whom it acts, where the document says so",
    },
    "place": {
        "statement": "id of the statement",
        "position": "order in it, from 0",
        "code": "ISO 3166-1 alpha-3, NUTS or ISO 3166-2",
    },
    "quote": {
        "statement": "id of the statement that rests on it",
        "position": "order in it, from 0",
        "document": "SHA-256 of the document's bytes",
        "start": "first character, from 0",
        "end": "character after the last",
        "first_line": "from 1",
        "last_line": "from 1",
        "sha256": "SHA-256 of the words in UTF-8; the words themselves are not here",
    },
    "document": {
        "sha256": "SHA-256 of its bytes",
        "name": "name of the file that was read",
        "characters": "length of its text",
        "title": "as far as known",
        "author": "as far as known",
        "publisher": "as far as known",
        "url": "where it was found",
        "published": "when, as EDTF",
        "note": "how author and date are known",
        "reader": "what made text of it where it is no plain text",
        "replaces": "SHA-256 of the version before",
    },
    "about": {"name": "what is told", "value": "of this copy: its source, and when it was made"},
    "column_note": {"table": "name of a table", "column": "name of a column", "meaning": "what it holds"},
}

COLUMNS = {table: tuple(columns) for table, columns in MEANING.items()}

TYPES = (
    dict.fromkeys(("amount", "amount_low", "amount_high"), "REAL")
    | dict.fromkeys(("position", "start", "end", "first_line", "last_line"), "INTEGER")
    | dict.fromkeys(("characters", "revision", "private"), "INTEGER")
    | {"id": "TEXT PRIMARY KEY"}
)

INDEXES = (
    "CREATE UNIQUE INDEX document_by_hash ON document (sha256)",
    "CREATE INDEX statement_by_day ON statement (earliest)",
    *(f'CREATE INDEX {t}_of ON "{t}" (statement)' for t in ("paraphrase", "party", "place", "quote")),
    "CREATE INDEX place_by_code ON place (code, statement)",
    "CREATE INDEX party_by_actor ON party (actor)",
)

# Datasette finds a full-text table by the name of the table whose content it indexes.
_SEARCHED = "subject, says, other_languages, parties, location, topic, caveat"
SEARCH = (
    f"CREATE VIRTUAL TABLE statement_words USING fts5({_SEARCHED}, content='statement', "
    "tokenize='unicode61 remove_diacritics 2')",
    f"INSERT INTO statement_words (rowid, {_SEARCHED}) SELECT rowid, {_SEARCHED} FROM statement",
)

VIEWS = {
    "chronology": """CREATE VIEW chronology AS
        SELECT date, earliest, latest, kind, subtype, says, parties, status, location, caveat, objection, id
        FROM statement WHERE earliest IS NOT NULL OR latest IS NOT NULL
        ORDER BY coalesce(earliest, latest), latest, id""",
    "quotes": """CREATE VIEW quotes AS
        SELECT s.id, s.says, d.name AS document, d.title, d.url, q.first_line, q.last_line,
            q."start", q."end", q.sha256
        FROM quote AS q JOIN statement AS s ON s.id = q.statement
            LEFT JOIN document AS d ON d.sha256 = q.document
        ORDER BY d.name, q."start", s.id""",
}
