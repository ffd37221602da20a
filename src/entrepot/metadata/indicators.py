"""Tables of indicators: one shape for what Eurostat, the World Bank, the NBB and the IMF publish by place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from entrepot.metadata.errors import UsageError
from entrepot.metadata.tables import Column, Table

_DATASET = re.compile(r"[a-z][a-z0-9_]{0,63}")
NOT_AVAILABLE = ":"
"""Flag of a cell that the publisher marks as not available without saying why, as Eurostat writes it."""


@dataclass(frozen=True, slots=True)
class IndicatorTables:
    """The tables of one dataset of indicators; one release is one vintage of it, named by its edition."""

    observations: Table
    places: Table
    labels: Table

    @property
    def dataset(self) -> str:
        """First part of the tables' names."""
        return self.observations.dataset

    def all(self) -> tuple[Table, ...]:
        """Every table, observations first."""
        return (self.observations, self.places, self.labels)


_PERIOD = Column(
    "period",
    "text",
    "time of the value in EDTF: 2023, 2023-02, 2023-02-28; a quarter, half-year or week is the interval that "
    "it spans, e.g. 2023-01/2023-03",
    key=True,
)
_FREQUENCY = Column("frequency", "text", "A, S, Q, M, W or D; other codes as published", key=True)
_FLAGS = Column(
    "flags",
    "text",
    "the publisher's marks on the value as published (Eurostat: b break, p provisional, e estimated, "
    "u unreliable, c confidential; several together as in bu); empty if there are none",
)


@cache
def indicator_tables(dataset: str) -> IndicatorTables:
    """The tables of a dataset such as "eurostat_nama_10r_2gdp" or "world_bank_wdi".

    Raises:
        UsageError: the name is not made of lower-case letters, digits and "_", or is too long.
    """
    if not _DATASET.fullmatch(dataset):
        raise UsageError(f"{dataset!r} cannot name a dataset of indicators")
    return IndicatorTables(
        observations=Table(
            f"{dataset}.observations",
            "Values of indicators by place and time. A row without value is one that the publisher shows as "
            "missing or keeps confidential: it is unknown, not zero.",
            (
                Column("place", "text", "code of the place as the publisher gives it", key=True),
                Column("indicator", "text", "code of the table or series", key=True),
                Column(
                    "dimensions", "text",
                    "the other dimensions in order of their names, e.g. age=Y15-24; sex=F", key=True,
                ),
                _FREQUENCY,
                Column("unit", "text", "code of the unit; empty where the indicator tells it", key=True),
                _PERIOD,
                Column("value", "real", "the value; absent where it is not published", nullable=True),
                _FLAGS,
            ),
        ),
        places=Table(
            f"{dataset}.places",
            "The places of the observations; groups are kept apart from what they consist of.",
            (
                Column("place", "text", "code of the place as the publisher gives it", key=True),
                Column("kind", "text", "economy, region or group; empty where the file does not tell"),
                Column("name", "text", "the publisher's name, where the file holds it", nullable=True),
            ),
        ),
        labels=Table(
            f"{dataset}.labels",
            "What the codes of the other dimensions mean, where the file holds it.",
            (
                Column("dimension", "text", "name of the dimension, or indicator", key=True),
                Column("code", "text", "code in that dimension", key=True),
                Column("label", "text", "the publisher's words"),
            ),
        ),
    )  # fmt: skip


def confidential(flags: str) -> bool:
    """Whether flags say that the publisher keeps the value secret: a "c", alone or among others."""
    return "c" in flags.casefold()


def bilateral_tables() -> tuple[Table, Table]:
    """The tables of the IMF that have two places: goods traded (IMTS) and investment positions (DIP)."""
    return IMTS_FLOWS, DIP_POSITIONS


_REPORTER = Column(
    "reporter", "text", "economy that reports: ISO 3166-1 alpha-3, or the IMF's code of a group", key=True
)
_COUNTERPART = Column("counterpart", "text", "the other economy, same codes", key=True)
_INDICATOR = Column("indicator", "text", "the IMF's code, e.g. XG_FOB_USD: exports free on board", key=True)
_USD = Column("value", "real", "value; absent where it is confidential or missing", "USD", nullable=True)

IMTS_FLOWS = Table(
    "imf_imts.flows",
    "Goods traded as one economy reports them, all products together: exports FOB, imports CIF or FOB. "
    "Part of it is the IMF's estimate.",
    (_REPORTER, _COUNTERPART, _INDICATOR, _FREQUENCY, _PERIOD, _USD, _FLAGS),
)

DIP_POSITIONS = Table(
    "imf_dip.positions",
    "Direct investment between two economies: positions at the end of the period, as the reporter states "
    "them or as they are derived. Net positions can be negative. A company may be owned through a third "
    "economy: the counterpart is the immediate one.",
    (
        _REPORTER,
        _COUNTERPART,
        Column("indicator", "text", "the IMF's code, e.g. INWD_D_NETLA_FALL_ALL", key=True),
        Column(
            "derivation", "text",
            "the IMF's DV_TYPE: O reported official data; by other codes, not what the reporter reports",
            key=True,
        ),
        _FREQUENCY,
        _PERIOD,
        Column("direction", "text", "inward: held by the counterpart in the reporter; outward: the reverse"),
        Column("instrument", "text", "all, equity or debt; other instruments by the IMF's code"),
        _USD,
        _FLAGS,
    ),
)  # fmt: skip
