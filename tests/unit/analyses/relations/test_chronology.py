from entrepot.analyses.relations.chronology import chronology
from little_record import STATES, said

SIDES = ("Belgium:party", "Kazakhstan:party")
RECORD = (
    *STATES,
    said("b", "event", *SIDES, date="2010-10"),
    said("a", "event", *SIDES, date="1998"),
    said("open", "event", *SIDES, date="2010-10/.."),
    said("until", "event", *SIDES, date="../2006"),
    said("never", "event", *SIDES),
    said("again", "agreement", *SIDES, date="1998", same_as="a"),
    said("opinion", "opinion", *SIDES, date="1998"),
    said("silence", "event", *SIDES, date="1998/2007", subtype="gap"),
)


def test_in_order_of_the_first_day_each_can_mean_shorter_first() -> None:
    assert [e.statement.id for e in chronology(RECORD, "BEL", "KAZ").dated] == ["a", "b", "open"]


def test_without_a_beginning_it_stands_apart_bounded_first() -> None:
    assert [e.statement.id for e in chronology(RECORD, "BEL", "KAZ").undated] == ["until", "never"]


def test_kinds_can_be_chosen() -> None:
    found = chronology(RECORD, "BEL", "KAZ", frozenset({"opinion"}))
    assert [e.statement.id for e in found.dated] == ["opinion"]
