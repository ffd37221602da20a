"""Activities as statements: stable identifiers, each quote an element of the file, each sum counted once."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from entrepot.metadata.errors import BadInput, UnknownPlace, UsageError
from entrepot.metadata.ladders import LADDERS
from entrepot.metadata.statement import Statement
from entrepot.sources.iati.statements import drafted, pack_of
from entrepot.sources.record_pack.reader import read_pack
from entrepot.sources.record_pack.writer import write_pack
from iati_files import BACK, ORGANISATION, TRANSACTION, activity, file_of

COMMITTED = (
    TRANSACTION.replace('code="3"', 'code="2"')
    .replace("31093.00", "50000")
    .replace("2014-06-30", "2013-02-28")
)
A = "iati:XX-1-A"


def drawn(folder: Path, *activities: str, name: str = "xx-kz.xml") -> dict[str, Statement]:
    (folder / name).write_text(file_of(*activities))
    return {one.id: one for one in pack_of(folder / name).statements}


def test_an_activity_is_a_project_with_steps(tmp_path: Path) -> None:
    said = drawn(tmp_path, activity(TRANSACTION + COMMITTED))
    steps = {id_: (one.status, one.date and one.date.edtf) for id_, one in said.items() if one.kind == "step"}
    assert steps == {
        f"{A}:started": ("started", "2012-10-01"),
        f"{A}:delivered": ("delivered", "2014-09-30"),
        f"{A}:agreed": ("agreed", "2013-02-28"),
        f"{A}:funded": ("funded", "2014-06-30"),
        f"{A}:aid:USD:KAZ:disbursement": ("disbursement", "2014-06-30"),
        f"{A}:aid:USD:KAZ:commitment": ("commitment", "2013-02-28"),
    }
    project = said[A]
    assert (project.kind, project.subject, project.places) == ("project", "Bridges", ("KAZ",))
    assert {(p.actor, p.role) for p in project.parties} == {
        ("Giver", "reporter"), ("Giver", "funder"), ("Doer", "implementer"), ("Kazakhstan", "recipient"),
    }  # fmt: skip
    assert all(set(one.paraphrase) == {"en", "fr"} for one in said.values())


def test_steps_are_words_of_the_ladders(tmp_path: Path) -> None:
    cancelled = activity().replace('activity-status code="3"', 'activity-status code="5"')
    planned = (
        activity().replace("XX-1-A", "B").replace('activity-status code="3"', 'activity-status code="1"')
    )
    said = drawn(tmp_path, cancelled, planned)
    known = {step.name for ladder in LADDERS.values() for step in ladder.steps}
    assert {one.status for one in said.values() if one.kind == "step"} <= known
    assert said[f"{A}:abandoned"].date.edtf == "../2025-04-03"  # type: ignore[union-attr]
    assert f"{A}:delivered" not in said
    assert "iati:B:announced" in said


def test_what_was_given_is_counted_once_by_currency_and_country(tmp_path: Path) -> None:
    said = drawn(tmp_path, activity(TRANSACTION + TRANSACTION + BACK + COMMITTED))
    aid = {
        id_: one.amount and (one.amount.value, one.amount.unit)
        for id_, one in said.items()
        if one.kind == "aid"
    }
    assert aid == {f"{A}:aid:USD:KAZ": (62186.0, "USD"), f"{A}:aid:EUR:KGZ": (-93.5, "EUR")}
    assert said[f"{A}:aid:USD:KAZ"].amount.as_stated == "31093.00 + 31093.00"  # type: ignore[union-attr]
    assert len(said[f"{A}:aid:USD:KAZ"].quotes) == 2


def test_what_was_only_committed_is_announced(tmp_path: Path) -> None:
    said = drawn(tmp_path, activity(COMMITTED))
    assert said[f"{A}:aid:USD:KAZ"].status == "announced"


def test_quotes_are_elements_of_the_file(tmp_path: Path) -> None:
    said = drawn(
        tmp_path, activity(TRANSACTION).replace("Bridges<", "Мосты é<"), activity(BACK).replace("-A", "-B")
    )
    content = (tmp_path / "xx-kz.xml").read_bytes()
    text = content.decode()
    for one in said.values():
        assert one.quotes
        for quote in one.quotes:
            assert quote.document == hashlib.sha256(content).hexdigest()
            assert text[quote.start : quote.end] == quote.text
            assert quote.text[0] == "<" and quote.text[-1] == ">"
            assert hashlib.sha256(quote.text.encode()).hexdigest() == quote.sha256
            assert text.count("\n", 0, quote.start) + 1 == quote.first_line
    assert said["iati:XX-1-B:aid:EUR:KGZ"].quotes[0].text == BACK.strip()
    assert said[A].quotes[0].text == "<iati-identifier>XX-1-A</iati-identifier>"


def test_an_attribute_may_hold_a_greater_sign(tmp_path: Path) -> None:
    odd = '<activity-date iso-date="2012-10-02" type="1" note="a > b"/>'.replace(
        " note=", " xmlns:n='u' n:o="
    )
    said = drawn(tmp_path, activity(odd))
    assert said[A].quotes[-1].text.endswith('"a > b"/>')


def test_a_new_edition_corrects_the_old_one(tmp_path: Path) -> None:
    old = drawn(tmp_path, activity(TRANSACTION))
    new = drawn(
        tmp_path, activity(BACK).replace("-A", "-0"), activity(TRANSACTION.replace("31093.00", "40000"))
    )
    assert set(old) <= set(new)
    aid = f"{A}:aid:USD:KAZ"
    assert (old[aid].amount.value, new[aid].amount.value) == (31093.0, 40000.0)  # type: ignore[union-attr]
    assert pack_of(tmp_path / "xx-kz.xml").name == "iati-xx-kz"


def test_countries_choose_activities_and_sums(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(file_of(activity(TRANSACTION + BACK), activity(BACK).replace("-A", "-B")))
    said = {one.id for one in pack_of(tmp_path / "x.xml", countries=["Kazakhstan"]).statements}
    assert f"{A}:aid:USD:KAZ" in said
    assert f"{A}:aid:EUR:KGZ" not in said
    assert not any(id_.startswith("iati:XX-1-B") for id_ in said)
    with pytest.raises(UnknownPlace):
        pack_of(tmp_path / "x.xml", countries=["Nowhereland"])


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    newer = activity(BACK).replace("2025-04-03T20", "2025-05-03T20")
    bad = activity(TRANSACTION.replace("31093.00", "?")).replace("XX-1-A", "BAD")
    (tmp_path / "x.xml").write_text(file_of(newer, activity(), bad, activity().replace("XX-1-A", "")))
    found = drafted(tmp_path / "x.xml")
    assert len(found.set_apart) == 3
    assert any("stands twice" in line for line in found.set_apart)
    assert any(line.startswith("BAD") and "is no amount" in line for line in found.set_apart)
    assert f"{A}:aid:EUR:KGZ" in {one.id for one in found.pack.statements}


def test_a_pack_survives_its_file(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text(file_of(activity(TRANSACTION + COMMITTED)))
    pack = pack_of(tmp_path / "x.xml")
    (tmp_path / "p.yml").write_text(write_pack(pack))
    again = read_pack(tmp_path / "p.yml")
    mute = [
        replace(one, quotes=tuple(replace(q, text="") for q in one.quotes), entered_by=pack.entered_by,
                entered_at=pack.entered_at)
        for one in pack.statements
    ]  # fmt: skip
    assert list(again.statements) == mute
    assert again.documents == pack.documents


def test_only_one_file_of_activities_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "o.xml").write_text(ORGANISATION)
    with pytest.raises(BadInput, match="holds no activity"):
        pack_of(tmp_path / "o.xml")
    (tmp_path / "a.xml").write_text(file_of(activity()))
    with pytest.raises(UsageError, match="one at a time"):
        pack_of(tmp_path)
