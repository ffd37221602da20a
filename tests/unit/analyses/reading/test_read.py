"""What the reader makes of whole texts: ours, in English and French."""

import pytest

from entrepot.analyses.reading import read
from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import KINDS
from little_reading import ENGLISH, FRENCH, Held, Person, StatedDate, drafts, of_kind, only, paper, parties


def test_a_visit_has_its_visitor_host_place_and_day() -> None:
    draft = of_kind(ENGLISH, "event")[0]
    said = draft.proposed
    assert (said.subtype, said.location, said.date and said.date.edtf) == ("visit", "Tallinn", "2021-03-03")
    assert parties(draft) == {("Ana Prova", "visitor"), ("Estonia", "host")}
    assert said.places[:1] == ("PRT",)


def test_an_office_is_drafted_from_the_title() -> None:
    draft = only(ENGLISH, "office")
    assert draft.proposed.attributes["office"] == "minister of foreign affairs"
    assert parties(draft) == {("Ana Prova", "holder"), ("Portugal", "body")}
    assert draft.proposed.quotes[0].text == "Portuguese Foreign Minister Ana Prova"


def test_signed_is_signed_and_wanted_is_proposed_and_denied_is_not_done() -> None:
    found = of_kind(ENGLISH, "agreement")
    assert [(one.proposed.subtype, one.proposed.status) for one in found] == [
        ("memorandum", "signed"),
        ("", "proposed"),
    ]
    assert parties(found[0]) == {("Portugal", "party"), ("Estonia", "party")}


def test_what_is_denied_is_an_absence() -> None:
    absent = [one for one in of_kind(ENGLISH, "institution") if one.proposed.subtype == "absence"]
    assert len(absent) == 1
    assert absent[0].proposed.attributes == {"negates": True, "absent": "embassy"}
    assert "the sentence denies it" in absent[0].doubts


def test_each_figure_has_its_own_date() -> None:
    figures = {
        one.proposed.amount.as_stated: one.proposed.date.edtf
        for one in of_kind(ENGLISH, "trade-figure")
        if one.proposed.amount and one.proposed.date
    }
    assert figures == {"over €64 million": "2020", "€40 million": "2015"}


def test_aid_has_donor_and_recipient() -> None:
    draft = only(ENGLISH, "aid")
    assert parties(draft) == {("Portugal", "donor"), ("Timor-Leste", "recipient")}
    assert draft.proposed.amount and draft.proposed.amount.value == 250_000


def test_french_is_read_as_english_is() -> None:
    kinds = {(one.proposed.kind, one.proposed.subtype, one.proposed.status) for one in drafts(FRENCH)}
    assert {
        ("event", "visit", ""),
        ("institution", "embassy", ""),
        ("agreement", "memorandum", "signed"),
        ("agreement", "", "proposed"),
        ("aid", "", "contributed"),
        ("trade-figure", "", ""),
        ("office", "", ""),
    } <= kinds
    opened = next(one for one in of_kind(FRENCH, "institution"))
    assert opened.proposed.date and opened.proposed.date.edtf == "2021-05"


def test_the_paraphrase_is_a_row_of_our_words_in_both_languages() -> None:
    signed = of_kind(ENGLISH, "agreement")[0].proposed
    assert signed.paraphrase["en"] == "memorandum, signed: Portugal, Estonia"
    assert signed.paraphrase["fr"] == "mémorandum, signé\u00a0: Portugal, Estonie"


@pytest.mark.parametrize("text", [ENGLISH, FRENCH])
def test_every_draft_has_its_words_where_it_says_and_a_kind_that_there_is(text: str) -> None:
    found = drafts(text)
    assert [one.number for one in found] == list(range(1, len(found) + 1))
    assert len({one.proposed.id for one in found}) == len(found)
    for one in found:
        assert one.proposed.kind in KINDS
        assert one.document == paper(text).sha256
        for quote in one.proposed.quotes:
            assert text[quote.start : quote.end] == quote.text
            assert text.count("\n", 0, quote.start) + 1 == quote.first_line


def test_read_again_it_gives_the_same() -> None:
    assert drafts(ENGLISH) == drafts(ENGLISH)


def test_two_partners_of_one_amount_are_two_drafts_in_doubt() -> None:
    text = "Peru's exports came to €2 million for Chile and for Bolivia, and €5,000 for Cuba in 2012."
    found = of_kind(text, "trade-figure")
    assert [[party.actor for party in one.proposed.parties if party.role == "importer"] for one in found] == [
        ["Chile"],
        ["Bolivia"],
        ["Cuba"],
    ]
    assert [any("each of them" in doubt for doubt in one.doubts) for one in found] == [True, True, False]


def test_the_two_sides_are_those_told_before_and_doubted() -> None:
    text = "Peru and Chile signed an agreement in 2012. The two sides adopted a joint declaration."
    second = of_kind(text, "agreement")[1]
    assert parties(second) == {("Peru", "party"), ("Chile", "party")}
    assert "the parties are those of a sentence before" in second.doubts
    assert second.proposed.date and second.proposed.date.edtf == "2012"
    assert second.proposed.date.is_derived


def test_a_group_of_which_every_state_is_meant_is_spread() -> None:
    draft = only("All Central Asian states have opened an embassy in Brussels.", "institution")
    assert len([1 for _, role in parties(draft) if role == "sending"]) == 5
    assert ("Belgium", "host") in parties(draft)


def test_a_known_person_acts_for_the_state_of_the_tenure() -> None:
    given = {
        "actors": {"Ann Bee": Person("Ann Bee", "person", "")},
        "tenures": [Held("Ann Bee", "EST", StatedDate("2021"))],
    }
    draft = only("In March 2021 Ann Bee visited Peru.", "event", **given)
    assert draft.proposed.attributes["acting_for"] == {"Ann Bee": "EST"}
    assert "EST" in draft.proposed.places


def test_an_opinion_is_no_fact() -> None:
    text = "Estonia is considered an important and promising partner for Peru."
    assert [one.proposed.kind for one in drafts(text)] == ["opinion"]


def test_a_claim_is_told_as_one() -> None:
    draft = only("The company allegedly signed an agreement with Peru in 2012.", "agreement")
    assert draft.proposed.attributes["claim"] is True


@pytest.mark.parametrize("text", ["", " ", "Nothing to see.", "1, 2, 3", "\x00\ud800\u202e", "…" * 50])
def test_a_text_that_says_nothing_gives_nothing(text: str) -> None:
    assert drafts(text) == ()


def test_the_language_is_told_or_found() -> None:
    assert drafts(FRENCH) == drafts(FRENCH, language="fr")
    assert drafts(ENGLISH) == drafts(ENGLISH, language="en")
    with pytest.raises(UsageError, match="'nl'"):
        read("x", paper("x"), language="nl")
