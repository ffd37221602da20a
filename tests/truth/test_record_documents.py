"""The pack that ships against the two documents and the checklist of facts it was made from."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from entrepot.metadata.statement import Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack
from entrepot.store.record import Record

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "src" / "entrepot" / "data" / "record" / "eucam-liege.yml"
# Longest run of a document's words that our own wording may share with it by chance.
RUN = 7
# Where reading against the document corrects the checklist: a project that a seminar of July 2012 shows under
# way did not begin with it, and the embassy whose accreditation is told was established in 2006.
CORRECTED = {"D3-PRJ-004": "2012-07", "D3-INS-006": "2006/.."}


@pytest.fixture(scope="module")
def documents(shared: Path) -> dict[str, Path]:
    """The two documents by file name."""
    return {path.name: path for path in sorted((shared / "documents").glob("*.txt"))}


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, Any]:
    """The checklist."""
    read: dict[str, Any] = yaml.load(
        (shared / "facts" / "document_facts.yaml").read_text(encoding="utf-8"),
        Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
    )
    return read


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The pack that ships."""
    return read_pack(PACK)


@pytest.fixture(scope="module")
def record(documents: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record with both documents attached."""
    opened = Record.open(tmp_path_factory.mktemp("home"))
    found = [opened.attach(path).quotes for path in documents.values()]
    assert found == [48, 354]
    return opened


def test_all_quotes_stand_in_the_documents(record: Record, documents: dict[str, Path]) -> None:
    checks = [record.check(path) for path in documents.values()]
    assert sum(check.found for check in checks) == 402
    assert sum(check.missing for check in checks) == 0


def test_quotes_carry_the_checklists_words(record: Record, facts: dict[str, Any]) -> None:
    expected = {fact["id"]: [quote["exact"] for quote in fact["quotes"]] for fact in facts["records"]}
    assert {s.id: [quote.text for quote in s.quotes] for s in record.statements()} == expected


def test_every_fact_became_a_statement(pack: Pack, facts: dict[str, Any]) -> None:
    assert len(pack.statements) == facts["counts"]["total"]
    assert Counter(s.kind for s in pack.statements) == facts["counts"]["by_kind"]


def test_dates_and_parties_are_the_checklists(pack: Pack, facts: dict[str, Any]) -> None:
    checklist = {fact["id"]: fact for fact in facts["records"]}
    for statement in pack.statements:
        fact = checklist[statement.id]
        edtf = CORRECTED.get(statement.id, (fact.get("date") or {}).get("edtf"))
        assert (statement.date and statement.date.edtf) == edtf, statement.id
        parties = [(party["actor"], party["role"]) for party in fact.get("parties", [])]
        assert [(party.actor, party.role) for party in statement.parties] == parties


def test_amounts_in_euro_are_the_checklists(pack: Pack, facts: dict[str, Any]) -> None:
    euro = {f["id"]: f["amount"]["eur"] for f in facts["records"] if (f.get("amount") or {}).get("eur")}
    found = {s.id: s.amount.value for s in pack.statements if s.amount and s.amount.unit == "EUR"}
    assert found == pytest.approx(euro, rel=1e-12)
    assert {s.amount.unit for s in pack.statements if s.amount} == {"EUR", "percent", "rank", "persons"}


def test_a_date_that_is_not_written_says_how_it_follows(pack: Pack, facts: dict[str, Any]) -> None:
    derived = {f["id"] for f in facts["records"] if (f.get("date") or {}).get("precision") == "derived"}
    assert len(derived) == 38
    without = [s.id for s in pack.statements if s.id in derived and not (s.date and s.date.derivation)]
    assert without == []


def test_words_as_stated_stand_in_the_document(pack: Pack, documents: dict[str, Path]) -> None:
    names = {document.sha256: document.name for document in pack.documents}
    texts = {name: _spaced(path.read_text(encoding="utf-8")) for name, path in documents.items()}
    for statement in pack.statements:
        text = texts[names[statement.quotes[0].document]]
        for stated in (statement.date, statement.amount):
            assert not stated or _spaced(stated.as_stated) in text, statement.id


def test_no_sentence_of_the_documents_ships(pack: Pack, documents: dict[str, Path]) -> None:
    names = _proper_names(pack)
    runs = {
        run for path in documents.values() for run in _runs(_masked(path.read_text(encoding="utf-8"), names))
    }
    leaks = [
        f"{statement.id} {' '.join(run)}"
        for statement in pack.statements
        for text in _texts(statement)
        for run in _runs(_masked(text, names))
        if run in runs
    ]
    assert leaks == []


def test_the_leak_test_would_see_a_leak(documents: dict[str, Path], pack: Pack) -> None:
    text = documents["003_deb7c40eb494fc2b.txt"].read_text(encoding="utf-8")
    names = _proper_names(pack)
    sentence = next(s.quotes[0] for s in pack.statements if s.id == "D3-OPI-017")
    assert set(_runs(_masked(text[sentence.start : sentence.end], names))) & set(_runs(_masked(text, names)))


def test_no_file_of_the_repository_holds_a_quote(facts: dict[str, Any]) -> None:
    kinds = {".py", ".yml", ".md", ".json", ".csv", ".html", ".txt", ".typ", ".toml"}
    rooms = ("src", "scripts", "docs", "tests", "examples", "benchmarks")
    files = [path for room in rooms for path in (ROOT / room).rglob("*") if path.suffix in kinds]
    texts = {path: _spaced(path.read_text(encoding="utf-8")) for path in [*files, ROOT / "README.md"]}
    quotes = {_spaced(quote["exact"]) for fact in facts["records"] for quote in fact["quotes"]}
    sentences = [quote for quote in quotes if len(quote.split()) > 2 * RUN]
    assert len(sentences) > 100
    assert [(str(path), quote) for path, text in texts.items() for quote in sentences if quote in text] == []


def test_the_pack_is_what_its_facts_and_overlays_give(shared: Path) -> None:
    made = subprocess.run(
        [
            sys.executable,
            str(ROOT / "scripts" / "make_record_pack.py"),
            str(shared / "facts" / "document_facts.yaml"),
            str(shared / "documents"),
            "--check",
        ],
        capture_output=True,
        text=True,
    )
    assert (made.returncode, made.stderr) == (0, "")


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _proper_names(pack: Pack) -> re.Pattern[str]:
    """Names of actors, projects and publications: these are facts, and may be as long as they are."""
    projects = (
        "Assistance in Clean Coal and Environmentally Sound Storage Solutions",
        "Tajikistan Mine Action Programme",
        "Regulations for Competitiveness",
        "Belgische ODA",
        "Statistisch Jaarboek",
        "Memorandum of Understanding",
    )
    actors = [s for s in pack.statements if s.kind == "actor"]
    names = {name for s in actors for name in (s.subject, *s.attributes.get("aka", ()))}
    longest = sorted({*names, *projects}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")


def _masked(text: str, names: re.Pattern[str]) -> list[str]:
    """The words of a text, each proper name as one."""
    return re.findall(r"\w+", names.sub("Name", _spaced(text)).casefold())


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + RUN + 1]) for i in range(len(words) - RUN))


def _texts(statement: Statement) -> Iterator[str]:
    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for inner in value.values():
                yield from walk(inner)
        elif isinstance(value, list | tuple):
            for inner in value:
                yield from walk(inner)

    return walk(statement.to_dict())


@pytest.mark.parametrize(
    ("identifier", "says", "not_said"),
    [
        ("D3-COM-012", "offered help with training", "offered training"),
        ("D3-PRJ-017", "is meant to make", "makes it easier"),
        ("D3-AID-009", "some bilateral assistance", "provided bilateral"),
        ("D3-AID-011", "has paid for training", "has trained"),
        ("D3-EVT-029", "officials and politicians", "embassy"),
    ],
)
def test_paraphrases_claim_no_more_than_the_document(
    pack: Pack, identifier: str, says: str, not_said: str
) -> None:
    said = next(s for s in pack.statements if s.id == identifier).says()
    assert says in said
    assert not_said not in said


def test_only_a_launched_project_is_launched(pack: Pack, record: Record) -> None:
    """The document launches a project and a route; of the wider initiative it says only that it is one."""
    launched = [s for s in record.statements() if s.kind == "project" and s.status == "launched"]
    words = {s.id: " ".join(q.text for q in s.quotes) for s in launched}
    assert launched
    assert all("launched" in text for text in words.values()), words


def test_french_of_gifts_says_given_not_paid_out(pack: Pack) -> None:
    gifts = [s for s in pack.statements if s.id in ("D3-AID-006", "D3-AID-007", "D3-AID-008")]
    assert len(gifts) == 3
    assert all("donn" in s.says("fr") and "vers" not in s.says("fr") for s in gifts)
