"""The calendar is read by another program's parser: days, spans, tasks, and no more than is known."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest

from entrepot.exchange.calendar import calendar
from entrepot.exchange.export import Edition, Loss
from entrepot.metadata.errors import UsageError
from entrepot.metadata.statement import Statement
from little_record import PAPER, said

EDITION = Edition("Record; of tests, 1", datetime(2026, 11, 30, 12, tzinfo=UTC))


def parts(kind: str, *statements: Statement, **choices: Any) -> list[Any]:
    made = calendar(statements, EDITION, documents=[PAPER], **choices)
    return list(icalendar.Calendar.from_ical(made.text).walk(kind))


SPANS = {
    "2012-05-15": (date(2012, 5, 15), date(2012, 5, 16)),
    "2012-02": (date(2012, 2, 1), date(2012, 3, 1)),
    "2012": (date(2012, 1, 1), date(2013, 1, 1)),
    "2010/2012-06": (date(2010, 1, 1), date(2012, 7, 1)),
    "2008~": (date(2008, 1, 1), date(2009, 1, 1)),
}


@pytest.mark.parametrize("edtf", SPANS)
def test_a_date_spans_the_days_it_can_mean(edtf: str) -> None:
    (event,) = parts("VEVENT", said("V", date=edtf))
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == SPANS[edtf]
    assert f"Date (EDTF): {edtf}\n" in event["DESCRIPTION"]
    assert event["SUMMARY"] == "V"


def test_of_an_open_date_the_known_end_is_shown_and_named() -> None:
    made = calendar([said("V", date="2008/.."), said("W", date="../2008-03")], EDITION)
    first, second = icalendar.Calendar.from_ical(made.text).walk("VEVENT")
    assert first.decoded("DTSTART") == date(2008, 1, 1)
    assert first["SUMMARY"] == "V (from then on or later)"
    assert second["SUMMARY"] == "W (until then or earlier)"
    assert second.decoded("DTEND") == date(2008, 4, 1)
    assert [loss.statement for loss in made.losses] == ["V", "W"]


def test_what_has_no_day_is_listed_not_dropped() -> None:
    made = calendar([said("A"), said("B", date=".."), said("C", "trade-figure", date="2010")], EDITION)
    assert made.held == ()
    assert made.losses == (
        Loss("A", "left out: it has no date"),
        Loss("B", "left out: it has no date"),
        Loss("C", "left out: of kind trade-figure, of which a date is no moment"),
    )
    assert made.left_out == ("A", "B", "C")
    assert made.loss_report().splitlines()[0] == "A: left out: it has no date"


def test_tasks_have_a_day_they_are_due_and_a_state() -> None:
    tasks = (
        said("T1", "task", "Ann:actor", date="2026-12-15", status="open"),
        said("T2", "task", "Ann:actor", date="2026-12", status="done"),
        said("T3", "task", "Ann:actor", status="dropped"),
    )
    first, second, third = parts("VTODO", *tasks)
    assert first.decoded("DUE") == date(2026, 12, 15)
    assert "DTSTART" not in first
    assert (second.decoded("DTSTART"), second.decoded("DUE")) == (date(2026, 12, 1), date(2026, 12, 31))
    assert [task["STATUS"] for task in (first, second, third)] == ["NEEDS-ACTION", "COMPLETED", "CANCELLED"]
    assert first["SUMMARY"] == "Ann: T1"


def test_every_entry_leads_back_to_its_words_and_source() -> None:
    (event,) = parts("VEVENT", said("V/1 é", "event", "Ann:visitor", date="2012", status="planned", at=7))
    assert event["UID"] == "V%2F1%20%C3%A9@record.entrepot.invalid"
    assert event.decoded("DTSTAMP") == datetime(2026, 11, 30, 12, tzinfo=UTC)
    assert event["DESCRIPTION"].splitlines()[1:] == [
        "Status: planned",
        "Parties: Ann (visitor)",
        "Evidence: paper.txt: line 1, characters 7-17",
        "Statement: V/1 é",
        "Source: Record; of tests, 1, as of 2026-11-30",
    ]


def test_nothing_in_a_text_ends_a_line_or_an_entry() -> None:
    words = "Éa;b,c\\d\r\nEND:VEVENT\rBEGIN:VALARM\n\x07“" + "ж" * 100
    (event,) = parts("VEVENT", replace(said("V", date="2012", location=words), paraphrase={"en": words}))
    unified = words.replace("\r\n", "\n").replace("\r", "\n").replace("\x07", " ")
    assert event["SUMMARY"] == event["LOCATION"] == unified


def test_no_line_is_longer_than_75_octets_and_none_cuts_a_character() -> None:
    statement = replace(said("V", date="2012"), paraphrase={"en": "€é" * 90})
    lines = calendar([statement], EDITION).text.encode().split(b"\r\n")
    assert max(map(len, lines)) == 75
    assert all(line.decode() for line in lines[:-1])


def test_private_and_retracted_statements_do_not_leave() -> None:
    contact = replace(said("P", date="2012"), private=True)
    gone = replace(said("R", date="2012"), standing="retracted")
    made = calendar([contact, gone], EDITION)
    assert (made.held, made.losses) == ((), ())
    assert "UID:P@" not in made.text
    assert calendar([contact, gone], EDITION, private=True).held == ("P",)


def test_a_disputed_statement_says_so() -> None:
    (event,) = parts("VEVENT", replace(said("D", date="2012"), standing="disputed", objection="not so"))
    assert event["STATUS"] == "TENTATIVE"
    assert "Disputed: not so" in event["DESCRIPTION"]


def test_an_edition_knows_its_time_zone() -> None:
    with pytest.raises(UsageError, match="time zone"):
        Edition("x", datetime(2026, 1, 1))  # noqa: DTZ001
