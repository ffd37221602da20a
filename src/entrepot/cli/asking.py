"""What the questions to the record share: their pair, the record itself, an answer when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from entrepot.cli.arguments import PLACE
from entrepot.cli.output import json_option, print_table
from entrepot.metadata.errors import NoData, UsageError
from entrepot.metadata.places import Place
from entrepot.metadata.statement import KINDS, Document, Statement

if TYPE_CHECKING:
    from entrepot.analyses.relations.claims import Outside

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
Answer = TypeVar("Answer")
Pages = tuple[tuple[Statement, ...], tuple[Document, ...]]


def of_a_pair(function: Decorated) -> Decorated:
    """The arguments A and B and the switch --json: passes `a`, `b`, `as_json`."""
    second = click.argument("b", type=PLACE)(json_option(function))
    return click.argument("a", type=PLACE)(second)


def in_language(function: Decorated) -> Decorated:
    """The option --lang, of the paraphrases; passes `lang`."""
    return click.option(
        "--lang", type=click.Choice(["en", "fr"]), default="en", help="Language of the paraphrase."
    )(function)


def of_places(function: Decorated) -> Decorated:
    """The option --place, of which there may be several; passes `places`."""
    return click.option(
        "--place", "places", multiple=True, type=PLACE, help="Only about this place; twice: about both."
    )(function)


def of_kinds_and_places(function: Decorated) -> Decorated:
    """The options --kind and --place, of which there may be several; passes `kinds` and `places`."""
    return click.option(
        "--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this kind; may be repeated."
    )(of_places(function))


def whole_record() -> Pages:
    """Every statement and every document of the record."""
    from entrepot.store.record import Record

    record = Record.open()
    return record.statements(), record.documents()


def about(a: Place, b: Place) -> Pages:
    """The whole record, if it has anything on both places; `NoData` says what would tell."""
    if a.code == b.code:
        raise UsageError(f"{a.name()} twice: name two different places.")
    statements, documents = whole_record()
    if not concerning(statements, a, b):
        raise NoData(
            f"the record has no statement on {a.name()} and {b.name()}. Reports of visits, agreements, "
            "embassies or aid between them would tell: load a pack of your own with `entrepot record load`."
        )
    return statements, documents


def concerning(statements: tuple[Statement, ...], a: Place, b: Place) -> Sequence[Any]:
    """The statements on a pair, with the way each place is involved."""
    from entrepot.analyses.relations.involvement import of_pair

    return of_pair(statements, a.code, b.code)


def outside() -> Outside:
    """Where rules ask for figures that are not in the record."""
    from entrepot.dossier.outside import Factbook
    from entrepot.store.warehouse import Warehouse

    return Factbook(Warehouse.open())


def some(found: Sequence[Answer], what: str, a: Place, b: Place) -> Sequence[Answer]:
    """What was found; `NoData` if nothing was."""
    if not found:
        raise NoData(
            f"the record has no {what} of {a.name()} and {b.name()}; other statements on them it has."
        )
    return found


def acting(body: str) -> str:
    """For whom someone acted instead of his state, in brackets."""
    return f" (acting for {body})" if body else ""


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Iterable[str] = ()) -> None:
    """An aligned table and an empty line after it; nothing at all without rows."""
    if rows:
        print_table(columns, rows, right)
        click.echo()
