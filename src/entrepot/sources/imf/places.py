"""The IMF's codes of economies and groups, turned into ours; what is not known is listed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from entrepot.metadata.places.countries import COUNTRIES
from entrepot.sources.sdmx_csv.observations import refuse_unknown


@dataclass(slots=True)
class Places:
    """What codes mean, and which were seen."""

    renamed: Mapping[str, str]
    group: re.Pattern[str]
    seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, assertions: Mapping[str, Any]) -> Places:
        """As the descriptor names them."""
        return cls(assertions["renamed"], re.compile(assertions["group"]))

    def codes(self, written: pl.Series) -> pl.Series:
        """Our codes for a column of the IMF's: ISO 3166-1 alpha-3, groups as they are."""
        found = written.replace(list(self.renamed), list(self.renamed.values()))
        self.seen |= set(found.unique())
        return found

    @property
    def kinds(self) -> dict[str, str]:
        """Code -> "economy" or "group", of those seen; empty for what is neither."""
        return {code: self._kind(code) for code in self.seen}

    def refuse(self, where: str) -> None:
        """Raise `BadInput` with all codes that are neither an economy nor a group."""
        unknown = [code for code, kind in self.kinds.items() if not kind]
        refuse_unknown(where, unknown, "codes of places", "They must be named in the source's descriptor.")

    def _kind(self, code: str) -> str:
        if code in COUNTRIES.rows or code in self.renamed.values():
            return "economy"
        return "group" if self.group.fullmatch(code) else ""
