"""The rules against the 19 inconsistencies that people found in the two documents, and what else they say."""

from dataclasses import replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest
import yaml

from entrepot.analyses.relations.claims import RULES, agreements, check
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.figure import Figure
from entrepot.metadata.interval import Interval
from entrepot.metadata.statement import Contradiction, Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack

KNOWN: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("inconsistencies.yml").read_text(encoding="utf-8")
)

# What the rules find beyond the 19, and our judgement of it.
BEYOND = {
    ("amount-without-date", ("D3-STA-003",)): "right: the brief dates neither the 265 troops nor itself",
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    with as_file(files("entrepot.data") / "record" / "eucam-liege.yml") as path:
        return read_pack(path)


@pytest.fixture(scope="module")
def findings(pack: Pack) -> tuple[Contradiction, ...]:
    return check(pack.statements, pack.documents)


def test_the_list_of_known_ones_is_the_list_of_the_checklist(shared: Path) -> None:
    facts = yaml.safe_load((shared / "facts" / "document_facts.yaml").read_text(encoding="utf-8"))
    assert {i["id"] for i in facts["inconsistencies"]} == {key.rstrip("b") for key in KNOWN}


@pytest.mark.parametrize("key", KNOWN)
def test_each_is_found_by_its_rule_on_its_statements(key: str, findings: tuple[Contradiction, ...]) -> None:
    wanted = KNOWN[key]
    hits = [
        f for f in findings if f.rule == wanted["rule"] and set(wanted["statements"]) <= set(f.statements)
    ]
    assert len(hits) == 1


@pytest.mark.parametrize("key", KNOWN)
def test_what_needs_a_person_is_not_found_without_one(key: str, pack: Pack) -> None:
    """Without annotations only what rests on structure is found: the basis each is given is not a boast."""
    names_only = [
        replace(s, attributes={k: v for k, v in s.attributes.items() if k in ("of", "aka")})
        for s in pack.statements
    ]
    wanted = KNOWN[key]
    found = [
        f
        for f in check(names_only, pack.documents)
        if f.rule == wanted["rule"] and set(wanted["statements"]) <= set(f.statements)
    ]
    assert bool(found) is (wanted["basis"] == "structure")


MENDED: dict[str, dict[str, Any]] = {
    "parts-against-total": {"D3-AID-006": {"amount": (713_000, 0.5)}},
    "same-quantity-stated-twice": {"D3-TRD-008": {"amount": (118_310_000, 5)}},
    "growth-against-levels": {"D3-TRD-008": {"amount": (118_310_000, 5)}},
    "unlike-periods-compared": {"D3-TRD-017": {"date": "2012"}},
    "phrase-against-dates": {"D3-TRD-005": {"date": "2008"}},
    "since-when": {"D3-EVT-006": {"date": "1998"}, "D3-EVT-007": {"date": "1998"}},
    "only-lately": {"D3-AID-011": {"date": "2009/.."}},
    "negated-by-instance": {"D3-PRJ-011": {"date": "1995/1999"}},
    "decided-and-opened-in-one-year": {"D3-EVT-015": {"date": "2007"}},
    "missing-base": {"D3-TRD-003": {"date": "2009"}},
}


@pytest.mark.parametrize("rule", MENDED)
def test_a_mended_record_is_not_reported(rule: str, pack: Pack) -> None:
    def mend(s: Statement) -> Statement:
        change = dict(MENDED[rule].get(s.id, {}))
        if "date" in change:
            change["date"] = StatedDate(change["date"])
        if "amount" in change and s.amount:
            value, half = change["amount"]
            change["amount"] = replace(s.amount, value=value, bounds=Interval(value - half, value + half))
        return replace(s, **change)

    before, after = (
        check(record, pack.documents) for record in (pack.statements, map(mend, pack.statements))
    )
    assert rule in {f.rule for f in before}
    assert rule not in {f.rule for f in after}


def test_what_is_found_beyond_them_has_been_judged(findings: tuple[Contradiction, ...]) -> None:
    explained = [(known["rule"], set(known["statements"])) for known in KNOWN.values()]
    extra = {
        (f.rule, f.statements)
        for f in findings
        if not any(f.rule == rule and ids <= set(f.statements) for rule, ids in explained)
    }
    assert extra == set(BEYOND)


def test_no_rule_knows_a_statement_or_an_inconsistency_by_name() -> None:
    folder = Path(str(files("entrepot.analyses.relations")))
    for module in folder.rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        assert "INC-" not in text
        assert "D3-" not in text
        assert "D0-" not in text


def test_what_a_person_annotated_is_never_a_verdict(pack: Pack) -> None:
    words = ("inconsisten", "contradict", "disagree", "conflict", "wrong")
    told = [str(s.attributes).casefold() for s in pack.statements]
    assert not [text for text in told for word in words if word in text]


def test_growth_of_2011_agrees_with_the_text_within_rounding(pack: Pack) -> None:
    [agreed] = agreements(pack.statements)
    assert (agreed.base.id, agreed.rate.id, agreed.level.id) == ("D3-TRD-001", "D3-TRD-004", "D3-TRD-003")


def test_the_share_of_liege_is_judged_when_the_gdp_of_belgium_is_known(pack: Pack) -> None:
    def outside(quantity: str, place: str, period: str) -> Figure | None:
        known = {"GDP": Figure(611e9, "EUR", period, "GDP, given for this test")}
        return known.get(quantity) if place == "BEL" else None

    [finding] = [
        f for f in check(pack.statements, pack.documents, outside) if f.rule == "share-against-whole"
    ]
    assert finding.severity == "contradiction"
    assert "5.65 to 5.81 per cent, not 7.5" in finding.says()


def test_every_finding_is_said_in_both_languages(findings: tuple[Contradiction, ...]) -> None:
    assert all(f.message["en"] and f.message["fr"] and f.message["en"] != f.message["fr"] for f in findings)


def test_the_page_on_claims_shows_which_rule_found_which() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "claims.md").read_text(encoding="utf-8")
    rows = [f"| {key} | {k['title']} | `{k['rule']}` | {k['basis']} |" for key, k in KNOWN.items()]
    assert [line for line in page.splitlines() if line.startswith("| INC-")] == rows
    for (rule, ids), judgement in BEYOND.items():
        assert f"| `{rule}` | {', '.join(ids)} | {judgement} |" in page


def test_the_page_on_claims_has_every_rule_in_its_own_words() -> None:
    page = (Path(__file__).parents[2] / "docs" / "explanation" / "claims.md").read_text(encoding="utf-8")
    for rule in RULES:
        assert f"| `{rule.name}` | {rule.needs} | {rule.finds} | {rule.cannot} |" in page
