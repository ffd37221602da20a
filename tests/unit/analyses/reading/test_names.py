"""New names by spaCy, where it is installed; and what is said where it is not."""

import importlib.util

import pytest

from entrepot.analyses.reading import can_look, find_names, names
from entrepot.analyses.reading.names import Entity
from entrepot.metadata.errors import UsageError
from little_reading import drafts

TEXT = "Yesterday the engineer Maria Lopez of Siemens Energy spoke with the Bank of Georgia in Berlin."


def test_without_the_extra_it_says_that_names_were_not_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names, "find_spec", lambda name: None)
    assert "were not looked for" in can_look()
    assert "entrepot[reading]" in can_look()
    with pytest.raises(UsageError, match="not looked for"):
        find_names(TEXT, "en")


def test_a_name_given_becomes_an_actor_and_a_party() -> None:
    start = TEXT.index("Siemens")
    found = drafts(TEXT, entities=[Entity(start, start + len("Siemens Energy"), "organisation")])
    actor = next(one for one in found if one.proposed.kind == "actor")
    assert (actor.proposed.subject, actor.proposed.subtype, actor.rule) == (
        "Siemens Energy",
        "organisation",
        "new name: spaCy",
    )
    assert not actor.proposed.private


def test_a_person_without_a_public_role_is_private() -> None:
    start = TEXT.index("Maria")
    found = drafts(TEXT, entities=[Entity(start, start + len("Maria Lopez"), "person")])
    assert next(one for one in found if one.proposed.kind == "actor").proposed.private


def test_names_that_are_none_are_left_out() -> None:
    spans = [Entity(0, 9, "person"), Entity(0, 0, "person"), Entity(10**6, 10**6 + 5, "organisation")]
    assert not [one for one in drafts(TEXT, entities=spans) if one.proposed.kind == "actor"]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.skipif(importlib.util.find_spec("spacy") is None, reason="the extra `reading` is not installed")
def test_spacy_finds_people_and_organisations_at_their_places() -> None:
    assert can_look() == ""
    found = {TEXT[one.start : one.end]: one.kind for one in find_names(TEXT, "en")}
    assert found["Maria Lopez"] == "person"
    assert "organisation" in found.values()
    with pytest.raises(UsageError, match="'nl'"):
        find_names(TEXT, "nl")
