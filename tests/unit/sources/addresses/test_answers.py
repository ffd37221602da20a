"""Answers of APIs: errors under a friendly status, and answers that were cut."""

import json
from pathlib import Path
from typing import Any

import pytest

from entrepot.metadata.errors import BadInput
from entrepot.sources.addresses.answers import check_for

COMTRADE = {"form": "comtrade", "most": 3, "more": "Get a key."}


def look(answer: dict[str, Any], content: object, folder: Path) -> str:
    file = folder / "answer.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    check = check_for(answer)
    assert check
    return check(file)


def test_a_whole_answer(tmp_path: Path) -> None:
    assert look(COMTRADE, {"count": 2, "data": [{}, {}]}, tmp_path) == ""
    assert look({"form": "world_bank"}, [{"page": 1, "pages": 1}, [{"value": 1}]], tmp_path) == ""
    assert check_for({}) is None


def test_a_cut_answer_is_noted(tmp_path: Path) -> None:
    assert look(COMTRADE, {"data": [{}, {}, {}]}, tmp_path).startswith("Cut: 3 records came")
    assert "Get a key." in look(COMTRADE, {"data": [{}, {}, {}]}, tmp_path)
    assert "first of 4 pages" in look({"form": "world_bank"}, [{"page": 1, "pages": 4}, [{}]], tmp_path)


def test_an_empty_answer_is_noted(tmp_path: Path) -> None:
    assert look(COMTRADE, {"data": []}, tmp_path).startswith("Empty")
    for content in ([{"page": 0, "pages": 0}, None], [{"pages": 0}]):
        assert look({"form": "world_bank"}, content, tmp_path).startswith("Empty")


@pytest.mark.parametrize(
    ("form", "content", "said"),
    [
        ("comtrade", {"statusCode": 401, "message": "Access denied"}, "Access denied"),
        ("comtrade", {"data": [], "error": "bad \x1b[31mflow"}, r"bad \?\[31mflow"),
        ("comtrade", [], "an error"),
        ("comtrade", "{", "not whole JSON"),
        ("comtrade", "[" * 100_000, "not whole JSON"),
        ("world_bank", [{"message": [{"id": "120", "value": "Invalid indicator"}]}], "Invalid indicator"),
        ("world_bank", [{"message": "x"}], "no data"),
        ("world_bank", {"a": 1}, "no data"),
        ("world_bank", [], "no data"),
    ],
)
def test_an_error_under_a_friendly_status(form: str, content: object, said: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=said):
        look({"form": form, "most": 500}, content, tmp_path)
