"""The same search finds the same statements on both engines, and shows the words where they stand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import func, select

from entrepot.metadata.errors import UsageError
from entrepot.store.record import Record, load, schema, search_index
from entrepot.store.record import tables as t
from entrepot.store.record.engine import reading, writing
from little_record import said
from sample_pack import PACK, TEXT, write

MORE = (
    replace(
        said("S-1", "event", "Қасым Тоқаев:visitor", "Łódź Chamber:host", subject="Visit to Almaty"),
        paraphrase={"en": "A trade mission to Almaty", "fr": "Une mission commerciale à l’œuvre"},
        topic="engineering; steel",
        location="Алматы",
        places=("KAZ",),
        quotes=(),
    ),
    replace(
        said("S-2", "project", "Straßenbau AG:builder"),
        paraphrase={"en": "A mission of trade unions was sent"},
        places=("BE33", "BEL"),
        quotes=(),
    ),
    replace(
        said("S-3", "contact", "Private Person:holder", private=True),
        paraphrase={"en": "Somebody's number for the trade mission"},
        quotes=(),
    ),
)


@pytest.fixture
def record(record_home: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    path = write(tmp_path)
    monkeypatch.setattr(load, "bundled", lambda: {path: load.read_pack(path).sha256})
    made = Record.open(record_home)
    made.desk("Ann").add(*MORE, why="a test")
    return made


def found(record: Record, words: str, **asked: Any) -> list[str]:
    return sorted(hit.statement.id for hit in record.search(words, **asked))


FOUND: dict[str, list[str]] = {
    "guest": ["L-1"],
    "GUEST received": ["L-1"],
    "guest gift": [],
    "éclair": ["L-1", "L-3"],
    "eclair": ["L-1", "L-3"],
    "hôte": ["L-1"],  # French
    "Luik": ["L-1", "S-2"],  # a place by its Dutch name
    "Льеж": ["L-1", "S-2"],
    "ЛЬЕЖ": ["L-1", "S-2"],
    "be33": ["L-1", "S-2"],
    "қазақстан": ["L-1", "L-2", "S-1"],
    "казакстан": ["L-1", "L-2", "S-1"],  # typed without Kazakh letters
    "Тоқаев": ["S-1"],
    "токаев": ["S-1"],
    "lodz": ["S-1"],
    "strassenbau": ["S-2"],
    "oeuvre": ["S-1"],
    "almat*": ["S-1"],
    "алма*": ["S-1"],
    "almat": [],
    '"trade mission"': ["S-1"],
    "trade mission": ["S-1", "S-2"],
    '"mission trade"': [],
    '"steel visit"': [],
    "steel": ["S-1"],
    "guest OR steel": ["L-1", "S-1"],
    "mission -unions": ["S-1"],
    'mission -"trade mission"': ["S-2"],
    "l'oeuvre": ["S-1"],
    "S-1": ["S-1"],
    "nothing-of-the-kind": [],
}


def test_statements_are_found(record: Record) -> None:
    assert {words: found(record, words) for words in FOUND} == FOUND


def test_a_phrase_does_not_reach_from_one_text_into_another(record: Record) -> None:
    assert found(record, "Almaty Тоқаев") == ["S-1"]  # the subject, then a party
    assert found(record, '"Almaty Қасым"') == []


def test_what_is_asked_for_can_be_narrowed(record: Record) -> None:
    assert found(record, "mission", kinds=["event"]) == ["S-1"]
    assert found(record, "mission", places=["BE3"]) == ["S-2"]
    assert found(record, "mission", places=["Benelux"]) == ["S-2"]
    assert len(record.search("mission", limit=1)) == 1
    with pytest.raises(UsageError, match="1 to 1000"):
        record.search("mission", limit=0)


def test_what_is_private_is_found_only_when_asked_for(record: Record) -> None:
    assert found(record, '"private person"') == []
    assert found(record, '"private person"', private=True) == ["S-3"]


def test_whom_it_names_counts_more_than_what_it_says(record: Record) -> None:
    named = replace(MORE[1], id="N-1", subject="Steel", parties=(), places=())
    record.desk("Ann").add(named, why="a test")
    hits = record.search("steel")
    assert [hit.statement.id for hit in hits] == ["N-1", "S-1"]
    assert hits[0].score > hits[1].score > 0


def test_a_hit_shows_where_and_marks_the_words(record: Record) -> None:
    (hit,) = record.search('"trade mission" almat*')
    assert hit.where == ("subject", "paraphrase")
    assert hit.excerpt.marked("<", ">") == "A <trade> <mission> to <Almaty>"
    assert [hit.excerpt.text[a:b] for a, b in hit.excerpt.marks] == ["trade", "mission", "Almaty"]
    (hit,) = record.search("commerciale")
    assert (hit.excerpt.language, hit.excerpt.marked("<", ">")) == (
        "fr",
        "Une mission <commerciale> à l’œuvre",
    )
    (hit,) = record.search("токаев")
    assert (hit.where, hit.excerpt.marks) == (("party",), ())
    assert hit.to_dict()["excerpt"]["text"] == "A trade mission to Almaty"


def test_the_words_of_a_document_are_found_where_a_copy_is_attached(record: Record, tmp_path: Path) -> None:
    words = "nobody has seen"
    assert found(record, f'"{words}"') == []
    (tmp_path / "copy.txt").write_text(TEXT)
    record.attach(tmp_path / "copy.txt")
    (hit,) = record.search(f'"{words}"')
    assert (hit.statement.id, hit.where) == ("L-2", ("quote",))
    assert (hit.excerpt.what, hit.excerpt.number) == ("quote", 1)
    assert hit.excerpt.marked("<", ">") == "<nobody> <has> <seen>"
    record.desk("Ann").correct(replace(record.statement("L-2"), status="lost"), why="still attached")
    assert found(record, f'"{words}"') == ["L-2"]
    record.detach(record.documents()[0])
    assert found(record, f'"{words}"') == []


def test_the_index_follows_every_edit(record: Record) -> None:
    desk = record.desk("Ann")
    desk.correct(replace(record.statement("S-2"), paraphrase={"en": "Quite another thing"}), why="wrong")
    assert found(record, "unions") == []
    assert found(record, "another thing") == ["S-2"]
    desk.retract("S-2", based_on=2, why="never mind")
    assert found(record, "another thing") == []
    desk.restore("S-2", based_on=3, why="it was right")
    assert found(record, "another thing") == ["S-2"]
    newer = replace(MORE[1], id="S-9", supersedes="S-2", paraphrase={"en": "A newer thing"})
    desk.add(newer, why="news")
    assert found(record, "thing") == ["S-9"]


def test_a_long_text_is_shown_around_the_words(record: Record) -> None:
    words = {"en": "filler " * 100 + "the needle stands here " + "filler " * 100}
    record.desk("Ann").add(replace(MORE[1], id="S-8", paraphrase=words), why="a test")
    (hit,) = record.search("needle")
    assert len(hit.excerpt.text) <= 240
    assert words["en"][hit.excerpt.start :].startswith(hit.excerpt.text)
    assert "<needle>" in hit.excerpt.marked("<", ">")


HOSTILE = (
    '"',
    "' OR 1=1; --",
    "x\x00y",
    '"a" AND (',
    "NEAR(a b)",
    "a:b",
    "{a}",
    "a*b*",
    "\\",
    "%s",
    ":words",
)


def test_hostile_words_are_a_search_or_refused(record: Record) -> None:
    for words in (*HOSTILE, "\ud800a", "a" * 1000, "ﷺ" * 1000):
        try:
            assert isinstance(record.search(words), tuple)
        except UsageError as error:
            assert "write a word" in str(error)


def test_endless_texts_are_indexed_as_far_as_an_index_reaches(record: Record) -> None:
    endless = replace(MORE[1], id="S-7", paraphrase={"en": " ".join(f"w{n:x}" for n in range(40_000))})
    record.desk("Ann").add(endless, why="a test")
    assert found(record, "w1f") == ["S-7"]
    assert found(record, f"w{39_999:x}") == []
    record.desk("Ann").add(replace(endless, id="S-6", paraphrase={"en": "é" * 500_000}), why="a test")
    assert found(record, "e" * 200) == ["S-6"]


def test_the_index_can_be_made_anew(record: Record) -> None:
    with writing(record.engine) as connection:
        connection.execute(search_index.table(connection).delete())
    assert found(record, "mission") == []
    with writing(record.engine) as connection:
        search_index.rebuild(connection)
    assert found(record, "mission") == ["S-1", "S-2"]
    assert indexed(record) == len(PACK.statements) + len(MORE)


def test_a_pack_that_goes_takes_its_words_along(record: Record, tmp_path: Path) -> None:
    record.load(write(tmp_path, replace(PACK, name="other", statements=()), "other.yml"))
    with writing(record.engine) as connection:
        connection.execute(t.statement.delete())
    assert indexed(record) == 0


@pytest.mark.parametrize("version", ["0001", "0002"])
def test_a_record_of_before_there_was_an_index_is_indexed(
    record: Record, record_home: Any, version: str
) -> None:
    with writing(record.engine) as connection:
        config = Config()
        config.set_main_option("script_location", str(schema.MIGRATIONS))
        config.attributes["connection"] = connection
        command.downgrade(config, version)
    assert found(Record.open(record_home), "mission") == ["S-1", "S-2"]


def test_more_statements_than_a_batch_are_indexed(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "_BATCH", 2)
    with writing(record.engine) as connection:
        search_index.rebuild(connection)
    assert indexed(record) == len(PACK.statements) + len(MORE)


def indexed(record: Record) -> int:
    with reading(record.engine) as connection:
        return connection.scalar(select(func.count()).select_from(search_index.table(connection))) or 0
