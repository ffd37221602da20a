"""Persons whom a title gives away: "Tajik President Emomali Rahmon", "le ministre ..., Jean Asselborn"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from entrepot.analyses.reading.capitals import name_at, name_ending
from entrepot.analyses.reading.gazetteer import GROUP, PEOPLE, REGION, STATE, TOWN, Name
from entrepot.analyses.reading.mentions import Mention, mention
from entrepot.analyses.reading.phrases import spelt
from entrepot.analyses.reading.scan import Words
from entrepot.analyses.reading.titles import DOMAIN, TITLES

_PLACES = (STATE, GROUP, REGION, PEOPLE, TOWN)
_LINKS = frozenset(spelt("of the for to and de du des la le les l d en et aupres pour a au aux in an that"))
_AS = frozenset(spelt("as appointed named nominated elected nomme nommee elu elue que qualite"))
_HONORIFICS = frozenset(spelt("dr mr mrs ms m mm mme prof sir he se"))
_FOREIGN = frozenset(("foreign", "etrangeres"))
_REACH = 14


@dataclass(frozen=True, slots=True)
class Holder:
    """A person with a title.

    Attributes:
        person: the mention of the person.
        office: what the record calls the office.
        said: the title as printed.
        whose: the mentions that stand with the title: the state or body served, then the host.
        start, end: characters from title to name.
    """

    person: Mention
    office: str
    said: str
    whose: tuple[Mention, ...]
    start: int
    end: int

    @property
    def first(self) -> int:
        """Index of the first token of the name."""
        return self.person.first


def holders(words: Words, found: Sequence[Mention]) -> list[Holder]:
    """Every person named beside a title, in order of the titles."""
    by_token = {token: one for one in found for token in range(one.first, one.last + 1)}
    heads, free, result = TITLES.heads, 0, []
    for index, key in enumerate(words.keys):
        if index < free or key not in heads:
            continue
        last, office = next(iter(TITLES.at(words.keys, index)), (index, ""))
        if not office:
            continue
        known = by_token.get(index)
        if known and known.is_person:  # "Crown Prince Philippe": the record names him with his title
            whose = _whose_before(words, known.first, by_token)
            result.append(_holder(words, known, office, (index, last), whose, last))
            free = known.last + 1
            continue
        ways = (_before, _after) if index and words.gap(index - 1).strip() == "," else (_after, _before)
        tries = (way(words, index, last, office, by_token) for way in (*ways, _as_title))
        holder = next(filter(None, tries), None)
        if holder:
            result.append(holder)
        free = last + 1
    return _full_names(result)


def _full_names(found: list[Holder]) -> list[Holder]:
    """“Minister Solheim” is the Erik Solheim told before, where there is one only."""
    full: dict[str, set[str]] = {}
    names = {holder.person.name.name: holder.person.name for holder in found}
    for name in names:
        if " " in name:
            full.setdefault(name.rpartition(" ")[2], set()).add(name)
    result = []
    for holder in found:
        bearers = full.get(holder.person.name.name, set())
        if len(bearers) == 1:
            person = replace(holder.person, name=names[next(iter(bearers))])
            holder = replace(holder, person=person)
        result.append(holder)
    return result


def _after(words: Words, first: int, last: int, office: str, by_token: dict[int, Mention]) -> Holder | None:
    """The name to the right of the title, past "of Foreign Affairs of Kazakhstan" and one comma."""
    whose = _whose_before(words, first, by_token)
    at, commas, unknown = last + 1, 0, 0
    while at < min(len(words.keys), last + _REACH):
        gap = words.gap(at - 1)
        if words.keys[at - 1] in _HONORIFICS:  # "Dr. Frank-Walter Steinmeier", "M. Dominique de Buman"
            gap = gap.replace(".", "")
        commas += gap.count(",")
        if set(gap) & set(".;:()!?") or commas > 1 or "\n\n" in gap:
            return None
        known = by_token.get(at)
        name = known if known and known.is_person else name_at(words, at, by_token, near=at == last + 1)
        if name and words.keys[at - 1] not in ("and", "et"):
            return _holder(words, name, office, (first, at - 1), whose, last)
        if name:  # "the President of Uzbekistan and the Chancellor": somebody else
            return None
        if known:
            whose = (*whose, known)
            at = known.last + 1
            continue
        unknown += words.keys[at] not in _LINKS and words.keys[at] not in DOMAIN and words.keys[at] != "s"
        # "Directeur des affaires économiques extérieures": what goes with a title is not all in a list.
        if unknown and (words.is_capital(at) or unknown > 2 or words.keys[last + 1] not in _LINKS or whose):
            return None
        at += 1
    return None


def _before(words: Words, first: int, last: int, office: str, by_token: dict[int, Mention]) -> Holder | None:
    """The name to the left, before a comma: "Roman Vassilenko, Ambassador of Kazakhstan"."""
    at = first - 1
    while at >= 0 and "," not in words.gap(at) and first - at < 5:
        if words.keys[at] not in DOMAIN | _LINKS and at not in by_token:
            return None
        at -= 1
    if at < 1 or words.gap(at).strip() not in (",", ", "):
        return None
    known = by_token.get(at)
    person = known if known and known.is_person else name_ending(words, at, by_token)
    if person is None:
        return None
    whose = tuple(
        {
            by_token[token].start: by_token[token] for token in range(at + 1, first) if token in by_token
        }.values()
    )
    after = last + 1
    while after < min(len(words.keys), last + 8) and not set(words.gap(after - 1)) & set(".,;:("):
        if after in by_token and not by_token[after].is_person:
            whose = (*whose, by_token[after])
            after = by_token[after].last
        elif words.keys[after] not in _LINKS | DOMAIN:
            break
        after += 1
    return _holder(words, person, office, (first, after - 1), whose, last)


def _as_title(
    words: Words, first: int, last: int, office: str, by_token: dict[int, Mention]
) -> Holder | None:
    """“He returned as Belgian minister”, "was appointed Honorary Consul of Peru": the person named before."""
    whose = _whose_before(words, first, by_token)
    start = whose[0].first if whose else first
    if start == 0 or words.keys[start - 1] not in _AS:
        return None
    at = start - 1
    while at > max(0, first - 40) and not set(words.gap(at - 1)) & set(".!?;"):
        at -= 1
        person = by_token.get(at)
        if person and person.is_person and (not person.title or person.name.known):
            break
    else:
        return None
    after = last + 1
    while after < min(len(words.keys), last + 8) and not set(words.gap(after - 1)) & set(".,;:("):
        if after in by_token and not by_token[after].is_person:
            whose = (*whose, by_token[after])
        elif words.keys[after] not in _LINKS | DOMAIN:
            break
        after += 1
    return _holder(words, person, office, (first, after - 1), whose, last)


def _holder(
    words: Words, person: Mention, office: str, title: tuple[int, int], whose: tuple[Mention, ...], last: int
) -> Holder:
    start = (
        min(person.start, words.starts[title[0]], *(one.start for one in whose))
        if whose
        else min(person.start, words.starts[title[0]])
    )
    end = (
        max(person.end, words.end(last), *(one.end for one in whose))
        if whose
        else max(person.end, words.end(last))
    )
    said = " ".join(words.raw[title[0] : last + 1])
    if office == "minister" and _FOREIGN & set(words.keys[title[0] : title[1] + 4]):
        office = "minister of foreign affairs"
    home = next((one.name.code for one in whose if one.name.kind in _PLACES), person.name.code)
    if not person.name.known and home:
        person = replace(person, name=person.name._replace(code=home))
    return Holder(replace(person, title=said), office, said, whose, start, end)


def _whose_before(words: Words, first: int, by_token: dict[int, Mention]) -> tuple[Mention, ...]:
    """“Belgian Prime Minister”, "Kazakhstan’s president", "OSCE chairman-in-office"."""
    at = first - 1
    while at >= 0 and words.keys[at] in (
        "then",
        "new",
        "former",
        "s",
        "first",
        "current",
        "deputy",
        "acting",
    ):
        at -= 1
    one = by_token.get(at) if at >= 0 else None
    if one is None or one.is_person or set(words.gap(at)) & set(".,;:"):
        return ()
    return (one,)


def again(words: Words, people: Sequence[Holder], found: Sequence[Mention]) -> Iterator[Mention]:
    """Later mentions of new persons by their surnames alone."""
    surnames: dict[str, Name] = {}
    for holder in people:
        name = holder.person.name
        if not name.known and " " in name.name:
            surnames.setdefault(words.keys[holder.person.last], name)
    if not surnames:
        return
    taken = {token for one in found for token in range(one.first, one.last + 1)}
    taken |= {token for holder in people for token in range(holder.person.first, holder.person.last + 1)}
    for index, key in enumerate(words.keys):
        if key in surnames and index not in taken and words.is_capital(index) and len(key) > 3:
            full = surnames[key]
            first = index
            while first and words.raw[first - 1] in full.name.split() and words.gap(first - 1) == " ":
                first -= 1
            yield mention(words, first, index, full)
