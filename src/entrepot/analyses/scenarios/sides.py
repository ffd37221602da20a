"""The sides of a pair: an economy of the world, or a group of which the world has members."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from entrepot.analyses.scenarios.world.model import REST, World
from entrepot.metadata.errors import PlaceError, UsageError
from entrepot.metadata.places import Place, Scheme, get

Pairs = NDArray[np.bool_]


def members(world: World, code: str) -> tuple[str, ...]:
    """Economies of the world that a code means: the economy itself, or the members of a group.

    Raises:
        UsageError: the world has neither it nor a member of it; the message says where they are.
    """
    if code in world.economies:
        return (code,)
    if code == REST:
        raise UsageError(
            f"The rest of the world is not in {world.title}: the OECD's full table has it as one economy "
            "(`entrepot data add 2016-2022_SML.zip`)."
        )
    group = _group(code)
    if group is None:
        world.positions((code,))  # raises, saying where it is
        raise UsageError(f"{code!r} is no economy of {world.title}.")
    found = tuple(each for each in group.members if each in world.economies)
    if not found:
        raise UsageError(f"{group.name()} has no member in {world.title}: they are {world.where_others}.")
    return found


def single(world: World, code: str) -> int:
    """Position of one economy.

    Raises:
        UsageError: as `members`; for a group, naming its members, one of which could be asked for.
    """
    found = members(world, code)
    if found != (code,):
        raise UsageError(
            f"{name(world, code)} is a group, and this is told of one economy at a time: name "
            f"{'one of ' if len(found) > 1 else ''}{', '.join(found)}."
        )
    return world.economies.index(code)


def between(world: World, exporter: str, importer: str) -> Pairs:
    """bool[N, N], by importer and exporter: flows from one side to the other, never those within an economy.

    Args:
        world: whose economies.
        exporter: an economy or a group.
        importer: the same.

    Raises:
        UsageError: as `members`; or both sides are one economy of the world.
    """
    sellers, buyers = (members(world, code) for code in (exporter, importer))
    found = np.zeros((len(world.economies),) * 2, dtype=np.bool_)
    found[np.ix_(*(world.positions(side) for side in (buyers, sellers)))] = True
    np.fill_diagonal(found, val=False)
    if not found.any():
        raise UsageError(f"{exporter} and {importer} are the same economy of the table.")
    return found


def flows(world: World, exporter: str, importer: str) -> tuple[tuple[str, str], ...]:
    """Every flow from one side to the other, as exporter and importer; raises as `between`."""
    cells = np.argwhere(between(world, exporter, importer))
    return tuple((world.economies[sell], world.economies[buy]) for buy, sell in cells)


def name(world: World, code: str) -> str:
    """What an economy of the world or a group is called, in English."""
    if code in world.economies:
        return world.economy_names[code]
    group = _group(code)
    return code if group is None else group.name()


def lacking(world: World, code: str) -> str:
    """A sentence on the members of a group that the world does not have; empty if there are none."""
    group = _group(code) if code not in world.economies else None
    absent = [] if group is None else [each for each in group.members if each not in world.economies]
    if group is None or not absent:
        return ""
    there = ", ".join(members(world, code))
    return f"Of {group.name()} the table has {there}. {world.outside_said(tuple(absent))}"


def _group(code: str) -> Place | None:
    if code == REST:
        return None
    try:
        found = get(code)
    except PlaceError:
        return None
    return found if found.scheme is Scheme.GROUP else None
