from __future__ import annotations

from entrepot.briefs import words
from sample_dossier import sample


def test_every_label_exists_in_both_languages() -> None:
    assert words._ENGLISH.keys() == words._FRENCH.keys()


def test_a_language_we_do_not_have_falls_back_to_english() -> None:
    from dataclasses import replace

    assert words.words(replace(sample(), language="kk"))["sources"] == "Sources"
    assert words.words(replace(sample(), language="kk"))["table"] == "Table"
