"""The reader survives any text, quotes what stands there, and never makes a signature of a wish."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.analyses.reading.numbers import digits
from entrepot.metadata.statement_form import from_json, to_json
from little_reading import ENGLISH, FRENCH, drafts

ODD = (
    *(
        "\0",
        "\ud800",
        "\u202e",
        "\f",
        "\r",
        "\t",
        "’",
        "€",
        "1",
        "99",
        "31 ",
        "February ",
        "May ",
        "-",
        "/",
        "(",
    ),
    *(
        "Table 1. Trade 2011\n",
        "minister ",
        "ß",
        "İ",
        "١٢",
        "²",
        "1.1.2020 ",
        "0000 ",
        "9999 ",
        "Q4 2024",
        "€1e9",
    ),
    *(
        "12 months of 2012",
        "0 months ago",
        "999 years later",
        "last ",
        "S\u0301",
        "years later",
        "visited",
        "signed",
    ),
)
PIECES = (
    *("1,1,", "a. ", "€1 million ", "in May 2012 ", "Peru visited Chile and ", "minister Ann Bee, ", "\n1 A"),
    *(
        "5% ",
        "not ",
        "de ",
        "Peru, ",
        "Table 1. x\nExports\nPeru\n1\n",
        "last years ",
        "\f",
        " ",
        "111,",
        "x",
    ),
)
PUBLISHED = ("..", "2024-05-15", "2012-11/2014", "2020", "junk")


def mutated(chance: random.Random) -> str:
    text = chance.choice((ENGLISH, FRENCH))
    start = chance.randrange(len(text))
    text = text[start : start + chance.randrange(40, 600)]
    for _ in range(chance.randrange(20)):
        at, way = chance.randrange(len(text) + 1), chance.random()
        if way < 0.5:
            text = text[:at] + chance.choice(ODD) + text[at:]
        elif way < 0.75:
            text = text[:at] + text[at + chance.randrange(20) :]
        else:
            text = text[:at] + chr(chance.randrange(32, 0x2FFF)) + text[at:]
    return text


def quotes_stand(text: str, published: str) -> None:
    found = drafts(text, published)
    assert len({one.proposed.id for one in found}) == len(found)
    for one in found:
        assert one.proposed.quotes
        assert from_json(to_json(one.proposed)).id == one.proposed.id
        for quote in one.proposed.quotes:
            assert text[quote.start : quote.end] == quote.text != ""
            assert text.count("\n", 0, quote.start) + 1 == quote.first_line
            assert quote.first_line + quote.text[:-1].count("\n") == quote.last_line
        amount = one.proposed.amount
        assert amount is None or amount.value in amount.bounds


@pytest.mark.parametrize("seed", range(50))
def test_mutated_texts_are_read_without_a_crash_and_quoted_exactly(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(10):
        quotes_stand(mutated(chance), chance.choice(PUBLISHED))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.sampled_from(PUBLISHED))
def test_any_text_is_read(text: str, published: str) -> None:
    quotes_stand(text, published)


@pytest.mark.parametrize("piece", PIECES)
def test_endless_repetition_is_read_in_one_go(piece: str) -> None:
    # A rule that goes back over what was read would take hours on this, not seconds.
    drafts(piece * (60_000 // len(piece)))


WISHES = st.sampled_from(
    [
        *(
            "wanted to sign",
            "wants to sign",
            "hopes to sign",
            "plans to sign",
            "may sign",
            "would sign",
            "could sign",
        ),
        *(
            "did not sign",
            "never signed",
            "refused to sign",
            "is expected to sign",
            "will sign",
            "are to sign",
        ),
        *("proposed to sign", "intends to sign", "agreed to sign", "has not yet signed", "failed to sign"),
        *("called for the signing of", "discussed the signing of", "is considering signing"),
    ]
)
FRENCH_WISHES = st.sampled_from(
    [
        "souhaite signer",
        "veut signer",
        "n'a pas signé",
        "pourrait signer",
        "refuse de signer",
        "prévoit de signer",
    ]
)
STATES = st.sampled_from(["Peru", "Chile", "Estonia", "Ghana", "Vietnam"])
THINGS = st.sampled_from(
    ["an agreement", "a memorandum of understanding", "a treaty on trade", "a joint declaration"]
)


@settings(max_examples=150, deadline=None)
@given(STATES, WISHES, THINGS, STATES)
def test_a_wish_or_a_denial_is_never_a_signature(one: str, wish: str, thing: str, other: str) -> None:
    for draft in drafts(f"In 2012 {one} {wish} {thing} with {other}.", language="en"):
        assert draft.proposed.status != "signed"
        assert "signed" not in draft.proposed.paraphrase["en"]


@settings(max_examples=60, deadline=None)
@given(STATES, FRENCH_WISHES, st.sampled_from(["un accord", "un traité", "un mémorandum d'entente"]))
def test_a_french_wish_is_never_a_signature(state: str, wish: str, thing: str) -> None:
    for draft in drafts(f"En 2012, le {state} {wish} {thing} avec le Chili.", language="fr"):
        assert draft.proposed.status != "signed"


@settings(max_examples=60, deadline=None)
@given(STATES, THINGS, STATES.filter(lambda state: state != "Peru"))
def test_a_signature_is_one(one: str, thing: str, other: str) -> None:
    found = drafts(f"In 2012 {one} signed {thing} with {other}.", language="en")
    assert [draft.proposed.status for draft in found if draft.proposed.kind == "agreement"] == ["signed"]


@given(st.integers(0, 10**12), st.integers(0, 3))
def test_numbers_printed_are_numbers_read(number: int, decimals: int) -> None:
    value = number / 10**decimals
    assert digits(f"{value:,.{decimals}f}", "en") == (pytest.approx(value), pytest.approx(10.0**-decimals))
    french = f"{value:,.{decimals}f}".replace(",", "\u202f").replace(".", ",")
    assert digits(french, "fr") == (pytest.approx(value), pytest.approx(10.0**-decimals))
