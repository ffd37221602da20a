"""What would change: scenarios that matter for the pair, with intervals and what is not known."""

from __future__ import annotations

from entrepot.analyses.scenarios.account.remembering import table
from entrepot.dossier.case import Case
from entrepot.dossier.model import Block, Bullets, Notice, Paragraph, Run, Section, Text
from entrepot.dossier.phrasebook import catalogue
from entrepot.dossier.sections.what_if_asked import Asked
from entrepot.dossier.sections.what_if_charts import carried, gains, industries
from entrepot.dossier.sections.what_if_sentences import reasons, sentences
from entrepot.dossier.sections.what_if_tables import changes_table
from entrepot.dossier.sections.what_if_words import Side, Told, command, in_language
from entrepot.metadata.errors import NoData
from entrepot.metadata.places.place import Place

_UNKNOWN = "what-if.unknown."
_OWN = "FILE"


def section(case: Case) -> Section:
    """What scenarios change for the two; why not, where none is about them or the table has neither."""
    return Section("what-if", case.pen.word("what-if.title"), tuple(_blocks(case)))


def _blocks(case: Case) -> list[Block]:
    say = case.pen.say
    try:
        codes, has_rest = table(case.warehouse)
    except NoData:
        return [Notice("unknown", say("what-if.no-table"))]
    sides = (_side(case, case.trader, codes), _side(case, case.counterpart, codes))
    missing = _missing(case, sides, has_rest=has_rest)
    if not any(side.economies for side in sides):
        return missing
    asked = Asked(case, sides, _needed(case))
    if not asked.told and not asked.failed:
        slots = {"a": case.a, "b": case.b, "command": command(_OWN, sides)}
        return [*missing, Notice("unknown", say("what-if.none", **slots))]
    blocks: list[Block] = [*_lead(case, asked.told), *missing]
    moved = _most_moving(asked.told)
    first = next((one.number for one in asked.told if one.both and one.effects.carriage), 0)
    for one in asked.told:
        blocks += _scenario(one, with_industries=one is moved, with_carriage=one.number == first)
    return [*blocks, *_left(asked), *_limits(case, asked.told)]


def _side(case: Case, place: Place, codes: frozenset[str]) -> Side:
    return Side(place, case.covered(place), tuple(code for code in place.countries if code in codes))


def _missing(case: Case, sides: tuple[Side, Side], *, has_rest: bool) -> list[Block]:
    """What cannot be told since the table does not have it."""
    names = [case.named(side.place).name for side in sides if not side.economies]
    key = "what-if.outside.rest" if has_rest else "what-if.outside.left"
    return [Notice("unknown", case.pen.say(key, names=", ".join(names)))] if names else []


def _needed(case: Case) -> tuple[str, ...]:
    """What routes of the pair need, as the section on routes finds it."""
    ways = case.ways
    return tuple(shut.closure for shut in ways.closed if shut.matters) if ways is not None else ()


def _left(asked: Asked) -> list[Block]:
    """Scenarios that are not told at length: those that change next to nothing, those without an answer."""
    pen, found = asked.case.pen, []
    for key, tone, several in (("idle", "caveat", asked.idle), ("failed", "unknown", asked.failed)):
        for one in several:
            title = in_language(one, "title", pen.language)
            slots = {"title": title, "command": command(one.scenario.name, asked.sides)}
            found.append(Notice(tone, pen.say(f"what-if.{key}", **slots)))  # type: ignore[arg-type]
    return list(found)


def _lead(case: Case, told: list[Told]) -> list[Block]:
    if not told:
        return []
    first, pen = told[0], case.pen
    lead = pen.say(
        "what-if.lead",
        a=first.sides[0].names,
        b=first.sides[1].names,
        table=pen.term(first.effects.table),
        sets=first.strong(str(len(first.effects.sets))),
    )
    if any(
        side.place.code != asked.code
        for side, asked in zip(first.sides, (case.reporter, case.partner), strict=True)
    ):
        lead += (Run(" "), *pen.say("what-if.region", a=first.sides[0].names, b=first.sides[1].names))
    return [Paragraph(lead)]


def _most_moving(told: list[Told]) -> Told | None:
    """The scenario that changes most what the two sell each other."""

    def moved(one: Told) -> float:
        here, there = (side.economies for side in one.sides)
        return sum(abs(one.effects.sold(*flow, "all").change) for flow in ((here, there), (there, here)))

    return max((one for one in told if one.both), key=moved, default=None)


def _scenario(told: Told, *, with_industries: bool, with_carriage: bool) -> list[Block]:
    pen = told.case.pen
    description = in_language(told.chosen, "description", told.language)
    head: Text = (Run(f"{told.title}. ", (told.note,), "strong"), Run(f"{description} ".lstrip()))
    charts = [
        gains(told),
        industries(told) if with_industries else None,
        carried(told) if with_carriage else None,
    ]
    return [
        Paragraph((*head, *pen.say("what-if.chosen", reasons=reasons(told)))),
        Bullets((*sentences(told), pen.say("what-if.more", command=told.command))),
        changes_table(told),
        *(chart for chart in charts if chart is not None),
    ]


def _limits(case: Case, told: list[Told]) -> list[Block]:
    """What the table lacks and what the model does not know."""
    pen = case.pen
    if not told:
        return []
    lacks = dict.fromkeys(text for one in told for text in one.effects.lacks)
    unknown = sorted(key for key in catalogue(case.language) if key.startswith(_UNKNOWN))
    closures = dict.fromkeys(one.effects.closure for one in told)
    settled = " ".join(pen.word(f"what-if.closure.{closure}") for closure in closures)
    return [
        Notice("caveat", pen.say("what-if.caveat", closure=settled)),
        Paragraph(pen.say("what-if.lacks")),
        Bullets(tuple((Run(pen.term(text), (told[0].note,)),) for text in lacks)),
        Paragraph(pen.say("what-if.unknown")),
        Bullets(tuple(pen.say(key) for key in unknown)),
    ]
