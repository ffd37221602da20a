"""Trade: the flows both ways, ranks and shares, industries, structure, and what documents state."""

from __future__ import annotations

from typing import Any

from entrepot.analyses.trade.bilateral import Bilateral
from entrepot.analyses.trade.complementarity import Complementarity, complementarity
from entrepot.analyses.trade.concentration import concentration
from entrepot.analyses.trade.domestic import domestic_sales
from entrepot.analyses.trade.partners import Flow, Standing, partners
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import Forms, forms
from entrepot.dossier.model import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Datum,
    Notice,
    Paragraph,
    Section,
    Table,
    Text,
)
from entrepot.dossier.sections.stated import stated_blocks
from entrepot.dossier.tabulate import Shown, tabulate
from entrepot.metadata.errors import NoData
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.icio import ICIO_INDUSTRIES
from entrepot.metadata.places import get
from entrepot.metadata.places.place import Place

_CHARTED = 8
_LISTED = 10
_PARTNERS = 5


def section(case: Case) -> Section:
    """Trade between the two, as far as any source tells."""
    blocks: list[Block] = []
    if case.trader != case.reporter or case.counterpart != case.partner:
        blocks.append(Notice("caveat", case.pen.say("trade.region", ta=case.ta, tb=case.tb)))
    if case.bilateral:
        blocks += _statistics(case, case.bilateral)
    else:
        blocks.append(Notice("unknown", case.pen.say("trade.no-statistics", **_absent(case))))
    blocks += stated_blocks(case)
    return Section("trade", case.pen.word("trade.title"), tuple(blocks))


def _absent(case: Case) -> dict[str, Any]:
    """Which of the two the tables do not name."""
    lacking = []
    for place in (case.trader, case.counterpart):
        try:
            partners(case.warehouse, place, Flow.EXPORTS)
        except NoData:
            lacking.append(forms(place, case.language).the)
    return {"places": case.pen.word("and").join(lacking)}


def _statistics(case: Case, pair: Bilateral) -> list[Block]:
    return [
        Notice("caveat", case.pen.say("trade.caveat")),
        *_missing(case, pair),
        Paragraph(_lead(case, pair)),
        Bullets((_standing(case, pair, True), _standing(case, pair, False))),
        _flows(case, pair),
        *_industries(case, pair),
        _main_partners(case),
        Paragraph(_structure(case)),
        _concentration(case),
        *_complementarity(case),
    ]


def _missing(case: Case, pair: Bilateral) -> list[Block]:
    if not pair.missing:
        return []
    names = ", ".join(get(code).name(case.language) for code in pair.missing)
    return [Notice("unknown", case.pen.say("trade.missing", names=names))]


def _lead(case: Case, pair: Bilateral) -> Text:
    balance = pair.balance
    phrase = "trade.lead"
    if balance.is_exact:
        phrase += ".surplus" if balance.number >= 0 else ".deficit"
        balance = balance * (1 if balance.number >= 0 else -1)
    return case.pen.say(
        phrase,
        period=pair.exports.period,
        exports=pair.exports,
        imports=pair.imports,
        balance=balance,
        a=case.ta,
        b=case.tb,
    )


def _standing(case: Case, pair: Bilateral, outward: bool) -> Text:
    """How much the flow one way matters to the seller and to the buyer."""
    customer = pair.partner_as_customer if outward else pair.reporter_as_customer
    supplier = pair.reporter_as_supplier if outward else pair.partner_as_supplier
    seller, buyer = (case.ta, case.tb) if outward else (case.tb, case.ta)
    if customer.rank is None or supplier.rank is None:
        return case.pen.say("trade.no-flow", a=seller, b=buyer)
    return case.pen.say(
        "trade.standing",
        seller=seller,
        buyer=buyer,
        customer_rank=customer.rank,
        customers=customer.out_of,
        export_share=customer.share,
        supplier_rank=supplier.rank,
        suppliers=supplier.out_of,
        import_share=supplier.share,
    )


