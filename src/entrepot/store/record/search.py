"""Full-text search over the record, on SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    table,
    text,
)

from entrepot.metadata.errors import UsageError
from entrepot.store.record import fetch, search_index
from entrepot.store.record import tables as t
from entrepot.store.record.fetch import choose
from entrepot.store.record.search_hits import Hit, hit
from entrepot.store.record.search_parts import WEIGHTS
from entrepot.store.record.search_query import read

__all__ = ["MOST", "Hit", "search"]

MOST = 1000
"""Hits that are returned at most."""

# PostgreSQL weighs the letters D to A; 1 is what counts most.
_SHARES = ", ".join(str(weight / max(WEIGHTS.values())) for weight in reversed(WEIGHTS.values()))
_WEIGHTS: ColumnElement[Any] = literal_column(f"CAST('{{{_SHARES}}}' AS real[])")


def search(
    connection: Connection,
    words: str,
    *,
    kinds: Sequence[str] = (),
    places: Sequence[str] = (),
    limit: int = 50,
    private: bool = False,
) -> tuple[Hit, ...]:
    """The statements in which all the words stand, best first.

    Args:
        connection: a transaction on the record.
        words: what to look for: words, "phrases", beginn*, either OR other, -without; however accented.
        kinds: only statements of any of these kinds.
        places: only statements about all of these places.
        limit: most hits to return, 1 to `MOST`.
        private: also statements that hold personal data beyond a public role.

    Raises:
        UsageError: there is no word to look for, too many, or the limit is out of bounds.
    """
    if not 1 <= limit <= MOST:
        raise UsageError(f"a search returns 1 to {MOST} statements, not {limit}.")
    asked = read(words)
    on_sqlite = connection.dialect.name == "sqlite"
    question = _question(on_sqlite, tuple(kinds), tuple(places), private)
    given = {"words": asked.for_sqlite() if on_sqlite else asked.for_postgresql(), "most": limit}
    rows: Iterable[Row[Any]] = connection.execute(question, given)
    found = [(row.score, row.form, row.revision, row.standing, row.objection) for row in rows]
    texts = fetch.words(connection) if found else {}
    hits = [
        hit(fetch.read(form, revision, standing, objection, texts), float(score), asked)
        for score, form, revision, standing, objection in found
    ]
    return tuple(sorted(hits, key=lambda each: (-each.score, each.statement.id)))


@lru_cache(maxsize=64)
def _question(on_sqlite: bool, kinds: tuple[str, ...], places: tuple[str, ...], private: bool) -> Select[Any]:
    """The question for `words` and at most `most` rows, with what the statements say."""
    asked = (_on_sqlite if on_sqlite else _on_postgresql)(choose(kinds, places, private=private))
    s, r = t.statement.c, t.revision.c
    last = (r.statement == s.id) & (r.number == s.revision)
    said = asked.join(t.revision, last).add_columns(r.form, s.revision, s.standing, s.objection)
    return said.limit(bindparam("most", type_=Integer))


def _on_sqlite(choice: Select[tuple[str]]) -> Select[tuple[str, float]]:
    index = search_index.FOR_SQLITE
    found = table(search_index.FTS, column("rowid"), column("rank"))
    return (
        choice.add_columns((-found.c.rank).label("score"))
        .join(index, index.c.statement == t.statement.c.id)
        .join(found, found.c.rowid == index.c.number)
        .where(text(f"{search_index.FTS} MATCH :words"))
        # The rank itself: FTS5 then hands rows out best first, and the rest is never looked at.
        .order_by(found.c.rank)
    )


def _on_postgresql(choice: Select[tuple[str]]) -> Select[tuple[str, float]]:
    index = search_index.FOR_POSTGRESQL
    wanted = cast(bindparam("words"), search_index.Kind("tsquery"))
    # Divided by the logarithm of its length: a long statement holds any word more easily.
    score = func.ts_rank(_WEIGHTS, index.c.words, wanted, 1).label("score")
    return (
        choice.add_columns(score)
        .join(index, index.c.statement == t.statement.c.id)
        .where(index.c.words.bool_op("@@")(wanted))
        .order_by(score.desc(), t.statement.c.id)
    )
