"""Routes in a terminal: the options side by side, one of them stage by stage, what to know, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

import click

from entrepot.analyses.corridors.answer import Answer
from entrepot.analyses.corridors.network import Network
from entrepot.analyses.corridors.question import Question
from entrepot.analyses.corridors.remarks import Remark, remarks
from entrepot.analyses.corridors.stages import stages, through, turns
from entrepot.cli.output import note, print_table
from entrepot.dossier.numbers import fixed
from entrepot.dossier.phrasebook import catalogue
from entrepot.dossier.route_words import RouteWords
from entrepot.dossier.terms import translate
from entrepot.metadata.corridors import Route, Span
from entrepot.metadata.errors import UsageError
from entrepot.metadata.origin import Origin, join

_DAY = 24.0
_DIGITS = {"density": 2, "low": 1, "high": 1}


def print_answer(
    network: Network, given: Answer, shown: str, language: str, departs: date | None = None
) -> None:
    """The options as a table, the route named by `shown` in full, then remarks and sources."""
    words = words_of(network, language)
    chosen = _chosen(given, words, shown)
    asked, weight = given.question, f"{given.question.cargo.tonnes:g} t"
    cargo = asked.cargo.label + (f" ({weight})" if weight != asked.cargo.label else "")
    click.echo(f"{asked.origin.name} → {asked.destination.name}, {cargo}")
    click.echo(_said("of", language, count=len(given.front), shown=len(given.routes)) + "\n")
    _options(given, words)
    for route in chosen:
        click.echo(f"\n{words.names([route])[0][:1].upper()}{words.names([route])[0][1:]}:")
        if departs is not None:
            click.echo(_arrival(route, departs, language))
        _stages(route, words)
    _foot(network, given, chosen, language)


def explain(network: Network, given: Answer) -> dict[str, Any]:
    """The whole answer as one JSON document."""
    asked = given.question
    return {
        "question": question_as_dict(asked),
        "criteria": ["hours", "usd", "co2e_kg", "delay_hours"],
        "front": given.front.tolist(),
        "cut": given.cut,
        "routes": [route.to_dict() for route in given.routes],
        "remarks": [{"key": r.key, **r.slots} for r in remarks(network, given)],
    }


def question_as_dict(asked: Question) -> dict[str, Any]:
    """A question in JSON form."""
    from dataclasses import asdict

    return asdict(asked)


def words_of(network: Network, language: str) -> RouteWords:
    """Words for routes, with countries and passages by name."""
    from entrepot.metadata.errors import PlaceError
    from entrepot.metadata.places import get

    def called(code: str) -> str:
        passage = network.layer.passages.get(code)
        if passage is not None:
            return passage.names.get(language) or passage.names["en"]
        try:
            return get(code).name(language)
        except (PlaceError, KeyError):
            return code

    return RouteWords(language, called)


def remark_text(remark: Remark, language: str) -> str:
    """A remark in the reader's language."""
    slots = {
        key: fixed(value, _DIGITS.get(key, 0), language) if isinstance(value, float) else value
        for key, value in remark.slots.items()
    }
    return str(catalogue(f"remarks.{language}")[remark.key]).format(**slots)


def span_text(span: Span, scale: float = 1.0, digits: int = 0) -> str:
    """Typical, then low and high in brackets, in units of `scale`."""
    low, typical, high = (f"{value / scale:,.{digits}f}" for value in (span.low, span.typical, span.high))
    return typical if low == high else f"{typical} ({low}–{high})"


def _chosen(given: Answer, words: RouteWords, shown: str) -> tuple[Route, ...]:
    if shown == "all":
        return given.routes
    if shown.isdecimal() and 0 < int(shown) <= len(given.routes):
        return (given.routes[int(shown) - 1],)
    for route in given.routes:
        if shown in (*route.names, *map(words.name, route.names)):
            return (route,)
    known = dict.fromkeys(name for route in given.routes for name in route.names)
    raise UsageError(
        f"No route is called “{shown}”: there are {', '.join(known)}, 1 to {len(given.routes)}, and all."
    )


def _options(given: Answer, words: RouteWords) -> None:
    heads = ("", *_heads("heads", words.language))
    rows = [
        (
            str(number),
            name,
            span_text(route.hours, _DAY, 1),
            f"{route.late / _DAY:.1f}",
            span_text(route.usd),
            span_text(route.co2e),
            f"{route.delay:.0f}",
            f"{route.km:,.0f}",
            words.modes(route),
        )
        for number, (route, name) in enumerate(
            zip(given.routes, words.names(given.routes), strict=True), start=1
        )
    ]
    print_table(heads, rows, right=heads[2:8])


def _stages(route: Route, words: RouteWords) -> None:
    heads = _heads("stages", words.language)
    rows = [
        (
            words.step(step),
            f"{step.km:,.0f}" if step.km else "",
            span_text(step.hours, 1.0, 1 if step.hours.typical < 10 else 0),
            span_text(step.usd),
            span_text(step.co2e),
            translate(step.quality.word, words.language),
        )
        for step in stages(route)
    ]
    print_table(heads, rows, right=heads[1:5])
    passed = through(route)
    if passed:
        click.echo(_said("via", words.language, places=", ".join(passed)))


def _arrival(route: Route, departs: date, language: str) -> str:
    early, typical, late = (
        departs + timedelta(hours=hours) for hours in (route.hours.low, route.hours.typical, route.late)
    )
    return _said("arrival", language, day=departs, typical=typical, early=early, late=late)


def _heads(key: str, language: str) -> tuple[str, ...]:
    return tuple(catalogue(f"remarks.{language}")["terminal"][key])


def _said(key: str, language: str, **slots: object) -> str:
    return str(catalogue(f"remarks.{language}")["terminal"][key]).format(**slots)


def _foot(network: Network, given: Answer, chosen: Iterable[Route], language: str) -> None:
    lines = [remark_text(remark, language) for remark in remarks(network, given)]
    lines += [_turned(route, words_of(network, language)) for route in chosen if turns(route)]
    lines.append(given.question.cargo.method)
    origins = join(*(step.origins for route in chosen for step in route.steps))
    lines += _sources(origins, language)
    note("\n" + "\n".join(lines))


def _turned(route: Route, words: RouteWords) -> str:
    text = str(catalogue(f"remarks.{words.language}")["back"])
    return text.format(route=words.names([route])[0], terminal=", ".join(turns(route)))


def _sources(origins: Iterable[Origin], language: str) -> Iterator[str]:
    yield _said("sources", language)
    for origin in dict.fromkeys(one.work for one in origins):
        yield f"  {origin.cite()}{f' {origin.url}' if origin.url else ''}"
