"""The page of the measures: every function says where it comes from, and the page is the same each time."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[3] / "scripts"


def printed(code: str, seed: str = "0") -> str:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=SCRIPTS, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def page() -> str:
    return printed("from reference_measures import measures_page; print(measures_page())")


def test_every_function_names_its_source(page: str) -> None:
    measures = page.partition("## Aggregation of raw flows\n")[0]  # sums have no author
    bodies = re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", measures, re.DOTALL | re.MULTILINE)
    functions = [
        (name, body) for name, body in bodies if re.search(r"^\)? ?.*-> .*\n```$", body, re.MULTILINE)
    ]
    assert len(functions) > 60
    assert [name for name, body in functions if "ource" not in body] == []


def test_every_line_of_the_contents_leads_to_a_heading(page: str) -> None:
    contents, _, rest = page.partition("## Contents")[2].partition("\n## ")
    headings = [
        re.sub(r"[^\w-]", "", h.lower().replace(" ", "-"))
        for h in re.findall(r"^##+ (.*)", "## " + rest, re.M)
    ]
    wanted = set(re.findall(r"\]\(#([\w-]+)\)", contents))
    numbered = {f"{h}-{n}" if n else h for i, h in enumerate(headings) for n in [headings[:i].count(h)]}
    assert wanted - numbered == set()


def test_the_page_does_not_depend_on_the_order_of_sets(page: str) -> None:
    again = printed("from reference_measures import measures_page; print(measures_page())", seed="7")
    assert again == page


def test_a_docstring_becomes_markdown() -> None:
    code = '''
from reference_docstrings import document, signature
def f(a, *, b="x"):
    """F = a <b>, see `g`.

        a = 1
        b = 2

    Source: Nobody (1900).

    Args:
        a: the first,
            in two lines.
        b: the second.

    Raises:
        ValueError: never.
    """
print(signature("f", f, {}))
print(document(f, {"g": "#g"}))
'''
    assert printed(code) == (
        "```python\nf(a: _empty, *, b: _empty = 'x') -> _empty\n```\n"
        "F = a \\<b>, see [`g`](#g).\n\n```text\na = 1\nb = 2\n```\n\n**Source:** Nobody (1900).\n\n"
        "Arguments:\n\n- `a`: the first,\n  in two lines.\n- `b`: the second.\n\n"
        "Errors:\n\n- `ValueError`: never.\n\n"
    )
