"""Where sentences end: past abbreviations, footnotes, page breaks and headings."""

from itertools import pairwise

import pytest

from entrepot.analyses.reading.sentences import LONGEST, sentences


def cut(text: str) -> list[str]:
    return [" ".join(" ".join(text[a:b] for a, b in one.parts).split()) for one in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. A. Bee met Dr. Cee. They left.", ["Mr. A. Bee met Dr. Cee.", "They left."]),
        ("It cost 40.15 per cent more. So it went.", ["It cost 40.15 per cent more.", "So it went."]),
        ("It rose to 13.8 million.3 In 2010 it fell.", ["It rose to 13.8 million.3", "In 2010 it fell."]),
        ("He said: “Yes.” She left!", ["He said: “Yes.”", "She left!"]),
        ("M. Dupont est venu. Mme Roy aussi.", ["M. Dupont est venu.", "Mme Roy aussi."]),
        ("no end here", ["no end here"]),
        ("", []),
        ("  \n\t ", []),
    ],
)
def test_a_sentence_ends_at_its_full_stop_and_at_no_other(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


def test_an_empty_line_inside_a_sentence_does_not_end_it() -> None:
    assert cut("Both countries established\n\ndiplomatic relations. Then came trade.") == [
        "Both countries established diplomatic relations.",
        "Then came trade.",
    ]


def test_a_heading_is_no_part_of_the_sentence_below() -> None:
    text = "It was so for years to come in both.\nTrade\nTrade between the two countries is small these days."
    assert cut(text)[1] == "Trade"


def test_footnotes_are_told_apart_and_the_sentence_they_cut_goes_on() -> None:
    text = (
        "The programme of the two governments was begun in spring by the charity\n\n"
        "1 Source: the ministry.\n2 See the report.\n Luxembourg, which was given money.\nNext one."
    )
    found = sentences(text)
    assert [one.note for one in found] == [0, 1, 2, 0]
    assert len(found[0].parts) == 2
    assert text[slice(*found[0].parts[1])] == "Luxembourg, which was given money."


def test_parts_are_in_order_apart_and_without_blanks_at_their_ends() -> None:
    text = "One.  Two\n\n\nthree. \f Four"
    spans = sorted(part for one in sentences(text) for part in one.parts)
    assert all(a < b for a, b in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)


def test_what_never_ends_is_cut() -> None:
    assert all(one.end - one.start <= LONGEST for one in sentences("word " * 5000))
