"""A pack as YAML text that a person can read and `read_pack` reads back as the same pack."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import yaml

from entrepot.metadata.statement import Document, Statement
from entrepot.metadata.statement_form import to_form
from entrepot.sources.record_pack.naming import names_of
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


def write_pack(pack: Pack, *, revisions: bool = False) -> str:
    """The pack as YAML; empty fields are left out, and so are words of a document that a quote carries.

    The same pack gives the same bytes: languages and attributes stand in order of their names.

    Args:
        pack: what to write.
        revisions: whether each statement says its revision in the record that it was taken from, so that a
            corrected one is not laid over somebody else's correction.
    """
    names = names_of(pack.documents)
    return dump(
        {
            "pack": pack.name,
            "title": pack.title,
            "entered_by": pack.entered_by,
            "entered_at": pack.entered_at,
            "documents": [_document(document) for document in pack.documents],
            "statements": [_statement(statement, pack, names, revisions) for statement in pack.statements],
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


def _statement(statement: Statement, pack: Pack, names: dict[str, str], revisions: bool) -> dict[str, Any]:
    form = to_form(statement)
    form["paraphrase"] = {"en": statement.paraphrase["en"]} | dict(sorted(statement.paraphrase.items()))
    if statement.attributes:
        form["attributes"] = _in_order(statement.attributes)
    if revisions and statement.revision:
        form["revision"] = statement.revision
    for name in ("entered_by", "entered_at"):
        if form.get(name) == getattr(pack, name):
            del form[name]
    if statement.quotes:
        form["quotes"] = [quote | {"document": names[quote["document"]]} for quote in form["quotes"]]
    return form


def _in_order(value: Any) -> Any:
    """The same value, the keys of all its mappings in order: no table and no store keeps another order."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    return [_in_order(item) for item in value] if isinstance(value, list) else value
