"""Reading a policy brief by rules alone, and a plain regular-expression pass over it for years.

    python benchmarks/reading.py [FILE]

The text is FILE, else the policy brief where it lies beside the repository, else one of our own of the same
length. All are timed in turns within one run. Targets: reading under a second, and at most ten times the
pass. The pass is tiny: it finds forty years and nothing else. So the benchmark also times those parts of the
reading that it could be compared with: cutting the text into words, and finding its dates alone.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from entrepot.analyses.reading import read
from entrepot.analyses.reading.calendar_words import MONTHS, UNITS
from entrepot.analyses.reading.relative import NO_DATE
from entrepot.analyses.reading.scan import words_of
from entrepot.analyses.reading.timeline import dates
from entrepot.analyses.relations.cast import cast
from entrepot.analyses.relations.tenures import tenures
from entrepot.metadata.statement import Document
from entrepot.sources.record_pack.reader import read_pack

ROOT = Path(__file__).resolve().parents[1]
PACK = ROOT / "src/entrepot/data/record/eucam-liege.yml"
BRIEF = "003_deb7c40eb494fc2b.txt"
YEARS = re.compile(r"\b(?:19|20)\d\d\b")
OURS = (
    "In March 2010 the Estonian minister visited Peru and signed an agreement on trade. Exports to Peru came "
    "to €3.3 million in 2012, two years later to over €4 million. Peru does not have an embassy in Tallinn, "
    "and both sides expressed interest in opening one.\n"
)
LENGTH, RUNS = 24_112, 15
TARGET_SECONDS, TARGET_RATIO = 1.0, 10.0


def main() -> int:
    """Print times and ratios; exit code 1 if a target is missed."""
    text, called = _text()
    pack = read_pack(PACK)
    actors, held = cast(pack.statements), tenures(pack.statements)
    document = Document(hashlib.sha256(text.encode()).hexdigest(), "brief", len(text))

    def reading() -> int:
        return len(read(text, document, actors, tenures=held, language="en"))

    begin = perf_counter()
    drafts = reading()
    first = perf_counter() - begin
    sides: dict[str, Callable[[], int]] = {
        "years by a regular expression": lambda: len(YEARS.findall(text)),
        "cut into words and numbers": lambda: len(words_of(text).raw),
        "dates alone": lambda: _dates(text),
        "read by rules": reading,
    }
    turns: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(RUNS):
        for name, side in sides.items():
            begin = perf_counter()
            side()
            turns[name].append(perf_counter() - begin)
    times = {name: median(each) for name, each in turns.items()}
    base = times["years by a regular expression"]
    print(f"{called}: {len(text):,} characters, {drafts} drafts; first reading {first:.3f} s")
    for name, seconds in times.items():
        print(f"{name:32} {seconds * 1e3:8.2f} ms   {seconds / base:6.1f} x")
    missed = times["read by rules"] > TARGET_SECONDS or first > TARGET_SECONDS
    ratio = times["read by rules"] / base
    print(f"target: under {TARGET_SECONDS:.0f} s: {'missed' if missed else 'met'}")
    said = "met" if ratio <= TARGET_RATIO else "missed"
    print(f"target: at most {TARGET_RATIO:.0f} x: {said} ({ratio:.0f} x)")
    return int(missed or ratio > TARGET_RATIO)


def _text() -> tuple[str, str]:
    beside = ROOT.parent / "shared" / "documents" / BRIEF
    if len(sys.argv) > 1:
        return Path(sys.argv[1]).read_text(encoding="utf-8"), sys.argv[1]
    if beside.exists():
        return beside.read_text(encoding="utf-8"), "the policy brief"
    return (OURS * (LENGTH // len(OURS) + 1))[:LENGTH], "a text of our own"


def _dates(text: str) -> int:
    words = words_of(text)
    points = [
        i for i, key in enumerate(words.keys) if key[:1].isdigit() or key in MONTHS["en"] or key in UNITS
    ]
    return len(dates(words, points, (), "en", NO_DATE))


if __name__ == "__main__":
    raise SystemExit(main())
