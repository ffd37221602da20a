"""Links in Python packages that the user has installed beside Entrepôt."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

# Growth Lab's package, Apache-2.0: weights between neighbouring revisions of HS and SITC, both ways.
PACKAGE = "atlas-common-data"
_MODULE = "atlas_common_data"
_FOLDER = Path("data", "conversion_weights")
_FILE = re.compile(r"conversion_weights_(\w\d)_to_(\w\d)\.csv")


def installed_files() -> tuple[Path, ...]:
    """The files of weights that an installed package brings, none where it is not installed.

    The package is looked for, not imported.
    """
    found = find_spec(_MODULE)
    roots = (found.submodule_search_locations or ()) if found else ()
    files = (file for root in roots for file in sorted((Path(root) / _FOLDER).glob("*.csv")))
    return tuple(file for file in files if _FILE.fullmatch(file.name))
