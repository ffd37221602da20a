"""What is otherwise in the corridors: a what-if that ships, one's own file, what is stated, or several."""

from __future__ import annotations

from functools import cache

import yaml

from entrepot.metadata.corridors import Difference
from entrepot.sources.corridors import difference, differences, layer
from entrepot.sources.corridors.reader import SHIPPED
from entrepot.sources.corridors.sheet import suggestion
from entrepot.sources.record_pack.entry import Entry
from entrepot.sources.scenarios.estimates import beside


def corridor(entry: Entry) -> Difference:
    """One difference; several in a list are joined, in their order."""
    if not isinstance(entry.node, yaml.SequenceNode):
        return _one(entry)
    found = [_one(item) for item in entry.items()]
    if not found:
        entry.fail("an empty list", remedy="Name what is otherwise in the corridors.")
    return found[0] if len(found) == 1 else _joined(found)


def _one(entry: Entry) -> Difference:
    inline = isinstance(entry.node, yaml.MappingNode)
    read = differences.stated(entry, "corridor", layer()) if inline else _named(entry)
    if not (read.closures or read.changes or read.additions):
        entry.fail("nothing is otherwise", expected="something to close, change or add")
    return read


def _named(entry: Entry) -> Difference:
    name = entry.words()
    if name.endswith((".yml", ".yaml")):
        return difference(beside(entry))
    known = sorted(file.stem for file in (SHIPPED / "what_if").glob("*.yml"))
    if name not in known:
        entry.fail(
            f"no what-if of corridors that ships is called {name[:80]!r}",
            expected="one of `entrepot corridors what-if list`, a file beside, or close, change and add",
            remedy=suggestion(name, known),
        )
    return _shipped(name)


@cache
def _shipped(name: str) -> Difference:
    return difference(SHIPPED / "what_if" / f"{name}.yml")


def _joined(found: list[Difference]) -> Difference:
    return Difference(
        name="+".join(one.name for one in found)[:80],
        title="; ".join(one.title for one in found if one.title)[:2000],
        description=" ".join(one.description for one in found if one.description)[:2000],
        closures=tuple(dict.fromkeys(name for one in found for name in one.closures)),
        changes=tuple(change for one in found for change in one.changes),
        additions=tuple(addition for one in found for addition in one.additions),
    )
