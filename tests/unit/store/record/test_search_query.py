"""What people type becomes a search that both engines take, whatever they type."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entrepot.metadata.errors import UsageError
from entrepot.store.record.search_query import LONGEST, MOST_WORDS, Asked, Term, read


def term(*words: str, begins: bool = False) -> Term:
    return Term(words, begins)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("Embassy", Asked(((term("embassy"),),))),
        ("embassy Liège", Asked(((term("embassy"),), (term("liege"),)))),
        ("almat*", Asked(((term("almat", begins=True),),))),
        ('"trade mission"', Asked(((term("trade", "mission"),),))),
        ('"trade miss*"', Asked(((term("trade", "miss", begins=True),),))),
        ('"trade miss"*', Asked(((term("trade", "miss", begins=True),),))),
        ("visa OR permit", Asked(((term("visa"), term("permit")),))),
        ("a visa OR permit b", Asked(((term("a"),), (term("visa"), term("permit")), (term("b"),)))),
        ("a OR b OR c", Asked(((term("a"), term("b"), term("c")),))),
        ("OR a OR", Asked(((term("a"),),))),
        ("visa or permit", Asked(((term("visa"),), (term("or"),), (term("permit"),)))),
        ("visa -student", Asked(((term("visa"),),), (term("student"),))),
        ('visa -"of honour"', Asked(((term("visa"),),), (term("of", "honour"),))),
        ("2007-2013", Asked(((term("2007", "2013"),),))),
        ("Qo'qon", Asked(((term("qo", "qon"), term("qoqon")),))),
        ('"unclosed phrase', Asked(((term("unclosed", "phrase"),),))),
        ("NEAR(a b) rowid:x ^y {z}", Asked(tuple((term(w),) for w in ("near", "b", "rowid", "y", "z")))),
    ],
)
def test_what_is_typed_is_understood(typed: str, asked: Asked) -> None:
    if typed.startswith("NEAR"):
        asked = Asked(((term("near", "a"),), (term("b"),), (term("rowid", "x"),), (term("y"),), (term("z"),)))
    assert read(typed) == asked


@pytest.mark.parametrize("typed", ["", "   ", '""', "*", "-visa", "OR", "€ – ’", "\x00", "- -", "'; --"])
def test_nothing_to_look_for_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="write a word to look for"):
        read(typed)


@pytest.mark.parametrize("typed", ["x" * (LONGEST + 1), "x " * 1_000_000, " ".join("x" * (MOST_WORDS + 1))])
def test_too_much_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match=f"at most ({LONGEST:,}|{MOST_WORDS})"):
        read(typed)


@given(st.text(max_size=60) | st.text(alphabet="ab\"'*-() :^{}OR&|!<>\\\x00é", max_size=60))
def test_whatever_is_typed_is_a_search_or_refused(typed: str) -> None:
    try:
        asked = read(typed)
    except UsageError:
        return
    for said in (asked.for_sqlite(), asked.for_postgresql()):
        assert not set(said) & set("\x00\\;")
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE f USING fts5(a, tokenize='ascii')")
        connection.execute("SELECT * FROM f WHERE f MATCH ?", (asked.for_sqlite(),)).fetchall()
    finally:
        connection.close()
