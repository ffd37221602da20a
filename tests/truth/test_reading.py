"""The reader against the checklist of facts of the two documents: kinds, dates, amounts.

The rules were written with these two documents in view: these figures say what is not lost, not how the
reader does elsewhere; docs/explanation/reading.md has texts it had not seen.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from entrepot.analyses.reading import read
from entrepot.analyses.reading.calendar_words import MONTHS, UNITS
from entrepot.analyses.reading.scan import words_of
from entrepot.analyses.reading.timeline import FoundDate, dates
from entrepot.analyses.relations.cast import cast
from entrepot.analyses.relations.tenures import tenures
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.draft import Draft
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack

PACK = Path(__file__).parents[2] / "src/entrepot/data/record/eucam-liege.yml"
# "There" and "already" date a fact in the checklist, but are no dates by themselves.
_TELLS_TIME = re.compile(r"\d|later|earlier|months after|years ago")
# Lower bounds of recall and precision; the reader does as well or a little better.
BOUNDS = {
    "agreement": (0.80, 0.95),
    "aid": (1.00, 0.75),
    "commitment": (0.95, 0.85),
    "event": (0.95, 0.85),
    "fdi": (0.80, 0.95),
    "institution": (0.95, 0.70),
    "office": (1.00, 1.00),
    "opinion": (0.65, 0.60),
    "project": (0.70, 0.70),
    "ranking": (1.00, 1.00),
    "source": (0.55, 1.00),
    "statistic": (1.00, 1.00),
    "trade-figure": (1.00, 1.00),
    "trade-pattern": (0.90, 0.90),
}


@dataclass
class Score:
    """Facts found of facts, and drafts that are right of drafts."""

    found: int = 0
    facts: int = 0
    right: int = 0
    drafts: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.facts

    @property
    def precision(self) -> float:
        return self.right / self.drafts


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(PACK)


@pytest.fixture(scope="module")
def facts(shared: Path) -> list[dict[str, Any]]:
    return yaml.load((shared / "facts/document_facts.yaml").read_text(), Loader=yaml.CSafeLoader)["records"]


@pytest.fixture(scope="module")
def texts(shared: Path, pack: Pack) -> dict[str, str]:
    return {one.name: (shared / "documents" / one.name).read_text(encoding="utf-8") for one in pack.documents}


@pytest.fixture(scope="module")
def drafts(texts: dict[str, str], pack: Pack) -> dict[str, tuple[Draft, ...]]:
    actors, held = cast(pack.statements), tenures(pack.statements)
    return {
        one.name: read(texts[one.name], one, actors, tenures=held, language="en") for one in pack.documents
    }


def overlap(fact: dict[str, Any], draft: Draft) -> bool:
    """Whether a quote of one covers half of a quote of the other."""
    return any(
        min(told["end"], quote.end) - max(told["start"], quote.start)
        >= 0.5 * min(told["end"] - told["start"], quote.end - quote.start)
        for told in fact["quotes"]
        for quote in draft.proposed.quotes
    )


def matches(fact: dict[str, Any], drafts: dict[str, tuple[Draft, ...]]) -> Iterator[Draft]:
    """Drafts of the same kind on the same words."""
    for draft in drafts[fact["document"]]:
        if draft.proposed.kind == fact["kind"] and overlap(fact, draft):
            yield draft


@pytest.fixture(scope="module")
def scores(facts: list[dict[str, Any]], drafts: dict[str, tuple[Draft, ...]]) -> dict[str, Score]:
    result = {kind: Score() for kind in BOUNDS}
    for fact in facts:
        if fact["kind"] in result:
            score = result[fact["kind"]]
            score.facts += 1
            there = any(matches(fact, drafts))
            score.found += there
            score.missed += [] if there else [fact["id"]]
    for name, made in drafts.items():
        of_document = [fact for fact in facts if fact["document"] == name]
        for draft in made:
            if draft.proposed.kind in result:
                score = result[draft.proposed.kind]
                score.drafts += 1
                score.right += any(
                    fact["kind"] == draft.proposed.kind and overlap(fact, draft) for fact in of_document
                )
    return result


def test_recall_and_precision_by_kind(scores: dict[str, Score], capsys: pytest.CaptureFixture[str]) -> None:
    lines = [
        f"{kind:14} {one.found:3}/{one.facts:3} {one.recall:5.2f}    "
        f"{one.right:3}/{one.drafts:3} {one.precision:5.2f}  {' '.join(one.missed[:6])}"
        for kind, one in scores.items()
    ]
    with capsys.disabled():
        sys.stdout.write("\n".join(["", "kind           recall             precision", *lines, ""]))
    low = {
        kind: (round(one.recall, 2), round(one.precision, 2))
        for kind, one in scores.items()
        if one.recall < BOUNDS[kind][0] or one.precision < BOUNDS[kind][1]
    }
    assert low == {}


def test_every_amount_of_the_checklist_is_read_with_its_value(
    facts: list[dict[str, Any]], drafts: dict[str, tuple[Draft, ...]]
) -> None:
    told = [fact for fact in facts if fact.get("amount")]
    wrong = []
    for fact in told:
        value = fact["amount"].get("eur") or fact["amount"]["value"]
        read_as = [d.proposed.amount.value for d in matches(fact, drafts) if d.proposed.amount]
        if not any(one == pytest.approx(value) for one in read_as):
            wrong.append((fact["id"], value, read_as))
    assert len(told) == 47
    assert wrong == []


def test_every_date_that_the_documents_write_or_reckon_is_read(
    facts: list[dict[str, Any]], texts: dict[str, str], pack: Pack
) -> None:
    wrong, seen = [], set()
    for document in pack.documents:
        text = texts[document.name]
        found = _found_dates(text, document.published)
        for fact in facts:
            place = _place(fact, text) if fact["document"] == document.name else None
            if place:
                seen.add((place, fact["date"]["edtf"]))
                there = {one.date.edtf for one in found if one.start < place[1] and place[0] < one.end}
                if fact["date"]["edtf"] not in there:
                    wrong.append((fact["id"], fact["date"], there))
    assert len(seen) == 46
    assert wrong == []


def _found_dates(text: str, published: str) -> tuple[FoundDate, ...]:
    words = words_of(text)
    points = [
        i for i, key in enumerate(words.keys) if words.is_number(i) or key in MONTHS["en"] or key in UNITS
    ]
    return dates(words, points, (), "en", StatedDate(published))


def _place(fact: dict[str, Any], text: str) -> tuple[int, int] | None:
    """Where the words of a fact's date stand nearest to its quotes; None where they tell no time."""
    date = fact.get("date") or {}
    said = date.get("as_stated") or ""
    if not _TELLS_TIME.search(said) or date["edtf"] == "..":
        return None
    words = r"\s+".join(re.escape(word) for word in said.split())
    near = [
        match
        for match in re.finditer(words, text)
        if any(told["start"] - 200 <= match.start() <= told["end"] + 200 for told in fact["quotes"])
    ]
    if not near:
        return None
    best = min(near, key=lambda match: min(abs(match.start() - told["start"]) for told in fact["quotes"]))
    return best.span()


def test_nothing_that_was_only_wanted_is_drafted_as_signed(drafts: dict[str, tuple[Draft, ...]]) -> None:
    for made in drafts.values():
        for draft in made:
            words = " ".join(quote.text for quote in draft.proposed.quotes)
            if "wanted to sign" in " ".join(words.split()) and draft.proposed.kind == "agreement":
                assert draft.proposed.status == "proposed"


def test_the_absence_of_an_embassy_is_an_absence(drafts: dict[str, tuple[Draft, ...]]) -> None:
    absent = [
        draft.proposed for made in drafts.values() for draft in made if draft.proposed.subtype == "absence"
    ]
    assert any("Luxembourg" in said.actors() for said in absent)
