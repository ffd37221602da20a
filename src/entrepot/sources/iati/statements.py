"""A file of activities as a pack of statements: projects, what was given, and the steps each reached.

Identifiers follow from the publisher's own (`iati:XM-DAC-...`), so that a newer file under the same pack name
corrects what an older one said instead of adding to it. Each quote is an element of the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from entrepot.metadata import places as gazetteer
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.statement import Statement
from entrepot.sources.given import given
from entrepot.sources.iati.activity import activity
from entrepot.sources.iati.actors import actors
from entrepot.sources.iati.aid import aid
from entrepot.sources.iati.drawn import Drawn
from entrepot.sources.iati.faults import Fault
from entrepot.sources.iati.passages import Source, source
from entrepot.sources.iati.project import project
from entrepot.sources.iati.stream import elements
from entrepot.sources.members import Member
from entrepot.sources.record_pack.pack import Pack

_WHO = "IATI import"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A pack, and what of the file is not in it.

    Attributes:
        pack: documents and statements.
        set_apart: activities that were left out, each with its reason, in sentences.
    """

    pack: Pack
    set_apart: tuple[str, ...]


def pack_of(path: Path, *, countries: Collection[str] = (), name: str = "", who: str = _WHO) -> Pack:
    """The statements of a file of activities. Arguments and errors as in `drafted`."""
    return drafted(path, countries=countries, name=name, who=who).pack


def drafted(path: Path, *, countries: Collection[str] = (), name: str = "", who: str = _WHO) -> Drafted:
    """The statements of a file of activities, and what was left out of it.

    Args:
        path: an IATI file, which may be packed by gzip, or be alone in a zip.
        countries: names or codes of recipient countries; only activities for one of them; all when empty.
        name: of the pack; the file's own name where empty. Use the same for newer editions.
        who: the person or programme that enters them.

    Raises:
        BadInput: no IATI file of activities, or larger than 100 MB.
        UnknownPlace: a country of no such name.
    """
    member = _single(path)
    read, set_apart = source(member), list[str]()
    if not read.activities:
        raise BadInput("holds no activity", file=path, expected="a file of activities")
    wanted = {gazetteer.resolve(country).code for country in countries}
    chosen: dict[str, Drawn] = {}
    for one in _drawn(member, set_apart):
        _choose(one, wanted, chosen, set_apart)
    title = f"IATI activities of {member.base}"
    entered = read.document.published.replace("..", "")
    key = name or f"iati-{re.sub(r'[^a-z0-9]+', '-', Path(member.base).stem.lower()).strip('-')}"
    statements = [*actors(key, chosen.values(), read)]
    statements += [made for one in chosen.values() for made in _statements(one, read, set(chosen), wanted)]
    pack = Pack(key, title, who, entered, (read.document,), tuple(statements))
    return Drafted(pack, tuple(set_apart))


def _single(path: Path) -> Member:
    members = given(path).members
    if len(members) != 1:
        raise UsageError(f"{path}: holds {len(members)} files; statements are drawn from one at a time.")
    return members[0]


def _drawn(member: Member, set_apart: list[str]) -> Iterator[Drawn]:
    for number, (element, _) in enumerate(elements(member, "activity"), start=1):
        try:
            yield Drawn.of(activity(element, number))
        except Fault as fault:
            said = " ".join((element.findtext("iati-identifier") or "without identifier").split())
            set_apart.append(f"{said:.80}, line {fault.line}: {fault.problem}")


def _choose(one: Drawn, wanted: set[str], chosen: dict[str, Drawn], set_apart: list[str]) -> None:
    """Of several activities under one identifier the one that was updated last stands for all."""
    if not one.identifier:
        set_apart.append(f"activity {one.number}, line {one.head['line']}: has no identifier")
        return
    if wanted and not wanted & set(one.places()):
        return
    before = chosen.get(one.identifier)
    if before is not None:
        older, newer = sorted((before, one), key=lambda each: each.head["last_updated"] or "")
        lines = f"line {older.head['line']} gives way to line {newer.head['line']}"
        set_apart.append(f"{one.identifier}: stands twice; {lines}")
        one = newer
    chosen[one.identifier] = one


def _statements(one: Drawn, read: Source, known: set[str], wanted: set[str]) -> Iterator[Statement]:
    yield from project(one, read, known)
    yield from aid(one, read, wanted)
