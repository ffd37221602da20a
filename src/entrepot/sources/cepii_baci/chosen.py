"""Which of the given files make up one revision and version of BACI, one file a year.

A year's file looks the same in every revision: the header says that it is BACI's, and nothing in it says
which revision its products are in. That stands in its name, or in the name of the file of product codes
beside it; where neither says it, the user must, since a code may be in two revisions and mean other goods.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from entrepot.metadata.errors import BadInput
from entrepot.metadata.goods import REVISIONS
from entrepot.sources.given import Given
from entrepot.sources.members import Member
from entrepot.sources.text_tables.heading import Heading, heading, require

COLUMNS = ("t", "i", "j", "k", "v", "q")
_YEAR = re.compile(r"BACI_(HS\d\d)_Y(\d{4})_V(\w+)\.csv", re.IGNORECASE)
_PRODUCTS = re.compile(r"product_codes_(HS\d\d)_V(\w+)\.csv", re.IGNORECASE)
_COUNTRIES = re.compile(r"country_codes_V(\w+)\.csv", re.IGNORECASE)
_HOW = "Say which one with --revision, for example --revision HS17."
_HEAD = 4_096


@dataclass(frozen=True, slots=True)
class YearFile:
    """One year's file with what is known of it; `version` is empty where no name tells it."""

    member: Member
    revision: str
    year: int
    version: str
    countries: Member | None
    products: Member | None

    @property
    def name(self) -> str:
        """The publisher's name of the file, whatever the user calls it."""
        version = f"_V{self.version}" if self.version else ""
        return f"BACI_{self.revision.upper()}_Y{self.year}{version}.csv"

    @property
    def members(self) -> tuple[str, ...]:
        """Names of the members that it is read from."""
        files = (self.member, self.countries, self.products)
        return tuple(file.name for file in files if file is not None)


def looks_like_baci(files: Given) -> bool:
    """Whether any of the files has BACI's header, or at least a name as the publisher gives."""
    return bool(_flow_files(files))


def year_files(files: Given) -> tuple[YearFile, ...]:
    """The years of one revision and version, in order.

    Raises:
        BadInput: several revisions or versions, a year twice, no way to know the revision or the year.
    """
    flows = _of_revision(files, _flow_files(files))
    _one_of("version", files, ((flow, _part(flow, 3)) for flow in flows))
    found: dict[int, YearFile] = {}
    for flow in flows:
        file = _year_file(files, flow)
        if file.year in found:
            raise BadInput(
                f"{file.year} stands in two files, {found[file.year].member.name} and {flow.name}",
                file=files.path, expected="one file a year", remedy="Remove one of them.",
            )  # fmt: skip
        found[file.year] = file
    return tuple(found[year] for year in sorted(found))


def asked_revision(files: Given) -> str:
    """The revision that the user named, as a key of `REVISIONS`; empty if none."""
    said = files.said.get("revision", "").lower()
    if said and said not in REVISIONS:
        raise BadInput(
            f"there is no HS revision {files.said['revision']!r}",
            expected=f"one of {', '.join(r.upper() for r in REVISIONS)}",
        )
    return said


def _flow_files(files: Given) -> tuple[Member, ...]:
    return tuple(member for member in files.members if _holds_flows(member))


def _holds_flows(member: Member) -> bool:
    if _YEAR.fullmatch(member.base):
        return True
    if not member.base.lower().endswith((".csv", ".txt")) and member.source.name != member.name:
        return False  # among many files only those that could be one are opened
    head = heading(member.glance(_HEAD))
    return head is not None and tuple(name.lower() for name in head.names) == COLUMNS


def _of_revision(files: Given, flows: Sequence[Member]) -> tuple[Member, ...]:
    asked = asked_revision(files)
    if asked:
        kept = tuple(flow for flow in flows if _part(flow, 1).lower() in ("", asked))
        if not kept:
            held = ", ".join(sorted({_part(flow, 1).upper() for flow in flows}))
            raise BadInput(f"holds no file of {asked.upper()}", file=files.path, expected=f"one of {held}")
        return kept
    _one_of("HS revision", files, ((flow, _part(flow, 1).upper()) for flow in flows), _HOW)
    return tuple(flows)


def _one_of(what: str, files: Given, found: Iterable[tuple[Member, str]], how: str = "") -> None:
    by_name: dict[str, Member] = {}
    for flow, name in found:
        by_name.setdefault(name, flow)
    if len(by_name) > 1:
        held = ", ".join(f"{name or 'unknown'} ({flow.name})" for name, flow in sorted(by_name.items()))
        raise BadInput(
            f"files of more than one {what}: {held}", file=files.path, expected=f"one {what} at a time",
            remedy=how or "Put each into a folder of its own: a version revises all years of the one before.",
        )  # fmt: skip


def _year_file(files: Given, flow: Member) -> YearFile:
    revision, version = _revision(files, flow), _part(flow, 3)
    year = _part(flow, 2)
    return YearFile(
        flow,
        revision,
        int(year) if year else _first_year(flow),
        version,
        _beside(files, _COUNTRIES, version),
        _beside(files, _PRODUCTS, version, revision),
    )


def _revision(files: Given, flow: Member) -> str:
    named = _part(flow, 1).lower()
    beside = {match[1].lower() for m in files.members if (match := _PRODUCTS.fullmatch(m.base))}
    revision = named or asked_revision(files) or (beside.pop() if len(beside) == 1 else "")
    if revision not in REVISIONS:
        problem = (
            f"there is no HS revision {revision.upper()}" if revision else "does not tell its HS revision"
        )
        raise BadInput(
            problem, file=flow.where, remedy=_HOW,
            expected="a name as the publisher gives, such as BACI_HS17_Y2022_V202501.csv, "
            "or the file of product codes beside it",
        )  # fmt: skip
    return revision


def refuse_heading(flow: Member) -> None:
    """Raises `BadInput` unless the first line of a year's file is BACI's."""
    head = heading(flow.head(_HEAD))
    if head is None:
        empty = not flow.head(1)
        raise BadInput(
            "is empty" if empty else "the first line is no heading",
            file=flow.where, line=1, expected=f"the heading {','.join(COLUMNS)}",
            remedy="Download the file again from the publisher.",
        )  # fmt: skip
    require(flow, Heading(head.delimiter, tuple(name.lower() for name in head.names)), COLUMNS)


def _first_year(flow: Member) -> int:
    refuse_heading(flow)
    lines = flow.head(_HEAD).split(b"\n")
    cell = lines[1].partition(b",")[0].strip(b' "\r') if len(lines) > 1 else b""
    if len(cell) != 4 or not cell.isdigit():
        raise BadInput(
            f"the first row is of no year: {cell.decode(errors='replace')[:20]!r}",
            file=flow.where, line=2, column="t", expected="a year of four digits",
        )  # fmt: skip
    return int(cell)


def _beside(files: Given, pattern: re.Pattern[str], version: str, revision: str = "") -> Member | None:
    """The file of codes of that version, or the only one where versions are not known."""
    matches = [(match, m) for m in files.members if (match := pattern.fullmatch(m.base))]
    if revision:
        matches = [(match, m) for match, m in matches if match[1].lower() == revision]
    same = [m for match, m in matches if match.group(match.lastindex or 0).lower() == version.lower()]
    others = [m for _, m in matches]
    return same[0] if same else others[0] if len(others) == 1 and not version else None


def _part(flow: Member, group: int) -> str:
    match = _YEAR.fullmatch(flow.base)
    return match[group] if match else ""
