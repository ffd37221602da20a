"""A user's own elasticities: CSV with the columns industry, theta and, if known, se."""

from __future__ import annotations

import hashlib
from pathlib import Path

from entrepot.metadata.errors import BadInput
from entrepot.metadata.origin import Origin
from entrepot.sources.bounded import read_bounded
from entrepot.sources.elasticities.estimates import Estimate, Estimates
from entrepot.sources.elasticities.table import rows


def own(path: Path) -> Estimates:
    """The elasticities of a file, named after it.

    Raises:
        BadInput: no such table, an industry twice, a number out of bounds; names line and column.
    """
    values: dict[str, Estimate] = {}
    for line, cells, estimate in rows(path):
        code = cells["industry"].strip()
        if code in values:
            raise BadInput(f"{code} stands there twice", file=path, line=line, column="industry")
        values[code] = estimate
    if not values:
        raise BadInput("holds no row", file=path, expected="a row for each industry: industry,theta,se")
    sha256 = hashlib.sha256(read_bounded(path, 1 << 20)).hexdigest()
    origin = Origin("the user's own table", path.name, sha256=sha256)
    return Estimates(path.stem, f"own elasticities, {path.name}", values, origin)
