"""YAML read strictly: every value knows its file, line and column; nothing unknown is absorbed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import yaml

from entrepot.metadata.errors import BadInput
from entrepot.sources.bounded import read_bounded

MAX_BYTES = 20_000_000
MAX_DEPTH = 12
# The C loader is ten times as fast; PyYAML may be built without it.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a YAML file and the place where it stands; reading it as the wrong type is `BadInput`."""

    file: Path
    node: yaml.Node

    def fail(self, problem: str, *, expected: str = "", remedy: str = "") -> NoReturn:
        """Raise `BadInput` at this place."""
        raise BadInput(
            problem,
            file=self.file,
            line=_line(self.node),
            column=_column(self.node),
            expected=expected,
            remedy=remedy,
        )

    def mapping(
        self, known: Collection[str] | None = None, required: Collection[str] = ()
    ) -> dict[str, Entry]:
        """The keys of a mapping, each once; `known` closes the list of keys, `required` must be there."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail(f"{self._kind()} where keys and values should be", expected="a mapping")
        entries: dict[str, Entry] = {}
        for key_node, value in self.node.value:
            key = Entry(self.file, key_node)
            name = key.text()
            if known is not None and name not in known:
                key.fail(f"unknown key {name!r}", expected=f"one of {', '.join(known)}")
            if name in entries:
                key.fail(f"key {name!r} stands twice", remedy="Keep one of them.")
            entries[name] = Entry(self.file, value)
        if missing := [name for name in required if name not in entries]:
            self.fail(f"no {', '.join(missing)}", remedy="Add what is missing.")
        return entries

    def items(self) -> list[Entry]:
        """The members of a sequence."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.fail(f"{self._kind()} where a list should be", expected="a list")
        return [Entry(self.file, item) for item in self.node.value]

    def text(self) -> str:
        """A scalar as it is written, so that NO stays Norway's code and 2011-12 a date; null is refused."""
        if not isinstance(self.node, yaml.ScalarNode) or self.node.tag == f"{_TAG}null":
            self.fail(f"{self._kind()} where text should be", expected="text")
        return str(self.node.value)

    def words(self) -> str:
        """Text that is not empty."""
        if not (written := self.text()):
            self.fail("empty text", remedy="Fill it in, or leave the key out if it may be left out.")
        return written

    def integer(self) -> int:
        """A whole number that is not negative."""
        written = self.text()
        if self.node.tag != f"{_TAG}int" or not written.isascii() or not written.isdigit():
            self.fail(f"{written!r} is not a whole number", expected="digits alone")
        return int(written)

    def number(self) -> float:
        """A finite number."""
        written = self.text()
        if self.node.tag not in (f"{_TAG}int", f"{_TAG}float") or not _is_plain(written):
            self.fail(f"{written!r} is not a number", expected="a number such as 118000000 or 7.5")
        return float(written)

    def bound(self) -> float | None:
        """A number, or None for null."""
        return None if self.node.tag == f"{_TAG}null" else self.number()

    def truth(self) -> bool:
        """Yes or no."""
        written = self.text().lower()
        if self.node.tag != f"{_TAG}bool":
            self.fail(f"{written!r} is neither yes nor no", expected="true or false")
        return written in ("true", "yes", "on")

    def plain(self) -> Any:
        """Any value as text, numbers, truth values, lists and mappings."""
        if isinstance(self.node, yaml.MappingNode):
            return {key: value.plain() for key, value in self.mapping().items()}
        if isinstance(self.node, yaml.SequenceNode):
            return [item.plain() for item in self.items()]
        match self.node.tag.removeprefix(_TAG):
            case "int" if _is_plain(self.node.value):
                return int(self.node.value)
            case "int" | "float":
                return self.number()
            case "bool":
                return self.truth()
        return self.text()

    def _kind(self) -> str:
        names = {"map": "keys and values", "seq": "a list", "null": "nothing"}
        return names.get(self.node.tag.removeprefix(_TAG), "a single value")


def read_yaml(path: Path) -> tuple[Entry, bytes]:
    """The root of a YAML file and its bytes.

    Raises:
        BadInput: if it cannot be read, is not UTF-8 or YAML, is over 20 MB, has aliases or over 12 levels.
    """
    content = read_bounded(path, MAX_BYTES, remedy="Split it into several packs.")
    try:
        text = content.decode()
        _refuse_bombs(text, path)
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        raise BadInput(f"not UTF-8 at byte {error.start}", file=path, remedy="Save it as UTF-8.") from error
    except yaml.YAMLError as error:
        raise _not_yaml(error, path) from error
    if node is None:
        raise BadInput("the file is empty", file=path, expected="a YAML mapping")
    return Entry(path, node), content


def _refuse_bombs(text: str, path: Path) -> None:
    """Aliases and deep nesting are refused before anything is composed: both can exhaust memory or stack."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > MAX_DEPTH:
            what = f"more than {MAX_DEPTH} levels" if depth > MAX_DEPTH else "an alias (*name)"
            raise BadInput(
                f"{what} is not allowed",
                file=path,
                line=_line(event),
                column=_column(event),
                remedy="Write it out.",
            )


def _not_yaml(error: yaml.YAMLError, path: Path) -> BadInput:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be parsed"
    return BadInput(
        f"not YAML: {problem}",
        file=path,
        line=_line(error),
        column=_column(error),
        remedy="Mend that line; quote text that holds a colon or starts with a special sign.",
    )


def _line(found: object) -> int | None:
    """Line, from 1, of a node, an event or an error that knows it."""
    mark = _mark(found)
    return mark.line + 1 if mark else None


def _column(found: object) -> int | None:
    mark = _mark(found)
    return mark.column + 1 if mark else None


def _mark(found: object) -> Any:
    return getattr(found, "problem_mark", None) or getattr(found, "start_mark", None)


def _is_plain(written: str) -> bool:
    digits = written.lstrip("+-").replace(".", "", 1)
    mantissa, _, exponent = digits.partition("e")
    return mantissa.isascii() and mantissa.isdigit() and (not exponent or exponent.lstrip("+-").isdigit())
