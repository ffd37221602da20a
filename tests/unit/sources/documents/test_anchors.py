"""Quotes found again in another version: standing, moved, changed, ambiguous, vanished."""

import pytest

from entrepot.metadata.statement import Quote
from entrepot.sources.documents.anchored import Fate
from entrepot.sources.documents.anchors import reanchor
from entrepot.sources.documents.folding import fold
from entrepot.sources.documents.read_text import quote_of

OLD = """The Minister received the guest in May 1931.
They spoke of café tables and of a gift
of over €64 million, which nobody has seen since.
An efficient well-known office opened. Nothing more was said.
The two sides signed an agreement. It was raining.
Two years later the two sides signed an agreement. It was dry.
"""


def at(words: str, nth: int = 0, text: str = OLD) -> Quote:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return quote_of("old", text, start, start + len(words))


def one(new: str, quote: Quote, old: str = OLD) -> tuple[Fate, str, float]:
    (found,) = reanchor(old, [quote], new, "new")
    assert found.quote == quote
    if found.found:
        assert found.found.document == "new"
        assert new[found.found.start : found.found.end] == found.found.text
    return found.fate, found.found.text if found.found else "", found.score


def test_what_is_unchanged_stands() -> None:
    assert one(OLD, at("received the guest")) == (Fate.STANDS, "received the guest", 1.0)


def test_the_same_words_on_another_line_have_moved() -> None:
    assert one("A title\n\n" + OLD, at("received the guest"))[0] is Fate.MOVED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a gift\nof over €64 million", "a gift of\nover €64  million"),
        ("An efficient well-known office", "An e\ufb03cient well-\nknown of\u00adfice"),
        ("café tables", "cafe\u0301 ta-\nbles"),
        ("well-known office", "wellknown office"),
        ("said.\nThe two sides signed", "said . The two sides signed"),
    ],
)
def test_space_hyphens_and_ligatures_are_no_change(old: str, new: str) -> None:
    assert one(OLD.replace(old, new), at(old)) == (Fate.MOVED, new, 1.0)


@pytest.mark.parametrize("new", ["€64 billion", "€46 million", "$64 million"])
def test_another_figure_is_a_change_and_shown(new: str) -> None:
    (found,) = reanchor(OLD, [at("a gift\nof over €64 million")], OLD.replace("€64 million", new), "new")
    assert (found.fate, found.found and found.found.text) == (Fate.CHANGED, f"a gift\nof over {new}")
    assert 0.7 < found.score < 1
    kinds = [kind for kind, _ in found.difference]
    assert kinds[0] == "same"
    assert {"gone", "new"} <= set(kinds)


def test_a_minus_is_not_dropped() -> None:
    old = "growth of -5 per cent"
    assert one("growth of 5 per cent", at("growth of -5", text=old), old)[0] is Fate.CHANGED


def test_a_capital_or_an_accent_is_a_change() -> None:
    assert one(OLD.replace("café", "cafe"), at("café tables"))[:2] == (Fate.CHANGED, "cafe tables")


def test_words_put_in_or_left_out() -> None:
    new = OLD.replace("received the guest", "most warmly received at last the guest")
    fate, words, score = one(new, at("The Minister received the guest in May 1931"))
    assert (fate, words) == (Fate.CHANGED, "The Minister most warmly received at last the guest in May 1931")
    assert score < 0.8


def test_what_is_gone_has_vanished() -> None:
    fate, words, _ = one(
        OLD.replace("An efficient well-known office opened. ", ""), at("efficient well-known office")
    )
    assert (fate, words) == (Fate.VANISHED, "")


def test_of_two_the_words_around_tell_which() -> None:
    first, second = at("the two sides signed"), at("the two sides signed".capitalize())
    new = "Preface.\n" + OLD
    assert one(new, first)[0] is Fate.MOVED
    repeated = [at("sides signed an agreement", 0), at("sides signed an agreement", 1)]
    found = reanchor(OLD, repeated, new, "new")
    assert [each.found and each.found.start for each in found] == [quote.start + 9 for quote in repeated]
    assert second.start < first.start


def test_one_of_two_is_gone_and_the_other_is_not_taken_for_it() -> None:
    new = "x " + OLD.replace("The two sides signed an agreement. It was raining.\n", "")
    found = reanchor(
        OLD, [at("sides signed an agreement", 0), at("sides signed an agreement", 1)], new, "new"
    )
    assert found[1].fate is Fate.MOVED
    assert found[0].fate in (Fate.AMBIGUOUS, Fate.VANISHED)
    assert found[0].found is None


def test_what_nothing_tells_apart_is_ambiguous_with_its_places() -> None:
    new = "Yesterday many agreed on trade. In spring, all agreed on trade but sport. Who agreed on trade? "
    old = "Ministers of five countries agreed on trade, later they agreed on trade with their neighbours."
    (found,) = reanchor(old, [at("agreed on trade", text=old)], new)
    assert found.fate is Fate.AMBIGUOUS
    assert [place.start for place in found.places] == [15, 47, 78]
    assert (found.score, found.difference) == (1.0, ())


def test_a_part_moved_before_another_is_found() -> None:
    lines = OLD.split("\n")
    new = "\n".join(lines[3:] + lines[:3])
    assert one(new, at("a gift\nof over €64 million"))[0] is Fate.MOVED
    changed = new.replace("which nobody has seen since", "which nobody had ever seen since")
    assert one(changed, at("million, which nobody has seen since"))[:2] == (
        Fate.CHANGED,
        "million, which nobody had ever seen since",
    )


def test_short_quotes_are_not_guessed() -> None:
    assert one("Everything else is different: in June 1913 nobody came.", at("May 1931"))[0] is Fate.VANISHED


@pytest.mark.parametrize("new", ["", " \n", "\u00ad-"])
def test_an_empty_text_holds_nothing(new: str) -> None:
    assert one(new, at("received the guest"))[0] is Fate.VANISHED


def test_a_quote_outside_its_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no passage"):
        reanchor("short", [at("received the guest")], OLD)


def test_words_are_not_in_the_json_form() -> None:
    (found,) = reanchor(OLD, [at("a gift\nof over")], OLD.replace("gift", "present"), "new")
    told = found.to_dict()
    assert (told["fate"], "gift" in str(told), "present" in str(told)) == ("changed", False, False)


def test_folding_keeps_places() -> None:
    folded = fold("a\u0301 \ufb01x-\ny –5")
    assert folded.text == "áfixy-5"
    assert folded.span(0, 1) == (0, 2)
    assert folded.span(1, 3) == (3, 4)
    assert folded.span(5, 7) == (9, 11)
    assert folded.within(1, 5) == (0, 4)
    assert folded.within(5, 6) == (4, 4)


def test_texts_too_long_to_lay_side_by_side_are_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entrepot.sources.documents.alignment.MAX_WORDS", 5)
    new = "A title\n" + OLD.replace("which nobody has seen since", "which nobody had ever seen since")
    assert one(new, at("received the guest"))[0] is Fate.MOVED
    assert one(new, at("of over €64 million, which nobody has seen since"))[:2] == (
        Fate.CHANGED,
        "of over €64 million, which nobody had ever seen since",
    )
