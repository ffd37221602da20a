"""Quotes found again when only hashes, lengths and lines are known."""

import re
from dataclasses import replace

import pytest

from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import Quote
from entrepot.sources.documents.anchored import Anchored, Fate
from entrepot.sources.documents.anchors_by_hash import reanchor_by_hash
from entrepot.sources.documents.read_text import quote_of

OLD = """The Minister received the guest in May 1931.
They spoke of café tables and of a gift
of over €64 million, which nobody has seen since.
The two sides signed an agreement. It was raining.
Later the two sides signed an agreement. It was dry.
"""


def at(words: str, nth: int = 0) -> Quote:
    start = [match.start() for match in re.finditer(re.escape(words), OLD)][nth]
    return replace(quote_of("old", OLD, start, start + len(words)), text="")


def one(new: str, *quotes: Quote) -> Anchored:
    return reanchor_by_hash(quotes, new, "new")[0]


def test_the_same_place_stands() -> None:
    assert one(OLD, at("received the guest")).fate is Fate.STANDS


@pytest.mark.parametrize("new", ["Préface — 1\n" + OLD, " ".join(OLD.split()), re.sub(r"\s", "\n\n", OLD)])
@pytest.mark.parametrize(
    "words", ["the guest in", "café tables and of a gift\nof over €64 million", "1931.\nThey spoke of café"]
)
def test_words_are_found_whatever_the_lines(new: str, words: str) -> None:
    found = one(new, at(words))
    assert found.found
    assert found.found.text.split() == words.split()
    assert new[found.found.start : found.found.end] == found.found.text


def test_other_words_vanish_and_are_never_changed() -> None:
    assert one(OLD.replace("guest", "host"), at("received the guest")).fate is Fate.VANISHED


def test_one_that_could_be_either_is_ambiguous() -> None:
    found = one("x " + OLD, at("sides signed an agreement", 0))
    assert found.fate is Fate.AMBIGUOUS
    assert len(found.places) == 2


def test_neighbours_that_are_sure_tell_which() -> None:
    quotes = [at("sides signed an agreement", 0), at("a gift\nof over"), at("It was raining")]
    found = reanchor_by_hash(quotes, "x " + OLD, "new")
    assert [each.found and each.found.start for each in found] == [quote.start + 2 for quote in quotes]


def test_another_place_with_other_line_ends_is_seen_too() -> None:
    new = "sides signed an\nagreement " + OLD
    assert len(one(new, at("sides signed an agreement", 0)).places) == 3


def test_too_much_to_hash_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepot.sources.documents.anchors_by_hash.MAX_HASHES", 10)
    with pytest.raises(UsageError, match="Attach the old version"):
        reanchor_by_hash([at("the guest")], OLD)
