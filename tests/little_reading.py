"""Texts of our own to read, and short ways to read them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from entrepot.analyses.reading import read
from entrepot.metadata.dates import StatedDate
from entrepot.metadata.draft import Draft
from entrepot.metadata.statement import Document

ENGLISH = """On 3 March 2021 Portuguese Foreign Minister Ana Prova travelled to Tallinn, Estonia. Two months
later Estonia opened an embassy in Lisbon. Portugal and Estonia signed a memorandum of understanding on
digital services. They wanted to sign a tax treaty, but Estonia did not ratify the old convention.

In 2020 Portugal gave €250,000 to Timor-Leste for schools. Portuguese exports to Estonia reached over
€64 million in 2020, rising from €40 million in 2015. Estonia does not have an embassy in Dili.
"""
FRENCH = """Le 3 mars 2021, la ministre portugaise des Affaires étrangères, Ana Prova, s'est rendue à Tallinn,
en Estonie. Deux mois plus tard, l'Estonie a ouvert une ambassade à Lisbonne. Le Portugal et l'Estonie ont
signé un protocole d'accord. Ils souhaitent signer un traité fiscal.

En 2020, le Portugal a accordé 250 000 euros au Timor oriental. Les exportations portugaises vers l'Estonie
ont atteint plus de 64 millions d'euros en 2020.
"""


@dataclass(frozen=True)
class Person:
    """What a reader asks of a known actor."""

    name: str
    kind: str
    home: str


@dataclass(frozen=True)
class Held:
    """What a reader asks of a tenure."""

    person: str
    state: str
    date: StatedDate


def paper(text: str, published: str = "..") -> Document:
    """The document whose text that is."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(digest, "paper.txt", len(text), published=published)


def drafts(text: str, published: str = "..", **given: Any) -> tuple[Draft, ...]:
    """What the reader makes of a text."""
    return read(text, paper(text, published), **given)


def of_kind(text: str, kind: str, **given: Any) -> list[Draft]:
    """The drafts of one kind."""
    return [draft for draft in drafts(text, **given) if draft.proposed.kind == kind]


def only(text: str, kind: str, **given: Any) -> Draft:
    """The one draft of a kind; fails if there are several or none."""
    found = of_kind(text, kind, **given)
    assert len(found) == 1, [draft.proposed.paraphrase["en"] for draft in found]
    return found[0]


def parties(draft: Draft) -> set[tuple[str, str]]:
    """Actors with their roles."""
    return {(party.actor, party.role) for party in draft.proposed.parties}
