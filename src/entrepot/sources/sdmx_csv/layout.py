"""The header of an SDMX-CSV file, version 1.0 (`DATAFLOW,...`) or 2.0 (`STRUCTURE,STRUCTURE_ID,...`).

Between its first columns and TIME_PERIOD stand the dimensions, after OBS_VALUE the attributes: so in every
file of Eurostat, the IMF and the NBB that we have seen. Each row names its dataflow, as in
ESTAT:NAMA_10R_2GDP(1.0).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from entrepot.metadata.errors import BadInput
from entrepot.sources.members import Member
from entrepot.sources.text_tables.heading import Heading, lines_of, read_heading

TIME, VALUE, UPDATED, ACTION = "TIME_PERIOD", "OBS_VALUE", "LAST UPDATE", "ACTION"
_HEADER = re.compile(r'"?(?:DATAFLOW|STRUCTURE(?:\[;\])?)"?([,;\t])')
_FLOW = re.compile(r"([A-Za-z0-9_.]+):([A-Za-z0-9_$@-]+)(?:\(([0-9.+]+)\))?")
# Names that values get once they are read.
_TAKEN = {"time", "value", "flags", "line"}
_FIRST = {"DATAFLOW", "STRUCTURE", "STRUCTURE[;]", "STRUCTURE_ID", ACTION, UPDATED}


@dataclass(frozen=True, slots=True)
class Dataflow:
    """Who defines a set of data, under which name and in which version; the version may be missing."""

    agency: str
    id: str
    version: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands in which column.

    Attributes:
        head: all columns.
        flow: name of the column that names the dataflow.
        dimensions, attributes: columns before TIME_PERIOD and after OBS_VALUE.
    """

    head: Heading
    flow: str
    dimensions: tuple[str, ...]
    attributes: tuple[str, ...]

    @property
    def has_updates(self) -> bool:
        """Whether rows say when the data were last updated."""
        return UPDATED in self.head.names


def dataflow_in(head: bytes) -> Dataflow | None:
    """The dataflow that the first row of an SDMX-CSV file names; None for any other file, never raises."""
    lines = [*lines_of(head, 3), "", ""]
    first, more = lines[0], lines[1:]
    found = _HEADER.match(first)
    if not found:
        return None
    for row in more:
        cells = row.replace('"', "").split(found[1])
        flow = next((match for cell in cells[:2] if (match := _FLOW.fullmatch(cell.strip()))), None)
        if flow:
            return Dataflow(flow[1], flow[2], flow[3] or "")
    return None


def read_layout(member: Member) -> Layout:
    """The layout that the first line declares.

    Raises:
        BadInput: a column is missing, stands twice or elsewhere than it should, or holds labels.
    """
    first = lines_of(member.head(), 1)[0]
    found = _HEADER.match(first)
    if not found:
        raise _not_as(member, "is no header of SDMX-CSV", "DATAFLOW or STRUCTURE as the first column")
    head = read_heading(member.where, first, found[1])
    names = head.names
    _refuse(member, names)
    time = names.index(TIME)
    dimensions = tuple(name for name in names[:time] if name not in _FIRST)
    flow = "DATAFLOW" if names[0] == "DATAFLOW" else "STRUCTURE_ID"
    return Layout(head, flow, dimensions, names[time + 2 :])


def _refuse(member: Member, names: tuple[str, ...]) -> None:
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise _not_as(member, f"column {twice!r} stands twice", "each column once")
    if any(":" in name for name in names):
        raise _not_as(
            member, "holds labels beside codes", "codes alone, such as freq and not freq:Time frequency",
            "Download the file with codes (labels=id).",
        )  # fmt: skip
    if TIME not in names or names[names.index(TIME) + 1 :][:1] != (VALUE,):
        raise _not_as(member, f"has no {TIME} followed by {VALUE}", f"the columns {TIME} and {VALUE}")
    if taken := _TAKEN & {*names}:
        raise _not_as(member, f"has a column {min(taken)!r}", "dimensions of other names")
    if names[0] != "DATAFLOW" and "STRUCTURE_ID" not in names:
        raise _not_as(member, "has no STRUCTURE_ID", "STRUCTURE_ID as the second column")


def _not_as(member: Member, problem: str, expected: str, remedy: str = "") -> BadInput:
    return BadInput(problem, file=member.where, line=1, expected=expected, remedy=remedy)
