"""The command line is used all day: what needs no data must not load the libraries that handle data."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    *("duckdb", "polars", "numpy", "pandas", "pyarrow", "narwhals", "sqlalchemy", "alembic", "altair"),
    *("jinja2", "babel", "docx", "lxml", "typst", "vl_convert", "xlsxwriter", "yaml"),
}


def loaded(*arguments: str) -> set[str]:
    """Modules loaded by running the command line with these arguments, in a fresh interpreter."""
    code = (
        "import sys; sys.argv = ['entrepot', *sys.argv[1:]]\n"
        "from entrepot.cli import main\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "print('\\n'.join(sys.modules), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return {line.partition(".")[0] for line in run.stderr.splitlines()}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("place", "BE33"), ("place", "Luik")])
def test_light_commands_load_no_heavy_library(arguments: tuple[str, ...]) -> None:
    assert not loaded(*arguments) & HEAVY


def test_the_package_itself_loads_nothing_heavy() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import entrepot, sys; print(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {line.partition(".")[0] for line in run.stdout.splitlines()} & HEAVY


def modules_of_a_brief(home: Path) -> set[str]:
    """Modules loaded by making a dossier in a fresh interpreter."""
    code = (
        "import sys, entrepot; entrepot.open(sys.argv[1]).pair('BEL', 'KAZ').dossier();"
        "print(*sys.modules, sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-c", code, str(home)], capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines())


def test_a_brief_whose_routes_are_remembered_loads_nothing_that_searches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ENTREPOT_CACHE")  # other tests have asked for this pair already
    first, second = modules_of_a_brief(tmp_path), modules_of_a_brief(tmp_path)
    searching = {"numpy", "numba", "entrepot.analyses.corridors.find"}
    assert searching <= first
    assert not second & searching


def test_a_brief_without_added_data_does_not_load_what_answers_from_them(tmp_path: Path) -> None:
    assert "entrepot.analyses.trade.goods" not in modules_of_a_brief(tmp_path)
