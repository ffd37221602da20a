from entrepot.analyses.relations.representation import representation
from entrepot.metadata.statement import Statement
from little_record import STATES, actor, said


def post(kind: str, sender: str, host: str, **fields: object) -> Statement:
    ends = (f"{sender}:sending", f"{host}:host")
    return said(f"{kind} {sender} {host}", "institution", *ends, subtype=kind, **fields)  # type: ignore[arg-type]


def friends(host: str) -> Statement:
    ends = ("Parliament:founder", f"{host}:counterpart")
    return said(f"friends {host}", "institution", *ends, subtype="friendship group")


RECORD = (
    *STATES,
    actor("Parliament", "parliament", of="Belgium"),
    post("embassy", "Belgium", "Kazakhstan", location="Astana"),
    post("accreditation", "Belgium", "Turkmenistan", location="Baku", seat_country="AZE"),
    post("embassy", "Turkmenistan", "Belgium", location="Brussels"),
    *(friends(name) for name in ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Uzbekistan")),
    said(
        "none",
        "institution",
        "Luxembourg:sending",
        subtype="absence",
        absent="embassy",
        places=("LUX", "KAZ"),
    ),
)


def gaps(a: str, b: str) -> dict[tuple[str, str, str], tuple[str, tuple[str, ...]]]:
    return {(g.sender, g.host, g.kind): (g.coverage, g.others) for g in representation(RECORD, a, b).gaps}


def test_who_covers_whom_from_where() -> None:
    posts = {
        p.statement.id: (p.sender, p.seat, p.resident) for p in representation(RECORD, "BEL", "TKM").posts
    }
    assert posts == {
        "accreditation Belgium Turkmenistan": ("BEL", "Baku", False),
        "embassy Turkmenistan Belgium": ("TKM", "Brussels", True),
    }


def test_what_the_neighbours_have_and_this_one_has_not_is_a_gap() -> None:
    assert gaps("BEL", "TKM") == {
        ("BEL", "TKM", "embassy"): ("not recorded", ("KAZ",)),
        ("BEL", "TKM", "friendship group"): ("not recorded", ("KAZ", "KGZ", "TJK", "UZB")),
    }


def test_a_stated_absence_is_a_fact_of_the_one_who_is_absent() -> None:
    assert gaps("LUX", "KAZ")["LUX", "KAZ", "embassy"] == ("stated absent", ())
    assert ("KAZ", "LUX", "embassy") not in gaps("LUX", "KAZ")


def test_who_has_an_embassy_there_needs_no_accreditation() -> None:
    assert ("BEL", "KAZ", "accreditation") not in gaps("BEL", "KAZ")
