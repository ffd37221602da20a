from __future__ import annotations

import subprocess
import sys

import pytest

from entrepot.briefs import FORMATS, render
from entrepot.dossier.model import Dossier
from odd_dossiers import bare, empty, hostile, long
from sample_dossier import sample

SIGNATURES = {
    "html": b"<!DOCTYPE html>",
    "pdf": b"%PDF-",
    "docx": b"PK\x03\x04",
    "xlsx": b"PK\x03\x04",
    "json": b"{",
}
DOSSIERS = {
    "sample": sample(),
    "french": sample("fr"),
    "hostile": hostile(),
    "empty": empty(),
    "bare": bare(),
    "long": long(),
}
HEAVY = {"docx", "typst", "xlsxwriter", "altair", "vl_convert", "jinja2"}


@pytest.mark.parametrize("dossier", DOSSIERS.values(), ids=DOSSIERS)
@pytest.mark.parametrize("kind", FORMATS)
def test_every_dossier_in_every_format_twice_the_same(kind: str, dossier: Dossier) -> None:
    once = render(dossier, kind)
    assert once.lstrip().startswith(SIGNATURES[kind])
    assert once == render(dossier, kind)


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        ("html", {"altair", "vl_convert", "jinja2"}),
        ("pdf", {"altair", "vl_convert", "typst"}),
        ("docx", {"altair", "vl_convert", "docx"}),
        ("xlsx", {"xlsxwriter"}),
        ("json", set()),
    ],
)
def test_a_format_loads_its_own_libraries_only(kind: str, needed: set[str]) -> None:
    program = (
        "import sys; sys.path.insert(0, 'tests');"
        "from sample_dossier import sample; from entrepot.briefs import render;"
        f"assert not {HEAVY!r} & sys.modules.keys();"
        f"render(sample(), {kind!r}); print(*({HEAVY!r} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    # Altair itself loads Jinja2, for its own pages.
    assert loaded - {"jinja2"} == needed - {"jinja2"}


def test_same_bytes_in_another_process_with_another_clock_and_hash_seed() -> None:
    import hashlib
    import os

    program = (
        "import sys, hashlib; sys.path.insert(0, 'tests');"
        "from sample_dossier import sample; from entrepot.briefs import FORMATS, render;"
        "print(*(hashlib.sha256(render(sample(), kind)).hexdigest() for kind in FORMATS))"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Almaty"}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    here = [hashlib.sha256(render(sample(), kind)).hexdigest() for kind in FORMATS]
    assert dict(zip(FORMATS, done.stdout.split(), strict=True)) == dict(zip(FORMATS, here, strict=True))
