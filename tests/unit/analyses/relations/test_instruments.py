from entrepot.analyses.relations.instruments import Evidence, Stage, instruments, stage
from entrepot.analyses.relations.ladders.ties import ties
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


def test_the_ties_of_a_pair_are_graded() -> None:
    visit = said("visit", "event", "Belgium:visitor", "Kazakhstan:host", subtype="visit")
    graded = ties((*RECORD, visit), "BEL", "KAZ")
    assert {
        grade: ids for grade, ids in graded.items() if grade in (Evidence.VISIT, Evidence.MEMORANDUM)
    } == {
        Evidence.VISIT: ("visit",),
        Evidence.MEMORANDUM: ("memo",),
    }
    assert Evidence.FLOW not in graded


def test_a_word_that_no_ladder_knows_is_unknown() -> None:
    [blessed] = instruments((*STATES, deal("odd", "blessed")), "BEL", "KAZ")
    assert blessed.stage is Stage.UNKNOWN


def test_a_step_told_later_carries_the_stage_on() -> None:
    ratified = said("its ratification", "step", status="in force", date="2014-03", applies_to="memo")
    [memo] = [i for i in instruments((*RECORD, ratified), "BEL", "KAZ") if i.statement.id == "memo"]
    assert (memo.stage, memo.in_force()) == (Stage.IN_FORCE, "yes")


def test_what_ended_is_no_longer_in_force() -> None:
    force = said("force", "step", status="in force", date="2013", applies_to="memo")
    end = said("end", "step", status="terminated", date="2015", applies_to="memo")
    [memo] = [i for i in instruments((*RECORD, force, end), "BEL", "KAZ") if i.statement.id == "memo"]
    assert (memo.stage, memo.over, memo.in_force()) == (Stage.IN_FORCE, "terminated", "no longer")


def test_a_word_by_itself_has_a_stage() -> None:
    words = ("signed (most)", "launched", "offered", "discussed", "blessed")
    stages = [Stage.SIGNED, Stage.UNDER_WAY, Stage.PROPOSED, Stage.DISCUSSED, Stage.UNKNOWN]
    assert list(map(stage, words)) == stages
