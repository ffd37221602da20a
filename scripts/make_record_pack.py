"""Make the record pack that ships, from the checklist of facts, the documents and any number of overlays.

Without OVERLAY, all of scripts/record_overlays/*.yml are laid over the facts. An overlay maps a statement's
identifier to what is to be changed in it: mappings are merged, lists and values replaced;
`capacities: {ACTOR: CAPACITY}` gives parties the capacity in which they acted. The keys `pack` and
`documents` (by file name) describe the pack itself. It is an error if the facts do not know an identifier, if
one stands twice in a file, if overlays disagree, or if a quote does not stand in its document.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from entrepot.sources.record_pack.entry import read_yaml
from entrepot.sources.record_pack.reader import read_pack
from entrepot.sources.record_pack.writer import dump
from make_places_notes import write_note
from record_facts import Form, Places, statement

ROOT = Path(__file__).resolve().parents[1]
OVERLAYS = ROOT / "scripts" / "record_overlays"
TARGET = ROOT / "src" / "entrepot" / "data" / "record" / "eucam-liege.yml"


def main(facts_file: Path, documents: Path, overlays: list[Path], target: Path, *, check: bool) -> None:
    """Write the pack, or only check that the one there is what would be written."""
    written = dump(pack(facts_file, documents, overlays or sorted(OVERLAYS.glob("*.yml"))))
    if check:
        same = target.read_text(encoding="utf-8") == written
        sys.exit(0 if same else f"{target.name} is not what its facts and overlays give: make it again")
    beside = target.with_suffix(".new")
    try:
        beside.write_text(written, encoding="utf-8")
        statements = read_pack(beside).statements
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    note(target)
    print(f"{target.name}: {len(statements)} statements, {target.stat().st_size} bytes")


def pack(facts_file: Path, documents: Path, overlays: list[Path]) -> Form:
    """The pack in its written form."""
    facts = yaml.safe_load(facts_file.read_text(encoding="utf-8"))
    check_quotes(facts["records"], documents)
    places = Places.read(facts["records"])
    statements = {fact["id"]: statement(fact, places) for fact in facts["records"]}
    described = {document["name"]: dict(document) for document in facts["documents"]}
    changes = agreed(overlays)
    head, about = changes.pop("pack", {}), changes.pop("documents", {})
    for target, known in ((about, described), (changes, statements)):
        if unknown := [key for key in target if key not in known]:
            sys.exit(f"no such statement or document: {', '.join(unknown)}")
        for key, change in target.items():
            assign_capacities(known[key], change.pop("capacities", {}))
            known[key] = merged(known[key], change)
    pack: dict[str, Any] = dict(head)
    pack["documents"] = list(described.values())
    pack["statements"] = [bare(form) for form in statements.values()]
    return pack


def note(target: Path) -> None:
    """The note beside the pack: whose it is, and how it was made."""
    write_note(
        target,
        publisher="Entrepôt contributors",
        title="Belgium, Luxembourg and Central Asia in two documents",
        edition="2026",
        licence="Apache-2.0",
        address="https://www.eucentralasia.eu",
        how="scripts/make_record_pack.py from a checklist of facts read out of two documents (EUCAM European "
        "National Policies Series no. 13; DKNews.kz article 384011), with scripts/record_overlays/*.yml laid "
        "over it. Paraphrases, names and figures are ours or are facts; of a quoted passage only place and "
        "hash are kept.",
    )


def check_quotes(facts: list[Form], documents: Path) -> None:
    """Every quote stands at its characters and lines in the document of that name."""
    texts = {path.name: path.read_bytes().decode() for path in documents.iterdir()}
    for fact in facts:
        text = texts[fact["document"]]
        for q in fact["quotes"]:
            lines = [text.count("\n", 0, q["start"]) + 1, text.count("\n", 0, q["end"] - 1) + 1]
            if text[q["start"] : q["end"]] != q["exact"] or lines != q["lines"]:
                sys.exit(f"{fact['id']}: the quote at {q['start']} does not stand in {fact['document']}")


def agreed(overlays: list[Path]) -> Form:
    """All overlays as one; they may add to the same statement, but not say different things of it."""
    whole: Form = {}
    for overlay in overlays:
        changes = read_yaml(overlay)[0].plain()
        if clashes := list(disagreements(whole, changes)):
            sys.exit(f"{overlay.name} disagrees with an overlay before it on {', '.join(clashes)}")
        whole = merged(whole, changes)
    return whole


def disagreements(old: Form, new: Form, above: str = "") -> Iterator[str]:
    """Paths of the values that both set, differently."""
    for key in old.keys() & new.keys():
        here, there = old[key], new[key]
        if isinstance(here, dict) and isinstance(there, dict):
            yield from disagreements(here, there, f"{above}{key}.")
        elif here != there:
            yield f"{above}{key}"


def assign_capacities(form: Form, capacities: dict[str, str]) -> None:
    """Say in which capacity a party acted; it must be a party."""
    for actor, capacity in capacities.items():
        parties = [party for party in form["parties"] if party["actor"] == actor]
        if not parties:
            sys.exit(f"{actor} is no party to {form['id']}")
        for party in parties:
            party["capacity"] = capacity


def merged(old: Any, new: Any) -> Any:
    """Mappings key by key; anything else as the overlay has it."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return old | {key: merged(old.get(key), value) for key, value in new.items()}


def bare(form: Form) -> Form:
    """The statement without empty fields, at any depth of mappings."""
    trimmed = {key: bare(value) if isinstance(value, dict) else value for key, value in form.items()}
    return {key: value for key, value in trimmed.items() if value not in ("", [], {}, None)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("facts", type=Path, metavar="FACTS_YAML")
    parser.add_argument("documents", type=Path, metavar="DOCUMENTS_DIR")
    parser.add_argument("overlays", type=Path, metavar="OVERLAY", nargs="*")
    parser.add_argument("-o", dest="target", type=Path, default=TARGET, help="where to write it")
    parser.add_argument("--check", action="store_true", help="only say whether the pack there is up to date")
    asked = parser.parse_args()
    main(asked.facts, asked.documents, asked.overlays, asked.target, check=asked.check)
