"""Many statements that look like those of the record that ships: the same kinds, parties, places and quotes.

Each is one of the pack's, under another identifier, in another year, with words of a vocabulary of our own
added to its paraphrase as words are met in texts: few often, most seldom.
"""

from __future__ import annotations

import random
from dataclasses import replace

from entrepot.metadata.dates import StatedDate
from entrepot.metadata.statement import Statement
from entrepot.sources.record_pack.pack import Pack
from entrepot.sources.record_pack.reader import read_pack
from entrepot.store.record import load

_SYLLABLES = ("ka", "lo", "mi", "ter", "an", "dor", "vel", "su", "rin", "po", "gar", "eth")
VOCABULARY = tuple(a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES)
_WORDS = 6


def pack(statements: int, seed: int = 1) -> Pack:
    """A pack of so many statements, the same for the same seed."""
    chance = random.Random(seed)
    shipped = [read_pack(path) for path in load.bundled()]
    originals = [said for one in shipped for said in one.statements]
    documents = tuple({d.sha256: d for one in shipped for d in one.documents}.values())
    made = tuple(_like(originals[n % len(originals)], n, chance) for n in range(statements))
    return Pack("many", "", "a benchmark", "2026-01-01", documents, made, sha256=f"{seed:064x}")


def _like(said: Statement, number: int, chance: random.Random) -> Statement:
    words = " ".join(VOCABULARY[_seldom(chance)] for _ in range(_WORDS))
    date = said.date
    if date and date.precision.value in ("day", "month", "year"):
        date = StatedDate(f"{chance.randint(1992, 2025)}{date.edtf[4:]}".replace("-02-29", "-02-28"))
    return replace(
        said,
        id=f"{said.id}-{number}",
        paraphrase={language: f"{text} {words}" for language, text in said.paraphrase.items()},
        date=date,
        supersedes="",
    )


def _seldom(chance: random.Random) -> int:
    """A rank as words have them: the tenth is met a tenth as often as the first."""
    return min(int(len(VOCABULARY) ** chance.random()) - 1, len(VOCABULARY) - 1)
