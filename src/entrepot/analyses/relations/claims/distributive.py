"""One amount for two partners: each or together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from entrepot.analyses.relations.citing import amount_of
from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.wording import places, quoted, stated
from entrepot.metadata.statement import Contradiction, Statement

_RECEIVING = ("importer", "recipient", "host")


def find(case: Case) -> Iterator[Contradiction]:
    """Equal amounts to different partners that rest on the very same passages."""
    groups: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in case.statements:
        if s.amount and s.quotes and s.date:
            passages = tuple((q.document, q.start, q.end) for q in s.quotes)
            key = (s.kind, s.subject, s.property, s.date.edtf, s.amount.as_stated, s.amount.unit, passages)
            groups[key].append(s)
    for same in groups.values():
        if len({_partners(s) for s in same}) > 1:
            yield _finding(same, case)


def _partners(s: Statement) -> tuple[str, ...]:
    return s.actors(*_RECEIVING)


def _finding(same: list[Statement], case: Case) -> Contradiction:
    actors = [case.scene.actors.get(name) for s in same for name in _partners(s)]
    partners = [actor.home or actor.name for actor in actors if actor]
    one = amount_of(same[0])
    return Contradiction(
        rule="one-amount-several-partners",
        statements=tuple(s.id for s in same),
        severity="gap",
        message={
            "en": f"{quoted(stated(one))} is said once, of {places(partners)}: each or together is open, so "
            f"the "
            f"sum of both is once or {len(same)} times that.",
            "fr": f"Le montant de {stated(one, 'fr')} est dit une fois ({places(partners, 'fr')}) : chacun "
            f"ou "
            f"ensemble, la question reste ouverte ; leur somme est une fois ou {len(same)} fois ce montant.",
        },
    )


RULE = Rule(
    name="one-amount-several-partners",
    needs="figures with the exact passages they rest on",
    finds="one amount in one passage that was recorded for several partners",
    cannot="decide: grammar may favour one reading",
    find=find,
)
