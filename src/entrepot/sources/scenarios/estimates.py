"""An effect that `entrepot gravity` estimated: its JSON beside the scenario, and the term that is meant."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

from entrepot.metadata.errors import BadInput
from entrepot.metadata.scenario import Amount
from entrepot.sources.bounded import read_bounded
from entrepot.sources.corridors.sheet import suggestion
from entrepot.sources.corridors.values import keys_of
from entrepot.sources.record_pack.entry import Entry
from entrepot.sources.scenarios.amounts import EFFECT

MAX_BYTES = 5_000_000
_LARGEST = 1e6


def beside(entry: Entry) -> Path:
    """The file of that name in the folder of the scenario; a path to elsewhere is refused, also by a link."""
    name = entry.words()
    folder = entry.file.resolve().parent
    plain = name.isprintable() and len(name) <= 200 and not set(name) & set('/\\:<>"|?*') and name[0] != "."
    if not plain or (folder / name).resolve().parent != folder:
        entry.fail(
            f"{name[:80]!r} is no name of a file beside the scenario",
            expected="a file in the same folder, without its path",
            remedy="Copy it there.",
        )
    return folder / name


def estimate(entry: Entry) -> Amount:
    """Value and standard error of a term: {estimate: file.json, term: rta}.

    Raises:
        BadInput: the file lies elsewhere, is no JSON with "terms", or has no finite value and error of it.
    """
    keys = keys_of(entry, ("estimate", "term"), required=("estimate", "term"))
    file, term = beside(keys["estimate"]), keys["term"].words()
    terms = _terms(file)
    if term not in terms:
        keys["term"].fail(f"{file.name} has no term {term!r}", remedy=suggestion(term, [*terms]))
    value, error = (_number(file, term, terms[term], field) for field in ("value", "se"))
    if error < 0.0 or not EFFECT.low <= value <= EFFECT.high:
        keys["term"].fail(f"{term} is {value:g} with a standard error of {error:g}", expected=EFFECT.why)
    return Amount(value, error)


def _terms(file: Path) -> dict[str, Any]:
    content = read_bounded(file, MAX_BYTES, expected="what `entrepot gravity -o` writes")
    try:
        read = json.loads(content, parse_constant=lambda name: _refused(file, f"{name} is no number"))
    except (ValueError, RecursionError) as error:
        raise BadInput("not JSON", file=file, line=getattr(error, "lineno", None)) from error
    terms = read.get("terms") if isinstance(read, dict) else None
    if not isinstance(terms, dict) or not terms:
        _refused(file, "no terms")
    return terms


def _number(file: Path, term: str, read: Any, field: str) -> float:
    value = read.get(field) if isinstance(read, dict) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < _LARGEST:
        _refused(file, f"{term} has no number as its {field}")
    return float(value)


def _refused(file: Path, problem: str) -> NoReturn:
    raise BadInput(
        problem,
        file=file,
        expected='{"terms": {"rta": {"value": 0.557, "se": 0.102}}}',
        remedy="Write it with `entrepot gravity -o`.",
    )
