"""A position taken against deeds done."""

from __future__ import annotations

from collections.abc import Iterator

from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.metadata.statement import Contradiction, Statement

_SUPPORT = {"none": 0, "little": 1, "some": 2, "full": 3}
# "Full" in words and "some" in deeds may go together; two steps apart may not.
_APART = 2


def find(case: Case) -> Iterator[Contradiction]:
    """Positions and deeds of one actor towards one thing that are far apart."""
    stances = tuple(case.having("stance"))
    for position in (s for s in stances if s.attributes["stance"]["level"] == "position"):
        for deed in (s for s in stances if s.attributes["stance"]["level"] == "deed"):
            if _about_the_same(position, deed) and abs(_support(position) - _support(deed)) >= _APART:
                yield _finding(position, deed)


def _about_the_same(a: Statement, b: Statement) -> bool:
    same_object = a.attributes["stance"]["towards"] == b.attributes["stance"]["towards"]
    return same_object and bool(set(a.actors()) & set(b.actors()))


def _support(s: Statement) -> int:
    return _SUPPORT[str(s.attributes["stance"]["support"])]


def _finding(position: Statement, deed: Statement) -> Contradiction:
    return Contradiction(
        rule="position-against-deed",
        statements=(position.id, deed.id),
        severity="tension",
        message={
            "en": f"Position and deed differ: “{position.says()}”; “{deed.says()}”. Both stand: one is "
            "said, the other done.",
            "fr": f"La position et les actes diffèrent : «\u00a0{position.says('fr')}\u00a0» ; "
            f"«\u00a0{deed.says('fr')}\u00a0». Les deux valent : l’un est dit, l’autre fait.",
        },
    )


RULE = Rule(
    name="position-against-deed",
    needs="stances of one actor towards one thing, marked as position or deed, with the support they show",
    finds="full support in words with little or none in deeds, or the reverse",
    cannot="grade support by itself: a person reads “limited or no” as little",
    find=find,
)
