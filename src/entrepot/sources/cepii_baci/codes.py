"""The economies and products of BACI: the publisher's codes, ours, and their names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.metadata.places import Scheme, places
from entrepot.sources.descriptor import read_descriptor
from entrepot.sources.members import Member

HERE = Path(__file__).parent
PRODUCT = re.compile(r"[0-9A-Z]{6}")
# The files of codes have some 240 and 6,000 lines.
_MAX_BYTES = 5_000_000
# Columns in the version of 2025, and in versions before 2022 or so.
_NUMBER = ("country_code",)
_NAME = ("country_name", "country_name_full")
_ALPHA3 = ("country_iso3", "iso_3digit_alpha")


@dataclass(frozen=True, slots=True)
class Economies:
    """What the publisher's numbers stand for.

    Attributes:
        codes: number -> ISO 3166-1 alpha-3, or the code of the descriptor.
        names: number -> name in English, the publisher's where its file of codes was given.
        found: sentences on what was mended in that file.
    """

    codes: Mapping[int, str]
    names: Mapping[int, str]
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Products:
    """The publisher's names of products; `listed` where its file of codes was given, and names them all."""

    names: Mapping[str, str]
    listed: bool
    found: tuple[str, ...] = ()


def economies(member: Member | None) -> Economies:
    """ISO's numbers, those of the descriptor, and what the publisher's file adds.

    Raises:
        BadInput: the file is not one of country codes, or gives a number to another country than ISO does.
    """
    codes, names = _known()
    if member is None:
        return Economies(codes, names)
    stated = _stated_countries(member)
    exceptions = read_descriptor(HERE).assertions["countries"]
    odd = [
        f"{number} is {alpha3}, not {codes[number]}"
        for number, (_, alpha3) in stated.items()
        if number in codes and number not in exceptions and alpha3 not in ("", codes[number])
    ]
    if odd:
        raise BadInput(
            f"gives numbers to other countries than ISO 3166-1: {'; '.join(odd)}",
            file=member.where, expected="the publisher's file of country codes",
        )  # fmt: skip
    alphas = set(codes.values())
    new = {n: alpha3 for n, (_, alpha3) in stated.items() if n not in codes and alpha3 in alphas}
    mended = {number: mend(name) for number, (name, _) in stated.items()}
    found = _mended([(stated[n][0], name) for n, name in mended.items()])
    return Economies({**codes, **new}, {**names, **mended}, found)


def products(member: Member | None) -> Products:
    """Names of the descriptor's codes, and of those in the publisher's file of product codes.

    Raises:
        BadInput: the file is not one of product codes.
    """
    known: dict[str, str] = dict(read_descriptor(HERE).assertions["products"])
    if member is None:
        return Products(known, listed=False)
    stated: dict[str, str] = {}
    for line, row in _rows(member, ("code", "description")):
        code = row["code"].strip()
        code = f"0{code}" if len(code) == 5 and code.isdigit() else code
        if not PRODUCT.fullmatch(code):
            raise BadInput(
                f"{code!r} is no product code", file=member.where, line=line, column="code",
                expected="six characters, digits or capital letters",
            )  # fmt: skip
        stated[code] = row["description"].strip()
    mended = {code: mend(name) for code, name in stated.items()}
    return Products(
        {**known, **mended}, listed=True, found=_mended([(stated[c], name) for c, name in mended.items()])
    )


def mend(name: str) -> str:
    """A name that was encoded twice, as it should be ("Côte" for "CÃ´te"); any other unchanged."""
    for encoding in ("latin-1", "cp1252"):
        try:
            return name.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return name


@cache
def _known() -> tuple[dict[int, str], dict[int, str]]:
    listed = [
        (int(number), place)
        for place in places(Scheme.ISO3)
        if (number := place.codes.get("ISO 3166-1 numeric", ""))
    ]
    codes = {number: place.code for number, place in listed}
    names = {number: place.name() for number, place in listed}
    for number, stated in read_descriptor(HERE).assertions["countries"].items():
        codes[number], names[number] = stated["code"], stated["name"]
    return codes, names


def _stated_countries(member: Member) -> dict[int, tuple[str, str]]:
    stated: dict[int, tuple[str, str]] = {}
    for line, row in _rows(member, _NUMBER):
        number = row["country_code"].strip()
        if not number.isascii() or not number.isdigit() or len(number) > 3:
            raise BadInput(
                f"{number!r} is no country code", file=member.where, line=line, column="country_code",
                expected="a number of up to three digits",
            )  # fmt: skip
        name = next((row[column] for column in _NAME if row.get(column)), number)
        alpha3 = next((row[column] for column in _ALPHA3 if row.get(column)), "")
        stated[int(number)] = (name.strip(), alpha3.strip())
    return stated


def _rows(member: Member, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    with member.open() as stream:
        content = stream.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES or b"\0" in content:
        raise BadInput("is no list of codes", file=member.where, expected="a short CSV file")
    table = csv.DictReader(io.StringIO(_text(content), newline=""), restval="")
    absent = [column for column in needed if column not in (table.fieldnames or ())]
    if absent:
        raise BadInput("is missing", file=member.where, line=1, column=absent[0], expected="a column of it")
    try:
        yield from ((table.line_num, row) for row in table)
    except csv.Error as error:
        raise BadInput(f"is not CSV ({error})", file=member.where, line=table.line_num) from error


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")  # as older versions are written


def _mended(pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    names = [after for before, after in pairs if before != after]
    more = f" and {len(names) - 3} others" if len(names) > 3 else ""
    return (f"Names encoded twice were mended: {', '.join(names[:3])}{more}.",) if names else ()
