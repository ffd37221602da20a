"""A publisher's codes of reporters and partners turned into ours; what is not known is listed, all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from entrepot.metadata.errors import BadInput

MAX_UNKNOWN = 300


@dataclass(frozen=True, slots=True)
class PlaceCodes:
    """What a publisher's codes mean.

    Attributes:
        known: publisher's code -> ISO 3166-1 alpha-3, or the publisher's own code for what has none.
        groups: those of them that mean a group, or a part shown beside its whole: never added to others.
    """

    known: Mapping[str, str]
    groups: frozenset[str] = frozenset()


@dataclass(slots=True)
class Recoding:
    """Turns the codes of one file into ours and remembers what it did not know."""

    codes: PlaceCodes
    where: str
    seen: dict[str, set[str]] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)

    def code(self, column: str, values: pl.Series) -> pl.Series:
        """Our codes; a code not known stays absent until `finish` is called.

        Raises:
            BadInput: so many are not known that the column holds something else.
        """
        found = {str(value) for value in values.unique()}
        self.seen.setdefault(column, set()).update(found)
        self.unknown |= dict.fromkeys(found - self.codes.known.keys(), column)
        if len(self.unknown) > MAX_UNKNOWN:
            self.finish()
        known = {value: self.codes.known.get(value) for value in found}
        return values.replace_strict(known, default=None, return_dtype=pl.String)

    def in_group(self, values: pl.Series) -> pl.Series:
        """Whether each of the publisher's codes means a group."""
        return values.is_in(self.codes.groups)

    def finish(self) -> None:
        """Raises `BadInput` with the whole list of codes that are not known, if there is one."""
        if self.unknown:
            raise BadInput(
                f"{_count(self.unknown)} not known: {_listed(self.unknown)}",
                file=self.where,
                column=", ".join(sorted(set(self.unknown.values()))),
                expected="codes of countries and areas that the reader's source.yml names",
                remedy="A newer Entrepôt may know them; nothing was loaded.",
            )


def _count(unknown: Mapping[str, str]) -> str:
    return "a code is" if len(unknown) == 1 else f"{len(unknown)} codes are"


def _listed(unknown: Iterable[str]) -> str:
    names = sorted(repr(code[:20]) for code in unknown)
    return ", ".join(names[:MAX_UNKNOWN])
