"""The catalogues of phrases, terms and grammar that dossiers are written from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def catalogue(name: str) -> dict[str, Any]:
    """Phrases of a language ("en", "fr"), terms of analyses in it ("terms.fr"), or the lists of "grammar"."""
    text = (files("entrepot.dossier") / "phrases" / f"{name}.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loaded: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506 - a safe loader, by name
    return loaded


@cache
def listed(name: str) -> frozenset[str]:
    """One list of the grammar, e.g. "plural"."""
    return frozenset(catalogue("grammar")[name])
