"""At a glance: the few numbers and sentences an ambassador reads first."""

from __future__ import annotations

from entrepot.analyses.profile import Profile
from entrepot.analyses.relations.contributions import contributions
from entrepot.analyses.relations.instruments import Evidence, Stage
from entrepot.analyses.trade import Bilateral, industry_names
from entrepot.dossier.case import Case, GoodsFlows
from entrepot.dossier.grammar import forms, running
from entrepot.dossier.model import Block, Bullets, KeyFigure, KeyFigures, Section, Text
from entrepot.dossier.numbers import date
from entrepot.metadata.figure import Figure


def section(case: Case) -> Section:
    """Tiles and findings; what is not known is said, not left out."""
    pair = case.bilateral
    blocks: list[Block] = [KeyFigures(_tiles(case, pair)), Bullets(_findings(case, pair))]
    return Section("glance", case.pen.word("glance.title"), tuple(blocks))


def _tiles(case: Case, pair: Bilateral | None) -> tuple[KeyFigure, ...]:
    tiles = []
    whole = {"a": forms(case.trader, case.language), "b": forms(case.counterpart, case.language)}
    if isinstance(case.goods, GoodsFlows):
        # Loaded where there are goods to tell of, see `Case.has_added`.
        from entrepot.dossier.sections.goods_glance import goods_tiles

        tiles += goods_tiles(case, case.goods)
    elif pair:
        tiles += [
            _tile(
                case,
                pair.exports,
                case.pen.word("glance.exports", **whole),
                _rank(case, pair, True),
            ),
            _tile(
                case,
                pair.imports,
                case.pen.word("glance.imports", **whole),
                _rank(case, pair, False),
            ),
        ]
    tiles += [tile for known in case.profiles if known for tile in _gdp(case, known)]
    return tuple(tiles)


def _tile(case: Case, figure: Figure, label: str, detail: str) -> KeyFigure:
    return KeyFigure(case.pen.number(figure), label, detail, (case.pen.cite(figure),))


def _rank(case: Case, pair: Bilateral, outward: bool) -> str:
    standing = pair.partner_as_customer if outward else pair.partner_as_supplier
    if standing.rank is None or pair.missing:
        return pair.exports.period
    key = "glance.customer" if outward else "glance.supplier"
    return case.pen.word(
        key, rank=case.pen.number(standing.rank), out_of=standing.out_of, period=pair.exports.period
    )


def _gdp(case: Case, known: Profile) -> list[KeyFigure]:
    figure = known.latest("gdp_official_exchange_rate")
    if figure is None:
        return []
    label = case.pen.word("glance.gdp", a=forms(known.place, case.language))
    return [_tile(case, figure, label, figure.period)]


def _findings(case: Case, pair: Bilateral | None) -> tuple[Text, ...]:
    if isinstance(case.goods, GoodsFlows):
        from entrepot.dossier.sections.goods_glance import goods_findings

        trade = goods_findings(case, case.goods)
    else:
        trade = (*_weight(case, pair), *_largest(case, pair))
    return (*trade, *_relations(case), *_aid(case), *_disagreements(case))


def _weight(case: Case, pair: Bilateral | None) -> list[Text]:
    if pair is None:
        return [case.pen.say("glance.no-statistics", a=case.ta, b=case.tb)]
    if not pair.export_intensity.is_exact:
        return []
    # Trade intensity of one is trade in proportion to the two economies' weight in the world.
    phrase = "glance.intensity.below" if pair.export_intensity.number < 1 else "glance.intensity.above"
    return [
        case.pen.say(
            phrase,
            a=case.ta,
            b=case.tb,
            share=pair.partner_as_customer.share,
            intensity=case.pen.ratio(pair.export_intensity),
        )
    ]


def _largest(case: Case, pair: Bilateral | None) -> list[Text]:
    """What each sells the other above all."""
    if pair is None:
        return []
    names = industry_names(case.warehouse, case.language)
    sides = ((case.ta, case.tb, pair.export_industries), (case.tb, case.ta, pair.import_industries))
    return [
        case.pen.say(
            "glance.largest",
            a=seller,
            b=buyer,
            industry=running(names[table.rows()[0]["industry"]]),
            share=table.figure("share", industry=table.rows()[0]["industry"]),
        )
        for seller, buyer, table in sides
        if len(table)
    ]


def _relations(case: Case) -> list[Text]:
    if not case.concerning:
        return [case.pen.say("glance.no-record", a=case.a, b=case.b)]
    texts = []
    agreed = [i for i in case.instruments if i.evidence >= Evidence.MEMORANDUM]
    if agreed:
        note = case.cite_record(
            case.pen.word("note.counted", count=len(agreed)), [i.statement for i in agreed]
        )
        signed = sum(i.is_signed for i in agreed)
        settled = sum(i.stage is Stage.AGREED for i in agreed)
        texts.append(
            case.pen.say(
                "glance.instruments",
                count=case.pen.noted(len(agreed), note),
                agreed=case.pen.noted(settled, note),
                signed=case.pen.noted(signed, note),
                a=case.a,
                b=case.b,
            )
        )
    return [*texts, *_quiet(case)]


def _quiet(case: Case) -> list[Text]:
    """The longest time between two contacts, and the one before the first of them if that was longer."""
    found, texts = case.silences, []
    quiet, before = found.silences, found.before_first
    if quiet:
        ends = [case.statement(i) for c in (quiet[0].since, quiet[0].until) for i in c.statements]
        texts.append(
            case.pen.say(
                "glance.silence",
                length=case.pen.noted(quiet[0].length.says(case.language), case.cite(*ends)),
                a=case.a,
                b=case.b,
            )
        )
    if before and found.relations_since and (not quiet or before.middle > quiet[0].length.middle):
        begun = [s for s in case.concerning if s.subtype == "recognition"]
        note = case.cite(*begun, *(case.statement(i) for i in found.contacts[0].statements))
        texts.append(
            case.pen.say(
                "glance.silence.before",
                since=date(found.relations_since, case.language),
                first=date(found.contacts[0].date, case.language),
                length=case.pen.noted(before.says(case.language), note),
            )
        )
    return texts


def _aid(case: Case) -> list[Text]:
    total = contributions(case.statements, case.reporter.code, case.partner.code, case.documents).total()
    return [case.pen.say("glance.aid", total=total, a=case.a, b=case.b)] if total else []


def _disagreements(case: Case) -> list[Text]:
    found = case.contradictions
    if not found:
        return []
    cited = [case.statement(i) for c in found for i in c.statements]
    note = case.cite_record(case.pen.word("note.counted", count=len(found)), cited)
    phrase = "glance.claims" if len(found) > 1 else "glance.claims.one"
    return [case.pen.say(phrase, count=case.pen.noted(len(found), note))]
