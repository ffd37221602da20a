"""A scenario in sentences: why it was chosen, what is sold, what all trade and real income do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from entrepot.analyses.scenarios.account.effects import NOTHING, Change
from entrepot.dossier.model import Text
from entrepot.dossier.numbers import percent
from entrepot.dossier.sections.what_if_words import Side, Told, share


def reasons(told: Told) -> str:
    """Why the scenario is here: "it is about both, and shuts what their routes need"."""
    word, places = told.case.pen.word, set(told.chosen.scenario.places)
    about = [side.names for side in told.sides if set(side.place.countries) & places]
    said = [
        word(f"what-if.because.{reason}", **({"place": about[0]} if reason == "one" else {}))
        for reason in told.chosen.reasons
    ]
    return word("what-if.and").join(said)


def sentences(told: Told) -> Iterator[Text]:
    """What changes, with intervals: sales both ways, trade and real income of each, cost of bringing."""
    say, effects = told.case.pen.say, told.effects
    here, there = told.sides
    if told.both:
        out = told.change(effects.sold(here.economies, there.economies))
        back = told.change(effects.sold(there.economies, here.economies))
        yield say("what-if.sales", a=here.names, b=there.names, out=out, back=back)
    for side in (side for side in told.sides if side.economies):
        yield say(
            "what-if.trade",
            a=side.names,
            exports=told.change(_sum(effects.exports, side)),
            imports=told.change(_sum(effects.imports, side)),
            income=told.change(effects.income(side.economies)),
        )
    if told.both:
        yield from _carried(told, here, there)


def _carried(told: Told, seller: Side, buyer: Side) -> Iterator[Text]:
    """What bringing goods takes of their value, where the scenario is about corridors."""
    found = told.effects.carried(seller.economies, buyer.economies)
    if found is None:
        return
    language = told.language
    yield told.case.pen.say(
        "what-if.carried",
        a=seller.names,
        b=buyer.names,
        before=told.strong(percent(sum(found.before.values()), language)),
        after=told.strong(percent(sum(found.after.values()), language)),
        change=told.strong(share(found.change, language)),
        low=share(found.low, language),
        high=share(found.high, language),
    )


def _sum(changes: Mapping[str, Change], side: Side) -> Change:
    return sum((changes[code] for code in side.economies), NOTHING)
