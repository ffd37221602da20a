"""What a cell of a spreadsheet says and how it is written: exactly, and so that no program runs it.

Three things are done to a text on its way into a cell, and undone on its way back; for all other texts the
cell is the text:

- What XML or a spreadsheet cannot hold, such as a control character, is written as its number, backslash and
  four digits after a u.
- Text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises against
  "CSV injection" (https://owasp.org/www-community/attacks/CSV_Injection): what begins, after spaces and
  apostrophes, with = + - @, also in full width, or with a line end.
- In a list, members that hold the signs of the list stand in quotation marks, as in JSON.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from entrepot.metadata.statement import Party, Quote

MAX_DEPTH = 12
"""Levels of lists and mappings in a cell; packs in YAML have the same limit."""

_RISKY = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")
_FORMULA = re.compile(r"\s*[=＝]")
# Control characters but the line feed; what XML forbids; what openpyxl or Excel would read as an escape of
# their own ("_x000D_", "x005F_"); and a backslash that would otherwise begin an escape of ours.
_ESCAPED = r"(?:00[01][0-9a-f]|00[5-9][0-9a-f]|2028|2029|feff|fffe|ffff)"
_UNHELD = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
    rf"|\\(?=u{_ESCAPED})|_(?=x[0-9A-Fa-f]{{4}}_)|x(?=005F_)"
)
_ESCAPE = re.compile(rf"\\u({_ESCAPED})")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_AMOUNT = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", re.ASCII)
_PLACE = re.compile(
    r"(?P<document>.+) (?P<start>\d{1,9})-(?P<end>\d{1,9}) "
    r"L(?P<first>\d{1,9})(?:-(?P<last>\d{1,9}))? (?P<sha256>[0-9a-f]{64})",
    re.ASCII | re.DOTALL,
)
_PLAIN = re.compile(r'[^";:()\s](?:[^";:()]*[^";:()\s])?')
_DECODER = json.JSONDecoder()


def shield(text: str) -> str:
    """The cell that holds a text; `unshield` gives the text again."""
    held = _UNHELD.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f"'{held}" if _RISKY.match(held) else held


def unshield(cell: str) -> str:
    """The text that a cell holds.

    Raises:
        ValueError: it is a formula.
    """
    if _FORMULA.match(cell):
        raise ValueError("a formula where text should be")
    held = cell[1:] if cell.startswith("'") and _RISKY.match(cell, 1) else cell
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), held)


def number(text: str) -> float:
    """A finite number; raises `ValueError` for what is none, such as a decimal comma."""
    if not _AMOUNT.fullmatch(text) or not math.isfinite(value := float(text)):
        raise ValueError(f"{text!r} is not a number")
    return value


def written_number(value: float) -> str:
    """A number so that `number` gives the very same."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def written_value(value: Any) -> str:
    """An attribute: text as it stands where nobody can take it for something else, all else in JSON."""
    if isinstance(value, str) and value and not _is_json(value):
        return value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def value(text: str) -> Any:
    """The attribute that `written_value` wrote.

    Raises:
        ValueError: it begins like JSON and is none, repeats a key, or nests too deeply.
    """
    if not _is_json(text):
        return text
    try:
        read = json.loads(text, object_pairs_hook=_once, parse_constant=_finite, parse_float=_float)
    except RecursionError as error:
        raise ValueError(f"more than {MAX_DEPTH} levels") from error
    if _depth(read) > MAX_DEPTH:
        raise ValueError(f"more than {MAX_DEPTH} levels")
    return read


def written_list(items: Iterable[str]) -> str:
    """Names with semicolons between them."""
    return "; ".join(map(_name, items))


def names(text: str) -> tuple[str, ...]:
    """The names of such a list; raises `ValueError` where it is broken."""
    return tuple(_members(text, lambda rest: _read_name(rest, ";")))


def written_parties(parties: Iterable[Party]) -> str:
    """Parties as "Belgium: host; Ann: visitor (OSCE)"."""
    return "; ".join(
        f"{_name(party.actor)}: {_name(party.role)}" + (f" ({_name(party.capacity)})" * bool(party.capacity))
        for party in parties
    )


