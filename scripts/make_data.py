"""Make all embedded data anew from the packages that carry them: what `make data` runs.

The record pack is not among them: `make_record_pack.py` needs the checklist of facts and the documents, which
are not in this repository; the pack itself is ours and is edited through its overlays.
"""

import subprocess
import sys
from pathlib import Path

SCRIPTS = (
    "make_oecd_icio",
    "make_cia_factbook",
    "make_places_countries",
    "make_places_regions",
    "make_places_locode",
    "make_places_airports",
    "make_places_own_notes",
    "make_products_notes",
)


def main() -> None:
    """Run each script in turn; the first that fails ends the run."""
    for script in SCRIPTS:
        print(f"{script} ...", flush=True)
        subprocess.run([sys.executable, str(Path(__file__).with_name(f"{script}.py"))], check=True)


if __name__ == "__main__":
    main()
