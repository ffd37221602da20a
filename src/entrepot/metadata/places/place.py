"""The value type of a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Scheme(StrEnum):
    """The code list a place's code belongs to."""

    ISO3 = "ISO 3166-1 alpha-3"
    GROUP = "group"
    NUTS = "NUTS"
    SUBDIVISION = "ISO 3166-2"
    LOCODE = "UN/LOCODE"
    IATA = "IATA"


@dataclass(frozen=True, slots=True)
class Place:
    """A country, group of countries, region, port, terminal or airport.

    Attributes:
        code: e.g. "BEL", "CentralAsia", "BE33", "BEANR", "LGG".
        scheme: the list that code stands in.
        names: by language (en, fr, nl, ru, kk); "en" is always there.
        parent: code of the place it lies in ("BE3" for "BE33", "BEL" for "BEANR"); empty at the top.
        members: for a group, ISO 3166-1 alpha-3 codes of its members.
        latitude, longitude: degrees, WGS 84; None where the publisher gives none.
        valid_from, valid_to: EDTF, ".." when unbounded or unknown.
        codes: the same place in other lists, e.g. {"ISO 3166-1 alpha-2": "BE", "ISO 3166-1 numeric": "056"}.
        subdivision: ISO 3166-2 code of the region a town lies in, e.g. "BE-WLG", as UN/LOCODE gives it.
        functions: what UN/LOCODE says a place does: "port", "rail terminal", "inland port", ...
    """

    code: str
    scheme: Scheme
    kind: str
    names: dict[str, str] = field(hash=False)
    parent: str = ""
    members: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    valid_from: str = ".."
    valid_to: str = ".."
    codes: dict[str, str] = field(default_factory=dict, hash=False)
    functions: tuple[str, ...] = ()
    subdivision: str = ""

    def name(self, language: str = "en") -> str:
        """Name in that language, in English where there is none."""
        return self.names.get(language) or self.names["en"]

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO alpha-3 codes it stands for: itself, or a group's members; empty for a place inside one."""
        return self.members if self.scheme is Scheme.GROUP else (self.code,) * (self.scheme is Scheme.ISO3)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "code": self.code,
            "scheme": self.scheme.value,
            "kind": self.kind,
            "names": dict(self.names),
            "parent": self.parent,
            "members": list(self.members),
            "latitude": self.latitude,
            "longitude": self.longitude,
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "codes": dict(self.codes),
            "functions": list(self.functions),
            "subdivision": self.subdivision,
        }
