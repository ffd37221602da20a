"""What a footnote says of a statement: the passages it rests on, or who entered it."""

from dataclasses import replace

from entrepot.analyses.relations.citing import by_hash, origins
from little_record import PAPER, said

MEETING = said("met", "event", "Belgium:host", at=500)


def test_a_statement_rests_on_its_passages() -> None:
    (origin,) = origins(MEETING, by_hash([PAPER]))
    assert (origin.dataset, origin.sha256) == ("paper.txt", PAPER.sha256)
    assert origin.locator == "line 1, characters 500-510"


def test_a_statement_without_a_passage_rests_on_who_entered_it() -> None:
    entered = replace(MEETING, quotes=(), entered_by="a desk officer", entered_at="2026-01-02")
    (origin,) = origins(entered, by_hash([PAPER]))
    assert origin.cite() == (
        "a desk officer, Record of relations, entered without a passage, 2026-01-02, met"
    )


def test_a_statement_that_nobody_signed_says_so() -> None:
    (origin,) = origins(replace(MEETING, quotes=()), {})
    assert origin.publisher == "not named"
