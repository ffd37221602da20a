"""Where the user's store stands."""

from pathlib import Path

import pytest

from entrepot.store.home import home


def test_the_variable_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTREPOT_HOME", "/srv/entrepot")
    assert home() == Path("/srv/entrepot")


@pytest.mark.parametrize(("xdg", "expected"), [("/data", "/data/entrepot"), ("relative", None), ("", None)])
def test_else_the_xdg_data_directory(monkeypatch: pytest.MonkeyPatch, xdg: str, expected: str | None) -> None:
    monkeypatch.delenv("ENTREPOT_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", xdg)
    assert home() == Path(expected or Path.home() / ".local/share/entrepot")
