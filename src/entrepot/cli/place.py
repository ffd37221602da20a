"""`entrepot place`: what a name or a code means."""

from __future__ import annotations

from collections.abc import Iterator

import click

from entrepot.cli.output import json_option, note, print_json, print_table
from entrepot.metadata.errors import UsageError
from entrepot.metadata.places import (
    Match,
    Place,
    Scheme,
    get,
    groups_of,
    label,
    match,
    namesakes,
    places,
    search,
)

LISTS = {
    "country": Scheme.ISO3,
    "group": Scheme.GROUP,
    "nuts": Scheme.NUTS,
    "subdivision": Scheme.SUBDIVISION,
    "locode": Scheme.LOCODE,
    "iata": Scheme.IATA,
}
LANGUAGES = {
    "en": "English",
    "fr": "French",
    "nl": "Dutch",
    "ru": "Russian",
    "kk": "Kazakh",
    "bg": "Bulgarian",
    "el": "Greek",
    "mul": "local",
    "sr": "Serbian",
    "uk": "Ukrainian",
}


@click.command(
    epilog="Examples:  entrepot place Luik   |   entrepot place IATA:LUX   |   entrepot place --list group"
)
@click.argument("text", nargs=-1)
@click.option("--list", "listed", type=click.Choice(list(LISTS)), help="Print a whole list instead.")
@json_option
def place(text: tuple[str, ...], listed: str | None, as_json: bool) -> None:
    """Find the country, group, region, town or airport that TEXT means.

    TEXT is a code (BEL, KZ, BE33, BEANR, LGG, CentralAsia) or a name in English, French, Dutch, Russian,
    Kazakh or the country's own language; accents and capitals do not matter. A name that several places
    bear ends in exit code 3, with the candidates.
    """
    if bool(text) == bool(listed):
        raise UsageError("Write a name or a code, e.g. entrepot place Luik; or name a list: --list country.")
    if listed:
        _print_list(places(LISTS[listed]), as_json)
        return
    found = match(" ".join(text))
    if as_json:
        print_json(_as_json(found))
        return
    _print_place(found)
    _print_others("Other places of that name", _namesakes(found))
    _print_others("Near it", _near(found))


def _print_list(listed: tuple[Place, ...], as_json: bool) -> None:
    if as_json:
        print_json([one.to_dict() for one in listed])
        return
    print_table(["Code", "Name", "Kind"], ([one.code, one.name(), one.kind] for one in listed))


def _as_json(found: Match) -> dict[str, object]:
    return {
        "place": found.place.to_dict(),
        "written": found.written,
        "guessed": found.guessed,
        "groups": [group.code for group in groups_of(found.place)],
        "namesakes": [other.to_dict() for other in _namesakes(found)],
        "near": [other.to_dict() for other in _near(found)],
    }


def _namesakes(found: Match) -> list[Place]:
    return [other for other in namesakes(found.written) if other != found.place]


def _near(found: Match) -> list[Place]:
    """Places with a name like the one written; none for a code, which is like nothing else."""
    if found.written.casefold() == found.place.code.casefold():
        return []
    known = [found.place, *_namesakes(found)]
    return [other for other in search(found.written, len(known) + 5) if other not in known]


def _print_place(found: Match) -> None:
    if found.guessed:
        note(f"“{found.written}” is no name we know; read as {found.place.name()}.")
    click.echo(label(found.place))
    lines = list(_lines(found.place))
    width = max(len(title) for title, _ in lines)
    for title, value in lines:
        click.echo(f"  {title:<{width}}  {value}")


def _print_others(title: str, others: list[Place]) -> None:
    if others:
        click.echo(f"\n{title}:")
        for other in others:
            click.echo(f"  {label(other)}")


def _lines(one: Place) -> Iterator[tuple[str, str]]:
    """What is known of a place, in (title, text) pairs."""
    yield "list", one.scheme.value
    yield from one.codes.items()
    yield from ((LANGUAGES[language], name) for language, name in one.names.items())
    if one.parent:
        yield "lies in", label(get(one.parent))
    if one.members:
        yield f"{len(one.members)} members", " ".join(one.members)
    groups = groups_of(one)
    if groups:
        yield "member of", " ".join(group.code for group in groups)
    if one.functions:
        yield "functions", ", ".join(one.functions)
    if one.latitude is not None and one.longitude is not None:
        yield "coordinates", f"{one.latitude:.3f}, {one.longitude:.3f}"
    if (one.valid_from, one.valid_to) != ("..", ".."):
        yield "in force", f"{one.valid_from}/{one.valid_to}"
