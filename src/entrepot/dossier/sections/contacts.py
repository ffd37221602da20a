"""Representation and contacts: who covers whom from where, who is in touch with whom, what it hangs on."""

from __future__ import annotations

from entrepot.dossier.case import Case
from entrepot.dossier.model import Section
from entrepot.dossier.sections.contacts_coverage import coverage_blocks
from entrepot.dossier.sections.contacts_network import network_blocks


def section(case: Case) -> Section:
    """Coverage with its map, then the network with the people behind it; sentences where nothing is known."""
    blocks = (*coverage_blocks(case), *network_blocks(case))
    return Section("contacts", case.pen.word("contacts.title"), blocks)
