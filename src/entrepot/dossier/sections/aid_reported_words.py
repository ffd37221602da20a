"""Sentences on aid as reported to IATI: the sum, its parts, what is not in it, and possible doubles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from entrepot.analyses.aid import Aid, Double, Step, Sum, Unconverted
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import Forms
from entrepot.dossier.model import Run, Text
from entrepot.dossier.pen import Pen
from entrepot.metadata.figure import Figure
from entrepot.metadata.iati.vocabularies import name_of
from entrepot.metadata.statement import Statement

_ODA = "10"
_MATCHES = 3
_DAC = "1"


@dataclass(frozen=True, slots=True)
class Ends:
    """Who gives and who receives, and the command that takes the sum apart."""

    donor: Forms
    recipient: Forms
    question: str

    @property
    def command(self) -> str:
        """That lists every transaction of the sum."""
        return f"{self.question} --transactions"


def span(step: Step) -> str:
    """The years of the sum, or of all that was looked at: "2012–2025"."""
    years = [int(one.key) for one in step.by["year"]] or step.rows["year"].to_list()
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"


def figure(one: Sum, step: Step) -> Figure:
    """A sum as it is cited: what it is of stands in the text, so that sums share a note."""
    return replace(one.figure, concept="aid disbursed and spent", period=span(step))


def told(pen: Pen, step: Step, ends: Ends) -> Text:
    """The sum, or that nothing is certain to belong to it."""
    names = {"a": ends.donor, "b": ends.recipient}
    if not step.total.transactions:
        return pen.say("aid.iati.total.unsure", **names)
    return pen.say("aid.iati.total", period=span(step), **_of(step.total, step, pen), **names)


def _of(one: Sum, step: Step, pen: Pen) -> dict[str, object]:
    return {"sum": figure(one, step), "count": numbers.fixed(one.transactions, 0, pen.language)}


def parts(pen: Pen, step: Step) -> tuple[Text, ...]:
    """What of the sum is security and humanitarian, of no purpose, and no development assistance."""
    return tuple(_parts(pen, step))


def _parts(pen: Pen, step: Step) -> Iterator[Text]:
    for key, one in (("security", step.security), ("humanitarian", step.humanitarian)):
        if one.transactions:
            yield pen.say(f"aid.iati.{key}", sum=figure(one, step))
        else:
            yield pen.say(f"aid.iati.{key}.none")
    for one in step.by["sector"]:
        if not one.key:
            yield pen.say("aid.iati.unsaid", sum=figure(one, step))
    for one in step.by["flow"]:
        if one.key not in ("", _ODA):
            flow = name_of("FlowType", one.key, pen.language)
            yield pen.say("aid.iati.flow", flow=flow, sum=figure(one, step))


def limits(pen: Pen, answer: Aid, ends: Ends) -> tuple[Text, ...]:
    """What is not in the sum, or in it as a range, and why."""
    return tuple(_limits(pen, answer, ends))


def _limits(pen: Pen, answer: Aid, ends: Ends) -> Iterator[Text]:
    step, names = answer.step, {"a": ends.donor, "b": ends.recipient}
    for one in step.regional:
        yield pen.say("aid.iati.region", region=_region(pen, one.key), **_of(one, step, pen), **names)
    if step.nowhere.transactions:
        yield pen.say("aid.iati.nowhere", **_of(step.nowhere, step, pen), **names)
    for kind, sums in (("left", step.left_out), ("partly", step.partly)):
        for one in sums:
            yield pen.say(f"aid.iati.{kind}.{one.key.replace(' ', '-')}", **_of(one, step, pen))
    if step.unconverted:
        yield _unconverted(pen, step)
    if answer.set_apart:
        note = pen.cite(figure(step.total, step))
        yield pen.say("aid.iati.set-apart", count=pen.noted(answer.set_apart, note))


def _region(pen: Pen, key: str) -> str:
    vocabulary, _, code = key.partition(":")
    if vocabulary == _DAC:
        return name_of("Region", code, pen.language)
    return pen.word("aid.iati.region.other", code=code, vocabulary=vocabulary)


def _unconverted(pen: Pen, step: Step) -> Text:
    """A sum for each currency, with its years."""
    by: dict[str, list[Unconverted]] = {}
    for one in step.unconverted:
        by.setdefault(one.currency, []).append(one)
    amounts = "; ".join(_bare(pen, currency, ones) for currency, ones in sorted(by.items()))
    note = pen.cite(figure(step.total, step))
    return pen.say("aid.iati.unconverted", amounts=pen.noted(amounts, note))


def _bare(pen: Pen, currency: str, ones: Sequence[Unconverted]) -> str:
    first, last = min(one.year for one in ones), max(one.year for one in ones)
    return pen.word(
        "aid.iati.unconverted.one",
        amount=numbers.money(sum(one.value for one in ones), currency, pen.language),
        period=first if first == last else f"{first}–{last}",
        count=sum(one.transactions for one in ones),
    )


def doubles(case: Case, answer: Aid) -> tuple[Text, ...]:
    """Each contribution of the record that may be among the transactions, with what it may be."""
    by: dict[str, list[Double]] = {}
    for double in answer.beside.doubles:
        by.setdefault(double.statement, []).append(double)
    note = case.pen.cite(figure(answer.step.total, answer.step))
    return tuple(_double(case, case.statement(i), found, note) for i, found in by.items())


def _double(case: Case, statement: Statement, found: Sequence[Double], note: int) -> Text:
    key = "aid.iati.double.certain" if found[0].certain else "aid.iati.double"
    matches = [_match(case.pen, double) for double in found[:_MATCHES]]
    if rest := len(found) - len(matches):
        matches.append(case.pen.word("aid.iati.double.more", count=rest))
    named = Run(f" ({statement.id})")
    return (*case.says(statement), named, *case.pen.say(key, matches=Run("; ".join(matches), (note,))))


def _match(pen: Pen, double: Double) -> str:
    if double.certain:
        return double.identifier
    what = pen.word(_ALIKE[double.reported.partition(" (")[0]])
    if double.year is not None:
        what = pen.word("aid.iati.double.year", what=what, year=double.year)
    amount = numbers.money(double.amount, double.unit, pen.language)
    return pen.word("aid.iati.double.match", activity=double.identifier, what=what, amount=amount)


_ALIKE = {
    "activity": "aid.iati.double.activity",
    "activity in a year": "aid.iati.double.in-a-year",
    "transaction": "aid.iati.double.transaction",
}
