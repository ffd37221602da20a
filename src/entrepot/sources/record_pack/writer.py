"""A pack as YAML text that a person can read and `read_pack` reads back as the same pack."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import yaml

from entrepot.metadata.statement import Document, Statement
from entrepot.metadata.statement_form import to_form
from entrepot.sources.record_pack.pack import Pack


class _Inline(dict[str, Any]):
    """A mapping written on one line."""


class _Dumper(yaml.SafeDumper):
    """Block style, except for what reads better on one line; never an alias."""

    def ignore_aliases(self, _data: Any) -> bool:
        """Every value is written out."""
        return True


_Dumper.add_representer(
    _Inline, lambda dumper, data: dumper.represent_mapping("tag:yaml.org,2002:map", data, flow_style=True)
)


def write_pack(pack: Pack) -> str:
    """The pack as YAML; empty fields are left out, and so are words of a document that a quote carries."""
    names = {document.sha256: document.name for document in pack.documents}
    return dump(
        {
            "pack": pack.name,
            "title": pack.title,
            "entered_by": pack.entered_by,
            "entered_at": pack.entered_at,
            "documents": [_document(document) for document in pack.documents],
            "statements": [_statement(statement, pack, names) for statement in pack.statements],
        }
    )


def dump(form: dict[str, Any]) -> str:
    """YAML of a pack in its written form; parties and quotes stand on a line each."""
    for statement in form["statements"]:
        for name in ("parties", "quotes"):
            if name in statement:
                statement[name] = [_Inline(item) for item in statement[name]]
    return yaml.dump(form, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=180)


def _document(document: Document) -> dict[str, Any]:
    form = asdict(document)
    order = ("name", "sha256", "characters", "title", "author", "publisher", "url", "published", "note")
    version = ("reader", "text_sha256", "replaces")
    return {name: form[name] for name in (*order, *version) if form[name] not in ("", "..")}


def _statement(statement: Statement, pack: Pack, names: dict[str, str]) -> dict[str, Any]:
    form = to_form(statement)
    for name in ("entered_by", "entered_at"):
        if form.get(name) == getattr(pack, name):
            del form[name]
    if statement.quotes:
        form["quotes"] = [quote | {"document": names[quote["document"]]} for quote in form["quotes"]]
    return form
