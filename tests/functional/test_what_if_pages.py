"""The pages on what if: commands print what the pages say, and the worked number is the model's."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import entrepot
from manual import ROOT, blocks, run

PAGES = ("how-to/ask-what-would-change", "explanation/what-if")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One for both pages: the network is searched once."""
    made = tmp_path_factory.mktemp("what-if")
    for name in ("our-corridor.yml", "our-estimate.json"):
        shutil.copy(ROOT / "examples" / "scenarios" / name, made)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ENTREPOT_HOME", str(made / "home"))
        yield made


def spaced(line: str) -> str:
    """The line without the blanks that line up a column: they depend on rows that a page leaves out."""
    return " ".join(line.split())


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_the_page_works_as_written(page: str, folder: Path) -> None:
    told: list[str] = []
    typed = 0
    for language, text in blocks(ROOT / "docs" / f"{page}.md"):
        if language == "console":
            for command in (line.removeprefix("$ ") for line in text.splitlines()):
                done = run(command, folder)
                assert done.returncode == 0, f"{command}\n{done.stderr}"
                told = [spaced(line) for line in done.stdout.splitlines()]
                typed += 1
        elif language == "text":
            assert [line for line in text.splitlines() if spaced(line) not in told] == []
        elif language == "python":
            exec(compile(text, f"{page}.md", "exec"), {})
    assert typed


@pytest.mark.slow
def test_what_moves_the_worked_number_multiplies_to_it(folder: Path) -> None:
    run_of = entrepot.open().whatif.ask("trans-caspian-2030", draws=0).run
    world, found = run_of.setting.world, run_of.equilibrium
    j, seller, buyer = world.codes.index("C21"), *world.positions(("BEL", "KAZ"))
    assert run_of.shock.cost is not None
    theta = run_of.setting.elasticities.theta[j]
    spent = found.trade[j, buyer].sum() / found.trade_before[j, buyer].sum()
    factors = (
        run_of.shock.cost[j, buyer, seller] ** -theta,
        found.costs[j, seller] ** -theta,
        found.prices[j, buyer] ** theta,
        spent,
    )
    product = factors[0] * factors[1] * factors[2] * factors[3]
    told = (ROOT / "docs" / "explanation" / "what-if.md").read_text(encoding="utf-8")
    for factor in (*factors, product):
        assert f"| {100.0 * (factor - 1.0):+.3f} % |" in told
    assert product == pytest.approx(
        found.trade[j, buyer, seller] / found.trade_before[j, buyer, seller], abs=1e-7
    )
    gain = found.income_before[buyer] * (found.real_income[buyer] - 1.0)
    assert f"which is {gain:.1f} million USD a year" in told


@pytest.mark.slow
def test_what_deficits_do_is_as_told(folder: Path) -> None:
    told = (ROOT / "docs" / "explanation" / "what-if.md").read_text(encoding="utf-8")
    for closure in ("share", "fixed", "zero"):
        answer = entrepot.open().whatif.ask("eu-kazakhstan-agreement", closure=closure, draws=0)
        income = answer.economies().figure("real_income", economy="KAZ").number
        assert f"{income:+.2f} % with `{closure}`" in told


@pytest.mark.slow
def test_the_answer_in_the_readme_is_what_is_printed(folder: Path) -> None:
    page = blocks(ROOT / "README.md")
    (at,) = [n for n, (language, text) in enumerate(page) if language == "console" and "whatif" in text]
    (command,) = page[at][1].removeprefix("$ ").splitlines()
    done = run(command.removeprefix(".venv/bin/"), folder)
    assert done.returncode == 0, done.stderr
    printed = [spaced(line) for line in done.stdout.splitlines()]
    assert [line for line in page[at + 1][1].splitlines() if spaced(line) not in printed] == []
