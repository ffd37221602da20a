"""Drafts are kept until a person decides; what is accepted enters the record as one change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entrepot.metadata.draft import Decision, Draft, Verdict
from entrepot.metadata.errors import BadInput, Conflict, NoData, UsageError
from entrepot.metadata.statement import Document, Quote, Statement
from entrepot.store.record import Record, decisions, drafts

PAPER = Document("d" * 64, "paper.txt", 500)
OTHER = Document("e" * 64, "other.txt", 500)


def proposed(name: str, document: Document = PAPER, *, start: int = 0, **fields: object) -> Statement:
    said = Statement(
        f"R-{name}",
        "event",
        "visit",
        "Guest",
        "visit",
        {"en": f"visit: {name}"},
        quotes=(Quote(document.sha256, start, start + 10, 1, 1, "f" * 64),),
        entered_by="reader, by rules",
    )
    return replace(said, **fields)  # type: ignore[arg-type]


def draft(name: str, number: int = 1, document: Document = PAPER, **fields: object) -> Draft:
    return Draft(document.sha256, number, proposed(name, document, **fields), "trigger: visit", ("who?",))


def verdict(number: int, decision: Decision = Decision.ACCEPTED, **fields: object) -> Verdict:
    return Verdict(PAPER.sha256, number, decision, **fields)  # type: ignore[arg-type]


@pytest.fixture
def read_once(letters: Record) -> Record:
    """A record with three drafts on which nobody has decided."""
    drafts.keep(letters, [draft("a"), draft("b", 2), draft("c", 3)], PAPER)
    return letters


def states(record: Record) -> list[tuple[int, str, str]]:
    return [
        (one.number, one.proposed.id, str(one.decision))
        for one in drafts.listed(record, PAPER.sha256, private=True)
    ]


def test_what_is_kept_is_listed_and_is_no_part_of_the_record(letters: Record) -> None:
    before = letters.statements()
    kept = drafts.keep(letters, [draft("a"), draft("b", 2)], PAPER)
    assert (kept.added, kept.refreshed, kept.withdrawn, kept.decided) == (2, 0, 0, 0)
    first = drafts.listed(letters)[0]
    assert first == draft("a")
    assert letters.statements() == before
    assert len(letters.changes()) == 1


def test_read_again_nothing_doubles_and_decisions_stay(read_once: Record) -> None:
    decisions.decide_many(read_once, [verdict(1), verdict(2, Decision.REJECTED, reason="no")], "Ann")
    again = [draft("b", 1), replace(draft("c", 2), doubts=("when?",)), draft("new", 3), draft("a", 4)]
    kept = drafts.keep(read_once, again, PAPER)
    assert (kept.added, kept.refreshed, kept.withdrawn, kept.decided) == (1, 1, 0, 2)
    assert states(read_once) == [
        (1, "R-a", "accepted"),
        (2, "R-b", "rejected"),
        (3, "R-c", "pending"),
        (4, "R-new", "pending"),
    ]
    assert drafts.listed(read_once)[2].doubts == ("when?",)


def test_what_the_reader_proposes_no_more_goes_unless_it_was_decided(read_once: Record) -> None:
    decisions.decide(read_once, verdict(1), "Ann")
    assert drafts.keep(read_once, [draft("c")], PAPER).withdrawn == 1
    assert [row[1] for row in states(read_once)] == ["R-a", "R-c"]


def test_all_that_is_accepted_is_one_change_under_the_name_of_who_decided(read_once: Record) -> None:
    better = replace(proposed("b"), subject="Host", status="held")
    made = decisions.decide_many(
        read_once,
        [
            verdict(1),
            verdict(2, Decision.CORRECTED, statement=better),
            verdict(3, Decision.REJECTED, reason="old"),
        ],
        "Ann",
        "read on Monday",
    )
    assert (made.accepted, made.corrected, made.rejected, made.reopened) == (1, 1, 1, 0)
    assert (made.change.number, made.change.who, made.change.why) == (2, "Ann", "read on Monday")
    assert made.change.counts == {"add": 2}
    assert read_once.statement("R-a").entered_by == "Ann"
    assert read_once.statement("R-b").subject == "Host"
    with pytest.raises(NoData):
        read_once.statement("R-c")
    third = drafts.listed(read_once, decisions=[Decision.REJECTED])[0]
    assert (third.decided_by, third.reason) == ("Ann", "old")
    assert PAPER in read_once.documents()


def test_rejections_alone_change_nothing_in_the_record(read_once: Record) -> None:
    made = decisions.decide(read_once, verdict(1, Decision.REJECTED), "Ann")
    assert made.change.number == 0
    assert len(read_once.changes()) == 1


def test_two_people_do_not_overwrite_each_other(read_once: Record) -> None:
    decisions.decide(read_once, verdict(1, Decision.REJECTED), "Ann")
    with pytest.raises(Conflict, match="rejected by Ann") as told:
        decisions.decide_many(read_once, [verdict(2), verdict(1)], "Bob")
    assert told.value.who == "Ann"
    assert [row[2] for row in states(read_once)] == ["rejected", "pending", "pending"]
    assert len(read_once.changes()) == 1


def test_a_rejected_draft_can_be_reopened_and_nothing_else(read_once: Record) -> None:
    decisions.decide(read_once, verdict(1, Decision.REJECTED), "Ann")
    assert decisions.decide(read_once, verdict(1, Decision.PENDING), "Bob").reopened == 1
    assert drafts.listed(read_once)[0] == draft("a")
    decisions.decide(read_once, verdict(1), "Bob")
    with pytest.raises(Conflict, match="R-a counts"):
        decisions.decide(read_once, verdict(1, Decision.PENDING), "Bob")


def test_all_or_none(read_once: Record) -> None:
    senseless = replace(proposed("b"), kind="visite")
    with pytest.raises(BadInput, match="unknown kind"):
        decisions.decide_many(
            read_once, [verdict(1), verdict(2, Decision.CORRECTED, statement=senseless)], "Ann"
        )
    assert [row[2] for row in states(read_once)] == ["pending"] * 3
    assert len(read_once.changes()) == 1


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ([verdict(1), verdict(1)], "decided twice"),
        ([verdict(1, Decision.CORRECTED)], "without one"),
        ([verdict(1, Decision.ACCEPTED, statement=proposed("a"))], "with one"),
    ],
)
def test_senseless_decisions_are_refused(read_once: Record, verdicts: list[Verdict], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        decisions.decide_many(read_once, verdicts, "Ann")


def test_who_decides_must_be_said_and_the_draft_must_be_there(read_once: Record) -> None:
    with pytest.raises(UsageError, match="who makes"):
        decisions.decide(read_once, verdict(1), " ")
    with pytest.raises(NoData, match="no draft 9"):
        decisions.decide(read_once, verdict(9), "Ann")


def test_an_identifier_that_the_record_has_is_refused(read_once: Record) -> None:
    taken = replace(proposed("a"), id="L-1")
    with pytest.raises(UsageError, match="already in the record"):
        decisions.decide(read_once, verdict(1, Decision.CORRECTED, statement=taken), "Ann")


def test_drafts_of_two_documents_are_apart(read_once: Record) -> None:
    drafts.keep(read_once, [draft("x", document=OTHER)], OTHER)
    assert [one.proposed.id for one in drafts.listed(read_once, "e")] == ["R-x"]
    assert len(drafts.listed(read_once)) == 4
    with pytest.raises(BadInput, match="not all of"):
        drafts.keep(read_once, [draft("x")], OTHER)
    with pytest.raises(BadInput, match="one identifier"):
        drafts.keep(read_once, [draft("x", 1), draft("x", 2)], PAPER)


def test_private_drafts_are_listed_only_when_asked_for(letters: Record) -> None:
    drafts.keep(letters, [draft("a", private=True), draft("b", 2)], PAPER)
    assert [one.proposed.id for one in drafts.listed(letters)] == ["R-b"]
    assert len(drafts.listed(letters, private=True)) == 2


def take_back(record: Record, *numbers: int) -> None:
    made = decisions.decide_many(record, [verdict(number) for number in numbers], "Ann")
    record.desk("Ann").undo(made.change.number, why="too soon")


def test_a_change_that_accepted_drafts_can_be_taken_back(read_once: Record) -> None:
    take_back(read_once, 1, 2)
    assert not [said for said in read_once.statements() if said.id.startswith("R-")]


def test_what_was_taken_back_is_reopened_and_accepted_once_more(read_once: Record) -> None:
    take_back(read_once, 1, 2)
    with pytest.raises(Conflict, match=r"accepted by Ann .*reopen it first"):
        decisions.decide(read_once, verdict(1), "Bob")
    assert decisions.decide(read_once, verdict(1, Decision.PENDING), "Bob").reopened == 1
    better = replace(proposed("b"), subject="Host")
    decisions.decide(read_once, verdict(2, Decision.PENDING), "Bob")
    made = decisions.decide_many(
        read_once, [verdict(1), verdict(2, Decision.CORRECTED, statement=better), verdict(3)], "Bob"
    )
    assert made.change.counts == {"restore": 2, "add": 1}
    assert read_once.statement("R-a").entered_by == "Bob"
    assert read_once.statement("R-b").subject == "Host"
    assert [(row.number, str(row.verb)) for row in read_once.history("R-a")] == [
        (1, "add"),
        (2, "undo"),
        (3, "restore"),
    ]
    # And that is taken back like any other change: to what it was, taken back.
    read_once.desk("Bob").undo(made.change.number, why="after all not")
    assert not [said for said in read_once.statements() if said.id.startswith("R-")]


def test_what_somebody_retracted_is_reopened_too_and_can_be_rejected(read_once: Record) -> None:
    decisions.decide(read_once, verdict(1), "Ann")
    read_once.desk("Bob").retract("R-a", based_on=1, why="no")
    decisions.decide(read_once, verdict(1, Decision.PENDING), "Bob")
    decisions.decide(read_once, verdict(1, Decision.REJECTED), "Bob")
    assert states(read_once)[0] == (1, "R-a", "rejected")


def test_what_came_back_by_itself_is_not_entered_twice(read_once: Record) -> None:
    take_back(read_once, 1)
    decisions.decide(read_once, verdict(1, Decision.PENDING), "Ann")
    read_once.desk("Bob").undo(3, why="it was right")
    with pytest.raises(UsageError, match="already in the record"):
        decisions.decide(read_once, verdict(1), "Ann")


def test_a_draft_whose_statement_went_elsewhere_stays_decided(read_once: Record) -> None:
    decisions.decide_many(
        read_once, [verdict(1), verdict(2), verdict(3, Decision.CORRECTED, statement=proposed("z"))], "Ann"
    )
    read_once.desk("Ann").merge("R-a", ["R-b"], based_on={"R-a": 1, "R-b": 1}, why="one visit")
    read_once.desk("Ann").retract("R-z", based_on=1, why="no")
    for number, why in ((2, "R-b is merged"), (3, "another identifier")):
        with pytest.raises(Conflict, match=why):
            decisions.decide(read_once, verdict(number, Decision.PENDING), "Ann")


def test_a_draft_that_waits_is_not_reopened(read_once: Record) -> None:
    with pytest.raises(Conflict, match="nothing to reopen"):
        decisions.decide(read_once, verdict(1, Decision.PENDING), "Ann")


def test_a_hash_with_wildcards_is_a_hash(read_once: Record) -> None:
    assert drafts.listed(read_once, "%") == ()
    assert drafts.listed(read_once, "_") == ()
