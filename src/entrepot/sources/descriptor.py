"""Reading `source.yml`: who publishes a dataset, on what terms, and what must be true of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

from entrepot.metadata.errors import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What a publisher's folder says of its dataset.

    Attributes:
        dataset: first part of the names of its tables.
        edition: edition, release or vintage the reader is written for.
        licence: SPDX identifier or the publisher's own wording.
        url: public address of the dataset.
        cadence: how often it is published.
        unit, valuation: of its values, e.g. "USD million" at "basic prices".
        how_made, retrieved: from which file, and on which day (ISO 8601) it was fetched; empty where every
            file of the user's own is another.
        caveat: what a reader of its figures must know.
        assertions: counts and figures that hold for every file of this edition; the reader checks them.
    """

    dataset: str
    publisher: str
    title: str
    edition: str
    licence: str
    url: str
    cadence: str
    unit: str
    valuation: str = ""
    how_made: str = ""
    retrieved: str = ""
    caveat: str = ""
    assertions: Mapping[str, Any] = field(default_factory=dict)


@cache
def read_descriptor(folder: Path) -> Descriptor:
    """The descriptor in `folder`/source.yml.

    Raises:
        BadInput: it is missing, is no YAML mapping, or lacks or exceeds the fields of `Descriptor`.
    """
    # `entrepot --help` must not pay for the YAML parser.
    import yaml

    file = folder / "source.yml"
    known = {f.name for f in fields(Descriptor)}
    try:
        stated = yaml.safe_load(file.read_text(encoding="utf-8"))
        return Descriptor(**stated)
    except (OSError, TypeError, yaml.YAMLError) as error:
        raise BadInput(
            f"not a source descriptor ({error})", file=file, expected=f"the keys {', '.join(sorted(known))}"
        ) from error
