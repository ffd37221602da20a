"""Whatever the bytes, a document is read or refused: no crash, no hang, no place that is none."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entrepot.metadata.errors import BadInput
from entrepot.sources.documents import ReadText
from entrepot.sources.documents.anchored import Fate
from entrepot.sources.documents.anchors import reanchor
from entrepot.sources.documents.anchors_by_hash import reanchor_by_hash
from entrepot.sources.documents.folding import fold
from entrepot.sources.documents.read_text import quote_of
from entrepot.sources.documents.reader import read_content
from odd_documents import many

# 10,000 of these were read once, seeds 1,000 to 10,999; see docs/explanation/documents.md.
COUNT = 300
TEXTS = st.text(st.sampled_from("abc é\n-–€1ﬁ.\u00ad\u0301ÀŁя"), max_size=60)


@pytest.mark.slow
def test_spoilt_documents_are_read_or_refused() -> None:
    read = refused = 0
    for seed, name, content in many(COUNT, 0):
        try:
            found = read_content(content, Path(name))
        except BadInput as error:
            refused += 1
            assert str(error).startswith(f"{name}: ") or str(error).startswith(f"{name}, line"), seed
            continue
        read += 1
        places_hold(found)
    assert read > COUNT / 4
    assert refused > COUNT / 4


@settings(max_examples=150, deadline=None)
@given(content=st.binary(max_size=300), name=st.sampled_from(["a.txt", "a.html", "a", "a.docx"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    # Bytes that begin as a PDF are in the test above: each of them takes a process.
    try:
        found = read_content(content.replace(b"%PDF-", b"%pdf-"), Path(name))
    except BadInput:
        return
    places_hold(found)


def places_hold(found: ReadText) -> None:
    """Every place lies in the text, blocks follow each other, cells lie in their table."""
    length = len(found.text)
    assert found.document.characters == length
    found.text.encode()
    edges = [edge for block in found.blocks for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= length for edge in edges)
    for table in found.tables:
        assert found.words(table).count("\n") == table.cells[-1].row
        for cell in table.cells:
            assert table.start <= cell.start <= cell.end <= table.end
            assert "\t" not in found.words(cell)
    offsets = [offset for offset, _ in found.turns]
    assert offsets == sorted(offsets)


@given(text=TEXTS)
def test_folded_letters_know_their_place(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert not any(sign.isspace() for sign in folded.text)


@settings(deadline=None)
@given(before=TEXTS, middle=TEXTS, after=TEXTS, put_before=TEXTS, data=st.data())
def test_words_that_are_still_there_are_never_called_gone(
    before: str, middle: str, after: str, put_before: str, data: st.DataObject
) -> None:
    old = before + middle + after
    if not old.strip("\n -–\u00ad\u0301"):
        return
    start = data.draw(st.integers(0, len(old) - 1))
    quote = quote_of("old", old, start, data.draw(st.integers(start + 1, len(old))))
    new = put_before + "\n" + old
    (found,) = reanchor(old, [quote], new, "new")
    # What is only space, or a hyphen right after a letter, is none of the words.
    first, after = fold(old).within(quote.start, quote.end)
    if first < after:
        assert found.fate is not Fate.VANISHED
    for place in (*([found.found] if found.found else []), *found.places):
        assert new[place.start : place.end] == place.text


@settings(deadline=None)
@given(old=TEXTS, new=TEXTS, data=st.data())
def test_what_hashes_find_has_the_hash_but_for_space(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    quote = quote_of("old", old, start, data.draw(st.integers(start + 1, len(old))))
    (found,) = reanchor_by_hash([quote], new, "new")
    for place in (*([found.found] if found.found else []), *found.places):
        assert place.text.split() == quote.text.split()