def parties(text: str) -> tuple[Party, ...]:
    """The parties of such a list; raises `ValueError` where one has no role or a bracket is not closed."""
    return tuple(_members(text, _party))


def written_quotes(quotes: Iterable[Quote], named: dict[str, str]) -> str:
    """Quotes as "letter.txt 120-160 L3-4 <SHA-256>"; `named` has what documents are called, by hash."""
    return "; ".join(_place(quote, _document_name(named[quote.document])) for quote in quotes)


def places_of_quotes(text: str) -> Iterator[tuple[str, int, int, int, int, str]]:
    """Document's name, start, end, first and last line and hash of each quote; raises `ValueError`."""
    for part in _members(text, _until_semicolon):
        found = _PLACE.fullmatch(part)
        if not found:
            raise ValueError(f"{part!r} does not say where a quote stands")
        document = found["document"]
        if document.startswith('"'):
            document, rest = _quoted(document)
            if rest:
                raise ValueError(f"{rest!r} after the name of a document")
        first = int(found["first"])
        yield (
            *(document, int(found["start"]), int(found["end"]), first, int(found["last"] or first)),
            found["sha256"],
        )


def _place(quote: Quote, document: str) -> str:
    lines = f"{quote.first_line}" + f"-{quote.last_line}" * (quote.last_line != quote.first_line)
    return f"{document} {quote.start}-{quote.end} L{lines} {quote.sha256}"


def _document_name(name: str) -> str:
    plain = name == name.strip() and ";" not in name and not name.startswith('"')
    return name if plain else json.dumps(name, ensure_ascii=False)


def _name(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def _members(text: str, read: Callable[[str], tuple[Any, str]]) -> Iterator[Any]:
    """What `read` makes of each part of a list; it gives what it read and what stands after it."""
    rest = text.strip()
    while rest:
        member, rest = read(rest)
        yield member
        rest = rest.lstrip()
        if rest and not rest.startswith(";"):
            raise ValueError(f"{rest[:40]!r} where a semicolon should be")
        rest = rest[1:].lstrip()


def _party(text: str) -> tuple[Party, str]:
    actor, rest = _read_name(text, ":;")
    if not rest.lstrip().startswith(":"):
        raise ValueError(f"{actor!r} has no role")
    role, rest = _read_name(rest.lstrip()[1:].lstrip(), "(;")
    if not rest.startswith("("):
        return Party(actor, role), rest
    capacity, rest = _read_name(rest[1:].lstrip(), ")")
    if not rest.startswith(")"):
        raise ValueError(f"the bracket after {role!r} is not closed")
    return Party(actor, role, capacity), rest[1:]


def _read_name(text: str, ends: str) -> tuple[str, str]:
    if text.startswith('"'):
        name, rest = _quoted(text)
        return name, rest.lstrip()
    found = re.match(rf"[^{re.escape(ends)}]*", text)
    name = found[0].strip() if found else ""
    if not name:
        raise ValueError(f"a name is missing before {text[:40]!r}")
    return name, text[len(found[0]) if found else 0 :]


def _until_semicolon(text: str) -> tuple[str, str]:
    after = len(text) - len(_quoted(text)[1]) if text.startswith('"') else 0
    end = text.find(";", after)
    end = len(text) if end < 0 else end
    return text[:end].strip(), text[end:]


def _quoted(text: str) -> tuple[str, str]:
    name, end = _DECODER.raw_decode(text)
    if not isinstance(name, str):
        raise ValueError(f"{text[:40]!r} is no name")
    return name, text[end:]


def _is_json(text: str) -> bool:
    """Whether a cell is read as JSON: it begins so, is a number or one of JSON's words."""
    return text[:1] in ('"', "[", "{") or text in ("true", "false", "null") or bool(_NUMBER.fullmatch(text))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _finite(word: str) -> float:
    raise ValueError(f"{word} is not a number")


def _float(text: str) -> float:
    if not math.isfinite(found := float(text)):
        raise ValueError(f"{text} is too large a number")
    return found


def _depth(read: Any) -> int:
    if isinstance(read, dict):
        return 1 + max(map(_depth, read.values()), default=0)
    return 1 + max(map(_depth, read), default=0) if isinstance(read, list) else 0
