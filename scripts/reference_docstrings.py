"""Docstrings of the house turned into Markdown: what, formula, source, arguments, result, errors."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Callable, Mapping
from typing import Any

_SECTION = re.compile(r"(Args|Returns|Attributes|Raises):")
_ENTRY = re.compile(r"(\*{0,2}[A-Za-z_][\w, ]*): (.*)")
_TITLES = {"Args": "Arguments", "Returns": "Result", "Attributes": "Attributes", "Raises": "Errors"}
_LONG = 96
# What a reader who knows frames and not type variables reads in a signature.
_PLAIN = {"IntoFrameT": "Frame", "IntoFrame": "Frame", "pl.DataFrame": "Frame"}


def summary(value: object) -> str:
    """The first paragraph, on one line."""
    return escaped(" ".join((inspect.getdoc(value) or "").partition("\n\n")[0].split()))


def document(value: object, links: Mapping[str, str]) -> str:
    """The docstring as Markdown; names of `links` in its prose lead to their addresses."""
    sections = split(inspect.getdoc(value) or "")
    parts = [_prose(sections.pop("", []), links)]
    parts += [f"{_TITLES[name]}:\n\n{_listed(name, lines)}" for name, lines in sections.items()]
    return "\n\n".join(part for part in parts if part) + "\n"


def split(text: str) -> dict[str, list[str]]:
    """Lines of the docstring by section; what comes before the first has no name."""
    found: dict[str, list[str]] = {"": []}
    here = ""
    for line in text.splitlines():
        if heading := _SECTION.fullmatch(line):
            here = heading[1]
            found[here] = []
        else:
            found[here].append(line)
    return {name: _trimmed(lines) for name, lines in found.items()}


def signature(name: str, function: Callable[..., Any], named: Mapping[str, object]) -> str:
    """How it is called, an argument a line where it is long; defaults that have a name go by it."""
    told = inspect.signature(function)
    arguments = [_argument(parameter, named) for parameter in told.parameters.values()]
    starred = [n for n, p in enumerate(told.parameters.values()) if p.kind is p.KEYWORD_ONLY]
    if starred and not any(p.kind is p.VAR_POSITIONAL for p in told.parameters.values()):
        arguments.insert(starred[0], "*")
    result = "" if inspect.isclass(function) else f" -> {_type(told.return_annotation)}"
    line = f"{name}({', '.join(arguments)}){result}"
    if len(line) > _LONG:
        line = f"{name}(\n" + "".join(f"    {a},\n" for a in arguments) + f"){result}"
    return f"```python\n{line}\n```"


def choice(value: object) -> str:
    """A named choice in words: as it prints itself, or its fields; sets in order, for a stable page."""
    own = dataclasses.is_dataclass(value) and type(value).__str__ is not object.__str__
    if not dataclasses.is_dataclass(value) or (own and "frozenset" not in str(value)):
        return escaped(str(value))
    told = (f"{f.name} = {_sorted(getattr(value, f.name))}" for f in dataclasses.fields(value))
    return escaped("; ".join(told))


def escaped(text: str) -> str:
    """Angle brackets outside code would be taken for HTML."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(p if p.startswith("`") else p.replace("<", r"\<") for p in pieces)


def _argument(parameter: inspect.Parameter, named: Mapping[str, object]) -> str:
    stars = "*" * (
        (parameter.kind is parameter.VAR_POSITIONAL) + 2 * (parameter.kind is parameter.VAR_KEYWORD)
    )
    typed = f"{stars}{parameter.name}: {_type(parameter.annotation)}"
    if parameter.default is parameter.empty:
        return typed
    known = next((name for name, value in named.items() if value == parameter.default), None)
    plain = parameter.default is None or isinstance(parameter.default, str | int | float | tuple)
    return f"{typed} = {_default(parameter.default) if plain or known is None else known}"


def _default(value: object) -> str:
    if isinstance(value, set | frozenset):
        return "{" + ", ".join(sorted(map(repr, value))) + "}"
    return repr(value)


def _type(annotation: object) -> str:
    told = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))
    for ours, plain in _PLAIN.items():
        told = re.sub(rf"(?<![\w.]){re.escape(ours)}(?!\w)", plain, told)
    return told


def _prose(lines: list[str], links: Mapping[str, str]) -> str:
    blocks = "\n".join(lines).split("\n\n")
    return "\n\n".join(_block(block, links) for block in blocks)


def _block(block: str, links: Mapping[str, str]) -> str:
    lines = block.split("\n")
    if all(line.startswith("    ") for line in lines):
        return "```text\n" + "\n".join(line[4:] for line in lines) + "\n```"
    linked = re.sub(r"`(\w+)`", lambda m: f"[`{m[1]}`]({links[m[1]]})" if m[1] in links else m[0], block)
    return re.sub(r"^Source:", "**Source:**", escaped(linked), flags=re.MULTILINE)


def _listed(name: str, lines: list[str]) -> str:
    if name == "Returns":
        return escaped("\n".join(line.removeprefix("    ") for line in lines))
    entries: list[str] = []
    for line in lines:
        entry = _ENTRY.fullmatch(line.removeprefix("    "))
        if entry and not line.startswith("     "):
            entries.append(f"- {_named(entry[1])}: {entry[2]}")
        else:
            entries.append(f"  {line.strip()}" if entries else f"- {line.strip()}")
    return escaped("\n".join(entries))


def _named(names: str) -> str:
    return ", ".join(f"`{name.strip()}`" for name in names.split(","))


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def _sorted(value: object) -> str:
    return ", ".join(sorted(map(str, value))) if isinstance(value, set | frozenset) else str(value)
