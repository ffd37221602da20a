"""Imports that are killed at random moments, and what the record must then hold.

An importer loads pack after pack and says which are in; it is killed with SIGKILL, or the server under it is.
Then each pack that was said to be in must be there, and each that is there must be there wholly: statements,
revisions, change, words in the index. The importer is forked from a process that has imported everything, so
that hundreds of kills take minutes.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SIZE = 150
"""Statements of a pack."""


def pack(number: int) -> Any:
    """The pack of that number, `SIZE` statements long."""
    from entrepot.sources.record_pack.pack import Pack
    from little_record import said

    statements = tuple(
        said(f"K{number}-{n}", "event", f"Guest {n}:visitor", date="2001-05", places=("BEL", "KAZ"))
        for n in range(SIZE)
    )
    plain = tuple(_unquoted(each) for each in statements)
    return Pack(f"killed-{number}", "", "an importer", "2026-01-02", (), plain, sha256=f"{number:064x}")


def _unquoted(said: Any) -> Any:
    from dataclasses import replace

    return replace(said, quotes=())


@dataclass
class Tally:
    """What came of the kills.

    Attributes:
        kills: how many importers, or servers, were killed.
        ends: what the importers were at: "before" the first pack, "within" a pack, "between" two; or the
            error they ended with.
        acknowledged: packs that were said to be in, all of which were.
        unsaid: packs that were in though nobody had said so yet: stored, and killed before it was said.
    """

    kills: int = 0
    acknowledged: int = 0
    unsaid: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


class Importer:
    """A process that forks importers on demand."""

    def __init__(self, where: str) -> None:
        path = os.pathsep.join([str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, __file__, where],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
            env=os.environ | {"PYTHONPATH": path},
        )
        assert self._line() == "ready"

    def start(self, first: int) -> int:
        """Let an importer load packs from that number on; its process."""
        self._say(f"{first}")
        return int(self._line())

    def said(self) -> tuple[list[int], str]:
        """The packs it said were in, once it is dead, and what it said last."""
        packs: list[int] = []
        while (line := self._line()).isdigit():
            packs.append(int(line))
        return packs, line

    def end(self) -> None:
        """Stop."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=30)
        assert self._process.stdout
        self._process.stdout.close()

    def _say(self, words: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(words + "\n")

    def _line(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


def kill_at_random(
    where: str, kills: int, seed: int, longest: float, strike: Callable[[int], None] | None = None
) -> Tally:
    """Kill importers, or do what `strike` does to the one whose process it is given; look after each.

    Args:
        where: what `Record.open` takes; a folder as text.
        kills: how many.
        seed: of the moments.
        longest: seconds after which one is killed at the latest; the moments are spread evenly.
        strike: in place of SIGKILL to the importer.
    """
    chance, tally, importer = random.Random(seed), Tally(), Importer(where)
    number, known = 1, set[int]()
    try:
        for _ in range(kills):
            process = importer.start(number)
            time.sleep(chance.uniform(0, longest))
            (strike or _kill)(process)
            said, last = importer.said()
            tally.kills += 1
            tally.acknowledged += len(said)
            before = known | set(said)
            known = _look(where, before, tally)
            tally.unsaid += len(known - before)
            tally.ends[last] += 1
            number = max(known, default=number) + 1
        _look_closely(where, tally)
    finally:
        importer.end()
    return tally


def _kill(process: int) -> None:
    os.kill(process, signal.SIGKILL)


def _opened(where: str) -> Any:
    from entrepot.store.record import Record

    return Record.open(where if "://" in where else Path(where))


def _look(where: str, wanted: set[int], tally: Tally) -> set[int]:
    """The packs that are there; faults where one is not that must be, or only in part."""
    from sqlalchemy import func, select

    from entrepot.store.record import search_index
    from entrepot.store.record import tables as t
    from entrepot.store.record.engine import reading

    with reading(_opened(where).engine) as connection:
        counts = {}
        index = search_index.table(connection)
        for called, column in (
            ("statements", t.statement.c.pack),
            ("revisions", t.revision.c.pack),
            ("words", select(t.statement.c.pack).join(index, index.c.statement == t.statement.c.id)),
        ):
            source = column.subquery().c.pack if called == "words" else column
            rows = connection.execute(select(source, func.count()).group_by(source))
            counts[called] = {name: n for name, n in rows if name.startswith("killed-")}
        packs = set(connection.scalars(select(t.pack.c.name).where(t.pack.c.name.startswith("killed-"))))
        changes = list(connection.scalars(select(t.change.c.number).order_by(t.change.c.number)))
    tally.faults += [f"pack {n} is lost" for n in wanted if f"killed-{n}" not in packs]
    for called, found in counts.items():
        if found != dict.fromkeys(packs, SIZE):
            tally.faults.append(f"{called} of some pack are there in part: {found}, packs {packs}")
    if changes != list(range(1, len(changes) + 1)):
        tally.faults.append(f"changes have a gap: {changes}")
    return {int(name.removeprefix("killed-")) for name in packs}


def _look_closely(where: str, tally: Tally) -> None:
    """What is kept of statements is what their revisions say."""
    from entrepot.store.record.engine import writing
    from entrepot.store.record.replay import content, replay

    with writing(_opened(where).engine) as connection:
        before = content(connection)
        replay(connection)
        if content(connection) != before:
            tally.faults.append("the tables are not what the revisions say")


def _serve(where: str) -> None:
    """Fork an importer for each number that is read, and pass on what it says."""
    from entrepot.metadata.errors import EntrepotError
    from entrepot.store.record import load

    load.bundled = dict  # type: ignore[assignment]  # the packs that ship would only take time
    _opened(where)
    _tell("ready")
    for line in sys.stdin:
        with tempfile.NamedTemporaryFile() as file:
            doing = Path(file.name)
            process = os.fork()
            if not process:
                try:
                    _load_on(where, int(line), doing)
                except EntrepotError as error:
                    doing.write_text(type(error).__name__)
                os._exit(0)
            os.waitpid(process, 0)
            _tell(doing.read_text() or "before")


def _tell(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def _load_on(where: str, number: int, doing: Path) -> None:
    _tell(os.getpid())
    desk = _opened(where).desk("an importer")
    while True:
        doing.write_text("within")
        desk.load(pack(number))
        _tell(number)
        doing.write_text("between")
        number += 1


if __name__ == "__main__":
    _serve(sys.argv[1])
