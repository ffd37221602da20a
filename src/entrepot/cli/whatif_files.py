"""The answer to a scenario as JSON and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from entrepot.cli.footnotes import plain
from entrepot.cli.output import note
from entrepot.cli.overwriting import refuse_overwriting
from entrepot.metadata.errors import UsageError

if TYPE_CHECKING:
    from entrepot.analyses.scenarios.answer import Answer

Flows = Sequence[tuple[str, str]]


def as_dict(found: Answer, flows: Flows) -> dict[str, Any]:
    """JSON form, with the tables of the flows that were asked for."""
    made: dict[str, Any] = plain(found.to_dict())
    made["flows"] = [_flow(found, exporter, importer) for exporter, importer in flows]
    return made


def _flow(found: Answer, exporter: str, importer: str) -> dict[str, Any]:
    from entrepot.analyses.scenarios import sides

    world = found.run.setting.world
    return {
        "exporter": exporter,
        "importer": importer,
        "exporters": sides.members(world, exporter),
        "importers": sides.members(world, importer),
        **{what: plain(found.sales(exporter, importer, what)) for what in ("goods", "services", "all")},
        "industries": plain(found.pair(exporter, importer).to_dict()),
    }


def check_output(output: Path | None, read: Sequence[Path | None]) -> None:
    """Refuse, before anything is solved, a file that cannot be the workbook.

    Raises:
        UsageError: its name does not end in .xlsx, or it is a file that is read.
    """
    if output is None:
        return
    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"{output}: tables are written as a workbook; end the name in .xlsx.")
    refuse_overwriting(output, [file for file in read if file is not None])


def write_excel(found: Answer, flows: Flows, output: Path) -> None:
    """Every table as a workbook.

    Raises:
        OutputError: it cannot be written.
    """
    from entrepot.briefs.workbook import workbook
    from entrepot.store.files import write_bytes

    places = dict.fromkeys(code for flow in flows for code in flow)
    tables = [found.economies(), *(found.pair(*flow) for flow in flows)]
    tables += [found.industries(code) for code in places]
    tables += [found.gains(), found.moved()]
    made = workbook(tables, found.caveats)
    write_bytes(output, made, make_folders=False)
    note(f"Wrote {output} ({len(made) / 1024:,.0f} kB, {len(tables)} tables).")
