"""The sets of elasticities that ship with the package, in `data/elasticities`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from entrepot.metadata.origin import Origin
from entrepot.sources.elasticities.estimates import Estimate, Estimates
from entrepot.sources.elasticities.table import rows

DEFAULT = "median"
"""The set that fills what others leave out, and is used where none is named."""


@cache
def shipped() -> Mapping[str, Estimates]:
    """Sets by name, the default first; values by industry of the OECD's ICIO tables, 2025 edition."""
    # `entrepot --help` must not pay for the YAML parser.
    import yaml

    file = Path(str(resources.files("entrepot.data"))) / "elasticities" / "icio50.csv"
    notes = yaml.safe_load(file.with_name(f"{file.name}.yml").read_text(encoding="utf-8"))
    values: dict[str, dict[str, Estimate]] = {name: {} for name in notes["sets"]}
    for _, cells, estimate in rows(file, ("set",)):
        values[cells["set"]][cells["industry"]] = estimate
    return {name: _estimates(name, values[name], note, notes) for name, note in notes["sets"].items()}


def _estimates(
    name: str, values: Mapping[str, Estimate], note: Mapping[str, Any], notes: Mapping[str, Any]
) -> Estimates:
    origin = Origin(
        publisher=note["publisher"], dataset=note["dataset"], edition=note["edition"],
        locator=note.get("locator", ""), licence=note["licence"], url=note["url"],
        retrieved=notes["retrieved"], sha256=notes["sha256"],
    )  # fmt: skip
    assumed = note.get("assumed") == "services"
    return Estimates(name, note["title"], values, origin, note["caveat"], assumed, note.get("variant_of", ""))
