from __future__ import annotations

import json

from entrepot.briefs import render
from entrepot.briefs.numbering import in_reading_order
from entrepot.dossier.model import SCHEMA_VERSION
from odd_dossiers import hostile
from sample_dossier import sample


def test_it_is_the_dossier_with_its_notes_in_reading_order() -> None:
    told = json.loads(render(sample(), "json"))
    assert told == json.loads(json.dumps(in_reading_order(sample()).to_dict()))
    assert told["schema"] == SCHEMA_VERSION


def test_letters_stand_as_letters_and_controls_are_gone() -> None:
    assert "Нұрсұлтан".encode() in render(sample(), "json")
    text = render(hostile(), "json").decode()
    assert not [c for c in text if ord(c) < 32 and c != "\n"]
    assert "\\u202e" not in text
    assert "\\u0000" not in text
