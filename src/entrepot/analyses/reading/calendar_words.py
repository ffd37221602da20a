"""Names of months, days and spans of time in the languages of the texts."""

from __future__ import annotations

from entrepot.analyses.reading.phrases import spelt

_MONTHS = {
    "en": """january jan; february feb; march mar; april apr; may; june jun; july jul; august aug;
        september sep sept; october oct; november nov; december dec""",
    "fr": """janvier janv; fevrier fevr; mars; avril; mai; juin; juillet juil; aout; septembre; octobre;
        novembre; decembre""",
    # Dates of Dutch and German titles stand in texts of both languages.
    "": """januari januar; februari februar; maart marz; ; mei; juni; juli; augustus; ; oktober; ; december
        dezember""",
}


def _table(language: str) -> dict[str, int]:
    rows = spelt(_MONTHS[language], ";")
    return {name: month for month, row in enumerate(rows, 1) for name in spelt(row)}


MONTHS = {language: _table("") | _table(language) for language in ("en", "fr")}
"""Month number by folded name, by language of the text."""

ABBREVIATED = frozenset(spelt("jan feb mar apr jun jul aug sep sept oct nov dec janv fevr juil"))
COMMON_WORDS = frozenset(spelt("may march mar mars mai dec jan"))
"""Months that are other words too: they count only with a capital, or in French beside a number."""

UNITS = {
    "year": "year",
    "years": "year",
    "an": "year",
    "ans": "year",
    "annee": "year",
    "annees": "year",
    "month": "month",
    "months": "month",
    "mois": "month",
    "week": "week",
    "weeks": "week",
    "semaine": "week",
    "semaines": "week",
    "day": "day",
    "days": "day",
    "jour": "day",
    "jours": "day",
    "decade": "decade",
    "decades": "decade",
    "decennie": "decade",
    "decennies": "decade",
}
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
)
WEEKDAYS = {name: number for row in _WEEKDAYS for number, name in enumerate(row.split())}

ORDINALS = {
    **dict(zip(spelt("first second third fourth"), (1, 2, 3, 4), strict=True)),
    **dict(zip(spelt("premier deuxieme troisieme quatrieme"), (1, 2, 3, 4), strict=True)),
    "premiere": 1,
    "seconde": 2,
    "second": 2,
    "last": -1,
    "dernier": -1,
    "premiers": 1,
    "premieres": 1,
    "derniers": -1,
}
PARTS = {"quarter": 3, "trimestre": 3, "half": 6, "semestre": 6}
"""Months in a part of a year."""

FEW = frozenset(spelt("few several couple some quelques plusieurs"))
SINCE = frozenset(spelt("since depuis"))
UNTIL = frozenset(spelt("until till by before avant jusqu"))
AFTER = frozenset(spelt("after apres"))
