"""The checklist of facts in the form of a record pack: facts become statements, no quoted word goes along."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import yaml

Form = dict[str, Any]
BASE_UNITS = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
CONSTANT_PROPERTY = {
    "actor": "is",
    "office": "holds office",
    "agreement": "agreement",
    "commitment": "commitment",
    "project": "project",
    "aid": "contribution",
    "fdi": "investment",
    "opinion": "assessment",
    "source": "source",
    "statistic": "level",
}
TRADE = {"exporter": "exports", "importer": "imports"}
# What a name in the wording cannot tell: where parties and place say all, or a venue is no party.
WORDED = frozenset(
    {"opinion", "trade-pattern", "commitment", "project", "fdi", "source", "statistic", "actor"}
)


class Places:
    """Codes of the places that names, demonyms and known actors stand for."""

    def __init__(self, names: dict[str, list[str]], actors: dict[str, str]) -> None:
        self.names, self.actors = names, actors
        longest = sorted([*names, *actors], key=len, reverse=True)
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")

    @classmethod
    def read(cls, facts: list[Form]) -> Places:
        """Names from the table beside this script, actors and their homes from the facts themselves."""
        names = yaml.safe_load(Path(__file__).with_name("record_places.yml").read_text(encoding="utf-8"))
        actors = [fact for fact in facts if fact["kind"] == "actor"]
        return cls(names, {name: f.get("of", "") for f in actors for name in (f["name"], *f.get("aka", []))})

    def of(self, *texts: str) -> list[str]:
        """Codes of all names in the texts, each once, in order."""
        found = [name for text in texts for name in self.pattern.findall(text)]
        return list(dict.fromkeys(code for name in found for code in self._code(name)))

    def _code(self, name: str) -> list[str]:
        return self.names.get(name) or self.of(self.actors.get(name, ""))


def statement(fact: Form, places: Places) -> Form:
    """One fact as a statement; keys follow `entrepot.metadata.statement.Statement`."""
    parties = fact.get("parties", [])
    named = places.of(*(party["actor"] for party in parties), *location(fact))
    worded = places.of(fact["paraphrase"]) if fact["kind"] in WORDED else []
    codes = list(dict.fromkeys(named + worded))
    form: Form = {
        "id": fact["id"],
        "kind": fact["kind"],
        "subtype": fact.get("subtype", ""),
        "subject": subject(fact),
        "property": property_of(fact),
        "paraphrase": {"en": fact["paraphrase"]},
        "parties": [dict(party) for party in parties],
        "places": codes,
        "location": fact.get("place", ""),
        "date": stated_date(fact.get("date")),
        "amount": amount(fact.get("amount")),
        "status": fact.get("status", ""),
        "caveat": "; ".join(fact[key] for key in ("trap", "note") if key in fact),
        "attributes": {key: fact[key] for key in ("of", "aka") if key in fact},
        "quotes": [quote(fact["document"], passage) for passage in fact["quotes"]],
    }
    return form


def location(fact: Form) -> list[str]:
    """The place named, unless it is only where an accredited ambassador has his desk."""
    return [fact["place"]] if "place" in fact and fact.get("subtype") != "accreditation" else []


def subject(fact: Form) -> str:
    """An actor itself; else the first party, unless it is whose opinion it is; else the document."""
    voiced = fact["kind"] == "opinion"
    actors = [p["actor"] for p in fact.get("parties", []) if not (voiced and p["role"] == "author")]
    return str(fact.get("name") or (actors or [fact["document"]])[0])


def property_of(fact: Form) -> str:
    """What is said of the subject: a constant of the kind, the direction of trade, or the narrower kind."""
    kind, parties = fact["kind"], fact.get("parties", [])
    if kind in ("trade-figure", "ranking"):
        flow = TRADE[parties[0]["role"]]
        return flow if kind == "trade-figure" else f"rank in {flow}"
    return CONSTANT_PROPERTY.get(kind) or fact.get("subtype") or "structure"


def stated_date(date: Form | None) -> Form | None:
    """EDTF, the document's own words, and the derivation; words in brackets are ours, not the document's."""
    if date is None:
        return None
    words, derivation = date.get("as_stated", ""), date.get("derived", "")
    if words.startswith("("):
        words, derivation = "", derivation or ("" if date["edtf"] == ".." else words.strip("()"))
    return {
        "edtf": date["edtf"],
        "as_stated": "" if words == date["edtf"] else words,
        "derivation": derivation,
    }


def amount(stated: Form | None) -> Form | None:
    """Value in the base unit, with the bounds that its printed digits and words give."""
    if stated is None:
        return None
    words = stated["as_stated"]
    scale = next((BASE_UNITS[word] for word in BASE_UNITS if word in stated["unit"]), 1.0)
    value = stated["value"] * scale
    low, high, reason = bounds(words, value, scale)
    if "unit_as_stated" in stated:
        reason = (
            f"the column is labelled {stated['unit_as_stated']}; read as {stated['unit']}, because the text "
            "gives EUR 118 million for the exports to Kazakhstan of the same year"
        )
    return {
        "as_stated": words,
        "unit_as_stated": stated.get("unit_as_stated") or unit_printed(words),
        "value": tidy(value),
        "unit": stated["currency"] or stated["unit"].split()[0],
        "bounds": [tidy(low), None if high is None else tidy(high)],
        "reason": reason,
    }


def bounds(words: str, value: float, scale: float) -> tuple[float, float | None, str]:
    """Lowest and highest value that the words allow, and why; a rank is exact."""
    digits = re.search(r"[\d,]+(?:\.(\d+))?", words)
    assert digits is not None, words
    half = 0.5 * 10.0 ** -len(digits[1] or "") * scale
    if words.startswith("over"):
        return value, None, "“over”: a lower bound"
    if words.startswith("around"):
        return value - 10 * half, value + 10 * half, "“around”: read as one digit coarser than printed"
    if re.fullmatch(r"\d+(st|nd|rd|th)?", words):
        return value, value, ""
    return value - half, value + half, ""


def unit_printed(words: str) -> str:
    """The unit beside the number: a sign, a code or a word; a bare ordinal is a rank."""
    found = re.search(r"€|EUR|per ?cent|troops", words)
    return found.group() if found else "rank"


def tidy(value: float) -> float | int:
    """Without the noise of binary fractions; whole where it is whole."""
    rounded = round(value, 6)
    return int(rounded) if rounded.is_integer() else rounded


def quote(document: str, passage: Form) -> Form:
    """Where the passage stands and the hash of its bytes; its words stay behind."""
    return {
        "document": document,
        "start": passage["start"],
        "end": passage["end"],
        "first_line": passage["lines"][0],
        "last_line": passage["lines"][1],
        "sha256": hashlib.sha256(passage["exact"].encode()).hexdigest(),
    }
