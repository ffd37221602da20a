"""`entrepot data fetch --list`: what can be fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from entrepot.cli.output import note, print_json

if TYPE_CHECKING:
    from entrepot.sources.addresses import Dataset


def print_catalogue(as_json: bool) -> None:
    """Every dataset with its terms and options; as JSON with addresses and where they were read."""
    from entrepot.sources.addresses import datasets

    known = datasets().values()
    if as_json:
        print_json([_listed(each) for each in known])
        return
    for each in known:
        click.echo(f"{each.dataset}: {each.title}")
        taken = ", ".join(f"--{name}" for name in each.options)
        for label, text in (
            ("publisher", each.publisher),
            ("licence", each.licence),
            ("terms", each.terms),
            ("cadence", each.cadence),
            ("options", taken),
            ("page", each.page),
            ("not established", each.unverified),
        ):
            if text:
                click.echo(click.wrap_text(" ".join(text.split()), 100, f"  {label}: ", "    "))
    note("Addresses and terms were read in public documents; --json says in which, and when.")


def _listed(described: Dataset) -> dict[str, Any]:
    return {
        "dataset": described.dataset,
        "title": described.title,
        "publisher": described.publisher,
        "licence": described.licence,
        "terms": described.terms,
        "page": described.page,
        "cadence": described.cadence,
        "options": {name: option["help"] for name, option in described.options.items()},
        "addresses": [file["url"] for file in described.files],
        "checked": described.checked,
        "seen": list(described.seen),
        "unverified": described.unverified,
    }
