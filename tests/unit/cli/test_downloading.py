"""What is told while files come: a bar on a terminal, plain lines elsewhere, not too often."""

from pathlib import Path

import pytest

from entrepot.cli.downloading import Teller
from entrepot.sources.download import Download


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def done(**other: object) -> Download:
    facts = {"file": Path("a.zip"), "url": "-", "retrieved": "-", "bytes": 5_000_000, "sha256": "-"}
    return Download(**{**facts, **other})  # type: ignore[arg-type]


def test_plain_lines_come_every_ten_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    teller = Teller(["a.zip", "b.zip"], is_terminal=False, clock=clock)
    for second in range(25):
        clock.now = float(second)
        teller.progress(second * 200_000, 5_000_000)
    teller.file_done(done(note="Cut."))
    teller.file_done(done(unchanged=True))
    assert capsys.readouterr().err.splitlines() == [
        "a.zip (1 of 2): 40 % of 5.0 MB",
        "a.zip (1 of 2): 80 % of 5.0 MB",
        "a.zip (1 of 2): 5.0 MB.",
        "a.zip (1 of 2): Cut.",
        "b.zip (2 of 2): unchanged, not downloaded again.",
    ]


def test_a_bar_is_one_line_that_is_ended_before_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    teller = Teller(["a.zip"], is_terminal=True, clock=clock)
    for second in (1, 2):
        clock.now = float(second)
        teller.progress(second * 1_000_000, 4_000_000)
    teller.say("The server is busy.")
    clock.now = 3.0
    teller.progress(3_500_000, None)
    teller.close()
    teller.close()
    out = capsys.readouterr().err
    assert out.count("\n") == 3
    assert out.count("\r") == 3
    assert "a.zip: [############............] 50 % of 4.0 MB" in out
    assert "a.zip: 3.5 MB" in out
