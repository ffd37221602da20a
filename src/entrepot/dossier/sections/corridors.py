"""The ways for goods between the two: what they take, where they run, and what happens when one closes."""

from __future__ import annotations

from entrepot.analyses.corridors.account.account import Account
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import opening
from entrepot.dossier.model import Block, Bullets, Notice, Paragraph, Run, Section, Text
from entrepot.dossier.numbers import percent
from entrepot.dossier.route_charts import Drawer, main_mode
from entrepot.dossier.sections.corridors_closed import closed_blocks
from entrepot.dossier.sections.corridors_tables import routes_table, stages_table
from entrepot.dossier.sections.corridors_words import REASONS, Ways
from entrepot.metadata.corridors import Route
from entrepot.metadata.places.place import Place, Scheme

_FAR_KM = 50.0
"""A lorry to or from the network that runs further is named, as `entrepot routes` does."""
_MEMBERS = 6


def section(case: Case) -> Section:
    """Routes from the reporter to the partner for one container; a notice where none can be told."""
    groups = [place for place in (case.reporter, case.partner) if place.scheme is Scheme.GROUP]
    blocks = [_group(case, group) for group in groups] or _told(case, case.ways)
    return Section("corridors", case.pen.word("corridors.title"), tuple(blocks))


def _group(case: Case, group: Place) -> Block:
    names = ", ".join(case.named(place).name for place in case.members(group)[:_MEMBERS])
    return Notice("unknown", case.pen.say("corridors.group", group=case.named(group), members=names))


def _told(case: Case, account: Account | None) -> list[Block]:
    if account is None:
        return [Notice("unknown", case.pen.say("corridors.nowhere", a=case.a, b=case.b))]
    if not account.routes:
        return [Notice("unknown", case.pen.say("corridors.no-route", a=case.a, b=case.b))]
    ways = Ways(case, account)
    drawer = Drawer(ways.routes, ways.words, ways.all_notes)
    blocks: list[Block] = [
        Notice("caveat", (Run(ways.remark("rates")),)),
        Paragraph(_lead(ways)),
        Bullets((*_named(ways), *_air(ways))),
        routes_table(ways),
        drawer.map(),
        stages_table(ways),
        drawer.time_distance(),
        drawer.hours_by_kind(),
    ]
    if len(account.front) > 1:
        blocks.append(drawer.trade_off(account.front))
    return [*blocks, *closed_blocks(ways), *_limits(ways)]


def _lead(ways: Ways) -> Text:
    """What goes from where to where, and what stands for the two places."""
    case, account = ways.case, ways.account
    pen, first = case.pen, ways.routes[0]
    note = pen.note(pen.word("corridors.note.cargo"), account.origins.get("cargo") or (), "estimated")
    tonnes = Run(f"{ways.number(account.tonnes)}\u00a0t", (note,), "strong")
    lead = pen.say("corridors.lead", tonnes=tonnes, a=first.origin.name, b=first.destination.name)
    ends = ((case.a, account.origin), (case.b, account.destination))
    stands = (
        pen.say("corridors.stands", place=form, what=_stand(ways, spot.stands_for))
        for form, spot in ends
        if spot.stands_for
    )
    return (*lead, *(run for text in stands for run in text))


def _stand(ways: Ways, said: str) -> str:
    """What stands for a place ("Brussels, its capital"), in the reader's language."""
    town, comma, role = said.partition(", ")
    return f"{ways.account.name(town, ways.language)}{comma}{ways.case.pen.term(role)}"


def _named(ways: Ways) -> list[Text]:
    """The routes that are best by something, a sentence each."""
    found = [route for route in ways.routes if set(REASONS) & set(route.names)]
    return [_sentence(ways, route) for route in found]


def _sentence(ways: Ways, route: Route) -> Text:
    return ways.case.pen.say(
        "corridors.option",
        names=opening(ways.reasons(route)),
        days=ways.strong(ways.days(route.hours.typical), "hours"),
        low=ways.days(route.hours.low),
        high=ways.days(route.hours.high),
        usd=ways.strong(ways.number(route.usd.typical), "usd"),
        co2e=ways.strong(ways.number(route.co2e.typical), "co2e"),
        way=ways.way_of(route),
    )


def _air(ways: Ways) -> list[Text]:
    """What a kilogram costs by air, and from which worth on it pays."""
    flown = [route for route in ways.routes if main_mode(route) == "air"]
    if not flown:
        return []
    pen, account = ways.case.pen, ways.account
    usd = flown[0].usd * (1.0 / account.chargeable_kg)
    low, typical, high = (ways.number(value, 2) for value in (usd.low, usd.typical, usd.high))
    rate = ways.strong(typical, "usd")
    text = pen.say("corridors.air", rate=rate, low=low, high=high)
    if account.air_pays is None or account.day_costs is None:
        return [text]
    note = pen.note(pen.word("corridors.note.day"), account.origins.get("day") or (), "modelled")
    pays, day = account.air_pays, account.day_costs
    return [
        (
            *text,
            *pen.say(
                "corridors.air.pays",
                low=ways.number(pays.low),
                high=Run(ways.number(pays.high), (note,), "strong"),
                least=percent(day.low, ways.language),
                most=percent(day.high, ways.language),
            ),
        )
    ]


def _limits(ways: Ways) -> list[Block]:
    """What a reader must know before using any of it."""
    say, account = ways.case.pen.say, ways.account
    texts: list[Text] = [(Run(ways.remark("cut")),)] if account.cut else []
    if far := _far(ways):
        texts.append(say("corridors.far", miles=far))
    if account.seasons:
        names = ", ".join(ways.named(key) for key in account.seasons)
        texts.append(say("corridors.seasons", names=names))
    texts.append(say("corridors.limits"))
    spaced = ((*text, Run(" ")) for text in texts)
    return [Notice("caveat", tuple(run for text in spaced for run in text)[:-1])]


def _far(ways: Ways) -> Text:
    """Long first and last miles, each once, with the note on lengths."""
    found: dict[tuple[str, str], float] = {}
    for route in ways.routes:
        if len(route.steps) > 2:
            for step in (route.steps[0], route.steps[-1]):
                if step.km > _FAR_KM:
                    found[step.start_name, step.end_name] = step.km
    miles = (f"{a} – {b}, {ways.number(km)} km" for (a, b), km in found.items())
    told = ways.case.pen.word("list.between").join(miles)
    return (Run(told, (ways.notes["km"],)),) if told else ()