def _flows(case: Case, pair: Bilateral) -> Table:
    word = case.pen.word
    columns = (
        Column("flow", word("column.flow")),
        Column(
            "value", word("column.value"), "right", "USD million" if case.language == "en" else "millions USD"
        ),
        Column("export_share", word("column.share-of-exports"), "right"),
        Column("customer_rank", word("column.customer-rank"), "right"),
        Column("import_share", word("column.share-of-imports"), "right"),
        Column("supplier_rank", word("column.supplier-rank"), "right"),
        Column("intensity", word("column.intensity"), "right"),
    )
    rows = (
        _flow(
            case,
            (case.ta, case.tb),
            pair.exports,
            pair.partner_as_customer,
            pair.reporter_as_supplier,
            pair.export_intensity,
        ),
        _flow(
            case,
            (case.tb, case.ta),
            pair.imports,
            pair.reporter_as_customer,
            pair.partner_as_supplier,
            pair.import_intensity,
        ),
    )
    return Table(
        "flows", word("flows.title", a=case.ta, b=case.tb), columns, rows, caption=word("flows.caption")
    )


def _flow(
    case: Case,
    ends: tuple[Forms, Forms],
    value: Figure,
    customer: Standing,
    supplier: Standing,
    intensity: Figure,
) -> tuple[Cell, ...]:
    ratio = case.pen.ratio(intensity)
    return (
        Cell(f"{ends[0].name} → {ends[1].name}"),
        _amount(case, value),
        figure_cell(case, customer.share),
        figure_cell(case, customer.rank),
        figure_cell(case, supplier.share),
        figure_cell(case, supplier.rank),
        Cell(ratio.text, intensity.number, ratio.notes),
    )


def _amount(case: Case, value: Figure) -> Cell:
    """A value in the column's unit; an interval is written out in full."""
    if not value.is_exact:
        return figure_cell(case, value)
    from entrepot.dossier import numbers

    return Cell(numbers.decimal(value.number, case.language), value.number, (case.pen.cite(value),))


def figure_cell(case: Case, figure: Figure | None) -> Cell:
    """A figure as a cell with its own note; a dash where there is none."""
    if figure is None:
        return Cell("–")
    number = figure.number if figure.is_exact else None
    return Cell(case.pen.number(figure), number, (case.pen.cite(figure),))


def _industry_names(case: Case) -> dict[str, str]:
    rows = case.warehouse.read(ICIO_INDUSTRIES)
    return dict(zip(rows["code"], rows[f"name_{case.language}"], strict=True))


def _industries(case: Case, pair: Bilateral) -> list[Block]:
    names = _industry_names(case)
    sides = (
        ("exports-by-industry", pair.export_industries, case.ta, case.tb),
        ("imports-by-industry", pair.import_industries, case.tb, case.ta),
    )
    tables = [_industry_table(case, *side, names) for side in sides if len(side[1])]
    return [*_chart(case, pair, names), *tables]


def _chart(case: Case, pair: Bilateral, names: dict[str, str]) -> list[Block]:
    """The largest industries of the two flows together, side by side."""
    outward = {row["industry"]: row["value"] for row in pair.export_industries.rows()}
    inward = {row["industry"]: row["value"] for row in pair.import_industries.rows()}
    weight = {code: outward.get(code, 0) + inward.get(code, 0) for code in (*outward, *inward)}
    top = sorted(weight, key=lambda code: (-weight[code], code))[:_CHARTED]
    if not top:
        return []
    series = ((f"{case.ta.name} → {case.tb.name}", outward), (f"{case.tb.name} → {case.ta.name}", inward))
    data = tuple(Datum(names[code], flow.get(code, 0.0), name) for code in top for name, flow in series)
    word = case.pen.word
    largest = ", ".join(names[code] for code in top[:3])
    return [
        Chart(
            "industries",
            word("industries.chart", a=case.ta, b=case.tb),
            "paired-bars",
            data,
            "USD million" if case.language == "en" else "millions USD",
            word("industries.alternative", a=case.ta, b=case.tb, largest=largest),
            (case.pen.cite(pair.exports), case.pen.cite(pair.imports)),
        )
    ]


