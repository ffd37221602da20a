"""Where a text names somebody: actors, places, peoples, and persons told by their titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from entrepot.analyses.reading.gazetteer import PEOPLE, STATE, TOWN, Name
from entrepot.analyses.reading.known import Known
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scan import Words

_JOIN = re.compile(
    r"\s*(?:,|[-–/&])?\s*(?:(?:and|et|as well as|ainsi que|ou|or)\s+)?(?:the\s+|la\s+|le\s+|les\s+|l[’'])?"
)
_ARTICLES = frozenset(
    spelt("the a an la le les l its his her their of both all four five three two new then")
)
_PREPOSITIONS = {
    **dict.fromkeys(("to", "into", "towards", "vers", "aux", "au", "a"), "to"),
    **dict.fromkeys(("in", "at", "en", "dans", "within", "sur"), "in"),
    **dict.fromkeys(("of", "de", "du", "des", "d"), "of"),
    **dict.fromkeys(("between", "entre"), "between"),
    **dict.fromkeys(("by", "par"), "by"),
    **dict.fromkeys(("with", "avec"), "with"),
    **dict.fromkeys(("from", "depuis"), "from"),
    **dict.fromkeys(("for", "pour"), "for"),
}
# Given names before a name of a place make it a surname: Michael Jordan, Sofia Georgia.
_MAYBE_SURNAMES = frozenset(
    spelt("jordan chad georgia israel kenya india china cuba paris london berlin holland france")
)
_MEMBERS = frozenset(spelt("states countries republics etats pays republiques"))
_LONGEST_JOIN = 24


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text.

    Attributes:
        first, last: indices of its tokens.
        start, end: characters of the same.
        name: what it stands for.
        before: sort of preposition that governs it: "to", "in", "of", "between", "by", "with", "from",
            "for"; empty for none. One of a row ("A, B and C") has that of the first.
        possessive: whether "’s" follows.
        joined: whether it goes on a row that an earlier name began.
        every: whether all members of the group are meant ("all five Central Asian states").
        title: the title told with a person, e.g. "Prime Minister"; empty for none.
    """

    first: int
    last: int
    start: int
    end: int
    name: Name
    before: str = ""
    possessive: bool = False
    joined: bool = False
    every: bool = False
    title: str = ""

    @property
    def is_person(self) -> bool:
        """Whether a human being is named."""
        return self.name.kind == "person"


def find(words: Words, known: Known) -> list[Mention]:
    """Every known name of a text in order; of several that begin at a word the longest."""
    found: list[Mention] = []
    heads, free = known.names.heads, 0
    keys = words.keys
    for index, key in enumerate(keys):
        if index < free or key not in heads:
            continue
        for last, name in known.names.at(keys, index):
            if _fits(words, index, last, name):
                found.append(mention(words, index, last, name))
                free = last + 1
                break
    return found


def mention(words: Words, first: int, last: int, name: Name) -> Mention:
    """The mention of a name at some tokens, with what its neighbours say of it."""
    possessive = words.keys[last + 1 : last + 2] == ["s"] and words.gap(last) in ("'", "’")
    possessive = possessive or words.text[words.end(last) : words.end(last) + 2] in ("’ ", "' ")
    before = _preposition(words, first)
    return Mention(first, last, words.starts[first], words.end(last), name, before, possessive)


def linked(words: Words, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order, those of one row under the preposition of the first."""
    row: list[Mention] = []
    for one in sorted(mentions, key=lambda each: each.start):
        if row and one.start < row[-1].end:
            continue
        joined = bool(row) and _is_row(words, row[-1], one)
        if joined and not one.before:
            one = replace(one, before=row[-1].before, joined=True)
        if one.name.kind in (PEOPLE, "group") and _every(words, one):
            one = replace(one, every=True)
        row.append(one)
    return row


def _is_row(words: Words, earlier: Mention, later: Mention) -> bool:
    between = words.text[earlier.end : later.start]
    return (
        len(between) < _LONGEST_JOIN and bool(between) and bool(_JOIN.fullmatch(between)) and between != " "
    )


def _every(words: Words, one: Mention) -> bool:
    return not _MEMBERS.isdisjoint(words.keys[one.last : one.last + 2]) or (
        one.name.kind == PEOPLE and not _MEMBERS.isdisjoint(words.keys[max(0, one.first - 1) : one.first])
    )


def _preposition(words: Words, first: int) -> str:
    at = first - 1
    while at >= 0 and first - at < 4 and words.keys[at] in _ARTICLES - {"of", "a"} and not _stops(words, at):
        at -= 1
    if at < 0 or _stops(words, at):
        return ""
    if words.keys[at] == "a" and not words.raw[at].startswith(("à", "À")):
        return ""
    if words.keys[at] == "de" and words.keys[at - 1 : at] == ["provenance"]:
        return "from"
    return _PREPOSITIONS.get(words.keys[at], "")


def _stops(words: Words, at: int) -> bool:
    return bool(set(words.gap(at)) & set(".,;:()!?"))


def _fits(words: Words, first: int, last: int, name: Name) -> bool:
    raw = words.raw[first]
    if name.upper:
        return raw.isupper()
    if name.capital and not raw[0].isupper():
        return False
    if any(set(words.gap(at)) & set(".;:!?()\t") for at in range(first, last)):
        return False
    return not (name.kind in (STATE, TOWN) and first == last and _is_surname(words, first))


def _is_surname(words: Words, index: int) -> bool:
    if words.keys[index] not in _MAYBE_SURNAMES or index == 0 or words.gap(index - 1) != " ":
        return False
    before = words.raw[index - 1]
    starts_sentence = index < 2 or bool(set(words.gap(index - 2)) & set(".!?\n"))
    return before[0].isupper() and not before.isupper() and not starts_sentence
