import math
from dataclasses import dataclass
from enum import Enum, IntEnum

import pytest

from entrepot.cli.footnotes import Footnotes, plain
from little_record import PAPER, said


class Shade(Enum):
    DARK = "dark"


class Rung(IntEnum):
    LOW = 1

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Holder:
    shade: Shade
    rungs: tuple[Rung, ...]
    bound: float


def test_a_statement_keeps_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    notes = Footnotes((PAPER,))
    first, second = said("one", at=5), said("two")
    assert notes.mark(first, second) == "[1][2]"
    assert notes.mark(first, first) == "[1]"
    notes.print()
    assert capsys.readouterr().out.splitlines() == [
        "[1] one  paper.txt, line 1, characters 5-15",
        "[2] two  paper.txt, line 1, characters 0-10",
    ]


def test_an_unknown_document_is_named_by_its_hash(capsys: pytest.CaptureFixture[str]) -> None:
    notes = Footnotes(())
    notes.mark(said("one"))
    notes.print()
    assert PAPER.sha256 in capsys.readouterr().out


def test_plain_values_have_words_for_enumerations_and_no_infinity() -> None:
    assert plain(Holder(Shade.DARK, (Rung.LOW,), math.inf)) == {
        "shade": "dark",
        "rungs": ["low"],
        "bound": None,
    }
