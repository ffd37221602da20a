"""What the section on scenarios writes with: changes in words, and the note that all of a scenario has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from entrepot.analyses.scenarios.account.effects import Change, Effects
from entrepot.analyses.scenarios.choosing import Chosen
from entrepot.dossier import numbers
from entrepot.dossier.case import Case
from entrepot.dossier.grammar import Forms
from entrepot.dossier.model import Run, Text
from entrepot.metadata.places.place import Place

_TINY = 5e-7
_WHOLE = 10.0
_DIGITS = 3


@dataclass(frozen=True)
class Side:
    """One of the two places.

    Attributes:
        place: the place that statistics are kept for.
        names: its name in the forms that sentences need, with the members that the table has.
        economies: those of it that are economies of the table; none where it has none.
    """

    place: Place
    names: Forms
    economies: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """One scenario, to be written.

    Attributes:
        case: the pair.
        chosen: the scenario, and why.
        effects: what it changes.
        sides: reporter and partner.
        number: 1 for the first.
    """

    case: Case
    chosen: Chosen
    effects: Effects
    sides: tuple[Side, Side]
    number: int

    @property
    def language(self) -> str:
        """Language of the dossier."""
        return self.case.language

    @cached_property
    def title(self) -> str:
        """What the scenario is called."""
        return in_language(self.chosen, "title", self.language) or self.chosen.scenario.name

    @cached_property
    def note(self) -> int:
        """Number of the note that backs every number; what the table lacks stands in the section."""
        pen, effects = self.case.pen, self.effects
        text = pen.word(
            "what-if.note",
            title=self.title,
            period=effects.period,
            elasticities=pen.term(effects.elasticities),
            closure=pen.word(f"what-if.closure.{effects.closure}"),
            draws=effects.draws,
            sets=len(effects.sets),
        )
        caveat = " ".join(pen.term(each) for each in effects.caveats if each not in effects.lacks)
        if effects.failed:
            text += " " + pen.word("what-if.failed-draws", count=effects.failed)
        return pen.note(text, effects.origins, "modelled", caveat=caveat)

    @property
    def both(self) -> bool:
        """Whether the table has something of either side."""
        return all(side.economies for side in self.sides)

    @property
    def command(self) -> str:
        """What says more, in a terminal."""
        return command(self.chosen.scenario.name, self.sides)

    def change(self, found: Change) -> Text:
        """A change in words: "−3.1 % (−5.0 % to −1.8 %; −USD 4.2 million)", with the mark of its note."""
        word = self.case.pen.word
        if found.relative is None:
            return (Run(word("what-if.nothing"), (self.note,)),)
        best, low, high = (share(value, self.language) for value in found.relative)
        behind = word("what-if.between", low=low, high=high, money=self.money(found.change))
        return Run(best, (self.note,), "strong"), Run(f" ({behind})")

    def money(self, amount: float) -> str:
        """An amount with its sign."""
        rounded = float(f"{abs(amount):.{_DIGITS}g}")
        printed = numbers.amount(rounded, self.effects.unit, self.language)
        return f"{sign(amount)}{printed}"

    def strong(self, text: str) -> Text:
        """A number with the mark of the note."""
        return (Run(text, (self.note,), "strong"),)


def in_language(chosen: Chosen, name: str, language: str) -> str:
    """Title or description of a scenario; English where the language has none."""
    said = getattr(chosen.scenario, name)
    return str(said.get(language) or said.get("en") or "").replace("'", "’")


def command(scenario: str, sides: tuple[Side, Side]) -> str:
    """The command that runs a scenario, for the pair where both are economies by themselves."""
    words = f"entrepot whatif {scenario}"
    if all(side.economies == (side.place.code,) for side in sides):
        words += " --pair " + " ".join(side.place.code for side in sides)
    return words


def share(ratio: float, language: str) -> str:
    """A change relative to before, in per cent, with its sign."""
    if 0.0 < abs(ratio) < _TINY:
        return f"{sign(ratio)}<\u202f{numbers.percent(2 * _TINY, language)}"
    decimals = 0 if abs(ratio) >= _WHOLE else 1
    return f"{sign(ratio)}{numbers.percent(abs(ratio), language, decimals)}"


def sign(value: float) -> str:
    """Plus, minus, or nothing for zero."""
    return "+" if value > 0.0 else "−" if value < 0.0 else ""
