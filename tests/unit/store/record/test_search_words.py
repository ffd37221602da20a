"""Words are folded alike wherever they stand, and tell where they stood."""

import unicodedata
from itertools import pairwise

import pytest

from entrepot.store.record.search_words import LONGEST, spans, words

TEXTS = (
    "The Minister's visit, in May 1931",
    "L’Été à Łódź; œuvre, straße, ÆRØ, ıstanbul İZMİR",
    "Йод и ёлка, Қазақстан Үкіметі, Әуежай, Ўзбекистон",
    unicodedata.normalize("NFD", "Liège, Алматы́, Йошкар-Ола, Ñandú"),
    "Oʻzbekiston O‘zbekiston Qo'qon Qo’qon",
    "soft\u00adhyphen zero\u200bwidth 100\u202f000 €64m ½ ² x_y",
    "नमस्ते दुनिया 北京 東京都 مَرْحَبًا שָׁלוֹם",
    "",
    " ,;: – — … ",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Liège, LIÈGE; Lie\u0300ge", ["liege"] * 3),
        ("Льеж Қостанай Йод ёлка", ["льеж", "костанаи", "иод", "елка"]),
        (
            "œuvre Œuvre straße Łódź Ærø ırmak İZMİR",
            ["oeuvre", "oeuvre", "strasse", "lodz", "aero", "irmak", "izmir"],
        ),
        ("l’ambassadeur d'Ivoire", ["l", "ambassadeur", "d", "ivoire"]),
        ("Oʻzbekiston O‘zbekiston", ["ozbekiston"] * 2),
        ("‘quoted’ ‘words’", ["quoted", "words"]),
        ("co-operation 2007–2013 snake_case", ["co", "operation", "2007", "2013", "snake", "case"]),
        ("soft\u00adhyphen ﬁne", ["softhyphen", "fine"]),
        ("नमस्ते", ["नमसत"]),  # marks of any script go with the accents
        ("€ ! ' ‘ – \x00", []),
    ],
)
def test_words_are_folded(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize("text", TEXTS)
def test_words_are_the_same_with_and_without_their_places(text: str) -> None:
    told = list(spans(text))
    assert [word.key for word in told] == words(text)
    for word in told:
        assert words(text[word.start : word.end]) == [word.key]
    assert all(a.end <= b.start for a, b in pairwise(told))


@pytest.mark.parametrize("text", TEXTS)
def test_case_and_composition_do_not_matter(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert words(unicodedata.normalize(form, text)) == words(text)
    assert words(words_as_text := " ".join(words(text))) == words_as_text.split()


def test_a_word_without_end_is_cut() -> None:
    assert words("a" * 10_000) == ["a" * LONGEST]
    assert words("é" * 10_000) == ["e" * LONGEST]
    assert len(words("ﷺ" * 1000)[0]) == LONGEST


@pytest.mark.parametrize("text", ["é‘", "é\u0301", "é‘ "])
def test_a_megabyte_is_read(text: str) -> None:
    assert set(words(text * 300_000)) <= {"e", "e" * LONGEST}  # were it quadratic, this would not end
