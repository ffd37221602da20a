"""Who gains, which industries, and what bringing goods takes: the drawings of a scenario."""

from __future__ import annotations

from entrepot.analyses.scenarios.account.effects import CARRIED, Change
from entrepot.dossier.model import Chart, Datum
from entrepot.dossier.numbers import percent
from entrepot.dossier.sections.what_if_words import Side, Told, share
from entrepot.metadata.errors import PlaceError
from entrepot.metadata.places import Scheme, get

_EACH = 3
_INDUSTRIES = 6
_PERCENT = 100.0


def gains(told: Told) -> Chart | None:
    """Real income of the two, then of those who gain and lose most in money, each with its interval."""
    sides = [side for side in told.sides if side.economies]
    data = [_gain(side.names.name, told.effects.income(side.economies), strong=True) for side in sides]
    theirs = {code for side in sides for code in side.economies}
    others = sorted(
        (code for code in told.effects.economies if code not in theirs),
        key=lambda code: (-told.effects.incomes[code].change, code),
    )
    others = [code for code in others if told.effects.incomes[code].change]
    ends = [*others[:_EACH], *others[max(_EACH, len(others) - _EACH) :]]
    data += [_gain(_name(code, told.language), told.effects.incomes[code]) for code in ends]
    shown = tuple(datum for datum in data if datum is not None)
    if not shown:
        return None
    word = told.case.pen.word
    listed = "; ".join(f"{d.label} {share(d.value / _PERCENT, told.language)}" for d in shown)
    return Chart(
        f"scenario-gains-{told.number}",
        word("what-if.gains.title", title=told.title),
        "ranges",
        shown,
        "%",
        word("what-if.gains.alternative", title=told.title, changes=listed),
        (told.note,),
        word("what-if.gains.caption"),
    )


def industries(told: Told) -> Chart | None:
    """Change of what the two sell each other, by industry, both ways."""
    here, there = told.sides
    found = [
        (a, told.effects.by_industry(a.economies, b.economies)) for a, b in ((here, there), (there, here))
    ]
    size: dict[str, float] = {}
    for _, moved in found:
        for code, (_, change) in moved.items():
            size[code] = max(size.get(code, 0.0), abs(change))
    most = sorted((code for code in size if size[code] > 0.0), key=lambda code: (-size[code], code))
    data = tuple(
        Datum(told.effects.name(code, told.language), moved[code][1], _flow(told, seller))
        for code in most[:_INDUSTRIES]
        for seller, moved in found
        if code in moved  # of each way only those that change most are known
    )
    if not data:
        return None
    word, names = told.case.pen.word, {"a": here.names, "b": there.names}
    listed = "; ".join(f"{d.label}, {d.series}: {told.money(d.value)}" for d in data[:4])
    return Chart(
        f"scenario-industries-{told.number}",
        word("what-if.industries.title", title=told.title, **names),
        "paired-bars",
        data,
        word("unit.usd-million") if told.effects.unit == "USD million" else told.effects.unit,
        word("what-if.industries.alternative", changes=listed, **names),
        (told.note,),
        word("what-if.industries.caption"),
    )


def carried(told: Told) -> Chart | None:
    """What bringing goods takes of their value: how freight, time and delay change, and their sum."""
    here, there = told.sides
    found = told.effects.carried(here.economies, there.economies)
    if found is None:
        return None
    word, language = told.case.pen.word, told.language
    parts = [(part, found.before[part], found.after[part], "step") for part in CARRIED]
    parts.append(("all", sum(found.before.values()), sum(found.after.values()), "total"))
    data = tuple(
        Datum(
            word(f"what-if.carried.{part}", before=percent(before, language), after=percent(after, language)),
            _PERCENT * (after - before),
            kind=kind,
        )
        for part, before, after, kind in parts
    )
    names = {"a": here.names, "b": there.names}
    listed = "; ".join(f"{d.label}" for d in data)
    return Chart(
        f"scenario-carried-{told.number}",
        word("what-if.carried.title", title=told.title, **names),
        "waterfall",
        data,
        word("what-if.carried.unit"),
        word("what-if.carried.alternative", parts=listed, **names),
        (told.note,),
        word("what-if.carried.caption"),
    )


def _gain(name: str, change: Change, *, strong: bool = False) -> Datum | None:
    if change.relative is None:
        return None
    best, low, high = (_PERCENT * value for value in change.relative)
    return Datum(name, best, emphasis=strong, x=low, size=high)


def _flow(told: Told, seller: Side) -> str:
    here, there = told.sides
    buyer = there if seller is here else here
    return f"{seller.names.name} → {buyer.names.name}"


def _name(code: str, language: str) -> str:
    try:
        return get(code, Scheme.ISO3).name(language)
    except (PlaceError, KeyError):
        return code
