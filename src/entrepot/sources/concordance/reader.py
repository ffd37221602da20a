"""Files of links between classifications, from the publishers whose layouts are known."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import polars as pl

from entrepot.metadata.concordance import dataset_of, links_table
from entrepot.metadata.errors import BadInput, UsageError
from entrepot.metadata.products import classification
from entrepot.sources.bounded import read_bounded
from entrepot.sources.concordance.layouts import Layout, find_layout, own_layout
from entrepot.sources.concordance.links import Gathered, frame_of, gather, most_detailed
from entrepot.sources.concordance.rows import MAX_BYTES, lines
from entrepot.sources.given import Given
from entrepot.sources.members import Member, explained
from entrepot.sources.reader import Part, Progress, Reading

HERE = Path(__file__).parent
# A header line is far shorter.
_HEAD = 10_000
READS = "a table of links between two classifications, such as CN2022_CPA21.csv or HS2022_BEC4.csv"


def read_links(path: Path, source: str = "", target: str = "") -> pl.DataFrame:
    """The links in a file, in the columns of `metadata.concordance.LINK_COLUMNS`.

    Args:
        path: a CSV or TSV as its publisher gives it, or two columns of one's own.
        source: name of the classification to convert from; needed where the header does not name it, and
            to read a table without weights the other way. A name that is none of ours makes a list of
            one's own.
        target: the same of the classification to convert to.

    Raises:
        BadInput: not such a file, or not what it should be, with file and line.
        UsageError: the file links other classifications, or is to be turned though it has weights.
    """
    content = read_bounded(path, MAX_BYTES, expected="a table of links")
    return _reading(content, path, source, target)[0]


def linked(path: Path) -> tuple[tuple[str, str], ...]:
    """The ways in which a file links classifications, by its header alone; none if the header does not say.

    A table without weights can be read both ways.

    Raises:
        BadInput: the file cannot be read.
    """
    with explained(path), path.open("rb") as stream:
        head = stream.read(_HEAD)
    layout = _layout(head)
    if layout is None:
        return ()
    pair = (layout.source.name, layout.target.name)
    return (pair,) if layout.weight is not None else (pair, pair[::-1])


def recognises(files: Given) -> bool:
    """Whether every member is a table of links."""
    return bool(files.members) and all(_layout(member.glance(_HEAD)) for member in files.members)


def parts(files: Given) -> tuple[Part, ...]:
    """One release for each file; links are about no time."""
    return tuple(_part(member) for member in files.members)


def read(files: Given, part: Part, _scratch: Path, _progress: Progress) -> Reading:
    """The links of one file."""
    member = next(one for one in files.members if one.name == part.name)
    with member.open() as stream:
        content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise BadInput(f"larger than {MAX_BYTES / 1e6:g} MB", file=member.where, expected="a table of links")
    frame, found = _reading(content, member.where)
    source, target = frame["from_scheme"][0], frame["to_scheme"][0]
    return Reading(tables={links_table(source, target): frame}, found=found)


def _part(member: Member) -> Part:
    layout = _layout(member.glance(_HEAD))
    assert layout is not None  # noqa: S101  # `recognises` saw it
    source, target = layout.source.name, layout.target.name
    return Part(
        dataset=dataset_of(source, target),
        period="..",
        name=member.name,
        scope=f"{source} to {target}",
        more=_publishers()[layout.name],
    )


def _layout(head: bytes) -> Layout | None:
    first_line = head.partition(b"\n")[0]
    try:
        return find_layout(next(lines(first_line, ""), (1, [""]))[1])
    except BadInput:
        return None


def _reading(
    content: bytes, file: str | Path, source: str = "", target: str = ""
) -> tuple[pl.DataFrame, tuple[str, ...]]:
    rows = lines(content, file)
    _, header = next(rows)
    layout = _agreed(find_layout(header), header, file, source, target)
    gathered = gather(rows, file, layout)
    left_out = most_detailed(gathered)
    frame = frame_of(gathered)
    return frame, _found(gathered, frame, left_out)


def _agreed(layout: Layout | None, header: list[str], file: str | Path, source: str, target: str) -> Layout:
    if layout is None:
        if not (source and target):
            raise BadInput(
                "the header names no two classifications", file=file, line=1,
                expected="columns such as HS 2017, CPA 2.1 or CN 2022",
                remedy="Say which they are: --from HS17 --to MYLIST; the first column is converted.",
            )  # fmt: skip
        return own_layout(header, source, target)
    found = (layout.source.name, layout.target.name)
    wanted = tuple(classification(name).name if name else "" for name in (source, target))
    if all(name in ("", there) for name, there in zip(wanted, found, strict=True)):
        return layout
    if not all(name in ("", there) for name, there in zip(wanted, reversed(found), strict=True)):
        raise UsageError(
            f"{file} links {found[0]} and {found[1]}, not {source or 'any'} and {target or 'any'}."
        )
    if layout.weight is not None:
        raise UsageError(
            f"{file} has weights from {found[0]} to {found[1]}; the other way needs the values of "
            f"{found[0]}: take the publisher's file of that direction, or `reverse` with values."
        )
    return layout.turned()


def _found(gathered: Gathered, frame: pl.DataFrame, left_out: int) -> tuple[str, ...]:
    layout = gathered.layout
    split = frame.filter(pl.col("weighting") == "equal")["from_code"].n_unique()
    said = [
        f"{_counted(frame['from_code'].n_unique(), 'code')} of {layout.source.name} become "
        f"{frame['to_code'].n_unique():,} of {layout.target.name}, {_counted(frame.height, 'link')}."
    ]
    said += [f"{_counted(split, 'code')} with several links and no weight: equal parts."] if split else []
    said += [f"{_counted(gathered.zeros, 'link')} of weight zero left out."] if gathered.zeros else []
    said += [f"{_counted(left_out, 'link')} of headings left out, their parts are there."] if left_out else []
    restored = len(gathered.restored)
    said += [f"Leading zeros restored in {_counted(restored, 'code')}."] if restored else []
    return tuple(said)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


@cache
def _publishers() -> dict[str, dict[str, str]]:
    import yaml

    known: dict[str, dict[str, str]] = yaml.safe_load((HERE / "publishers.yml").read_text(encoding="utf-8"))
    return known
