"""Scenarios side by side, all in one world and one setting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from entrepot.analyses.scenarios.answer import Answer
from entrepot.analyses.scenarios.exploring.solving import Told
from entrepot.analyses.scenarios.run import Setting, run
from entrepot.analyses.scenarios.spread import spread
from entrepot.metadata.errors import UsageError
from entrepot.metadata.figure_table import FigureTable
from entrepot.metadata.origin import join
from entrepot.metadata.scenario import Scenario

Asked = tuple[Scenario, Setting]


@dataclass(frozen=True, eq=False)
class Comparison:
    """Answers to several scenarios, in the order they were asked."""

    answers: tuple[Answer, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Of the scenarios."""
        return tuple(answer.run.scenario.name for answer in self.answers)

    @property
    def caveats(self) -> tuple[str, ...]:
        """Of all answers, each once."""
        return tuple(dict.fromkeys(text for answer in self.answers for text in answer.caveats))

    def economies(self) -> FigureTable:
        """Every economy in every scenario: `Answer.economies` with the column `scenario` before it."""
        return self._stacked("What changes", lambda answer: answer.economies())

    def pair(self, exporter: str, importer: str) -> FigureTable:
        """What one sells the other in every scenario: `outcome.pair` with the column `scenario` before it.

        Raises:
            UsageError: an economy that the world does not have, or the same one twice.
        """
        return self._stacked(
            f"Sales of {exporter} to {importer}", lambda answer: answer.pair(exporter, importer)
        )

    def _stacked(self, what: str, of: Callable[[Answer], FigureTable]) -> FigureTable:
        tables = [of(answer) for answer in self.answers]
        named = [
            table.data.select(pl.lit(name).alias("scenario"), pl.all())
            for name, table in zip(self.names, tables, strict=True)
        ]
        return replace(
            tables[0],
            title=f"{what}: {', '.join(self.names)}",
            data=pl.concat(named),
            origins=join(*(table.origins for table in tables)),
            caveat=" ".join(dict.fromkeys(table.caveat for table in tables)),
        )


def compare(
    asked: Sequence[Asked],
    flows: Sequence[tuple[str, str]] = (),
    *,
    draws: int = 0,
    told: Told | None = None,
) -> Comparison:
    """The answers to several scenarios in one world.

    Args:
        asked: scenarios, each with its setting; all of one world, closure and set of elasticities.
        flows: exporter and importer of flows whose intervals are wanted.
        draws: over what is in doubt, for intervals; 0 for none.
        told: hears the share that is done.

    Raises:
        UsageError: fewer than two, two of one name, settings that differ, or a scenario does not fit.
        NoEquilibrium: one of them has no equilibrium.
    """
    _comparable(asked)
    answers = []
    for number, (scenario, setting) in enumerate(asked):
        done = run(scenario, setting)
        share = None if told is None else _share(told, number, len(asked))
        made = spread(scenario, setting, flows, draws=draws, told=share) if draws else None
        answers.append(Answer(done, made))
        if told is not None:
            told((number + 1) / len(asked))
    return Comparison(tuple(answers))


def _comparable(asked: Sequence[Asked]) -> None:
    if len(asked) < 2:
        raise UsageError("To compare takes two scenarios or more.")
    often = Counter(scenario.name for scenario, _ in asked)
    if twice := [name for name, count in often.items() if count > 1]:
        raise UsageError(f"Two of the scenarios are called “{twice[0]}”: name them apart.")
    first = asked[0][1]
    for scenario, setting in asked:
        if setting.world is not first.world:
            raise UsageError(f"“{scenario.name}” is asked in another world than “{asked[0][0].name}”.")
        pairs = {
            "closure": (first.closure, setting.closure),
            "elasticities": (first.elasticities.name, setting.elasticities.name),
        }
        for option, (one, other) in pairs.items():
            if one != other:
                raise UsageError(
                    f"“{asked[0][0].name}” asks for {option} {one}, “{scenario.name}” for {other}: "
                    f"say which holds for all, --{option} {one} or --{option} {other}."
                )


def _share(told: Told, number: int, count: int) -> Told:
    return lambda share: told((number + share) / count)
