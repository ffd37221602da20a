"""Requests of a plan, made one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.sources.addresses.answers import check_for
from entrepot.sources.addresses.catalogue import Dataset
from entrepot.sources.addresses.item import Item
from entrepot.sources.download import Download, Expect, Manner, download


def fetch(
    dataset: Dataset,
    items: Sequence[Item],
    folder: Path,
    *,
    environment: Mapping[str, str],
    manner: Manner,
    limit: int | None = None,
    sha256: str = "",
) -> Iterator[tuple[Item, Download]]:
    """Download what is planned; what is there and has not changed is not downloaded again.

    Args:
        dataset: whose publisher and terms are noted beside each file.
        items: what to ask for.
        folder: where files go.
        environment: where keys are read from, by the variable that an item names.
        manner: patience, and whom to tell.
        limit: bytes that a file may have, instead of the catalogue's.
        sha256: checksum the file must have, where the user knows it.

    Yields:
        Each request with its file, as soon as it is whole.

    Raises:
        NoData, BadInput, OutputError: as `download`; what was downloaded before stays.
    """
    for number, item in enumerate(items):
        if number and item.pause:
            manner.sleep(item.pause)
        key = environment.get(item.key_variable, "").strip() if item.key_variable else ""
        if not key.isascii() or not key.isprintable():
            raise BadInput("holds letters that no key has", file=item.key_variable, expected="the key alone")
        yield (
            item,
            download(
                item.url,
                folder / item.name,
                expect=Expect(
                    kind=item.kind, limit=limit or item.limit, sha256=sha256, check=check_for(item.answer)
                ),
                about=dataset.about,
                headers={"Accept": item.accept} if item.accept else {},
                secrets={item.key_header: key} if key else {},
                manner=manner,
            ),
        )
