"""What the commands on scenarios share: the options of a setting, and the question in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.arguments import PLACE
from entrepot.cli.output import note
from entrepot.cli.ticking import ticking
from entrepot.metadata.errors import UsageError
from entrepot.metadata.scenario import CLOSURES

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from entrepot.metadata.origin import Origin
    from entrepot.metadata.places import Place
    from entrepot.workbench.whatif import WhatIf

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_SOURCES = 8


def completed(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Names of scenarios that begin with what was typed."""
    from click.shell_completion import CompletionItem

    from entrepot.sources.scenarios import names

    return [CompletionItem(name) for name in names() if name.startswith(begun)]


def setting_options(function: Decorated) -> Decorated:
    """Options of what a run rests on: passes `elasticities`, `closure` and `table`."""
    options = (
        click.option(
            "--table",
            type=click.Path(path_type=Path, exists=True),
            help="Your own input-output table (OECD, WIOD or plain CSV) instead of the one in the store.",
        ),
        click.option(
            "--closure",
            type=click.Choice(CLOSURES),
            help="Trade deficits: in proportion, fixed in money, or none.  [default: share]",
        ),
        click.option(
            "--elasticities",
            default="",
            metavar="SET|FILE",
            help="A set (`… whatif tables` has them) or your CSV: industry, theta, se.  [default: median]",
        ),
    )
    for option in options:
        function = option(function)
    return function


def pair_option(function: Decorated) -> Decorated:
    """The option --pair: passes `pair`, two places or None."""
    return click.option(
        "--pair", nargs=2, type=PLACE, metavar="A B", help="Follow what these two sell each other."
    )(function)


def asked(elasticities: str, table: Path | None) -> tuple[WhatIf, str]:
    """Questions in that world, and the name of the set of elasticities to use."""
    from entrepot.store.warehouse import Warehouse
    from entrepot.workbench.whatif import WhatIf

    own = Path(elasticities) if elasticities.lower().endswith((".csv", ".tsv")) else None
    return WhatIf(Warehouse.open(), table, own), "" if own else elasticities


def both_ways(pair: tuple[Place, Place] | None) -> tuple[tuple[str, str], ...]:
    """The two flows of a pair, as exporters and importers.

    Raises:
        UsageError: the same place twice, or a place that is no economy.
    """
    if not pair:
        return ()
    from entrepot.metadata.places import statistical

    one, other = (statistical(place).code for place in pair)
    if one == other:
        raise UsageError(f"{pair[0].name()} and {pair[1].name()} are one economy of the tables: name two.")
    return (one, other), (other, one)


def singles(question: WhatIf, flows: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The same flows, after a look whether each side is one economy of the world.

    Raises:
        UsageError: a group, or an economy that the world does not have.
    """
    from entrepot.analyses.scenarios import sides

    each = tuple(flows)
    for code in dict.fromkeys(code for flow in each for code in flow):
        sides.single(question.world, code)
    return each


@contextmanager
def telling(doing: str = "solving") -> Iterator[Callable[[float], None]]:
    """What hears the share that is done, and tells it on standard error when it takes long."""
    share: list[float | None] = [None]

    def told(done: float) -> None:
        share[0] = done

    with ticking(lambda: share[0], doing=doing):
        yield told


def print_sources(origins: Iterable[Origin]) -> None:
    """Sources on standard error; of many, the first, and where all of them are."""
    from entrepot.cli.corridors_tables import cited

    each = list(dict.fromkeys(origins))
    more = [f"  · and {len(each) - _SOURCES} more, which --json has."] if len(each) > _SOURCES else []
    note("Sources:\n" + "\n".join([*cited(each[:_SOURCES], "· "), *more]))
