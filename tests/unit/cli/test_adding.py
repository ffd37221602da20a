"""While files are added, sentences stand on lines of their own, and a bar only on a terminal."""

import pytest

from entrepot.cli.adding import Course


def test_elsewhere_than_on_a_terminal_only_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    course = Course(is_terminal=False)
    for share in (0.0, 0.3, 0.9):
        course("", share)
    course("Reading 2021 ...", 0.5)
    course.close()
    assert capsys.readouterr() == ("", "Reading 2021 ...\n")


def test_on_a_terminal_the_bar_stands_below_the_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    now = iter(range(100))
    course = Course(is_terminal=True, clock=lambda: float(next(now)))
    course("Reading 2021 ...", 0.0)
    course("", 0.5)
    course("2021: found.")
    course.close()
    shown = capsys.readouterr().err
    assert "Reading 2021 ...\n\r[" + "." * 24 + "] 0 %" in shown
    assert "\r[" + "#" * 12 + "." * 12 + "] 50 %\r" in shown
    assert shown.endswith(f"\r{' ' * 31}\r")


def test_the_bar_is_not_drawn_more_often_than_one_can_see(capsys: pytest.CaptureFixture[str]) -> None:
    course = Course(is_terminal=True, clock=lambda: 1.0)
    for n in range(1000):
        course("", n / 1000)
    assert capsys.readouterr().err.count("\r") == 1