def _industry_table(
    case: Case, key: str, figures: FigureTable, seller: Forms, buyer: Forms, names: dict[str, str]
) -> Table:
    shown = (
        Shown("value", "column.value", "decimal", "USD million" if case.language == "en" else "millions USD"),
        Shown("share", "column.share-of-flow", "percent"),
        Shown("market_share", "column.market-share", "percent"),
        Shown("reporter_rca", "column.rca-a", "decimal"),
        Shown("partner_rca", "column.rca-b", "decimal"),
    )
    return tabulate(
        case.pen,
        key,
        case.pen.word("industries.table", seller=seller, buyer=buyer, count=min(_LISTED, len(figures))),
        figures.head(_LISTED),
        {"a": case.ta.name, "b": case.tb.name, "buyer": buyer.of},
        shown,
        label=lambda row: names[row["industry"]],
        head=case.pen.word("column.industry"),
        caption=case.pen.word("industries.caption"),
    )


def _main_partners(case: Case) -> Table:
    """The five largest customers and suppliers of each, and where the other stands."""
    word = case.pen.word
    found = [
        (place, other, partners(case.warehouse, place, flow))
        for place, other in ((case.trader, case.counterpart), (case.counterpart, case.trader))
        for flow in Flow
    ]
    columns = [Column("rank", word("column.rank"), "right")]
    for place, _, answer in found:
        note = case.pen.cite(answer.table.figure("share", partner=answer.table.rows()[0]["partner"]))
        head = word(f"column.{answer.flow.noun}s-of", a=forms(place, case.language))
        columns.append(Column(f"{answer.flow.noun}s-{place.code}".lower(), head, notes=(note,)))
    rows = [
        (Cell(str(n + 1), n + 1), *(_partner(case, answer.table.rows()[n]) for _, _, answer in found))
        for n in range(_PARTNERS)
    ]
    return Table(
        "partners",
        word("partners.title"),
        tuple(columns),
        tuple(rows),
        caption=word("partners.caption"),
    )


def _partner(case: Case, row: dict[str, Any]) -> Cell:
    from entrepot.dossier import numbers

    place = get(row["partner"])
    return Cell(f"{place.name(case.language)} ({numbers.percent(row['share'], case.language)})", row["share"])


def _structure(case: Case) -> Text:
    text: Text = ()
    for place in (case.trader, case.counterpart):
        sales = domestic_sales(case.warehouse, place)
        text += case.pen.say(
            "trade.domestic",
            a=forms(place, case.language),
            output=sales.output,
            home=sales.domestic_share,
            abroad=sales.export_share,
        )
    return text


def _concentration(case: Case) -> Table:
    word = case.pen.word
    rows = []
    columns: list[Column] = [Column("measure", word("column.concentration"))]
    measures = [(flow, dimension) for flow in Flow for dimension in ("partner", "industry")]
    found = [(place, concentration(case.warehouse, place)) for place in (case.trader, case.counterpart)]
    for place, _ in found:
        columns.append(Column(f"hhi-{place.code}".lower(), forms(place, case.language).name, "right"))
    for flow, dimension in measures:
        cells = [Cell(word(f"concentration.{flow.value}.{dimension}"))]
        for _, answer in found:
            ratio = case.pen.ratio(answer.hhi(flow, dimension))  # type: ignore[arg-type]
            cells.append(Cell(ratio.text, answer.hhi(flow, dimension).number, ratio.notes))  # type: ignore[arg-type]
        rows.append(tuple(cells))
    return Table(
        "concentration",
        word("concentration.title"),
        tuple(columns),
        tuple(rows),
        caption=word("concentration.caption"),
    )


def _complementarity(case: Case) -> list[Block]:
    found = [
        complementarity(case.warehouse, case.trader, case.counterpart),
        complementarity(case.warehouse, case.counterpart, case.trader),
    ]
    names = _industry_names(case)
    return [
        Paragraph(case.pen.say("complementarity.lead")),
        Bullets(tuple(_match(case, c, names) for c in found)),
    ]


def _match(case: Case, match: Complementarity, names: dict[str, str]) -> Text:
    exporter, importer = _names(case, match.exporter), _names(case, match.importer)
    best = ", ".join(names[row["industry"]] for row in match.table.rows()[:3])
    phrase = "complementarity.rank" if match.rank else "complementarity.index"
    return case.pen.say(
        phrase, a=exporter, b=importer, index=match.index, rank=match.rank, out_of=match.out_of, best=best
    )


def _names(case: Case, place: Place) -> Forms:
    return forms(place, case.language)
