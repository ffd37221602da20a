"""Dates and tasks of the record as a calendar (iCalendar, RFC 5545).

A day is an all-day event, a month, a year or a period one that spans it; the description has the date as the
record has it (EDTF). Of a date that is open at one end only the known end is shown, and the title says so: it
may be a term without end, or a moment that is only known to lie beyond. A task is a VTODO. Times of day do
not exist here: the record has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, timedelta
from urllib.parse import quote

from entrepot.exchange.export import Edition, Export, Loss, evidence, shown
from entrepot.metadata.dates import Precision, StatedDate
from entrepot.metadata.statement import DISPUTED, Document, Statement

KINDS = ("event", "agreement", "commitment", "project", "institution", "office", "step", "assessment", "task")
"""Kinds of which a date is a moment or a term; that of a trade figure is a period of account."""

_OPEN = {
    "en": {"begins": "from then on or later", "ends": "until then or earlier"},
    "fr": {"begins": "dès lors ou plus tard", "ends": "jusqu’alors ou plus tôt"},
}
_TASKS = {"open": "NEEDS-ACTION", "done": "COMPLETED", "dropped": "CANCELLED"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_LINE = 75


def calendar(
    statements: Iterable[Statement],
    edition: Edition,
    *,
    documents: Iterable[Document] = (),
    kinds: Sequence[str] = KINDS,
    private: bool = False,
    language: str = "en",
) -> Export:
    """The dated statements and the tasks as an .ics file.

    Args:
        statements: what to show, in order.
        edition: whose record, and when.
        documents: those that the quotes are from, for their names.
        kinds: kinds to show.
        private: whether private statements go along; whoever asks for it logs it.
        language: of titles.
    """
    named = {document.sha256: document.name for document in documents}
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Entrepot//Record of relations//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(edition.source)}",
        f"X-WR-CALDESC:{_escaped(f'{edition.source}, as of {edition.moment}')}",
    ]
    held, losses = [], []
    for statement in shown(statements, private=private):
        if problem := _unshowable(statement, kinds):
            losses.append(Loss(statement.id, problem))
            continue
        held.append(statement.id)
        losses += _loss(statement)
        make = _task if statement.kind == "task" else _event
        lines += make(statement, edition, named, language)
    lines.append("END:VCALENDAR")
    return Export(
        "".join(f"{folded}\r\n" for line in lines for folded in _folded(line)), tuple(held), tuple(losses)
    )


def _unshowable(statement: Statement, kinds: Sequence[str]) -> str:
    if statement.kind not in kinds:
        return f"left out: of kind {statement.kind}, of which a date is no moment"
    if statement.kind == "task":
        return ""
    if statement.date is None or statement.date.precision is Precision.NONE:
        return "left out: it has no date"
    return ""


def _loss(statement: Statement) -> Iterator[Loss]:
    stated = statement.date
    if stated and stated.precision is Precision.OPEN:
        yield Loss(statement.id, f"open date {stated.edtf}: only its known end is shown")
    if stated and re.search(r"[?~%]", stated.edtf):
        yield Loss(
            statement.id, f"{stated.edtf}: that it is approximate or uncertain stands in the description"
        )


def _event(statement: Statement, edition: Edition, named: dict[str, str], language: str) -> Iterator[str]:
    first, last, remark = _span(statement.date or StatedDate(".."))
    title = statement.says(language)
    if remark:
        title += f" ({_OPEN.get(language, _OPEN['en'])[remark]})"
    yield "BEGIN:VEVENT"
    yield from _common(statement, edition, named, title)
    yield f"DTSTART;VALUE=DATE:{_day(first)}"
    if last < date.max:  # the end is the day after the last
        yield f"DTEND;VALUE=DATE:{_day(last + timedelta(days=1))}"
    yield "TRANSP:TRANSPARENT"
    if statement.standing == DISPUTED:
        yield "STATUS:TENTATIVE"
    yield "END:VEVENT"


def _task(statement: Statement, edition: Edition, named: dict[str, str], language: str) -> Iterator[str]:
    yield "BEGIN:VTODO"
    yield from _common(statement, edition, named, f"{statement.subject}: {statement.says(language)}")
    if statement.date and statement.date.latest:
        if statement.date.earliest and statement.date.earliest < statement.date.latest:
            yield f"DTSTART;VALUE=DATE:{_day(statement.date.earliest)}"
        yield f"DUE;VALUE=DATE:{_day(statement.date.latest)}"
    yield f"STATUS:{_TASKS.get(statement.status, 'NEEDS-ACTION')}"
    yield "END:VTODO"


def _common(statement: Statement, edition: Edition, named: dict[str, str], title: str) -> Iterator[str]:
    yield f"UID:{quote(statement.id, safe='')}@record.entrepot.invalid"
    yield f"DTSTAMP:{edition.at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if statement.revision > 1:
        yield f"SEQUENCE:{statement.revision - 1}"
    yield f"SUMMARY:{_escaped(title)}"
    yield f"DESCRIPTION:{_escaped(_description(statement, edition, named))}"
    if statement.location:
        yield f"LOCATION:{_escaped(statement.location)}"
    words = [word for word in (statement.kind, statement.subtype, statement.topic) if word]
    yield f"CATEGORIES:{','.join(map(_escaped, words))}"


def _description(statement: Statement, edition: Edition, named: dict[str, str]) -> str:
    stated = statement.date
    told = {
        "Date (EDTF)": stated.edtf if stated else "",
        "As stated": stated.as_stated if stated else "",
        "Derived": stated.derivation if stated else "",
        "Status": statement.status,
        "Parties": "; ".join(f"{party.actor} ({party.role})" for party in statement.parties),
        "Disputed": statement.objection if statement.standing == DISPUTED else "",
        "Beware": statement.caveat,
        "Evidence": "; ".join(evidence(statement, named)),
        "Statement": statement.id,
        "Source": f"{edition.source}, as of {edition.day}",
    }
    return "\n".join(f"{name}: {value}" for name, value in told.items() if value)


def _span(stated: StatedDate) -> tuple[date, date, str]:
    """First and last day shown, and which end alone is known."""
    if stated.precision is not Precision.OPEN:
        return stated.earliest or date.min, stated.latest or date.max, ""
    start, _, end = stated.edtf.partition("/")
    known = StatedDate(start if start not in ("", "..") else end)
    return known.earliest or date.min, known.latest or date.max, "begins" if stated.earliest else "ends"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11; characters that it forbids become spaces."""
    unified = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text)
    cleaned = _CONTROL.sub(" ", unified)
    return re.sub(r"([\\;,])", r"\\\1", cleaned).replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 octets, never cut within a character; later ones begin with a space."""
    room, part = _LINE, ""
    for letter in line:
        size = len(letter.encode())
        if size > room:
            yield part
            part, room = " ", _LINE - 1
        part += letter
        room -= size
    yield part
