"""A store with small IATI files, made up, to add up by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from entrepot.analyses.aid import Aid, Step, aid
from entrepot.metadata.places import get
from entrepot.store.warehouse import Warehouse
from entrepot.store.warehouse.intake import add_file

TODAY = date(2026, 1, 1)


def paid(
    value: str = "100",
    on: str = "2014-06-30",
    kind: str = "3",
    parts: str = "",
    *,
    day: str = "",
    currency: str = "",
) -> str:
    """A transaction; `parts` are its own places, sectors and organisations, `day` its value date."""
    money = f' currency="{currency}"' if currency else ""
    return (
        f'<transaction><transaction-type code="{kind}"/><transaction-date iso-date="{on}"/>'
        f'<value value-date="{day or on}"{money}>{value}</value>{parts}</transaction>'
    )


def activity(
    name: str = "A", parts: str = '<recipient-country code="KZ"/>', moved: str = "", *, by: str = "US-GOV-1",
    currency: str = "USD", changed: str = "2025-01-01T00:00:00Z", secondary: str = "0", more: str = "",
) -> str:  # fmt: skip
    """An activity of a publisher: places and relations in `parts`, transactions in `moved`."""
    return (
        f'<iati-activity default-currency="{currency}" last-updated-datetime="{changed}" {more}>'
        f"<iati-identifier>{name}</iati-identifier>"
        f'<reporting-org ref="{by}" type="10" secondary-reporter="{secondary}"><narrative>Publisher {by}'
        f"</narrative></reporting-org><title><narrative>{name}</narrative></title>"
        f'<activity-status code="2"/>{parts}{moved}</iati-activity>'
    )


def file_of(*activities: str, made: str = "2025-06-01T00:00:00Z") -> str:
    """A file of activities."""
    root = f'<iati-activities version="2.03" generated-datetime="{made}">'
    return f'<?xml version="1.0"?>{root}{"".join(activities)}</iati-activities>'


def store(folder: Path, *files: str) -> Warehouse:
    """A store that was given these files one after the other."""
    warehouse = Warehouse((folder / "releases",))
    for number, text in enumerate(files):
        path = folder / f"f{number}.xml"
        path.write_text(text)
        add_file(warehouse, path)
    return warehouse


def both_gave(home: Path) -> Warehouse:
    """The store in that folder, in which Belgium and Kazakhstan report what they gave each other."""
    warehouse, file = Warehouse.open(home), home / "both.xml"
    there = activity("XM-DAC-2-1", moved=paid("100"), by="XM-DAC-2", currency="EUR")
    belgium = '<recipient-country code="BE"/>'
    back = activity("XM-DAC-613-1", belgium, paid("5"), by="KZ-BIN-1", currency="EUR")
    file.write_text(file_of(there, back))
    add_file(warehouse, file)
    return warehouse


def asked(
    folder: Path, *files: str, donor: Any = "", recipient: str = "KAZ", currency: str = "USD", **more: Any
) -> Aid:
    """The answer for these files."""
    place = get(recipient) if recipient else None
    return aid(store(folder, *files), more.pop("statements", ()), donor, place, currency=currency,
               today=TODAY, **more)  # fmt: skip


def answered(files: Iterable[str], **more: Any) -> Step:
    """The one step of the answer, in a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return asked(Path(folder), *files, **more).step


def ends(step: Step) -> tuple[float, float]:
    """Least and greatest total."""
    return step.total.figure.interval.low, step.total.figure.interval.high


def reasons(step: Step) -> dict[str, tuple[int, float]]:
    """What was left out: number of transactions and their greatest sum, by reason."""
    return {one.key: (one.transactions, one.figure.interval.high) for one in step.left_out}
