"""Write the .yml that stands beside a data file: who published it, under which licence, how it was made."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import yaml


def write_note(
    file: Path,
    *,
    publisher: str,
    title: str,
    edition: str,
    licence: str,
    address: str,
    how: str,
    remark: str = "",
) -> None:
    """Write FILE.yml; `retrieved` only moves when the bytes of FILE did."""
    note = file.with_name(file.name + ".yml")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    before = yaml.safe_load(note.read_text(encoding="utf-8")) if note.exists() else {}
    today = datetime.now(UTC).date().isoformat()
    content = {
        "file": file.name,
        "publisher": publisher,
        "title": title,
        "edition": edition,
        "licence": licence,
        "address": address,
        "retrieved": before.get("retrieved", today) if before.get("sha256") == digest else today,
        "how_made": how,
        **({"remark": remark} if remark else {}),
        "sha256": digest,
    }
    note.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")
