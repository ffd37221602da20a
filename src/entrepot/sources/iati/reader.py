"""IATI files of any number: one release of what was given, in the tables that `metadata.iati` declares."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

from entrepot.metadata.errors import BadInput
from entrepot.metadata.iati import DATASET, FILES, REJECTED, REMARKS, TRANSACTIONS
from entrepot.sources.given import Given
from entrepot.sources.iati.activity import activity
from entrepot.sources.iati.faults import Fault
from entrepot.sources.iati.found import Found
from entrepot.sources.iati.gathered import Gathered
from entrepot.sources.iati.opening import glance, opening
from entrepot.sources.iati.organisation import organisation
from entrepot.sources.iati.stream import Watched, elements
from entrepot.sources.iati.told import Told
from entrepot.sources.iati.values import day
from entrepot.sources.members import Member
from entrepot.sources.reader import Part, Progress, Reading

HERE = Path(__file__).parent
READS = "an IATI file of activities or organisations, or a folder of them (usaid-kz.xml)"


def recognises(files: Given) -> bool:
    """Whether one of them is IATI, by its first element."""
    return any(glance(member) is not None for member in files.members)


def parts(files: Given) -> tuple[Part, ...]:
    """One release of all that is IATI; its period is the day, or days, on which publishers made the files."""
    openings = {member.name: found for member in files.members if (found := glance(member)) is not None}
    days = sorted({made for found in openings.values() if (made := day(found.generated[:10]))})
    period = ".." if not days else f"{days[0]}/{days[-1]}" if len(days) > 1 else str(days[0])
    names = tuple(openings)
    scope = PurePosixPath(names[0]).stem if len(names) == 1 else f"{len(names)} files"
    members = () if len(names) == len(files.members) else names
    edition = ", ".join(sorted({found.version for found in openings.values() if found.version}))
    return (
        Part(
            dataset=DATASET, period=period, name="activities and organisations", scope=scope,
            edition=f"version {edition} of the standard" if edition else "", members=members,
        ),
    )  # fmt: skip


def read(files: Given, part: Part, scratch: Path, progress: Progress) -> Reading:
    """Every activity and organisation, those set apart with their reason among them."""
    chosen = [member for member in files.members if not part.members or member.name in part.members]
    by_hash: dict[str, Member] = {}
    twice = [member.name for member in chosen if by_hash.setdefault(_hash_of(member), member) is not member]
    gathered, told = Gathered(scratch), Told()
    for number, sha256 in enumerate(sorted(by_hash)):
        member = by_hash[sha256]
        progress(f"Reading {member.base} ...", number / len(by_hash))
        gathered.begin(sha256)
        _read_file(member, gathered, told, progress)
    if not told.counts["activity"] + told.counts["organisation"] + told.counts["rejected"]:
        raise BadInput("holds no activity and no organisation", file=files.path)
    sentences = told.sentences()
    if twice:
        sentences.append(f"Left out, since another file is the same to the byte: {', '.join(twice)}.")
    return Reading(tables=gathered.done(), found=sentences)


def _hash_of(member: Member) -> str:
    digest = hashlib.sha256()
    with member.open() as stream:
        watched = Watched.over(stream, member)
        while piece := watched.read(1 << 16):
            digest.update(piece)
            watched.element_began = watched.read_bytes
    return digest.hexdigest()


def _read_file(member: Member, gathered: Gathered, told: Told, progress: Progress) -> None:
    head = opening(member)
    counts = {"activity": 0, "organisation": 0}
    rejected, seen, remarks = 0, 0, _Duplicates()
    size = 0
    for element, size in elements(member, head.holds):
        kind = element.tag.removeprefix("iati-")
        seen += 1
        try:
            found = _READ[kind](element, seen)
        except Fault as fault:
            rejected += 1
            _reject(gathered, told, element, kind, seen, fault, member)
            continue
        remarks.remark(found, element)
        counts[kind] += 1
        _keep(gathered, told, found, kind)
        if seen % 500 == 0:
            progress("", min(1.0, size / max(member.size, size)))
    told.counts.update(counts)
    row = (member.base, head.version or None, head.generated or None, size, counts["activity"],
           counts["organisation"], rejected)  # fmt: skip
    gathered.take(FILES.name, [row])


def _keep(gathered: Gathered, told: Told, found: Found, kind: str) -> None:
    for name, rows in found.rows.items():
        gathered.take(name, rows)
    told.counts["transaction"] += found.count(TRANSACTIONS)
    told.remarks.update(rule for _, rule, _ in found.remarks)
    remarks = [(kind, found.number, number, *one) for number, one in enumerate(found.remarks, start=1)]
    gathered.take(REMARKS.name, remarks)


def _reject(
    gathered: Gathered, told: Told, element: Any, kind: str, seen: int, fault: Fault, member: Member
) -> None:
    name = "iati-identifier" if kind == "activity" else "organisation-identifier"
    identifier = " ".join((element.findtext(name) or "").split()) or None
    row = (kind, seen, element.sourceline, identifier, fault.line, fault.problem, fault.expected)
    gathered.take(REJECTED.name, [row])
    told.reject(f"{member.base}, line {fault.line}: {fault.problem}")


class _Duplicates:
    """Identifiers that one file gives to several activities."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}

    def remark(self, found: Found, element: Any) -> None:
        """Remarks on an activity whose identifier came before."""
        if not found.identifier:
            return
        first = self._first.setdefault(found.identifier, found.number)
        if first != found.number:
            words = f"{found.identifier:.80} is the identifier of number {first} too"
            found.remark(element, "duplicate-identifier", words)


_READ: dict[str, Callable[[Any, int], Found]] = {"activity": activity, "organisation": organisation}
