"""What came from an API, looked into: an error inside a friendly status, or an answer that was cut."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from entrepot.metadata.errors import BadInput
from entrepot.sources.download.masking import masked

MOST_BYTES = 400_000_000


def check_for(answer: Mapping[str, Any]) -> Callable[[Path], str] | None:
    """What looks into a whole file; None where nothing is known of the answer's form."""
    forms: dict[str, Callable[..., str]] = {"comtrade": _comtrade, "world_bank": _world_bank}
    return partial(_check, forms[answer["form"]], answer) if answer else None


def _check(form: Callable[..., str], answer: Mapping[str, Any], path: Path) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise BadInput(
            f"larger than {MOST_BYTES / 10**6:g} MB", expected="an answer of the API", remedy=_LESS
        )
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise BadInput(f"what came is not whole JSON ({error})", remedy="Try again.") from error
    return form(answer, content)


_LESS = "Ask for fewer years, places or products at once."


def _comtrade(answer: Mapping[str, Any], content: Any) -> str:
    rows = content.get("data") if isinstance(content, dict) else None
    if not isinstance(rows, list) or content.get("error"):
        said = content.get("error") or content.get("message") if isinstance(content, dict) else ""
        raise BadInput(f"the API answers with an error: {masked(str(said or 'no data'))}", expected="records")
    if len(rows) >= int(answer["most"]):
        return " ".join(
            filter(
                None,
                (f"Cut: {len(rows):,} records came, the most that come at once.", _LESS, answer.get("more")),
            )
        )
    return "" if rows else "Empty: the publisher has no record of this."


def _world_bank(_answer: Mapping[str, Any], content: Any) -> str:
    head = content[0] if isinstance(content, list) and content and isinstance(content[0], dict) else {}
    if "pages" not in head:
        messages = head.get("message")
        first = messages[0] if isinstance(messages, list) and messages else {}
        said = first.get("value", "") if isinstance(first, dict) else ""
        raise BadInput(
            f"the API answers with an error: {masked(str(said or 'no data'))}",
            expected="observations",
            remedy="Check the code of the indicator and the countries.",
        )
    if head["pages"] not in (0, 1, "0", "1"):
        return f"Cut: this is the first of {masked(str(head['pages']))} pages. {_LESS}"
    return "" if len(content) > 1 and content[1] else "Empty: the publisher has no value for this."
