"""Countries, regions and sectors of an activity or of a transaction, and the shares between them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from entrepot.metadata.iati import RECIPIENTS, SECTORS
from entrepot.metadata.places.countries import COUNTRIES
from entrepot.sources.iati.faults import Fault
from entrepot.sources.iati.found import Found
from entrepot.sources.iati.values import attribute, narrative, number

DAC = ("1", "2")
_SLACK = 0.5  # publishers cut digits instead of rounding; half a percent is not worth losing an activity for


@lru_cache(maxsize=1024)
def place_of(code: str) -> str | None:
    """Our code of a country; None if we have none."""
    place = COUNTRIES.by_code(code) if len(code) == 2 else None
    return place.code if place else None


def recipients(found: Found, parent: Any, transaction: int, language: str | None) -> None:
    """Countries and regions; raises `Fault` if their shares cannot be right."""
    countries = list(parent.iterchildren("recipient-country"))
    regions = list(parent.iterchildren("recipient-region"))
    if not countries and not regions:
        return
    for place, element in enumerate(chain(countries, regions), start=1):
        found.add(RECIPIENTS, _recipient(found, element, transaction, place, language))
    what = "countries and regions"
    if len(vocabularies := {_vocabulary(region) for region in regions}) > 1 and _off(countries + regions):
        # Shares make 100 over all vocabularies, as in the standard's own example, or over each.
        for vocabulary in sorted(vocabularies):
            of_it = [one for one in regions if _vocabulary(one) == vocabulary]
            _check(found, countries + of_it, what, strict=True)
    else:
        _check(found, countries + regions, what, strict=True)


def _vocabulary(element: Any) -> str:
    return attribute(element, "vocabulary") or "1"


def _recipient(found: Found, element: Any, transaction: int, place: int, language: str | None) -> Any:
    country = element.tag == "recipient-country"
    code = attribute(element, "code")
    if code is None:
        raise Fault(element, f"a {element.tag} without a code", "a code")
    ours = place_of(code) if country else None
    if country and ours is None:
        found.remark(element, "country-unknown", f"{code!r:.20} is the code of no country we know")
    return (
        *(found.number, transaction, place, element.sourceline, "country" if country else "region"),
        "" if country else _vocabulary(element),
        *(code, ours, _share(element), narrative(element, language)),
    )


def sectors(found: Found, parent: Any, transaction: int, language: str | None) -> None:
    """Sectors of every vocabulary; raises `Fault` if shares among the DAC's cannot be right."""
    kinds: dict[str, list[Any]] = {}
    for place, element in enumerate(parent.iterchildren("sector"), start=1):
        vocabulary, code = _vocabulary(element), attribute(element, "code")
        if code is None:
            found.remark(element, "sector-without-code", "a sector without a code was left out")
            continue
        kinds.setdefault(vocabulary, []).append(element)
        row = (
            *(found.number, transaction, place, element.sourceline),
            *(vocabulary, code, _share(element), narrative(element, language)),
        )
        found.add(SECTORS, row)
    for vocabulary, elements in kinds.items():
        _check(found, elements, f"sectors of vocabulary {vocabulary}", strict=vocabulary in DAC)


def _share(element: Any) -> float | None:
    written = attribute(element, "percentage")
    if written is None:
        return None
    value = number(written)
    if value is None or not 0 <= value <= 100:
        raise Fault(element, f"{written!r:.40} is no share", "a percentage from 0 to 100")
    return value


def _check(found: Found, elements: Sequence[Any], what: str, *, strict: bool) -> None:
    """Shares must make 100 within what their printed digits leave open."""
    if len(elements) == 1 and elements[0].get("percentage") is None:
        return
    stated = [share for one in elements if (share := attribute(one, "percentage")) is not None]
    first, less = elements[0], len(elements) - len(stated)
    if not stated and less > 1:
        found.remark(first, "no-split", f"{less} {what} without a share each")
    elif stated and less:
        found.remark(first, "split-partial", f"{less} of the {what} have no share")
    if _off(elements):
        total = f"shares of the {what} make {sum(map(float, stated)):g}"
        if strict:
            raise Fault(first, total, "shares that make 100")
        found.remark(first, "own-shares", total)


def _off(elements: Sequence[Any]) -> bool:
    """Whether the shares stated cannot make 100; where some are missing, whether they are more."""
    stated = [share for one in elements if (share := attribute(one, "percentage")) is not None]
    total = sum(map(float, stated))
    slack = max(_SLACK, sum(0.5 * 10.0 ** -len(one.partition(".")[2]) for one in stated))
    return bool(stated) and (total > 100 + slack or (total < 100 - slack and len(stated) == len(elements)))
