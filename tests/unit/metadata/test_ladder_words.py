import hashlib
from importlib.resources import files

import pytest
import yaml

from entrepot.metadata.errors import UsageError
from entrepot.metadata.ladders import LADDERS, Reading, label, ladder, read, rows, words

STEPS = [(name, step) for name, own in LADDERS.items() for step in own.steps]


def test_the_steps_are_those_of_the_issue() -> None:
    assert {name: [step.name for step in own.steps] for name, own in LADDERS.items()} == {
        "agreement": [
            *("proposed", "negotiated", "initialled", "signed", "provisionally applied", "ratified"),
            *("in force", "renewed", "suspended", "terminated", "lapsed"),
        ],
        "commitment": ["announced", "agreed", "funded", "started", "delivered", "evaluated", "abandoned"],
        "contribution": ["pledge", "commitment", "disbursement"],
    }


@pytest.mark.parametrize(("name", "step"), STEPS, ids=lambda x: getattr(x, "name", x))
def test_what_a_step_implies_lies_before_it_and_is_closed(name: str, step: object) -> None:
    own = ladder(name)
    for earlier in step.implies:  # type: ignore[attr-defined]
        assert own.height(earlier) < own.height(step.name)  # type: ignore[attr-defined]
        assert own.step(earlier).implies <= step.implies  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "name", "reading"),
    [
        ("signed", "agreement", Reading("signed")),
        ("Signed ", "agreement", Reading("signed")),
        ("in force (some)", "agreement", Reading("in force", "", "some")),
        ("signed (most)", "commitment", Reading("agreed", "", "most")),
        ("concluded", "agreement", Reading("negotiated")),
        ("discussed", "commitment", Reading("", "talk")),
        ("called for", "commitment", Reading("", "call")),
        ("foreseen", "agreement", Reading("", "content")),
        ("unknown", "commitment", Reading("", "unknown")),
        ("offered", "contribution", Reading("pledge")),
        ("ongoing", "contribution", Reading("commitment")),
        ("қол қойылды", "agreement", Reading("signed")),
        ("вступило в силу", "agreement", Reading("in force")),
        ("ondertekend", "agreement", Reading("signed")),
        ("décaissement", "contribution", Reading("disbursement")),
    ],
)
def test_words_are_read_no_further_than_they_go(status: str, name: str, reading: Reading) -> None:
    assert read(status, name) == reading


def test_a_word_nobody_listed_is_not_guessed() -> None:
    assert read("blessed", "agreement") is None


def test_no_word_of_a_ladder_has_two_meanings() -> None:
    listed = [(row["ladder"], row["word"]) for row in rows()]
    meanings = {(row["ladder"], row["word"], row["step"], row["short_of"]) for row in rows()}
    assert len(set(listed)) == len(meanings)


def test_every_row_is_a_step_or_says_why_it_is_none() -> None:
    for row in rows():
        names = {step.name for step in ladder(row["ladder"]).steps}
        assert (row["step"] in names) != (row["short_of"] in {"talk", "call", "plan", "content", "refusal"})
        assert row["word"] == row["word"].casefold().strip()


@pytest.mark.parametrize("language", ["fr", "nl", "ru", "kk"])
def test_every_step_has_a_label_that_is_read_back(language: str) -> None:
    for name, step in STEPS:
        written = label(step.name, name, language)
        assert written != step.name
        assert words(name)[written].step == step.name


def test_a_label_in_another_language_is_english() -> None:
    assert label("in force", "agreement") == label("in force", "agreement", "it") == "in force"


def test_a_mistyped_step_is_named() -> None:
    with pytest.raises(UsageError, match="Did you mean ratified"):
        ladder("agreement").step("ratifid")
    with pytest.raises(UsageError, match="no ladder 'treaty'"):
        ladder("treaty")


def test_the_note_fits_the_list() -> None:
    folder = files("entrepot.data") / "vocabularies"
    note = yaml.safe_load((folder / "ladders.csv.yml").read_text("utf-8"))
    assert note["sha256"] == hashlib.sha256((folder / "ladders.csv").read_bytes()).hexdigest()
