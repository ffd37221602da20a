"""A mistyped command is told apart from a file and from a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from entrepot.cli.gravity import gravity
from entrepot.cli.mistyped import refuse_mistyped
from entrepot.metadata.errors import UsageError

COMMANDS = ("show", "list", "compare")


@pytest.mark.parametrize(("word", "meant"), [("sho", "show"), ("LSIT", "list"), ("compair", "compare")])
def test_what_is_nearly_a_command_is_refused_with_it(word: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"Did you mean `entrepot whatif {meant}`"):
        refuse_mistyped(word, "entrepot whatif", COMMANDS)


@pytest.mark.parametrize("word", ["mine.yml", "show-me", "suez", "x" * 500, "listed", ""])
def test_other_words_are_let_through(word: str) -> None:
    refuse_mistyped(word, "entrepot whatif", COMMANDS, ("listed", "suez-closed"))


def test_a_file_of_that_name_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sho").write_text("")
    refuse_mistyped("sho", "entrepot whatif", COMMANDS)


def test_gravity_takes_no_mistyped_command_for_a_panel() -> None:
    with pytest.raises(UsageError, match="entrepot gravity specs"):
        CliRunner().invoke(gravity, ["spec"], catch_exceptions=False)
