from entrepot.analyses.relations.instruments import Evidence, Stage, instruments, ladder, stage
from entrepot.metadata.statement import Statement
from little_record import STATES, said

SIDES = ("Belgium:party", "Kazakhstan:party")


def deal(identifier: str, status: str, kind: str = "agreement", **fields: object) -> Statement:
    return said(identifier, kind, *SIDES, status=status, **({"date": "2010-10"} | fields))  # type: ignore[arg-type]


RECORD = (
    *STATES,
    deal("customs", "concluded"),
    deal("nuclear", "concluded"),
    deal("some in force", "in force (some)", applies_to=["customs", "nuclear"], quantifier="some"),
    deal("wanted", "proposed", subtype="memorandum", date="2008~"),
    deal("memo", "signed", subtype="memorandum", date="2012-05"),
    deal("its content", "foreseen", content_of="memo"),
    deal("customs again", "agreed", "commitment", same_as="customs"),
    deal("talks go on", "agreed (oral)", "commitment", subtype="promise", date=""),
    deal("expertise shared", "done", "event", follows=["nuclear"]),
    said("one-sided", "commitment", "Kazakhstan:speaker", status="called for", places=("BEL", "KAZ")),
)
FOUND = {i.statement.id: i for i in instruments(RECORD, "BEL", "KAZ")}


def test_each_stands_once_oldest_first_undated_last() -> None:
    assert list(FOUND) == ["wanted", "customs", "nuclear", "memo", "talks go on"]


def test_a_proposal_is_never_shown_as_signed() -> None:
    assert (FOUND["wanted"].stage, FOUND["wanted"].is_signed) == (Stage.PROPOSED, False)
    assert FOUND["wanted"].evidence is Evidence.TALK


def test_concluded_is_not_signed_and_signed_is_not_in_force() -> None:
    assert not FOUND["customs"].is_signed
    assert FOUND["memo"].is_signed
    assert FOUND["memo"].in_force() == "not stated"


def test_a_status_of_some_is_possible_for_each() -> None:
    assert FOUND["customs"].in_force() == "possible"
    [group] = FOUND["customs"].possibly
    assert (group.stage, group.quantifier, group.members) == (Stage.IN_FORCE, "some", ("customs", "nuclear"))


def test_content_repetitions_and_deeds_hang_on_their_instrument() -> None:
    assert FOUND["memo"].details == ("its content",)
    assert FOUND["customs"].repeated == ("customs again",)
    assert FOUND["nuclear"].followed_by == ("expertise shared",)


def test_a_promise_to_keep_talking_is_talk() -> None:
    assert FOUND["talks go on"].evidence is Evidence.TALK


def test_the_ladder_names_every_rung_reached() -> None:
    visit = said("visit", "event", "Belgium:visitor", "Kazakhstan:host", subtype="visit")
    rungs = ladder((*RECORD, visit), "BEL", "KAZ")
    assert {rung: ids for rung, ids in rungs.items() if rung in (Evidence.VISIT, Evidence.MEMORANDUM)} == {
        Evidence.VISIT: ("visit",),
        Evidence.MEMORANDUM: ("memo",),
    }
    assert Evidence.FLOW not in rungs


def test_a_word_that_is_no_status_is_unknown() -> None:
    assert stage("blessed") is Stage.UNKNOWN
    assert stage("signed (most)") is Stage.SIGNED
