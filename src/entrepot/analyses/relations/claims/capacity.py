"""A silence whose length depends on the capacity in which someone visited."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entrepot.analyses.relations.claims.rule import Case, Rule
from entrepot.analyses.relations.claims.span_phrase import PHRASES
from entrepot.analyses.relations.claims.wording import places, when
from entrepot.analyses.relations.silences import Silence, silences
from entrepot.metadata.statement import Contradiction, Statement


def find(case: Case) -> Iterator[Contradiction]:
    """Silences stated in the record that are longer or shorter by whether other capacities count."""
    for claim in case.having("silence"):
        for place in claim.attributes["silence"]["of"]:
            counting = _longest(case, place, claim, counting=True)
            not_counting = _longest(case, place, claim, counting=False)
            if counting and not_counting and counting.length != not_counting.length:
                yield _finding(claim, place, counting, not_counting)


def _longest(case: Case, place: str, claim: Statement, *, counting: bool) -> Silence | None:
    partner = str(claim.attributes["silence"]["with"])
    found = silences(case.statements, place, partner, counting_other_capacities=counting)
    return next(iter(found.silences), None)


def _finding(claim: Statement, place: str, counting: Silence, own: Silence) -> Contradiction:
    terms: dict[str, Any] = claim.attributes["silence"]
    fits = [s for s in (counting, own) if _fits(s, str(terms["phrase"]))]
    said_en = said_fr = ""
    if len(fits) == 1:
        said_en = f" Only the {'first' if fits[0] is counting else 'second'} fits “{terms['phrase']}”."
        said_fr = f" Seule la {'première' if fits[0] is counting else 'seconde'} durée répond au texte."
    bodies = ", ".join(dict.fromkeys(c.acting_for for c in (counting.until, *own.inside) if c.acting_for))
    ends = (counting.since, counting.until, own.since, own.until)
    return Contradiction(
        rule="silence-depends-on-capacity",
        statements=(claim.id, *dict.fromkeys(i for c in ends for i in c.statements)),
        severity="tension",
        message={
            "en": f"The longest silence between {places([place, str(terms['with'])])}: {counting.length} "
            f"({_in_words(counting, 'en')}) if a visit for {bodies} counts, {own.length} "
            f"({_in_words(own, 'en')}) if it does "
            f"not.{said_en}",
            "fr": f"Le plus long silence ({places([place, str(terms['with'])], 'fr')}) : "
            f"{counting.length.says('fr')} ({_in_words(counting, 'fr')}) si une visite au nom d’un autre "
            f"organisme "
            f"({bodies}) compte, {own.length.says('fr')} ({_in_words(own, 'fr')}) sinon.{said_fr}",
        },
        calculation=f"{_ends(counting)}, {_ends(own)}",
    )


def _fits(silence: Silence, phrase: str) -> bool:
    years = PHRASES[phrase]
    return silence.length.longest >= years.low * 12 and silence.length.shortest <= years.high * 12


def _in_words(silence: Silence, language: str) -> str:
    return " → ".join(when(contact.date.edtf, language) for contact in (silence.since, silence.until))


def _ends(silence: Silence) -> str:
    return f"{silence.since.date.edtf} → {silence.until.date.edtf}"


RULE = Rule(
    name="silence-depends-on-capacity",
    needs="a statement of a silence (silence), and tenures or parties that say for whom visitors acted",
    finds="two lengths for one silence, counting and not counting visits for another body",
    cannot="see contacts that are not on record",
    find=find,
)
