"""Names, reasons and identifiers that would command a terminal are printed, not obeyed, wherever they are."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from entrepot.cli import entrepot

HOSTILE = "\x1b[31mRED\x1b]0;title\x07"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("hostile")
    place = ["--places", "Spain; Morocco", "--date", "2023", "--why", HOSTILE, "--as", HOSTILE]
    event = ["--subject", HOSTILE, "--set", f"subtype={HOSTILE}", "--id", f"id{HOSTILE}", *place]
    assert not commands(made, "add", "event", HOSTILE, *event)
    parties = ["--parties", "Spain: party; Morocco: party", "--set", "status=signed"]
    deal = ["--subject", HOSTILE, "--id", f"deal{HOSTILE}", "--set", f"topic={HOSTILE}", *parties, *place]
    assert not commands(made, "add", "agreement", HOSTILE, *deal)
    return made


def commands(home: Path, *words: str, top: tuple[str, ...] = ("record",)) -> str:
    """What a terminal would obey of an answer."""
    answer = CliRunner().invoke(entrepot, [*top, *words], env={"ENTREPOT_HOME": str(home)}, color=True)
    assert isinstance(answer.exception, SystemExit | None) or "traceback" not in answer.output.lower()
    return "".join(sign for sign in answer.output if sign in "\x1b\x07")


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--place", "ESP"),
        ("show", f"id{HOSTILE}"),
        ("history", f"id{HOSTILE}"),
        ("changes",),
        ("difference", "--since", "change:1"),
        ("search", "RED"),
        ("chronology", "ESP", "MAR"),
        ("ladder", "ESP", "MAR"),
        ("instruments", "ESP", "MAR"),
        ("follow-through", "--by", "topic"),
        ("follow-through", "--by", "party"),
        ("dispute", f"id{HOSTILE}", "--why", HOSTILE),
        ("settle", f"id{HOSTILE}", "--why", HOSTILE),
        ("retract", f"id{HOSTILE}", "--why", HOSTILE),
        ("restore", f"id{HOSTILE}", "--why", HOSTILE),
        ("correct", f"id{HOSTILE}", "--set", f"topic={HOSTILE}", "--why", HOSTILE),
        ("merge", f"deal{HOSTILE}", f"id{HOSTILE}", "--why", HOSTILE),
        ("offices", HOSTILE),
        ("load", f"{HOSTILE}.yml"),
    ],
    ids=lambda words: " ".join(words[:1]),
)
def test_no_answer_commands_the_terminal(home: Path, words: tuple[str, ...]) -> None:
    assert commands(home, *words) == ""


@pytest.mark.parametrize("command", [("show", "ESP", "MAR", "relations"), ("place", HOSTILE)])
def test_nor_do_other_commands(home: Path, command: tuple[str, ...]) -> None:
    assert commands(home, *command, top=()) == ""


def test_errors_do_not_either(home: Path) -> None:
    from click import unstyle

    runner = CliRunner()
    answer = runner.invoke(entrepot, ["record", "show", HOSTILE], env={"ENTREPOT_HOME": str(home)})
    from entrepot.cli.output import report
    from entrepot.metadata.errors import EntrepotError

    assert isinstance(answer.exception, EntrepotError)
    with runner.isolation() as streams:
        report(answer.exception)
        told = unstyle(streams[1].getvalue().decode())
    assert "RED" in told
    assert "\x1b" not in told
    assert "\x07" not in told
