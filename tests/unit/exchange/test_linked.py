"""Linked data say all that a statement says, name their terms themselves, and keep words back."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from entrepot.exchange.export import Edition
from entrepot.exchange.linked import linked
from entrepot.metadata.statement import Statement
from little_record import actor, held, said
from sample_pack import GIFT, PACK, VISIT, document

EDITION = Edition("Record of tests", datetime(2026, 11, 30, tzinfo=UTC))


def graph(*statements: Statement, **choices: Any) -> dict[str, dict[str, Any]]:
    made = json.loads(linked(statements, EDITION, documents=[document()], **choices).text)
    return {node["id"]: node for node in made["@included"]}


def test_a_statement_says_what_it_says() -> None:
    found = graph(*PACK.statements)
    visit = found["urn:entrepot:statement:L-1"]
    assert visit["type"] == ["rec:Statement", "prov:Entity", "schema:Event"]
    assert visit["description"] == VISIT.paraphrase
    assert visit["date"]["edtf"] == "1931-05"
    assert (visit["startDate"], visit["endDate"]) == ("1931-05-01", "1931-05-31")
    assert visit["parties"][0]["capacity"] == "the League of Nations"
    assert visit["enteredBy"]["name"] == "a tester"
    gift = found["urn:entrepot:statement:L-2"]["amount"]
    assert (gift["value"], gift["minValue"], gift["unit"]) == (64e6, 64e6, "EUR")
    assert "maxValue" not in gift  # over 64 million: no upper bound, and none invented


def test_quotes_point_into_the_document_and_have_no_words_unless_asked() -> None:
    worded = replace(GIFT, quotes=(replace(GIFT.quotes[0], text="a gift\nof over €64 million"),))
    for words, kinds in ((False, 1), (True, 2)):
        found = graph(worded, words=words)
        (annotation,) = found["urn:entrepot:statement:L-2"]["evidence"]
        target = annotation["target"]
        assert annotation["body"] == "urn:entrepot:statement:L-2"
        assert target["source"] == f"urn:sha256:{document().sha256}"
        assert target["source"] in found
        assert len(target["selector"]) == kinds
        assert target["selector"][0] == {
            "type": "oa:TextPositionSelector",
            "start": GIFT.quotes[0].start,
            "end": GIFT.quotes[0].end,
        }
    assert target["selector"][1] == {"type": "oa:TextQuoteSelector", "exact": "a gift\nof over €64 million"}


def test_actors_and_offices_have_the_names_of_others_vocabularies() -> None:
    found = graph(
        actor("Ann", "person", of="Belgium"),
        actor("Belgium", aka=["Kingdom of Belgium"]),
        actor("the prime minister", "person-unnamed"),
        held("Ann", "Minister", "Kingdom of Belgium", "2012"),
    )
    classes = {node["subject"]: node["rec:about"]["type"] for node in found.values() if "rec:about" in node}
    assert classes == {"Ann": "schema:Person", "Belgium": "schema:Country", "the prime minister": "org:Post"}
    office = found["urn:entrepot:statement:Ann%202012"]
    assert office["member"] == "urn:entrepot:actor:Ann"
    assert office["organization"] == "urn:entrepot:actor:Belgium"  # one actor under both its names
    assert office["post"] == {"type": "org:Post", "name": "Minister"}


def test_every_term_is_in_the_context_and_nothing_is_fetched() -> None:
    made = json.loads(linked(PACK.statements, EDITION, documents=[document()]).text)
    context = made["@context"]
    assert isinstance(context, dict)

    def terms(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(terms, value)) if value else set()
        if not isinstance(value, dict):
            return set()
        own = {key for key in value if not key.startswith("@")}
        inner = (terms(v) for k, v in value.items() if k not in ("@context", "attributes", "description"))
        return own.union(*inner)

    used = terms(made) - {"attributes", "description"}
    assert {term for term in used if ":" not in term} <= set(context)
    assert {term.partition(":")[0] for term in used if ":" in term} <= set(context)


def test_private_statements_stay_at_home_and_disputes_are_told() -> None:
    contact = replace(said("P"), private=True)
    disputed = replace(said("D"), standing="disputed", objection="not so")
    assert list(graph(contact, disputed)) == ["urn:entrepot:statement:D"]
    assert graph(disputed)["urn:entrepot:statement:D"]["objection"] == "not so"
    assert graph(contact, private=True)["urn:entrepot:statement:P"]["private"] is True
