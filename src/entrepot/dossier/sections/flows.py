"""The flows between two places: values, shares and ranks both ways, and the industries they are made of."""

from __future__ import annotations

from entrepot.analyses.trade import Bilateral, Standing, industry_names
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import Forms
from entrepot.dossier.model import Block, Cell, Chart, Column, Datum, Table
from entrepot.dossier.tabulate import Shown, tabulate
from entrepot.metadata.figure import Figure
from entrepot.metadata.figure_table import FigureTable

_CHARTED = 8
_LISTED = 10


def flow_table(case: Case, pair: Bilateral) -> Table:
    """Two rows, one a direction: value, and its weight for the seller and for the buyer."""
    word = case.pen.word
    columns = (
        Column("flow", word("column.flow")),
        Column("value", word("column.value"), "right", case.pen.word("unit.usd-million")),
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
        case.pen.cell(customer.share),
        case.pen.cell(customer.rank),
        case.pen.cell(supplier.share),
        case.pen.cell(supplier.rank),
        Cell(ratio.text, intensity.number, ratio.notes),
    )


def _amount(case: Case, value: Figure) -> Cell:
    """A value in the column's unit; of a group that the tables have in part, what they have."""
    known = value.interval.low
    return Cell(numbers.fixed(known, 1, case.language), known, (case.pen.cite(value),))


def industry_blocks(case: Case, pair: Bilateral) -> list[Block]:
    """A chart of the largest industries both ways, and a table for each direction."""
    names = industry_names(case.warehouse, case.language)
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
            case.pen.word("unit.usd-million"),
            word("industries.alternative", a=case.ta, b=case.tb, largest=largest),
            (case.pen.cite(pair.exports), case.pen.cite(pair.imports)),
        )
    ]


def _industry_table(
    case: Case, key: str, figures: FigureTable, seller: Forms, buyer: Forms, names: dict[str, str]
) -> Table:
    shown = (
        Shown("value", "column.value", "tenths", case.pen.word("unit.usd-million")),
        Shown("share", "column.share-of-flow", "percent"),
        Shown("market_share", "column.market-share", "percent"),
        Shown("reporter_rca", "column.rca-a", "hundredths"),
        Shown("partner_rca", "column.rca-b", "hundredths"),
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
