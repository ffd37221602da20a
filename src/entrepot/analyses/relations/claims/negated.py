"""Something said not to be done, against an instance of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from entrepot.analyses.relations.cast import countries
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import quoted
from entrepot.analyses.relations.involvement import Grade, involved
from entrepot.analyses.relations.timing import beginning
from entrepot.metadata.statement import Contradiction, Statement

# What lies in what: an instance in the narrower sector is one in the wider.
SECTORS = {
    "oil": "hydrocarbons",
    "gas": "hydrocarbons",
    "hydrocarbons": "energy",
    "coal": "energy",
    "electricity": "energy",
    "nuclear energy": "energy",
    "renewable energy": "energy",
}


def find(case: Case) -> Iterator[Contradiction]:
    """Negative claims with an instance: same activity, country of the actor, sector, place and time."""
    for claim in case.having("negates"):
        for instance in case.statements:
            if instance is not claim and _is_instance(claim, instance, case):
                yield _finding(claim, instance)


def _is_instance(claim: Statement, instance: Statement, case: Case) -> bool:
    denied = claim.attributes["negates"]
    done = instance.attributes.get("activity") or {"name": instance.subtype}
    return (
        done.get("name") == denied["activity"]
        and _lies_in(str(done.get("sector", "")), str(denied.get("sector", "")))
        and _later(instance, claim)
        and _same_country_and_place(claim, instance, case)
    )


def _lies_in(sector: str, wider: str) -> bool:
    if not wider:
        return True
    while sector and sector != wider:
        sector = SECTORS.get(sector, "")
    return sector == wider


def _later(instance: Statement, claim: Statement) -> bool:
    """Whether the instance goes on after the moment from which it is denied; undated ones are the present."""
    since = beginning(claim.date).latest if claim.date else None
    until = instance.date.latest if instance.date else None
    return (until or date.max) > (since or date.min)


def _same_country_and_place(claim: Statement, instance: Statement, case: Case) -> bool:
    who = _doers(claim, case)
    where = {c for place in claim.places for c in countries(place)} - who
    doers = _doers(instance, case)
    there = {c for place in instance.places for c in countries(place)} - doers
    return bool(who & doers) and bool(where & there)


def _doers(statement: Statement, case: Case) -> set[str]:
    """Countries of the first party and of others in its role: those who do, or do not."""
    if not statement.parties:
        return set()
    role = statement.parties[0].role
    through = (i for i in involved(statement, case.scene) if i.role == role and i.grade < Grade.BY_MEMBERSHIP)
    return {c for i in through if not i.as_organisation for c in countries(i.place)}


def _finding(claim: Statement, instance: Statement) -> Contradiction:
    return Contradiction(
        rule="negated-by-instance",
        statements=(claim.id, instance.id),
        severity="contradiction",
        message={
            "en": f"One statement denies what another gives an instance of: {quoted(claim.says())} and "
            f"{quoted(instance.says())}.",
            "fr": "Une affirmation nie ce dont une autre donne un exemple : "
            f"{quoted(claim.says('fr'), 'fr')} et {quoted(instance.says('fr'), 'fr')}.",
        },
    )


RULE = Rule(
    name="negated-by-instance",
    needs="a negative claim (negates: activity, sector) and statements of activities with their sector",
    finds="an instance by an actor of the same country, in the same places, not over when the denial begins",
    cannot="understand that two differently named activities are the same, or read words such as “minimal”",
    find=find,
)
