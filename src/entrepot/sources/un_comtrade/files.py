"""What the files of UN Comtrade are: an answer of the service in JSON, a CSV, or something to refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from entrepot.metadata.errors import BadInput
from entrepot.sources.given import Given
from entrepot.sources.members import Member
from entrepot.sources.text_tables.blocks import Style
from entrepot.sources.text_tables.cells import LINE
from entrepot.sources.text_tables.heading import Heading, heading, require
from entrepot.sources.text_tables.rows import frames
from entrepot.sources.un_comtrade.answer import answer_rows, is_answer
from entrepot.sources.un_comtrade.codes import stated

NEEDED = (
    "typeCode", "freqCode", "period", "reporterCode", "flowCode", "partnerCode", "classificationCode",
    "cmdCode", "primaryValue",
)  # fmt: skip
OPTIONAL = (
    "partner2Code", "customsCode", "motCode", "mosCode", "aggrLevel", "isLeaf", "cifValue", "fobValue",
    "netWgt", "isNetWgtEstimated", "qty", "qtyUnitCode", "isQtyEstimated", "isReported", "isAggregate",
    "isOriginalClassification", "legacyEstimationFlag",
)  # fmt: skip
FIELDS = NEEDED + OPTIONAL
"""Names of the service's fields; its kinds of file differ in the capitals, which are not looked at."""

# Its files end every line with a comma, and older ones are in Latin-1.
_STYLE = Style(latin=True, blank_lines=False, spare_cell=True)
_NEW = "Download it from comtradeplus.un.org or from the service (/public/v1, /data/v1)."


@dataclass(frozen=True, slots=True)
class Source:
    """A file that is read: in JSON (`head` is None) or as a table."""

    member: Member
    head: Heading | None = None

    def frames(self) -> Iterator[pl.DataFrame]:
        """Its records, all fields of `FIELDS` as text, with line or number; raises `BadInput` as
        `text_tables.rows.frames` does, and if it holds as many as the service gives at most.
        """
        count = 0
        for frame in self._read():
            count += frame.height
            yield frame
        if count in stated("limits"):
            raise BadInput(
                f"holds exactly {count:,} records, as many as the service gives at a time: it is cut there",
                file=self.member.where,
                remedy="Ask for less at a time: fewer partners, products or periods, a file for each.",
            )
        if not count:
            raise BadInput(
                "holds no record", file=self.member.where, remedy="Ask for other codes or periods."
            )

    def _read(self) -> Iterator[pl.DataFrame]:
        if self.head is None:
            yield answer_rows(self.member, FIELDS)
            return
        theirs = _by_small_letters(self.head)
        ours = {name: theirs[name.lower()] for name in FIELDS if name.lower() in theirs}
        for frame in frames(self.member, self.head, list(ours.values()), _STYLE):
            yield _all_fields(frame, ours)


def sources(files: Given) -> list[Source]:
    """The files of UN Comtrade among what was given.

    Raises:
        BadInput: one is of the service that ended in 2023, or lacks a column.
    """
    return [source for member in files.members if (source := _source(member))]


def recognised(files: Given) -> bool:
    """Whether one of the files begins as files of UN Comtrade do, old and new."""
    return any(_kind(member) for member in files.members)


def _source(member: Member) -> Source | None:
    kind = _kind(member)
    if kind == "old":
        raise BadInput(
            "comes from the service that UN Comtrade ended in 2023", file=member.where, line=1,
            expected="fields such as reporterCode, cmdCode and primaryValue", remedy=_NEW,
        )  # fmt: skip
    if kind == "table":
        head = heading(member.head()) or Heading(",", ())
        theirs = _by_small_letters(head)
        require(member, head, [theirs.get(name.lower(), name) for name in NEEDED], ",\t")
        return Source(member, head)
    return Source(member) if kind else None


def _kind(member: Member) -> str:
    start = member.glance()
    if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        return is_answer(start)
    head = heading(start)
    if head is None:
        return ""
    if {"Trade Flow Code", "TradeFlow Code", "rtCode"} & set(head.names) and len(head.names) > 1:
        return "old"
    return "table" if {"reportercode", "cmdcode"} <= _by_small_letters(head).keys() else ""


def _by_small_letters(head: Heading) -> dict[str, str]:
    return {name.lower(): name for name in head.names}


def _all_fields(frame: pl.DataFrame, ours: Mapping[str, str]) -> pl.DataFrame:
    return frame.select(
        LINE,
        *(
            pl.col(ours[name]).alias(name) if name in ours else pl.lit(None, pl.String).alias(name)
            for name in FIELDS
        ),
    )
