"""The catalogue: publisher, terms and addresses of each dataset, and where each address was read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from entrepot.metadata.errors import UsageError
from entrepot.sources.download import About

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """What can be fetched under one name.

    Attributes:
        dataset: the name, e.g. "baci".
        licence: in the publisher's words, short.
        terms: what the publisher's terms ask, in ours.
        page: the publisher's page on it.
        checked: the day on which the places in `seen` were read.
        seen: where address and terms were read; nothing was downloaded from the publisher.
        unverified: what could not be established, empty when nothing is known to be open.
        options: name -> how its values are read and asked for; see `options.py`.
        files: kinds of files, the first whose `when` holds is taken; see `plan.py`.
    """

    dataset: str
    title: str
    publisher: str
    licence: str
    terms: str
    page: str
    cadence: str
    checked: str
    seen: tuple[str, ...]
    files: tuple[Mapping[str, Any], ...]
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    unverified: str = ""

    @property
    def about(self) -> About:
        """What the note beside a downloaded file says."""
        return About(
            dataset=self.dataset, publisher=self.publisher, licence=self.licence, terms=self.terms.strip()
        )


@cache
def datasets() -> Mapping[str, Dataset]:
    """Every dataset by its name, in the order of names."""
    # `entrepot --help` must not pay for the YAML parser.
    import yaml

    found = {}
    for file in sorted(HERE.glob("*.yml")):
        stated = yaml.safe_load(file.read_text(encoding="utf-8"))
        lists = {key: tuple(stated[key]) for key in ("seen", "files")}
        found[file.stem] = Dataset(**{**stated, **lists, "checked": str(stated["checked"])})
    return found


def dataset(name: str) -> Dataset:
    """The dataset of that name; raises `UsageError` that lists the names there are."""
    found = datasets().get(name.strip().lower())
    if found is None:
        raise UsageError(f"{name}: no address is known. Known are: {', '.join(datasets())}.")
    return found
