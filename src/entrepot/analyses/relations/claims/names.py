"""A name that has lost a word."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.cast import PERSON_KINDS
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import quoted
from entrepot.metadata.statement import Contradiction, Statement


def find(case: Case) -> Iterator[Contradiction]:
    """Organisations that a document also names with a word left out of the middle."""
    for actor in case.statements:
        if actor.kind == "actor" and actor.subtype not in PERSON_KINDS:
            for alias in actor.attributes.get("aka", ()):
                if lost := _lost(actor.subject, str(alias)):
                    yield _finding(actor, str(alias), lost)


def _lost(name: str, alias: str) -> str:
    """The words inside the name that the alias drops between words it keeps; empty if it drops none there."""
    full, kept = name.split(), alias.split()
    places, start = [], 0
    for word in kept:
        if word not in full[start:]:
            return ""
        start = full.index(word, start) + 1
        places.append(start - 1)
    inside = [i for i in range(places[0], places[-1]) if i not in places]
    return " ".join(full[i] for i in inside)


def _finding(actor: Statement, alias: str, lost: str) -> Contradiction:
    return Contradiction(
        rule="name-with-a-word-missing",
        statements=(actor.id,),
        severity="gap",
        message={
            "en": f"{quoted(actor.subject)} is also called {quoted(alias)}: {quoted(lost)} is missing.",
            "fr": f"{quoted(actor.subject, 'fr')} est aussi appelé {quoted(alias, 'fr')} : il manque "
            f"{quoted(lost, 'fr')}.",
        },
    )


RULE = Rule(
    name="name-with-a-word-missing",
    needs="organisations with the other names the documents give them (aka)",
    finds="a name with a word lost between words that are kept; short forms and initials are not reported",
    cannot="tell a slip from a usage",
    find=find,
)
