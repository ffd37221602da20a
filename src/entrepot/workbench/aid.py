"""A question on aid, with places by name.

entrepot.open().aid("USA", "KAZ", years=(2012, 2020)).step.total
entrepot.open().aid("any", "CentralAsia", base=2020)
"""

from __future__ import annotations

from entrepot.analyses.aid import Aid, aid
from entrepot.analyses.aid.question import ANYBODY, donor_of
from entrepot.metadata.places import Place, resolve
from entrepot.store.record import Record
from entrepot.store.warehouse import Warehouse


def asked(
    warehouse: Warehouse,
    record: Record,
    donor: Place | str,
    recipient: Place | str,
    years: tuple[int | None, int | None],
    currency: str,
    base: int | None,
    basis: str,
) -> Aid:
    """The answer from the open store; raises what `analyses.aid.aid` does, and `PlaceError`."""
    return aid(
        warehouse,
        record.statements(),
        donor_of(donor) if isinstance(donor, str) else donor,
        _recipient(recipient),
        years,
        currency,
        base,
        basis,
        documents=record.documents(),
    )


def _recipient(written: Place | str) -> Place | None:
    if isinstance(written, Place):
        return written
    return None if written.casefold() in ANYBODY else resolve(written)
