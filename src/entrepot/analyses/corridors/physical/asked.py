"""One distance asked for, on a prepared network."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from entrepot.analyses.corridors.physical.hierarchy import Hierarchy
from entrepot.analyses.corridors.physical.prepared import BORDER_KM, SNAP_KM, Prepared
from entrepot.metadata.corridors.layer import Terminal
from entrepot.metadata.errors import NoData, UnknownPlace, UsageError


@dataclass(frozen=True)
class Distance:
    """A shortest way between two terminals.

    Attributes:
        start, end: codes of the terminals.
        km: length on the network.
        countries: kilometres by ISO alpha-3; an edge over a border is shared half and half.
        remarks: what the reader should know, such as a terminal far from the network.
    """

    start: str
    end: str
    km: float
    countries: dict[str, float]
    remarks: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return asdict(self)


def measure(prepared: Prepared, mode: str, start: str, end: str) -> Distance:
    """The shortest way between two terminals given by code or name.

    Raises:
        UnknownPlace: no terminal of the mode is called so.
        UsageError: both are the same terminal.
        NoData: one is too far from the network, or there is no way between them.
    """
    one, other = _numbered(prepared, mode, start), _numbered(prepared, mode, end)
    if one == other:
        raise UsageError(f"{start} and {end} are the same terminal.")
    remarks = tuple(filter(None, (_snap(prepared, mode, number) for number in (one, other))))
    anywhere = np.logical_or.reduce(list(prepared.runs.values()))
    cost = prepared.network.km + BORDER_KM * prepared.frontier.procedure
    way = Hierarchy(prepared.topology, cost, anywhere).way(
        int(prepared.points[one]), int(prepared.points[other])
    )
    a, b = prepared.terminals[one], prepared.terminals[other]
    if way is None:
        raise NoData(f"There is no way by {mode} from {a.name()} to {b.name()} on the raw network.")
    km = prepared.network.km[way.edges]
    shares: dict[str, float] = {}
    for side in (prepared.network.tail, prepared.network.head):
        for number, length in zip(prepared.countries.of_point[side[way.edges]], km, strict=True):
            code = prepared.countries.codes[number] if number >= 0 else ""
            shares[code] = shares.get(code, 0.0) + float(length) / 2
    countries = {code: round(share, 1) for code, share in sorted(shares.items()) if code}
    return Distance(a.code, b.code, round(float(km.sum()), 1), countries, remarks)


def _numbered(prepared: Prepared, mode: str, written: str) -> int:
    wanted = written.casefold().strip()
    for number, terminal in enumerate(prepared.terminals):
        if wanted in _spellings(terminal):
            return number
    from rapidfuzz import process

    names = {name: t.code for t in prepared.terminals for name in _spellings(t)}
    near = [name for name, _, _ in process.extract(wanted, list(names), limit=3, score_cutoff=70)]
    hint = f" Did you mean {' or '.join(names[name] for name in near)}?" if near else ""
    raise UnknownPlace(f"No terminal of {mode} is called “{written}”.{hint}", written)


def _spellings(terminal: Terminal) -> set[str]:
    texts = (terminal.code, *terminal.names.values(), *terminal.also)
    return {text.casefold() for text in texts}


def _snap(prepared: Prepared, mode: str, number: int) -> str:
    terminal, km = prepared.terminals[number], float(prepared.snaps[number])
    if km > SNAP_KM * 2.5:
        raise NoData(f"{terminal.name()} lies {km:.0f} km from the nearest {mode} of the raw network.")
    return f"{terminal.name()} lies {km:.0f} km from the network; that is not in it." if km > 5 else ""
