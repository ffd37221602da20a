"""A person whose state the nearest place before him in the text would get wrong."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.cast import countries
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import place, places
from entrepot.analyses.relations.involvement import Grade, involved
from entrepot.metadata.statement import Contradiction, Quote, Statement


def find(case: Case) -> Iterator[Contradiction]:
    """Offices whose passage names no state, where the passage before is about other states."""
    for office in case.statements:
        if office.kind == "office" and office.attributes.get("state_named") is False:
            held = next((t for t in case.scene.held if t.statement == office.id), None)
            before = _before(office, case)
            near = frozenset(state for s in before for state in _states(s, case))
            if held and held.state and near and held.state not in near:
                yield _finding(office, before, held.person, held.state, near)


def _before(office: Statement, case: Case) -> list[Statement]:
    """The statements of the last passage that ends before the office is named and concerns a place."""
    if not office.quotes:
        return []
    here = office.quotes[0]
    earlier = [
        (quote.end, s)
        for s in case.statements
        for quote in s.quotes
        if s.kind != "actor" and _is_before(quote, here) and _states(s, case)
    ]
    last = max((end for end, _ in earlier), default=0)
    return [s for end, s in earlier if end == last]


def _is_before(quote: Quote, here: Quote) -> bool:
    return quote.document == here.document and quote.end <= here.start


def _states(s: Statement, case: Case) -> frozenset[str]:
    places = (i for i in involved(s, case.scene) if i.grade <= Grade.BY_NATIONALITY)
    return frozenset(c for i in places if not i.as_organisation for c in countries(i.place))


def _finding(
    office: Statement, before: list[Statement], person: str, state: str, near: frozenset[str]
) -> Contradiction:
    return Contradiction(
        rule="nearest-place-misleads",
        statements=(office.id, *(s.id for s in before)),
        severity="tension",
        message={
            "en": f"The passage on {person} names no state; the text just before is about "
            f"{places(sorted(near))}, but the office was one of {place(state)}.",
            "fr": f"Le passage sur {person} ne nomme aucun État ; le texte qui précède parle de : "
            f"{places(sorted(near), 'fr')}, mais la fonction relève de : {place(state, 'fr')}.",
        },
    )


RULE = Rule(
    name="nearest-place-misleads",
    needs="offices marked as having no state in their passage (state_named: false), and the offsets of all "
    "passages",
    finds="offices that reading in order would give to another state than the record does",
    cannot="know the right state: it compares the reader's judgement with the naive one",
    find=find,
)
