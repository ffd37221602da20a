import pytest

from entrepot.analyses.relations.coverage import gaps, moves
from entrepot.metadata.statement import Statement
from little_record import STATES, actor, said


def post(kind: str, sender: str, host: str, **fields: object) -> Statement:
    ends = (f"{sender}:sending", f"{host}:host")
    return said(f"{kind} {sender} {host}", "institution", *ends, subtype=kind, **fields)  # type: ignore[arg-type]


NONE = said(
    "none", "institution", "Luxembourg:sending", subtype="absence", absent="embassy", places=("LUX", "KAZ")
)
RECORD = (
    *STATES,
    actor("Netherlands"),
    post("embassy", "Belgium", "Kazakhstan", location="Astana", date="2006/.."),
    post("trade office", "Belgium", "Uzbekistan", location="Tashkent", date="1999/2010"),
    NONE,
)
Found = dict[tuple[str, str], tuple[str, tuple[str, ...], tuple[str, ...]]]


def found(host: str, sender: str, on: str = "2012") -> Found:
    told = gaps(RECORD, host, on, [sender])
    return {(g.host, g.kind.value): (g.missing.value, g.others, g.peers) for g in told}


def test_a_stated_absence_is_told_apart_from_silence() -> None:
    assert found("KAZ", "LUX") == {("KAZ", "embassy"): ("stated absent", (), ("BEL",))}
    assert found("KAZ", "NLD") == {("KAZ", "embassy"): ("not recorded", (), ("BEL",))}


def test_silence_without_a_neighbour_to_compare_with_is_no_gap() -> None:
    assert found("UZB", "NLD") == {}


def test_what_the_sender_has_next_door_makes_a_gap_telling() -> None:
    assert found("TJK", "BEL") == {("TJK", "embassy"): ("not recorded", ("KAZ",), ())}


def test_what_ended_is_told_as_ended() -> None:
    assert found("UZB", "BEL")["UZB", "trade office"] == ("ended", (), ())
    assert ("UZB", "trade office") not in found("UZB", "BEL", "2005")


def test_what_opened_and_what_closed() -> None:
    told = {(m.move.value, m.post.kind.value, m.certain) for m in moves(RECORD, "2000", "2015", sender="BEL")}
    assert told == {("opened", "embassy", True), ("closed", "trade office", True)}
    assert moves(RECORD, "2007", "2009") == ()
    assert moves(RECORD, "2000", "2015", host="TJK") == ()
    assert [m.move for m in moves(RECORD, "1990", "2015", host="UZB")] == ["opened and closed"]


def test_the_days_come_in_order() -> None:
    with pytest.raises(ValueError, match="2000 is not after 2001"):
        moves(RECORD, "2001", "2000")
